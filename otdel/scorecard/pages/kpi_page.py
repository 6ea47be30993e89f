"""One KPI in a period as a page shows it: verdict, key numbers, the way down, what to know before acting on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from otdel.kit.reason import NoData
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.pages import links, periods
from otdel.scorecard.pages.figures import attained, compared_to, exact, figure, no_data, unit_name
from otdel.scorecard.pages.formula_words import measure_name
from otdel.scorecard.pages.goals import goal_words, not_to_seem, ramp_words, steps_of
from otdel.scorecard.queries.about import KpiAbout, Past
from otdel.scorecard.queries.answer import KpiAnswer
from otdel.scorecard.wording import names
from otdel.web import charts
from otdel.web import format as say
from otdel.web.parts import Explanation, Fact, KeyNumber, Link, Tone
from otdel.web.reasons import say as words_of

TONES: dict[str, Tone] = {"good": "good", "near": "warn", "off": "bad"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A KPI answer with what a page needs to say it."""

    answer: KpiAnswer
    about: KpiAbout

    @property
    def of_another(self) -> bool:
        return bool(compared_to(self.answer.formula))

    @property
    def when(self) -> str:
        return periods.whole(self.answer.named)

    @property
    def slug(self) -> str:
        return self.answer.who.slug if self.answer.who else ""

    def figure(self, value: Decimal | NoData | None) -> str:
        apart = not_to_seem(self.answer.goal, self.answer.state)
        return figure(value, self.answer.unit, self.answer.currency, of_another=self.of_another, apart=apart)

    @property
    def plan(self) -> str:
        """What the plans of the measures give by the same formula; empty when the value is not compared with a plan."""
        goal = self.answer.goal
        if goal.planned is None:
            return no_data() if goal.lacks_plan else ""
        return figure(goal.planned, self.answer.unit, self.answer.currency)

    def goal(self) -> str:
        answer = self.answer
        return goal_words(answer.goal, answer.unit, answer.currency, answer.direction, of_another=self.of_another)


def verdict(shown: Shown) -> str:
    """What it was, against what; what that rests on; or why there is nothing to show."""
    answer = shown.answer
    said = {"name": shown.about.name, "period": shown.when, "whose": whose(answer.who)}
    if isinstance(answer.value, NoData):
        words = _("%(name)s has no data for %(period)s, %(whose)s.") % said
        return f"{words} {words_of(answer.value.reason)}"
    said |= {"value": shown.figure(answer.value), "goal": shown.goal()}
    sentences = {
        "good": _("%(name)s was %(value)s in %(period)s, %(whose)s: on target (goal %(goal)s)."),
        "near": _("%(name)s was %(value)s in %(period)s, %(whose)s: near the target (goal %(goal)s)."),
        "off": _("%(name)s was %(value)s in %(period)s, %(whose)s: off target (goal %(goal)s)."),
        "": _("%(name)s was %(value)s in %(period)s, %(whose)s."),
    }
    return " ".join([sentences[answer.state] % said, *_cautions(shown)])


def _cautions(shown: Shown) -> list[str]:
    answer = shown.answer
    found = []
    if len(answer.alone) > 1:
        words = npgettext(
            "kpi",
            "The sample is small, so it is the mean of %(count)s period and raises no alarm by itself.",
            "The sample is small, so it is the mean of %(count)s periods and raises no alarm by itself.",
            len(answer.alone),
        )
        found.append(words % {"count": len(answer.alone)})
    elif answer.small_sample:
        found.append(_("It rests on a small sample, so it raises no alarm by itself."))
    if not answer.mature:
        found.append(_("It may still change until %(day)s.") % {"day": say.day(answer.matures_on)})
    if answer.corrections:
        count = len(answer.corrections)
        words = npgettext("kpi", "It was corrected once.", "It was corrected %(count)s times.", count)
        found.append(words % {"count": count})
    return found


def definition(shown: Shown) -> str:
    """Whose role it is of, which way is better, how often it is judged and when it is final."""
    about = shown.about
    better = {"higher": _("more is better"), "lower": _("less is better"), "corridor": _("best inside a corridor")}
    lag = int(about.settings.get("lag_days") or 0)
    final = npgettext(
        "kpi", "final %(count)s day after the period", "final %(count)s days after the period", lag
    ) % {"count": lag}  # fmt: skip
    said = [about.role, better.get(shown.answer.direction, ""), _judged(about.setting("period")), final if lag else ""]
    return "; ".join(part for part in said if part)


def _judged(unit: str) -> str:
    words = {
        "week": _("judged by the week"),
        "month": _("judged by the month"),
        "quarter": _("judged by the quarter"),
        "year": _("judged by the year"),
    }
    return words.get(unit, "")


def whose(who: MemberRef | None) -> str:
    return who.name if who else pgettext("whose number", "the whole department")


def key_numbers(shown: Shown) -> list[KeyNumber]:
    """Value, goal, attainment, and how much of the period the sources speak for."""
    answer = shown.answer
    return [
        KeyNumber(
            pgettext("key number", "Value"),
            shown.figure(answer.value),
            Explanation(shown.about.name, _what_it_is(shown), _value_facts(shown)),
            note=str(names.STATES[answer.state]) if answer.state else "",
            tone=TONES.get(answer.state, ""),
        ),
        KeyNumber(
            pgettext("key number", "Goal"),
            shown.goal(),
            Explanation(
                pgettext("key number", "Goal"),
                str(names.PATTERNS.get(answer.goal.pattern, answer.goal.pattern)),
                [Fact(name, value) for name, value in steps_of(answer.goal, answer.unit, answer.currency)],
            ),
            note=ramp_words(answer.goal),
        ),
        KeyNumber(
            pgettext("key number", "Attainment"),
            no_data() if isinstance(answer.attainment, NoData) else attained(answer.attainment),
            Explanation(
                pgettext("key number", "Attainment"),
                _("How much of the target was reached: 100% is exactly the target, more is better in every case."),
            ),
            note=words_of(answer.attainment.reason) if isinstance(answer.attainment, NoData) else "",
        ),
        KeyNumber(
            pgettext("key number", "Days with data"),
            no_data() if isinstance(answer.coverage, NoData) else say.percent(answer.coverage, 0),
            Explanation(
                pgettext("key number", "Days with data"),
                _("The share of the period’s days for which every source of this KPI speaks."),
                [Fact(_("Data to"), say.day(answer.fresh_to))] if answer.fresh_to else [],
            ),
            note=_("to %(day)s") % {"day": say.day(answer.fresh_to, year=False)} if answer.fresh_to else "",
        ),
    ]


def _what_it_is(shown: Shown) -> str:
    if averaged(shown):
        return _("The mean of the last periods with data, because this one alone has too small a sample.")
    return _("What the formula gives for these days.")


@dataclass(frozen=True, slots=True)
class Averaged:
    """A small sample opened: `own` is what the formula gives for this period alone, `mean` what is shown instead.

    `periods` are those it is the mean of, each with the page of its own; empty with `own` when what is stored of them
    no longer gives the frozen mean.
    """

    why: str
    mean: str
    own: str
    periods: tuple[tuple[Link, str], ...]


def averaged(shown: Shown) -> Averaged | None:
    """How the value came about where it is not simply the formula's."""
    answer = shown.answer
    if not answer.small_sample or isinstance(answer.computed, NoData) or len(answer.alone) == 1:
        return None
    periods_of = tuple(
        (Link(periods.begun(named), links.of_kpi(answer.code, shown.slug, named.code)), _exactly(shown, value))
        for named, value in answer.alone
    )
    own = next((_exactly(shown, value) for named, value in answer.alone if named == answer.named), "")
    return Averaged(_sample(shown.about), _exactly(shown, answer.computed), own, periods_of)


def _exactly(shown: Shown, value: Decimal) -> str:
    """With all the digits one needs to take the mean again."""
    if shown.of_another or shown.answer.unit == "share":
        return say.percent(value, 2)
    return exact(value, shown.answer.unit, shown.answer.currency)


def _value_facts(shown: Shown) -> list[Fact]:
    answer = shown.answer
    found = [Fact(_("Period"), shown.when), Fact(_("Unit"), unit_name(answer.unit, answer.currency))]
    if answer.computed_at:
        found.append(Fact(_("Counted"), say.moment(answer.computed_at)))
    if answer.frozen_at:
        found.append(Fact(_("Frozen"), say.moment(answer.frozen_at, year=True)))
    if answer.computed != answer.value:
        found.append(Fact(_("Before corrections"), shown.figure(answer.computed)))
    return found


def know_before(shown: Shown) -> list[Fact]:
    """Maturity, what else moves it, how it could be dressed up and what it is read beside, its use in pay."""
    about, answer = shown.about, shown.answer
    found = [
        Fact(
            _("Maturity"),
            _("final") if answer.mature else _("may still change"),
            "" if answer.mature else _("late facts keep coming until %(day)s") % {"day": say.day(answer.matures_on)},
        ),
        Fact(
            _("Controllability"),
            _or_code(names.CONTROL, about.setting("controllability")),
            _("also moved by: %(list)s") % {"list": "; ".join(about.confounders)} if about.confounders else "",
        ),
        Fact(
            _("Use in pay"),
            _or_code(names.PAY, about.setting("pay_use")),
            str(names.PAY_MEANINGS.get(about.setting("pay_use"), "")),
        ),
        Fact(_("How it could be dressed up"), about.gaming or _("no way is known")),
    ]
    if sample := _sample(about):
        found.insert(1, Fact(_("Small sample"), _("yes") if answer.small_sample else _("no"), sample))
    return found


def _sample(about: KpiAbout) -> str:
    rule = about.settings.get("min_sample")
    if not isinstance(rule, dict):
        return ""
    said = {"count": say.number(Decimal(str(rule.get("n", 0)))), "measure": measure_name(str(rule.get("measure", "")))}
    return _("small below %(count)s: %(measure)s") % said


def paired(about: KpiAbout, slug: str, period: str) -> Link | None:
    """The KPI that is read beside this one."""
    code, name = about.paired
    return Link(name, links.of_kpi(code, slug, period)) if code else None


def chart(shown: Shown, past: Sequence[Past]) -> charts.Chart:
    """How it went, with the goal where it stands on the same scale."""
    values = [None if isinstance(one.value, NoData) else one.value for one in past]
    known = sum(value is not None for value in values)
    label = _("%(name)s over the last periods: %(known)s of %(count)s have data.") % {
        "name": shown.about.name,
        "known": known,
        "count": len(values),
    }
    return charts.line_chart(
        [periods.head(one.named) for one in past],
        values,
        lambda value: shown.figure(Decimal(str(value))),
        label,
        name=shown.about.name,
        goal=_goals(shown, past) if known >= charts.chart.FEWEST else (),
        goal_name=pgettext("chart", "Target"),
    )


def _goals(shown: Shown, past: Sequence[Past]) -> list[Decimal | None]:
    """Targets on the scale of the value: not when the target is a share of a plan and the value is not."""
    goal = shown.answer.goal
    if goal.target is None or (goal.pattern in ("plan_ratio", "plan_ratio_low", "growth_yoy") and not shown.of_another):
        return []
    now = goal.target
    return [now if one.target is None else one.target for one in past]


def _or_code(words: dict[str, object], code: str) -> str:
    return str(words.get(code, code)) or _("not said")
