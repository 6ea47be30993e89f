"""Pictures of a goal: the fan with its plan line, twenty equally likely ends, how its chance went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from otdel.forecasting.pages.figures import aim, aim_words, in_hundred
from otdel.forecasting.queries.forecasts import GoalLine, Seen
from otdel.web import charts
from otdel.web import format as say
from otdel.web.charts import Ahead, Chart
from otdel.web.charts.svg import Number, Say

FEWEST = 3


def fan(line: GoalLine, words: Say) -> Chart | None:
    """From the first day of the period to its last; nothing where the value is not counted by the day."""
    if len(line.fan) < FEWEST:
        return None
    past = [point for point in line.fan if point.day <= line.seen_on]
    ahead = [point for point in line.fan if point.day > line.seen_on]
    if not past:
        return None
    labels = [say.short_day(point.day - timedelta(days=1)) for point in (*past, *ahead)]
    plan = [point.plan for point in (*past, *ahead) if point.plan is not None]
    label = _("%(name)s from the first day of the period: %(chance)s to reach %(goal)s.") % {
        "name": line.name, "chance": in_hundred(line.odds), "goal": aim_words(line, words),
    }  # fmt: skip
    steps = [Ahead(one.middle, (one.low50, one.high50), (one.low80, one.high80)) for one in ahead]
    kept = plan if len(plan) == len(labels) else []
    return charts.fan(labels, [point.middle for point in past], steps, kept, words, label)


def ends(line: GoalLine, words: Say) -> Chart | None:
    """Twenty equally likely ends beside the goal; nothing for a corridor, which has two edges."""
    goal = aim(line)
    if goal is None or not line.dots:
        return None
    lower = line.direction == "lower"
    reached = sum(end <= goal if lower else end >= goal for end in line.dots)
    label = _("Of 20 equally likely ends %(count)s reach %(goal)s.") % {
        "count": reached,
        "goal": aim_words(line, words),
    }
    return charts.dots(line.dots, goal, words, label, lower=lower)


def chances(seen: Sequence[Seen]) -> Chart | None:
    """How the chance went from day to day; nothing while too few days have one."""
    known = [one for one in seen if one.odds is not None]
    if len(known) < FEWEST:
        return None
    labels = [say.short_day(one.seen_on) for one in known]
    values = [100 * float(one.odds or 0) for one in known]
    label = _("The chance to reach the goal, in 100, as it was seen on each day")
    return charts.line_chart(labels, values, _of_hundred, label, name=_("Chance, in 100"), zero=True)


def _of_hundred(value: Number) -> str:
    return say.number(value, 1)
