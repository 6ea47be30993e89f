"""A range in a table cell, against a line: wholly above, wholly below, or can't tell."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from otdel.web.charts.svg import Number, circle, line, picture, scale

WIDTH, HEIGHT = 170, 20
LEAST, THICK = 5, 10  # the narrowest a range is drawn, and how thick


def range_bar(
    low: Number, middle: Number | None, high: Number, *, label: str, against: Number = 1, top: Number = 3
) -> SafeString:
    """From `low` to `high` with a dot at `middle`; the axis runs from 0 to `top`, an arrow says it goes on.

    Without a middle the range is a bar from end to end, never thinner than LEAST, so that a narrow one is seen.
    State is in form as well as colour: filled when wholly above `against`, hollow when wholly below, grey between.
    """
    a, b, ref, end = (float(value) for value in (low, high, against, top))
    css = "i-ok" if a >= ref else "i-no" if b < ref else "i-mid"
    x = scale(min(0.0, a), end, 4, WIDTH - 4)
    across = HEIGHT / 2
    body = line(x(ref), 0, x(ref), HEIGHT, "ref")
    if middle is None and a <= end:  # a range wholly beyond the axis is its arrow alone
        body += _bar(x(min(a, end)), x(min(b, end)), f"span {css}")
    elif middle is not None and a <= end:
        body += line(x(a), across, x(min(b, end)), across, f"whisk {css}")
    if middle is not None and float(middle) <= end:
        body += circle(x(float(middle)), across, 4.5, f"pt {css}")
    if b > end:
        body += f'<path class="arrow {css}" d="M{x(end) - 5:g},{across - 4:g}l5,4l-5,4"/>'
    return mark_safe(picture(WIDTH, HEIGHT, body, "ival", label))  # noqa: S308  # drawn from numbers, label escaped


def _bar(left: float, right: float, css: str) -> str:
    """From `left` to `right`, or LEAST wide around their middle."""
    width = max(right - left, LEAST)
    start = min(max((left + right - width) / 2, 0), WIDTH - width)
    top = (HEIGHT - THICK) / 2
    return f'<rect class="{css}" x="{start:g}" y="{top:g}" width="{width:g}" height="{THICK}" rx="2"/>'
