"""The pencil: escaped text, paths and scales every chart is drawn with. Colours only by class."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape

Number = Decimal | float | int
Say = Callable[[Number], str]  # a value as people read it: "₴2.12M", "4,5 %"
Point = tuple[float, float]
Tip = tuple[float, Sequence[str]]  # x, then a title and its lines

CHARACTER = 6.7  # mean width of a character of Inter at 12 px; labels get the room they need in every language


def scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """Values `low` to `high` onto pixels `start` to `end`; one value alone lands in the middle."""
    if high == low:
        return lambda value: round((start + end) / 2, 1)
    return lambda value: round(start + (value - low) * (end - start) / (high - low), 1)


def text(x: float, y: float, words: object, css: str = "", anchor: str = "") -> str:
    at = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:g}" y="{y:g}" class="{css}"{at}>{escape(str(words))}</text>'


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    return f'<line class="{css}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'


def box(x: float, y: float, width: float, height: float, css: str, title: str = "") -> str:
    inside = f"<title>{escape(title)}</title>" if title else ""
    return f'<rect class="{css}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="2">{inside}</rect>'


def circle(x: float, y: float, radius: float, css: str) -> str:
    return f'<circle class="{css}" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'


def path(points: Sequence[Point], css: str) -> str:
    return f'<path class="{css}" d="{_track(points)}"/>'


def band(xs: Sequence[float], lows: Sequence[float], highs: Sequence[float], css: str) -> str:
    """The area between two lines."""
    there = list(zip(xs, highs, strict=True))
    back = list(zip(xs, lows, strict=True))[::-1]
    return f'<path class="{css}" d="{_track(there + back)}Z"/>'


def _track(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points)


def picture(width: float, height: float, body: str, css: str = "", label: str = "", tips: Sequence[Tip] = ()) -> str:
    """The svg element. A labelled one is an image with a sentence; without a label it is decoration."""
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    hover = ""
    if tips:
        points = json.dumps([[x, *words] for x, words in tips], ensure_ascii=False)
        hover = f' tabindex="0" data-hover="{escape(points)}"'
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg class="chart {css}" {size} {role}{hover}>{body}</svg>'


def width_of(words: str) -> float:
    """About how many pixels a label takes."""
    return len(words) * CHARACTER
