"""A plan in sentences: what each part of it pays and when, as its page and its agreement say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.motivation.rules.plan import By, Component, Condition, Curve, Gate, Plan, Team
from otdel.motivation.rules.rounding import money as rounded
from otdel.motivation.wording.library_texts import plan_text
from otdel.motivation.wording.plan_names import Names
from otdel.motivation.wording.plans import one_stop as one_stop
from otdel.web import format as say


@dataclass(frozen=True, slots=True)
class PointWords:
    """A row of a curve: at this result, this share of the part, this amount."""

    at: str
    share: str
    amount: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a plan: its heading, what it is worth, sentences, and the points of its curve when it has one."""

    key: str
    title: str
    worth: str = ""
    lines: tuple[str, ...] = ()
    points: tuple[PointWords, ...] = ()


def per_period(plan: Plan) -> str:
    return _("a month") if plan.period == "month" else _("a quarter")


def money(plan: Plan, amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return say.amount(amount, plan.currency, 0 if whole else 2)


def clauses(plan: Plan, names: Names) -> tuple[Clause, ...]:
    """Every part of the plan, in the order a person asks about them."""
    return tuple(_all(plan, names))


def _all(plan: Plan, names: Names) -> Iterator[Clause]:
    yield _base(plan)
    yield from (component(plan, one, names) for one in plan.components)
    yield from _counted(plan, names)
    yield from (gate(one, names) for one in plan.gates)
    if plan.team:
        line = _("The whole variable pay is multiplied by a factor that the shared result gives.")
        yield Clause("team", names.kpi(plan.team.kpi), _("for everybody"), (line,), _factors(plan.team, names))
    yield from _limits(plan)
    yield from _later(plan)
    yield from _once(plan, names)


def _base(plan: Plan) -> Clause:
    lines = (_("Paid whatever the results are; for a part of the period, by days."),)
    return Clause("base", _("Fixed pay"), f"{money(plan, plan.base)} {per_period(plan)}", lines)


def component(plan: Plan, one: Component, names: Names) -> Clause:
    """A part of the variable pay that follows a KPI."""
    worth = plan.target_variable * one.weight
    said = _("%(share)s of variable pay: %(amount)s at the goal") % {
        "share": say.percent(one.weight),
        "amount": money(plan, worth),
    }
    lines = []
    if one.rolling > 1:
        count = ngettext("the last %(count)s period", "the last %(count)s periods", one.rolling)
        lines.append(_("Its average over %(periods)s counts.") % {"periods": count % {"count": one.rolling}})
    lines.append(_edges(one, names))
    rows = tuple(
        PointWords(names.at(one.kpi, one.by, p.at), say.percent(p.pays), money(plan, rounded(worth * p.pays)))
        for p in one.curve
    )
    return Clause(f"kpi:{one.kpi}", names.kpi(one.kpi), said, tuple(lines), rows)


def _edges(one: Component, names: Names) -> str:
    if one.by is By.ATTAINMENT:
        return _(
            "Counted by how much of the goal is reached. Between the points the pay goes up evenly, a bit for each."
        )
    return _("Counted by the value itself. Between the points the pay changes evenly, a bit for each.")


def _counted(plan: Plan, names: Names) -> Iterator[Clause]:
    if unit := plan.unit_pay:
        lines = tuple(
            _("Each one above %(above)s and up to %(upto)s brings %(rate)s.")
            % {"above": say.number(t.above), "upto": say.number(t.upto), "rate": money(plan, t.rate)}
            for t in unit.tiers
        )
        yield Clause("unit_pay", names.kpi(unit.measure), _("so much for each"), lines)
    if point := plan.point_pay:
        lines = (
            _("Each accepted point brings %(rate)s, for %(most)s points in a period at most.")
            % {"rate": money(plan, point.rate), "most": say.number(point.most)},
            _("The sum is multiplied by a factor of quality and a factor of time."),
        )
        yield Clause("point_pay", names.kpi(point.measure), _("so much for each point"), lines)
        yield Clause(
            "quality", names.kpi(point.quality.kpi), _("factor of quality"), (), _factors(point.quality, names)
        )
        yield Clause("time", names.kpi(point.time.kpi), _("factor of time"), (), _factors(point.time, names))


def gate(one: Gate, names: Names) -> Clause:
    """A condition that the variable pay, or one part of it, depends on."""
    about = {"when": condition(one.passes, one.kpi, names), "share": say.percent(one.fail)}
    if one.component:
        about["part"] = names.kpi(one.component)
        lines = [_("Should be %(when)s. If it is not, %(share)s of the part “%(part)s” is paid.") % about]
    elif one.fail == 1:
        lines = [_("Should be %(when)s. It is shown and discussed; pay does not depend on it.") % about]
    else:
        lines = [_("Should be %(when)s. If it is not, %(share)s of the variable pay is paid.") % about]
    if one.hard:
        hard = {"when": condition(one.hard, one.kpi, names), "share": say.percent(one.hard_factor)}
        worse = (
            _("When it is %(when)s, only %(share)s is paid.")
            if one.hard_factor
            else _("When it is %(when)s, nothing is paid.")
        )
        lines.append(worse % hard)
    lines += [plan_text(one.note)] if one.note else []
    return Clause(f"gate:{one.kpi}", names.kpi(one.kpi), pgettext("pay", "condition"), tuple(lines))


def condition(one: Condition, kpi: str, names: Names) -> str:
    """ "at least 92%", "between 90% and 105%"."""
    low = None if one.low is None else names.at(kpi, one.by, one.low)
    high = None if one.high is None else names.at(kpi, one.by, one.high)
    if low and high:
        return _("between %(low)s and %(high)s") % {"low": low, "high": high}
    if low:
        return (_("above %(low)s") if one.low_open else _("at least %(low)s")) % {"low": low}
    if high:
        return (_("below %(high)s") if one.high_open else _("at most %(high)s")) % {"high": high}
    return _("anything")


def _factors(team: Team, names: Names) -> tuple[PointWords, ...]:
    return tuple(PointWords(names.at(team.kpi, team.by, p.at), f"× {say.number(p.pays, 3)}", "") for p in team.curve)


def _limits(plan: Plan) -> Iterator[Clause]:
    if plan.cap is not None and plan.target_variable:
        most = money(plan, plan.cap * plan.target_variable)
        lines = (_("A result above it is shown and talked about, not lost silently."),)
        yield Clause("cap", _("The most variable pay"), f"{most} {per_period(plan)}", lines)
    if plan.ramp:
        quarters = plan.period == "quarter"  # the ramp is counted in pay periods
        text = (
            _("Quarter %(number)s: at least %(share)s of variable pay")
            if quarters
            else _("Month %(number)s: at least %(share)s of variable pay")
        )
        shares = tuple(text % {"number": n, "share": say.percent(one)} for n, one in enumerate(plan.ramp, 1))
        title = _("First quarters of a newcomer") if quarters else _("First months of a newcomer")
        yield Clause("ramp", title, _("guaranteed"), shares)
    if plan.draw:
        count = ngettext("%(count)s period", "%(count)s periods", plan.draw.periods) % {"count": plan.draw.periods}
        back = _("It is taken off later variable pay.") if plan.draw.recoverable else _("It is not taken back.")
        line = _("Paid ahead of results in the first %(periods)s.") % {"periods": count}
        yield Clause("draw", _("Advance"), money(plan, plan.draw.amount), (line, back))


def _later(plan: Plan) -> Iterator[Clause]:
    if plan.holdback:
        said = {"days": say.days(plan.holdback.days), "on": plan_text(plan.holdback.on)}
        line = _("Paid %(days)s after the period ends, when this is known: %(on)s.") % said
        yield Clause("holdback", _("Held back for a time"), say.percent(plan.holdback.share), (line,))
    if plan.clawback:
        said = {
            "days": say.days(plan.clawback.days),
            "why": plan_text(plan.clawback.trigger),
            "most": say.percent(plan.clawback.most),
        }
        lines = (
            _("Within %(days)s, if: %(why)s.") % said,
            _("At most %(most)s of that period’s variable pay, only from later variable pay, never from fixed pay.")
            % said,
        )
        yield Clause("clawback", _("May be taken back"), _("from later variable pay"), lines)


def _once(plan: Plan, names: Names) -> Iterator[Clause]:
    for one in plan.extras:
        yield Clause(f"extra:{one.code}", one.what or one.code, money(plan, one.amount), (_("Paid once when done."),))
    for split in plan.splits:
        shares = tuple(f"{names.member(slug)}: {say.percent(share)}" for slug, share in split.shares)
        title = _("Shared between people: %(kpi)s") % {"kpi": names.kpi(split.kpi)}
        yield Clause(f"split:{split.kpi}", title, _("agreed beforehand"), shares)


def pay_day(plan: Plan) -> str:
    """When it is paid, as a sentence without its full stop."""
    if plan.pay_day.months == 0:
        return _("on day %(day)s of the period’s last month") % {"day": plan.pay_day.day}
    months = ngettext("%(count)s month", "%(count)s months", plan.pay_day.months) % {"count": plan.pay_day.months}
    if plan.pay_day.months == 1:
        return _("on day %(day)s of the month after the period") % {"day": plan.pay_day.day}
    return _("on day %(day)s, %(months)s after the period’s last month") % {"day": plan.pay_day.day, "months": months}


def in_short(plan: Plan) -> str:
    """The verdict of a plan: fixed, variable, and what it hangs on."""
    said = {"base": money(plan, plan.base), "variable": money(plan, plan.target_variable), "per": per_period(plan)}
    if plan.target_variable and plan.base:
        return _("%(base)s fixed and %(variable)s variable %(per)s when every goal is reached.") % said
    if plan.target_variable:
        return _("%(variable)s variable %(per)s when every goal is reached; nothing fixed.") % said
    if (plan.unit_pay or plan.point_pay) and not plan.base:
        return _("So much for each piece of work that counts; nothing fixed.")
    if plan.unit_pay or plan.point_pay:
        return _("%(base)s fixed %(per)s, and so much for each piece of work that counts.") % said
    return _("%(base)s fixed %(per)s.") % said


def points_said(kpi: str, by: By, curve: Curve, names: Names) -> str:
    """A curve in one line: 80% → 0%, 100% → 100%."""
    return ", ".join(f"{names.at(kpi, by, one.at)} → {say.percent(one.pays)}" for one in curve)


def ramp_said(shares: Sequence[Decimal]) -> str:
    return ", ".join(say.percent(one) for one in shares) or pgettext("first months", "none")
