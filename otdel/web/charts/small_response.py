"""A small response curve: the shape, the range and where one stands now, to be set beside others of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from otdel.web.charts.response import Brings
from otdel.web.charts.svg import Number, band, circle, line, path, picture, scale

WIDTH, HEIGHT, FLOOR, TOP = 240, 112, 106, 8


def small_response(curve: Sequence[Brings], now: Number, *, label: str, to: Number | None = None) -> SafeString:
    """The curve of a channel without axes; `label` says it in words. `to` is where a move would take its spending."""
    most = max(point.high for point in curve)
    x, y = scale(0, curve[-1].spend, 2, WIDTH - 4), scale(0, most or 1.0, FLOOR, TOP)
    xs = [x(point.spend) for point in curve]
    far = min(curve[-1].spend, most)
    body = line(0, FLOOR, WIDTH, FLOOR, "axis")
    body += band(xs, [y(max(point.low, 0.0)) for point in curve], [y(point.high) for point in curve], "b80")
    body += path([(x(0), y(0)), (x(far), y(far))], "even")
    body += path([(x(point.spend), y(point.middle)) for point in curve], "act")
    here = _at(curve, float(now))
    body += line(x(here.spend), y(here.middle), x(here.spend), FLOOR, "now")
    body += circle(x(here.spend), y(here.middle), 4.5, "here")
    if to is not None and float(to) != float(now):
        there = _at(curve, float(to))
        body += line(x(there.spend), y(there.middle), x(there.spend), FLOOR, "planv")
        body += circle(x(there.spend), y(there.middle), 4.5, "there")
    return mark_safe(picture(WIDTH, HEIGHT, body, "resp mini", label))  # noqa: S308  # drawn from numbers, label escaped


def _at(curve: Sequence[Brings], spend: float) -> Brings:
    return min(curve, key=lambda point: abs(point.spend - spend))
