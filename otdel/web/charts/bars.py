"""Vertical bars, one a day, week or month; they start at nothing, and a day without data is an empty frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.web.charts.axes import BOTTOM, TOP, Frame, frame, rules, under
from otdel.web.charts.chart import FEWEST, Chart, at_widths, said
from otdel.web.charts.svg import Number, Say, Tip, box, line, picture, scale, text, width_of
from otdel.web.format import not_known
from otdel.web.parts import Column, Table


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` None is a day without data. tone: "" for the one that matters, "soft" for the past, "base" for rest."""

    label: str
    value: Number | None
    tone: Literal["", "soft", "base"] = ""


def bars(items: Sequence[Bar], say: Say, label: str, *, name: str = "") -> Chart:
    """`name` heads the column of values in the table. Fewer than three known bars give a sentence."""
    rows = [[bar.label, not_known() if bar.value is None else say(bar.value)] for bar in items]
    table = Table(label, [Column(pgettext("column", "When")), Column(name or _("Value"), "number")], rows)
    if sum(bar.value is not None for bar in items) < FEWEST:
        return said(label, label, table)
    return Chart(label, at_widths(lambda width: _draw(width, items, say, label)), (), table)


def _draw(width: int, items: Sequence[Bar], say: Say, label: str) -> str:
    known = [float(bar.value) for bar in items if bar.value is not None]
    few = len(items) * (max(width_of(say(value)) for value in known) + 8) <= width  # each bar can carry its value
    shape = frame(width, 140 if few else 200, [*known, 0.0], say, zero=True, most=4)
    if few:
        shape = Frame(
            width,
            shape.height,
            0,
            width - 8,
            shape.marks,
            scale(min(0.0, *known), max(known), shape.height - BOTTOM, TOP),
        )
    room = (shape.right - shape.left) / len(items)

    def x(place: float) -> float:
        return round(shape.left + room * (place + 0.5), 1)

    body = [line(0, shape.y(0), width, shape.y(0), "axis")] if few else rules(shape, say)
    body += under(shape, [bar.label for bar in items], x)
    for place, bar in enumerate(items):
        body += _bar(shape, x(place), min(room * 0.64, 44), bar)
        if few and bar.value is not None:
            body.append(text(x(place), shape.y(float(bar.value)) - 5, say(bar.value), "ax", "middle"))
    return picture(width, shape.height, "".join(body), "bars", label, _tips(items, say, x))


def _bar(shape: Frame, middle: float, width: float, bar: Bar) -> list[str]:
    zero = shape.y(0)
    if bar.value is None:
        return [box(round(middle - width / 2, 1), zero - 14, round(width, 1), 14, "wb gap")]
    end = shape.y(float(bar.value))
    css = "wb neg" if bar.value < 0 else f"wb {bar.tone}"
    return [box(round(middle - width / 2, 1), min(end, zero), round(width, 1), round(abs(zero - end), 1), css)]


def _tips(items: Sequence[Bar], say: Say, x: Callable[[float], float]) -> list[Tip]:
    said_values = [not_known() if bar.value is None else say(bar.value) for bar in items]
    return [(x(place), [bar.label, value]) for place, (bar, value) in enumerate(zip(items, said_values, strict=True))]
