"""Were the odds right: what was said against how often it happened, with the line of perfect odds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.web.charts.chart import FEWEST, Chart, Legend, at_widths, said
from otdel.web.charts.svg import Tip, circle, line, path, picture, scale, text
from otdel.web.format import number, percent
from otdel.web.parts import Column, Table

MOST, LEFT, TOP, FOOT = 500, 48, 26, 46
MARKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Told:
    """Odds that were told about alike: their mean, the share that came true, and how many there were."""

    said: float
    happened: float
    count: int


def reliability(groups: Sequence[Told], label: str) -> Chart:
    """A dot for each group that has cases, the larger the more; on the dashed line the odds were exactly right."""
    known = [group for group in groups if group.count]
    names = (_("Odds told"), _("Came true"), pgettext("column", "Cases"))
    rows = [[percent(one.said, 0), percent(one.happened, 0), number(one.count)] for one in known]
    table = Table(label, [Column(name, "number" if place else "text") for place, name in enumerate(names)], rows)
    if len(known) < FEWEST:
        return said(label, label, table)
    legend = (Legend("ln", _("As it came")), Legend("ln plan", _("Exactly right")))
    return Chart(label, at_widths(lambda width: _draw(width, known, label), MOST), legend, table)


def _draw(width: int, groups: Sequence[Told], label: str) -> str:
    height = 300 if width < 480 else 340
    x, y = scale(0, 1, LEFT, width - 16), scale(0, 1, height - FOOT, TOP)
    body = _axes(width, height, x, y)
    body.append(path([(x(0), y(0)), (x(1), y(1))], "plan"))
    points = [(x(one.said), y(one.happened)) for one in groups]
    body.append(path(points, "act"))
    most = max(one.count for one in groups)
    body += [
        circle(*at, round(4 + 5 * (one.count / most) ** 0.5, 1), "dot") for at, one in zip(points, groups, strict=True)
    ]
    return picture(width, height, "".join(body), "rel", label, _tips(groups, x))


def _axes(width: int, height: int, x: Callable[[float], float], y: Callable[[float], float]) -> list[str]:
    drawn = [text(0, 12, _("Came true"), "ax"), text(width - 16, height - 6, _("Odds told"), "ax", "end")]
    for mark in MARKS:
        drawn.append(line(LEFT - 6, y(mark), width - 16, y(mark), "grid"))
        drawn.append(text(LEFT - 10, y(mark) + 4, percent(mark, 0), "ax", "end"))
        drawn.append(text(x(mark), height - 26, percent(mark, 0), "ax", "end" if mark == 1 else "middle"))
    return drawn


def _tips(groups: Sequence[Told], x: Callable[[float], float]) -> list[Tip]:
    told, came, cases = _("Odds told: %(share)s"), _("Came true: %(share)s"), _("Cases: %(count)s")
    return [
        (
            x(one.said),
            [
                told % {"share": percent(one.said, 0)},
                came % {"share": percent(one.happened, 0)},
                cases % {"count": number(one.count)},
            ],
        )
        for one in groups
    ]
