"""A response curve: what a week's spending brings, solid where it was tried, dotted where it is a guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.web.charts.axes import BOTTOM, TOP
from otdel.web.charts.chart import FEWEST, Chart, Legend, at_widths, said
from otdel.web.charts.svg import Number, Say, Tip, band, box, circle, line, path, picture, scale, text, width_of
from otdel.web.charts.ticks import thinned, ticks
from otdel.web.parts import Column, Table

FOOT = BOTTOM + 20


@dataclass(frozen=True, slots=True)
class Brings:
    """A point of the curve: spending, and the margin it brings with its range of 8 times in 10."""

    spend: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Saying:
    """How spending and what it brings are written, and whether the two can be compared."""

    spend: Say
    brings: Say
    what: str
    even: bool

    @property
    def expected(self) -> str:
        return _("Expected: %(what)s") % {"what": self.what} if self.what else _("Margin we expect")

    def tip(self, value: Number) -> str:
        words = f"{self.what}: %(amount)s" if self.what else _("Margin %(amount)s")
        return words % {"amount": self.brings(value)}


@dataclass(frozen=True, slots=True)
class Area:
    """The scales of one drawing."""

    width: int
    height: int
    x: Callable[[float], float]
    y: Callable[[float], float]
    across: Sequence[float]
    up: Sequence[float]

    @property
    def floor(self) -> float:
        return self.height - FOOT


def response(
    curve: Sequence[Brings],
    now: Number,
    weeks: Sequence[Number],
    say: Say,
    label: str,
    *,
    best: tuple[Number, Number] | None = None,
    brings: str = "",
    say_brings: Say | None = None,
) -> Chart:
    """`now` is the present spending, `weeks` what was really spent week by week, `best` the range to stay in.

    `brings` names what spending brings when it is not margin. When that is no money, `say_brings` writes it, and there
    is no line of what it costs.
    """
    saying = Saying(say, say_brings or say, brings, even=say_brings is None)
    rows = [[say(point.spend), saying.brings(point.middle), _range(point, saying.brings)] for point in curve]
    names = (_("Spend"), saying.expected, _("8 times in 10"))
    table = Table(label, [Column(name, "number" if place else "text") for place, name in enumerate(names)], rows)
    if len(curve) < FEWEST or len(weeks) < FEWEST:
        return said(label, label, table)
    legend = [Legend("ln fc", saying.expected), Legend("o-80", _("8 times in 10"))]
    legend += [Legend("o-opt", _("Best range: the next unit returns about what it costs"))] if best else []
    legend += [Legend("ln plan", _("Returns what it costs"))] if saying.even else []
    spent = [float(week) for week in weeks]
    drawn = at_widths(lambda width: _draw(width, curve, float(now), spent, saying, label, best))
    caption = _(
        "Ticks under the curve are weeks that really cost that much. "
        "The dotted part was never tried: take it as a guess."
    )
    return Chart(label, drawn, tuple(legend), table, caption)


def _range(point: Brings, say: Say) -> str:
    return _("%(low)s to %(high)s") % {"low": say(point.low), "high": say(point.high)}


def _area(width: int, curve: Sequence[Brings], saying: Saying) -> Area:
    height = 270 if width < 480 else 372
    across = ticks(0.0, curve[-1].spend, 4)
    up = ticks(0.0, max(point.high for point in curve), 4)
    left = max(width_of(saying.brings(mark)) for mark in up) + 12
    x = scale(0, curve[-1].spend, left, width - 24)
    return Area(width, height, x, scale(0, up[-1], height - FOOT, TOP), [m for m in across if m <= curve[-1].spend], up)


def _draw(
    width: int,
    curve: Sequence[Brings],
    now: float,
    weeks: Sequence[float],
    saying: Saying,
    label: str,
    best: tuple[Number, Number] | None,
) -> str:
    area = _area(width, curve, saying)
    body = _axes(area, saying) + (_best(area, best) if best else [])
    xs = [area.x(point.spend) for point in curve]
    body.append(band(xs, [area.y(point.low) for point in curve], [area.y(point.high) for point in curve], "b80"))
    if saying.even:
        far = min(curve[-1].spend, area.up[-1])
        body.append(path([(area.x(0), area.y(0)), (area.x(far), area.y(far))], "even"))
    body += _curve(area, curve, min(weeks), max(weeks))
    body += [line(area.x(week), area.floor + 2, area.x(week), area.floor + 8, "rug") for week in weeks]
    body += _here(area, curve, now, saying.spend)
    return picture(width, area.height, "".join(body), "resp", label, _tips(area, curve, saying))


def _best(area: Area, best: tuple[Number, Number]) -> list[str]:
    """The shade of the best range and its name, which never leaves the picture."""
    furthest = area.width - 24.0
    start, end = (min(area.x(float(edge)), furthest) for edge in best)
    words = _("Best range")
    half = width_of(words) / 2
    middle = min(max((start + end) / 2, area.x(0) + half), furthest - half)
    shade = box(start, TOP, max(round(end - start, 1), 2), area.floor - TOP, "opt")
    return [shade, text(middle, TOP - 8, words, "ax strong", "middle")]


def _axes(area: Area, saying: Saying) -> list[str]:
    say, drawn = saying.spend, []
    for mark in area.up:
        drawn.append(line(0, area.y(mark), area.width - 16, area.y(mark), "grid"))
        drawn += [text(0, area.y(mark) - 4, saying.brings(mark), "ax")] if mark else []
    every = thinned(len(area.across), area.width - 80, max(width_of(say(mark)) for mark in area.across) + 24)
    for place, mark in enumerate(area.across):
        if place % every == 0:
            drawn.append(text(area.x(mark), area.height - 24, say(mark), "ax", "middle"))
    return [*drawn, text(area.width - 12, area.height - 6, _("Spend per week"), "ax", "end")]


def _curve(area: Area, curve: Sequence[Brings], first: float, last: float) -> list[str]:
    """Dotted, solid and dotted again: the solid part is where weeks were really spent."""
    start = max((n for n, point in enumerate(curve) if point.spend <= first), default=0)
    end = min((n for n, point in enumerate(curve) if point.spend >= last), default=len(curve) - 1)
    parts = ((curve[: start + 1], "fc"), (curve[start : end + 1], "act"), (curve[end:], "fc"))
    return [path([(area.x(p.spend), area.y(p.middle)) for p in part], css) for part, css in parts if len(part) > 1]


def _here(area: Area, curve: Sequence[Brings], now: float, say: Say) -> list[str]:
    point = min(curve, key=lambda candidate: abs(candidate.spend - now))
    x, y = area.x(point.spend), area.y(point.middle)
    words = _("Now %(amount)s a week") % {"amount": say(now)}
    right = x + 10 + width_of(words) < area.width
    label = text(x + 10 if right else x - 10, area.floor - 10, words, "lab strong halo", "" if right else "end")
    return [line(x, TOP, x, area.floor, "now"), circle(x, y, 6, "here"), label]


def _tips(area: Area, curve: Sequence[Brings], saying: Saying) -> list[Tip]:
    title = pgettext("on a chart", "Spend %(amount)s a week")
    return [
        (
            area.x(p.spend),
            [title % {"amount": saying.spend(p.spend)}, saying.tip(p.middle), _range(p, saying.brings)],
        )
        for p in curve
        if p.spend
    ]
