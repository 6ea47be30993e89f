"""A line the size of a word: the way a key number went."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from otdel.web.charts.chart import FEWEST
from otdel.web.charts.svg import Number, circle, line, path, picture, scale

WIDTH, HEIGHT = 96, 28


def spark(values: Sequence[Number], target: Number | None = None) -> SafeString | None:
    """Decoration beside a number that is written out; nothing for fewer than three values. `target` is a thin line."""
    if len(values) < FEWEST:
        return None
    numbers = [float(value) for value in values]
    seen = numbers + ([] if target is None else [float(target)])
    margin = (max(seen) - min(seen)) * 0.12 or 1
    x = scale(0, len(numbers) - 1, 2, WIDTH - 4)
    y = scale(min(seen) - margin, max(seen) + margin, HEIGHT - 1, 1)
    body = "" if target is None else line(0, y(float(target)), WIDTH, y(float(target)), "ref")
    body += path([(x(place), y(value)) for place, value in enumerate(numbers)], "sp")
    body += circle(x(len(numbers) - 1), y(numbers[-1]), 2.5, "spd")
    return mark_safe(picture(WIDTH, HEIGHT, body, "spark"))  # noqa: S308  # drawn from numbers
