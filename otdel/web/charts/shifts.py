"""What was believed against what the data taught: a pale range before, a dark one after, one line for each thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.web.charts.chart import Chart, Legend, at_widths
from otdel.web.charts.svg import Number, Say, box, circle, line, picture, scale, text, width_of
from otdel.web.charts.ticks import thinned, ticks
from otdel.web.parts import Column, Table

TOP, FOOT, ROW, NARROW_ROW = 14, 30, 40, 58
NARROW = 600  # under it a name stands above its ranges
BEYOND = 3  # the axis ends where the widest range but a few ends, so that one wild belief does not flatten the others


@dataclass(frozen=True, slots=True)
class Span:
    """A range of 8 times in 10 with the range of 5 times in 10 and the middle inside."""

    low: float
    inner_low: float
    middle: float
    inner_high: float
    high: float


@dataclass(frozen=True, slots=True)
class Shift:
    """One thing: what was believed `before`, and `after` the data, if they were asked."""

    name: str
    before: Span
    after: Span | None = None


@dataclass(frozen=True, slots=True)
class _Area:
    width: int
    height: int
    row: int
    x: Callable[[float], float]
    marks: Sequence[float]
    narrow: bool


def shifts(rows: Sequence[Shift], say: Say, label: str, *, against: Number = 1) -> Chart:
    """Ranges of each row on one axis from nothing, with a line at `against`; an arrow says that a range goes on."""
    table = _table(rows, say, label)
    if not rows:
        return Chart(label, sentence=label, table=table)
    after = any(row.after for row in rows)
    legend = [Legend("o-80", _("Believed before: 8 times in 10")), Legend("o-50", _("5 times in 10"))]
    legend += [Legend("ln", _("After the data: 8 times in 10"))] if after else []
    end = _end(rows)
    drawn = at_widths(lambda width: _draw(width, rows, say, label, float(against), end), most=920)
    return Chart(label, drawn, tuple(legend), table)


def _end(rows: Sequence[Shift]) -> float:
    """The end of the axis: every posterior fits, beliefs as far as most of them reach."""
    after = [row.after.high for row in rows if row.after]
    before = sorted(row.before.high for row in rows)
    return max([before[len(before) // 2] * 1.25, *(min(high, before[-1] * BEYOND) for high in after)])


def _table(rows: Sequence[Shift], say: Say, label: str) -> Table:
    names = (pgettext("on a chart", "Channel"), _("Believed before"), _("8 times in 10"), _("After the data"))
    columns = [Column(name, "number" if place else "text") for place, name in enumerate((*names, _("8 times in 10")))]
    cells = [
        (row.name, say(row.before.middle), _words(row.before, say),
         say(row.after.middle) if row.after else "", _words(row.after, say) if row.after else "")
        for row in rows
    ]  # fmt: skip
    return Table(label, columns, cells)


def _words(span: Span, say: Say) -> str:
    return _("%(low)s to %(high)s") % {"low": say(span.low), "high": say(span.high)}


def _draw(width: int, rows: Sequence[Shift], say: Say, label: str, against: float, end: float) -> str:
    area = _area(width, rows, end)
    body = _axes(area, say, against)
    for place, row in enumerate(rows):
        body += _row(area, place, row)
    return picture(width, area.height, "".join(body), "shifts", label)


def _area(width: int, rows: Sequence[Shift], end: float) -> _Area:
    narrow = width < NARROW
    row = NARROW_ROW if narrow else ROW
    left = 6.0 if narrow else min(max(width_of(one.name) for one in rows) + 24, width * 0.35)
    marks = ticks(0.0, end, 5)
    height = TOP + row * len(rows) + FOOT
    return _Area(width, height, row, scale(0, marks[-1], left, width - 16), marks, narrow)


def _axes(area: _Area, say: Say, against: float) -> list[str]:
    floor = area.height - FOOT
    drawn = [line(area.x(mark), TOP, area.x(mark), floor, "grid") for mark in area.marks]
    every = thinned(len(area.marks), area.width - 60, max(width_of(say(mark)) for mark in area.marks) + 16)
    drawn += [text(area.x(mark), area.height - 10, say(mark), "ax", "middle") for mark in area.marks[::every]]
    return [*drawn, line(area.x(against), TOP - 6, area.x(against), floor + 4, "planv")]


def _row(area: _Area, place: int, row: Shift) -> list[str]:
    top = TOP + place * area.row
    across = top + (38 if area.narrow else area.row / 2)
    name = text(6 if area.narrow else 0, top + 18 if area.narrow else across + 4, row.name, "lab halo")
    drawn = [name, *_before(area, row.before, across)]
    return drawn + (_after(area, row.after, across) if row.after else [])


def _before(area: _Area, span: Span, across: float) -> list[str]:
    outer = _between(area, span.low, span.high)
    inner = _between(area, span.inner_low, span.inner_high)
    drawn = [box(outer[0], across - 9, outer[1], 18, "b80"), box(inner[0], across - 9, inner[1], 18, "b50")]
    return drawn + _goes_on(area, span.high, across)


def _after(area: _Area, span: Span, across: float) -> list[str]:
    end = area.marks[-1]
    ends = [area.x(min(value, end)) for value in (span.low, span.high)]
    inner = [area.x(min(value, end)) for value in (span.inner_low, span.inner_high)]
    drawn = [line(ends[0], across, ends[1], across, "learned"), line(inner[0], across, inner[1], across, "learned in")]
    drawn.append(circle(area.x(min(span.middle, end)), across, 5, "dot"))
    return drawn + _goes_on(area, span.high, across)


def _between(area: _Area, low: float, high: float) -> tuple[float, float]:
    """Where a bar starts, and how wide it is, inside the axis."""
    start, end = (area.x(min(value, area.marks[-1])) for value in (low, high))
    return start, max(round(end - start, 1), 2)


def _goes_on(area: _Area, high: float, across: float) -> list[str]:
    if high <= area.marks[-1]:
        return []
    right = area.x(area.marks[-1])
    return [f'<path class="arrow i-mid" d="M{right + 2:g},{across - 4:g}l5,4l-5,4"/>']
