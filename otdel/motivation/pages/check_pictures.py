"""Pictures of findings: curves, heaps of payouts, two KPIs over the same periods, how often gates failed."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from otdel.kit.calendar import named
from otdel.motivation.rules.lints.finding import Finding, Picture
from otdel.motivation.wording.plan_names import Names
from otdel.scorecard.pages.periods import whole
from otdel.web import format as say
from otdel.web.charts import Bar, Chart, bars, line_chart
from otdel.web.charts.svg import Number
from otdel.web.parts import Text


def chart_of(finding: Finding, names: Names, currency: str) -> Chart | None:
    """The chart of a finding that has one."""
    shown = finding.picture
    if shown is None or not shown.values:
        return None
    match shown.kind:
        case "curve":
            return _curve(shown)
        case "heap":
            return heap(shown, currency)
        case "tenths":
            return _tenths(shown, names)
        case "pair":
            return _pair(shown, names)
    return _counted(finding, shown, names)


def _curve(shown: Picture) -> Chart:
    label = _("What each result pays, as a share of target")
    places = [say.number(Decimal(one), 2) for one in shown.labels]
    if not shown.other:
        return line_chart(places, shown.values, _share, label, zero=True)
    now, better = _("As it is"), _("With the change")
    return line_chart(places, shown.values, _share, label, zero=True, name=now, goal=shown.other, goal_name=better)


def heap(shown: Picture, currency: str) -> Chart:
    """How often each amount comes out of 100 times."""
    labels = [say.short_amount(Decimal(one), currency) for one in shown.labels]
    items = [Bar(label, value) for label, value in zip(labels, shown.values, strict=True)]
    return bars(items, _in_100, _("How often each amount comes, of 100 periods"), name=_("Of 100 periods"))


def _tenths(shown: Picture, names: Names) -> Chart:
    name = names.kpi(shown.names[0]) if shown.names else ""
    labels = [str(place * 10) for place in range(1, len(shown.values) + 1)]
    return line_chart(
        labels, shown.values, _figure, _("What the KPI stayed under, in so many of 100 past periods"),
        name=name, goal=shown.other, goal_name=_("Target of the plan"),
    )  # fmt: skip


def _pair(shown: Picture, names: Names) -> Chart:
    left, right = (names.kpi(code) for code in shown.names)
    labels = [_period(code) for code in shown.labels]
    label = _("Both KPIs over the same periods, as shares of their targets")
    return line_chart(labels, shown.values, _share, label, name=left, goal=shown.other, goal_name=right)


def _counted(finding: Finding, shown: Picture, names: Names) -> Chart:
    said: dict[str, tuple[str, Text]] = {
        "L13": (_("How much of each of the last periods was covered"), _("Covered, %")),
        "L18": (_("How often each gate would have failed, of 100 periods"), _("Of 100 periods")),
        "L23": (_("How many results stand at each share of the target"), _("Results")),
    }
    label, name = said.get(finding.id, (_("Figures"), ""))
    labels = [names.kpi(one) if finding.id == "L18" else one for one in shown.labels]
    items = [Bar(one, value) for one, value in zip(labels, shown.values, strict=True)]
    return bars(items, _in_100, label, name=str(name))


def _period(code: str) -> str:
    found = named(code)
    return whole(found) if found else code


def _share(value: Number) -> str:
    return say.percent(Decimal(str(value)), 0)


def _in_100(value: Number) -> str:
    return say.number(Decimal(str(value)), 0)


def _figure(value: Number) -> str:
    return say.number(Decimal(str(value)), 2)
