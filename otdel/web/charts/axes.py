"""The frame shared by charts with two axes: horizontal rules with their values, labels under the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from otdel.web.charts.svg import Say, line, scale, text, width_of
from otdel.web.charts.ticks import thinned, ticks

LEFT, TOP, BOTTOM = 0, 26, 26


@dataclass(frozen=True, slots=True)
class Frame:
    """The inner rectangle of a chart and its vertical scale."""

    width: int
    height: int
    left: float
    right: float
    marks: Sequence[float]
    y: Callable[[float], float]

    @property
    def floor(self) -> float:
        return self.height - BOTTOM

    def along(self, count: int) -> Callable[[float], float]:
        """Places 0 to count - 1 from the left of the picture to the right."""
        return scale(0, max(count - 1, 1), self.left, self.right)


def frame(
    width: int, height: int, values: Sequence[float], say: Say, *, margin: float = 10, zero: bool = False, most: int = 5
) -> Frame:
    """Room for the widest value at the left and `margin` at the right. With `zero` the axis starts at nothing."""
    low, high = min(values), max(values)
    marks = ticks(min(0.0, low), max(high, 0.0), most) if zero else ticks(low, high, most)
    words = max(width_of(say(mark)) for mark in marks)
    return Frame(width, height, words + 12, width - margin, marks, scale(marks[0], marks[-1], height - BOTTOM, TOP))


def rules(shape: Frame, say: Say) -> list[str]:
    drawn = []
    for mark in shape.marks:
        y = shape.y(mark)
        drawn += [line(LEFT, y, shape.right + 8, y, "grid"), text(LEFT, y - 4, say(mark), "ax")]
    return drawn


def under(shape: Frame, labels: Sequence[str], x: Callable[[float], float]) -> list[str]:
    """As many of the labels as fit, evenly."""
    widest = max(width_of(label) for label in labels) + 18
    every = thinned(len(labels), shape.right - shape.left, widest)
    return [_centred(shape, x(place), label) for place, label in enumerate(labels) if place % every == 0]


def _centred(shape: Frame, x: float, label: str) -> str:
    """In the middle under its place, or pushed inside at the right edge."""
    runs_out = x + width_of(label) / 2 > shape.width
    return text(shape.width if runs_out else x, shape.height - 8, label, "ax", "end" if runs_out else "middle")
