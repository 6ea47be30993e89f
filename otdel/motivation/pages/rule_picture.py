"""The picture of a rule: how a result becomes pay, with the goal marked on the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.motivation.rules.plan import By, Component, Plan, Point
from otdel.motivation.wording.plan_names import Names
from otdel.motivation.wording.rule_words import money
from otdel.web import format as say
from otdel.web.charts import Chart
from otdel.web.charts.svg import circle, line, path, picture, scale, text, width_of
from otdel.web.charts.ticks import ticks
from otdel.web.parts import Column, Table

HEIGHT, TOP, FOOT, RIGHT = 152, 16, 26, 16
WIDTHS = (324, 500)
BEYOND = 0.12  # of the curve's width, drawn flat on both sides: pay does not change there


@dataclass(frozen=True, slots=True)
class Look:
    """How the two axes are said: a result, and what it pays; `worth` is what the part pays at the goal."""

    across: Callable[[Point], str]
    up: Callable[[float], str]
    worth: float
    label: str


def picture_of(plan: Plan, one: Component, names: Names) -> Chart:
    """The curve of one part as a line with its points, and the same points as a table."""
    worth = plan.target_variable * one.weight
    look = Look(
        across=lambda point: names.at(one.kpi, one.by, point.at),
        up=lambda paid: say.short_amount(paid, plan.currency) if worth else say.percent(paid),
        worth=float(worth) or 1.0,
        label=_("How the result of “%(name)s” becomes pay") % {"name": names.kpi(one.kpi)},
    )
    first = _("Share of the goal") if one.by is By.ATTAINMENT else _("Result")
    columns = [
        Column(first),
        Column(pgettext("column", "Pays"), "number"),
        Column(pgettext("column", "Amount"), "number"),
    ]
    rows = [[look.across(p), say.percent(p.pays), money(plan, worth * p.pays)] for p in one.curve]
    drawn = tuple(_draw(width, one.curve, look) for width in WIDTHS) if one.curve else ()
    return Chart(look.label, drawn, table=Table(look.label, columns, rows))


def _draw(width: int, curve: Sequence[Point], look: Look) -> str:
    ats, pays = [float(one.at) for one in curve], [float(one.pays) * look.worth for one in curve]
    up = ticks(0.0, max(*pays, look.worth), 3)
    left = max(width_of(look.up(mark)) for mark in up) + 10
    wide = (max(ats) - min(ats)) or 1.0
    x = scale(min(ats) - BEYOND * wide, max(ats) + BEYOND * wide, left, width - RIGHT)
    y = scale(0.0, up[-1], HEIGHT - FOOT, TOP)
    body = [line(left, y(mark), width - RIGHT, y(mark), "grid") for mark in up]
    body += [text(0, y(mark) + 4, look.up(mark), "ax") for mark in up]
    track = [(left, y(pays[0])), *((x(at), y(paid)) for at, paid in zip(ats, pays, strict=True))]
    body += _goal(curve, x, y(look.worth))
    body.append(path([*track, (width - RIGHT, y(pays[-1]))], "fc"))
    body += [circle(x(at), y(paid), 4, "dot") for at, paid in zip(ats, pays, strict=True)]
    body += _marks(curve, x, width, look)
    return picture(width, HEIGHT, "".join(body), "rule", f"{look.label}: {_read(curve, look)}")


def _goal(curve: Sequence[Point], x: Callable[[float], float], top: float) -> list[str]:
    """A thin line from the point that pays exactly what the part is worth down to the axis."""
    found = next((one for one in curve if one.pays == 1), None)
    return [line(x(float(found.at)), top, x(float(found.at)), HEIGHT - FOOT, "now")] if found else []


def _marks(curve: Sequence[Point], x: Callable[[float], float], width: int, look: Look) -> list[str]:
    """As many results under the line as there is room for; the goal's own comes first."""
    drawn: list[tuple[float, float, str]] = []
    for one in sorted(curve, key=lambda point: (point.pays != 1, point.at)):
        words = look.across(one)
        half = width_of(words) / 2 + 5
        middle = min(max(x(float(one.at)), half), width - half)
        if all(abs(middle - other) >= half + room for other, room, _said in drawn):
            drawn.append((middle, half, words))
    return [text(middle, HEIGHT - 8, words, "ax", "middle") for middle, _room, words in drawn]


def _read(curve: Sequence[Point], look: Look) -> str:
    return "; ".join(f"{look.across(one)} → {look.up(float(one.pays) * look.worth)}" for one in curve)
