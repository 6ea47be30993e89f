"""Chances as dots: each dot is one of equally likely results, and bins start at the plan so no dot straddles it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from math import ceil, floor

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.web.charts.chart import FEWEST, Chart, said
from otdel.web.charts.svg import Number, Say, circle, line, picture, scale, text
from otdel.web.charts.ticks import step_for, ticks
from otdel.web.parts import Column, Table

WIDTH, HEIGHT, HEAD = 300, 150, 20


def dots(results: Sequence[Number], plan: Number, say: Say, label: str, *, lower: bool = False) -> Chart:
    """`results` are equally likely, twenty of them as a rule; those at or over `plan` are filled.

    With `lower` less is better: those at or under it are filled.
    """
    values, goal = sorted(float(result) for result in results), float(plan)
    reached = sum(value <= goal if lower else value >= goal for value in values)
    missed = _("Stay over it") if lower else _("Stay under it")
    rows = [[_("Reach the plan"), str(reached)], [missed, str(len(values) - reached)]]
    table = Table(label, [Column(_("Result")), Column(_("Dots"), "number")], rows)
    if len(values) < FEWEST:
        return said(label, label, table)
    words = ngettext("The dot is the only result.", "Each dot is one of %(count)s equally likely results.", len(values))
    return Chart(
        label, (_draw(values, goal, say, label, lower=lower),), (), table, caption=words % {"count": len(values)}
    )


def _draw(values: Sequence[float], plan: float, say: Say, label: str, *, lower: bool) -> str:
    low, high = min(values[0], plan), max(values[-1], plan)
    step = step_for((high - low) or 1.0, 9)
    bins: dict[int, int] = defaultdict(int)
    for value in values:
        bins[ceil((value - plan) / step) - 1 if lower else floor((value - plan) / step)] += 1
    first, last = min(min(bins), -1), max(max(bins), 0)
    x = scale(plan + first * step, plan + (last + 1) * step, 4, WIDTH - 4)
    bottom = HEIGHT - 26
    radius = min(9.0, (WIDTH - 8) / (last - first + 1) / 2 - 0.75, (bottom - HEAD - 8) / max(bins.values()) / 2 - 1)
    body = [line(0, bottom, WIDTH, bottom, "axis")]
    for place, count in bins.items():
        middle = x(plan + (place + 0.5) * step)
        for dot in range(count):
            y = round(bottom - radius - 3 - dot * (2 * radius + 2), 1)
            body.append(circle(middle, y, round(radius, 1), "q-ok" if (place >= 0) != lower else "q-no"))
    body += [line(x(plan), HEAD, x(plan), bottom + 5, "planv"), _plan_words(x(plan), say(plan))]
    return picture(
        WIDTH, HEIGHT, "".join(body + _marks(x, plan + first * step, plan + (last + 1) * step, say)), "dots", label
    )


def _plan_words(x: float, amount: str) -> str:
    anchor = "end" if x > WIDTH - 60 else "start" if x < 60 else "middle"
    return text(x, 12, _("Plan %(amount)s") % {"amount": amount}, "strong", anchor)


def _marks(x: Callable[[float], float], low: float, high: float, say: Say) -> list[str]:
    inside = [mark for mark in ticks(low, high, 4) if low < mark < high and 16 <= x(mark) <= WIDTH - 16]
    return [text(x(mark), HEIGHT - 8, say(mark), "ax", "middle") for mark in inside]
