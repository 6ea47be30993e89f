"""Figures of a goal as people read them: values in their unit, chances in counts, how far a range is from the goal."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.forecasting.queries.forecasts import GoalLine, Range
from otdel.scorecard.models import Kpi
from otdel.scorecard.pages.figures import compared_to, figure
from otdel.web.charts.svg import Number, Say
from otdel.web.format import short_amount
from otdel.web.parts import Tone

LIKELY, UNLIKELY = 0.8, 0.2
WHOLE = 20  # counts from here on are told without a tenth


class Sayings:
    """How values of each goal are written; the KPIs are read once a page."""

    def __init__(self) -> None:
        found = Kpi.objects.values_list("code", "formula")
        self.shares = frozenset(code for code, formula in found if compared_to(formula))

    def of(self, line: GoalLine) -> Say:
        """A KPI that is a share of its own plan, or of another period, is written as a percentage."""
        of_another = line.kind == "kpi" and line.unit == "ratio" and line.code in self.shares
        return writing(line.unit, line.currency, of_another=of_another)


def writing(unit: str, currency: str, *, of_another: bool = False) -> Say:
    def say(value: Number) -> str:
        if unit == "money" and currency and round(float(value), 2) == 0:
            return short_amount(0, currency)
        if unit == "count" and abs(float(value)) >= WHOLE:
            value = round(float(value))
        return figure(Decimal(str(round(float(value), 8))), unit, currency, of_another=of_another)

    return say


def in_hundred(odds: float | None) -> str:
    """20 in 100; never none or all of them, for a forecast knows no certainty."""
    if odds is None:
        return pgettext("chance", "not known")
    if odds < 0.01:
        return pgettext("chance", "under 1 in 100")
    if odds > 0.99:
        return pgettext("chance", "over 99 in 100")
    return pgettext("chance", "%(count)s in 100") % {"count": round(100 * odds)}


def tone_of(odds: float | None) -> Tone:
    if odds is None:
        return ""
    return "good" if odds >= LIKELY else "bad" if odds < UNLIKELY else "warn"


def aim(line: GoalLine) -> float | None:
    """The figure to reach on the scale of the value; nothing for a corridor."""
    if line.direction == "corridor":
        return None
    return line.high if line.direction == "lower" else line.low


def aim_words(line: GoalLine, say: Say) -> str:
    """At least ₴1.6M, at most 4 d, 95% to 103%."""
    if line.low is not None and line.high is not None:
        return span_words(Range(line.low, line.high), say)
    goal = aim(line)
    if goal is None:
        return pgettext("goal", "no goal yet")
    return f"{'≤' if line.direction == 'lower' else '≥'} {say(goal)}"


def span_words(span: Range | None, say: Say) -> str:
    if span is None:
        return ""
    low, high = say(span.low), say(span.high)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def attained(line: GoalLine) -> tuple[float, float, float] | None:
    """Low, middle and high of the end as shares of the goal, 1 being reached; nothing where that has no sense."""
    goal = aim(line)
    if goal is None or goal <= 0 or line.range80 is None or line.middle is None:
        return None
    ends = (line.range80.low, line.middle, line.range80.high)
    if line.direction == "lower":
        if min(ends) <= 0:
            return None
        low, middle, high = (goal / end for end in reversed(ends))
        return low, middle, high
    low, middle, high = (end / goal for end in ends)
    return low, middle, high
