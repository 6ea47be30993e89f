"""A simulation put into words and tables: whom the plan would pay what, and the payroll against the margin."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.analytics.chances import Ranged
from otdel.kit.calendar import named
from otdel.motivation.models import PlanVersion
from otdel.motivation.pages.check_page import in_words
from otdel.motivation.pages.check_pictures import heap
from otdel.motivation.queries.checked import simulation_of
from otdel.motivation.rules.lints.finding import Picture
from otdel.motivation.rules.simulated import Payroll, PersonOdds, Simulation, Step
from otdel.motivation.wording.plan_names import Names, names_now
from otdel.scorecard.pages.periods import whole
from otdel.web import format as say
from otdel.web.charts import Chart
from otdel.web.parts import Column, Explanation, KeyNumber, Row, Table


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person: a sentence, how often each amount comes, and each part of the variable."""

    name: str
    text: str
    chart: Chart
    parts: Table | None


@dataclass(frozen=True, slots=True)
class SimulationView:
    """`because` says why nothing could be simulated; then the rest is empty."""

    because: str
    note: str
    numbers: list[KeyNumber]
    people: Table | None
    persons: list[PersonView]
    pairs: Table | None
    lacking: list[str]
    margin: str

    @property
    def alone(self) -> bool:
        return len(self.persons) == 1


def simulation_view(version: PlanVersion) -> SimulationView | None:
    found = simulation_of(version)
    if found is None:
        return None
    names = names_now(found.currency)
    return SimulationView(
        because=in_words(found.because, names) if found.because else "",
        note=_note(found),
        numbers=_numbers(found.payroll, found.currency) if found.payroll else [],
        people=_people(found) if found.people else None,
        persons=[_person(one, found.currency, names) for one in found.people],
        pairs=_pairs(found) if found.pairs else None,
        lacking=[f"{one.name}: {in_words(one.because, names)}" for one in found.lacking],
        margin=_margin(found, names),
    )


def _note(found: Simulation) -> str:
    first, last = named(found.first), named(found.last)
    if first is None or last is None:
        return ""
    return _(
        "Drawn %(paths)s times from finished periods, %(first)s to %(last)s; all people and KPIs of a period stay "
        "together."
    ) % {"paths": say.number(found.paths), "first": whole(first), "last": whole(last)}


def _numbers(payroll: Payroll, currency: str) -> list[KeyNumber]:
    """The cost of a period, the chance of paying more than planned, and pay against margin."""
    cost = say.amount(payroll.pay.middle, currency)
    found = [
        KeyNumber(
            _("Pay of a period"), cost,
            Explanation(_("Pay of a period"), _("The middle of all paths, fixed and variable together.")),
            note=_("8 in 10: %(range)s") % {"range": _amounts(payroll.pay, currency)},
        ),
        KeyNumber(
            _("More than at target"), say.percent(payroll.over.middle, 0),
            Explanation(
                _("More than at target"),
                _("How often the plan costs more than everybody’s fixed pay and target variable pay, %(amount)s.")
                % {"amount": say.amount(payroll.target, currency)},
            ),
            note=_("8 in 10: %(range)s") % {"range": _between(payroll.over)},
        ),
        KeyNumber(
            _("Budget at risk"), say.amount(payroll.risk, currency),
            Explanation(_("Budget at risk"), _("What one period in ten costs above that, at least.")),
        ),
    ]  # fmt: skip
    if payroll.share is not None:
        found.append(
            KeyNumber(
                _("Pay for each 100 of margin"), say.number(payroll.share.middle * 100, 2),
                Explanation(
                    _("Pay for each 100 of margin"),
                    _("Pay of these people in a period over the department’s margin of the same period."),
                ),
                note=_("8 in 10: %(low)s to %(high)s")
                % {"low": say.number(payroll.share.low * 100), "high": say.number(payroll.share.high * 100)},
            )
        )  # fmt: skip
    return found


def _margin(found: Simulation, names: Names) -> str:
    payroll = found.payroll
    if payroll is None:
        return ""
    if payroll.lacks is not None:
        return in_words(payroll.lacks, names)
    if payroll.goes is None:
        return _("Whether pay follows the margin cannot be said: one of them never moved.")
    goes = payroll.goes
    values = {"goes": say.number(goes.middle), "low": say.number(goes.low), "high": say.number(goes.high)}
    if goes.low > 0:
        return _("Pay follows the margin: correlation %(goes)s (8 in 10: %(low)s to %(high)s).") % values
    if goes.high < 0:
        return _("Pay goes against the margin: correlation %(goes)s (8 in 10: %(low)s to %(high)s).") % values
    return _("Pay and margin go their own ways: correlation %(goes)s (8 in 10: %(low)s to %(high)s).") % values


def _people(found: Simulation) -> Table:
    columns = [Column(pgettext("column", "Person"))]
    columns += [
        Column(name, "number", why=Explanation(name, text))
        for name, text in (
            (_("Variable, 8 in 10"), _("Eight paths in ten lie between; one in ten is below, one above.")),
            (_("On average"), _("The mean of the past periods, and the range so few of them leave open.")),
            (_("At target or more"), _("How often the variable is at least target variable pay.")),
            (_("Nothing"), _("How often there is no variable pay at all.")),
            (_("At the cap"), _("How often the cap cuts.")),
            (_("A gate fails"), _("How often at least one gate takes something.")),
            (_("By luck"), _("The deviation that counting few things makes by itself, as a share of target.")),
        )
    ]
    rows: list[Row] = [_row(one, found.currency) for one in found.people]
    return Table(_("What each person would be paid"), columns, rows)


def _row(one: PersonOdds, currency: str) -> Row:
    none = "–"
    return [
        one.name, _amounts(one.variable, currency), say.amount(one.average.middle, currency),
        _percents(one.at_target) if one.target else none, _percents(one.nothing),
        _percents(one.capped) if one.target else none, _percents(one.any_gate) if one.gates else none,
        say.percent(one.luck / one.target, 0) if one.target else none,
    ]  # fmt: skip


def _person(one: PersonOdds, currency: str, names: Names) -> PersonView:
    text = ngettext("Rests on %(count)s finished period.", "Rests on %(count)s finished periods.", one.periods) % {
        "count": one.periods
    }
    if one.borrowed:
        text += " " + ngettext(
            "%(count)s of them is of somebody who held the role before.",
            "%(count)s of them are of those who held the role before.",
            one.borrowed,
        ) % {"count": one.borrowed}
    if one.no_noise:
        named_ = ", ".join(names.kpi(code) for code in one.no_noise)
        text += " " + _("How much chance there is in %(names)s cannot be told, so it counts as none.") % {
            "names": named_
        }
    return PersonView(one.name, text, _heap(one.heap, currency), _parts(one, names) if one.parts else None)


def _heap(steps: tuple[Step, ...], currency: str) -> Chart:
    shown = Picture("heap", tuple(str(low) for low, _high, _s in steps), tuple(share * 100 for _l, _h, share in steps))
    return heap(shown, currency)


def _parts(one: PersonOdds, names: Names) -> Table:
    columns = [
        Column(pgettext("column", "Part")),
        Column(_("Pays nothing"), "number"),
        Column(_("At target or more"), "number"),
        Column(_("Pays on average"), "number"),
    ]
    rows: list[Row] = [
        [names.kpi(part.kpi), _percents(part.below_floor), _percents(part.at_target), _percents(part.pays)]
        for part in one.parts
    ]
    rows += [
        [_("Gate: %(name)s") % {"name": names.kpi(gate.kpi)}, _percents(gate.fails), "–", "–"] for gate in one.gates
    ]
    return Table(_("Parts of the variable pay of %(name)s") % {"name": one.name}, columns, rows)


def _pairs(found: Simulation) -> Table:
    columns = [Column(_("Two people")), Column(_("Go together"), "number"), Column(_("8 in 10"), "number")]
    rows: list[Row] = [
        [
            f"{one.left} – {one.right}",
            say.number(one.goes.middle),
            pgettext("correlation", "%(low)s to %(high)s") % _both(one.goes),
        ]
        for one in found.pairs[:10]
    ]
    return Table(_("Whose variable pay moves together"), columns, rows)


def _both(found: Ranged) -> dict[str, str]:
    return {"low": say.number(found.low), "high": say.number(found.high)}


def _amounts(found: Ranged, currency: str) -> str:
    return f"{say.amount(found.low, currency)} – {say.amount(found.high, currency)}"


def _percents(found: Ranged) -> str:
    """The chance with its range, when the range says more: 35% (23–48%)."""
    middle = say.percent(found.middle, 0)
    if found.low == found.high:
        return middle
    return f"{middle} ({_between(found)})"


def _between(found: Ranged) -> str:
    return f"{say.percent(found.low, 0)} – {say.percent(found.high, 0)}"
