"""Words for the figures of a role: goals of KPIs, their formulas, how well terms of engagement fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from otdel.organisation.library import library
from otdel.organisation.library.formulas import Speech, read_out
from otdel.organisation.library.shapes import KpiShape
from otdel.web import format

DIRECTIONS: dict[str, Any] = {
    "higher": gettext_lazy("more is better"),
    "lower": gettext_lazy("less is better"),
    "corridor": gettext_lazy("inside a corridor"),
}
PERIODS: dict[str, Any] = {
    "week": pgettext_lazy("a KPI is counted", "by week"),
    "month": pgettext_lazy("a KPI is counted", "by month"),
    "quarter": pgettext_lazy("a KPI is counted", "by quarter"),
    "year": pgettext_lazy("a KPI is counted", "by year"),
}
PAY_USES: dict[str, Any] = {
    "pay": gettext_lazy("pay may depend on it"),
    "gate": gettext_lazy("a condition of pay"),
    "monitor": gettext_lazy("only watched"),
}
CONTROL: dict[str, Any] = {
    "high": pgettext_lazy("control", "mostly in the holder’s hands"),
    "medium": pgettext_lazy("control", "partly in the holder’s hands"),
    "low": pgettext_lazy("control", "hardly in the holder’s hands"),
}
TERMS: dict[str, Any] = {
    "in_house": gettext_lazy("In the office"),
    "remote": gettext_lazy("Remote"),
    "contractor": gettext_lazy("Contractor"),
}
FITS: dict[str, str] = {"best": "good", "good": "good", "medium": "warn", "interim": "warn", "weak": "bad"}


def formula_words(formula: str, language: str | None = None) -> str:
    """ "Leads ÷ Site visits": the formula with the names of its measures in the reader's language."""
    words = library().raw("measures", language or format.language())
    calls = {
        "abs": _("the size of (%(first)s)"),
        "min": _("the smaller of %(first)s and %(second)s"),
        "max": _("the larger of %(first)s and %(second)s"),
        "clip": _("%(first)s, but from %(second)s to %(third)s"),
    }
    return read_out(formula, Speech(name=lambda code: words[code]["name"] or code, calls=calls))


def goal(kpi: KpiShape) -> str:
    """What is to be reached: "100% of plan", "at least 97%", "between 95% and 103% of plan"."""
    given = kpi.threshold
    pattern = given.get("pattern", "monitor")
    if pattern == "corridor":
        figures = {"low": format.percent(given["lo"]), "high": format.percent(given["hi"])}
        return _("between %(low)s and %(high)s of plan") % figures
    if pattern == "gate":
        return _gate(kpi)
    return _measured_by(pattern, _figure(kpi, given["target"])) if "target" in given else _("no goal: it is watched")


def _gate(kpi: KpiShape) -> str:
    figure = _figure(kpi, kpi.threshold["pass_at"])
    if kpi.direction == "lower":
        return _("at most %(figure)s") % {"figure": figure}
    return _("at least %(figure)s") % {"figure": figure}


def around_goal(kpi: KpiShape) -> str:
    """Where it begins to count and where it counts in full; empty when the goal is all there is."""
    given = kpi.threshold
    if given.get("pattern") == "gate" and "hard_fail_at" in given:
        return _("never %(figure)s") % {"figure": _figure(kpi, given["hard_fail_at"])}
    if "floor" not in given or "stretch" not in given:
        return ""
    figures = {"floor": _figure(kpi, given["floor"]), "stretch": _figure(kpi, given["stretch"])}
    return _("floor %(floor)s, stretch %(stretch)s") % figures


def _measured_by(pattern: str, figure: str) -> str:
    if pattern in ("plan_ratio", "plan_ratio_low"):
        return _("%(figure)s of plan") % {"figure": figure}
    if pattern == "growth_yoy":
        return _("%(figure)s of a year ago") % {"figure": figure}
    return figure


def _figure(kpi: KpiShape, value: float) -> str:
    """A threshold as people say it: shares and attainments in percent, counts, days and hours as they are."""
    of_plan = kpi.threshold.get("pattern") in ("plan_ratio", "plan_ratio_low", "growth_yoy", "corridor")
    if of_plan or kpi.unit in ("share", "ratio"):
        return format.percent(value)
    return format.number(value)


def said(words: Mapping[str, Any], key: str) -> str:
    """The word for `key`, or the key itself when there is none yet."""
    return str(words.get(key, key))
