"""The pictures of a person's pay: bars that add up line by line, a rule with today's point on it, the last periods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from otdel.motivation.rules.curves import payout
from otdel.motivation.rules.plan import Curve
from otdel.web.charts.svg import box, circle, line, path, picture, scale, text, width_of
from otdel.web.charts.ticks import ticks

BAR_WIDTH, BAR_HEIGHT, BAR_TOP, BAR_THICK = 200, 16, 2, 11
WIDTH, HEIGHT, TOP, FLOOR, RIGHT = 300, 128, 12, 106, 292
BEYOND = 0.1  # of the curve's width is drawn flat on either side: pay does not change there

Says = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A curve with where the result stands: `worth` is the money at payout 1, `here` None without data.

    `across` says a place under the curve, `up` an amount at its left, `label` all of it for those who cannot see.
    """

    curve: Curve
    worth: Decimal
    here: Decimal | None
    across: Says
    up: Says
    label: str


def step_bars(amounts: Sequence[tuple[Decimal, str]]) -> list[SafeString]:
    """One bar a line, each beginning where the line before ended; class "base", "add", "neg" or "tot" (from zero)."""
    level, highest, lowest = Decimal(0), Decimal(0), Decimal(0)
    for amount, css in amounts:
        level = level if css == "tot" else level + amount
        highest, lowest = max(highest, level), min(lowest, level)
    x = scale(float(lowest), float(highest) * 1.12 or 1.0, 0, BAR_WIDTH)
    drawn, level = [], Decimal(0)
    for amount, css in amounts:
        start, end = (Decimal(0), level) if css == "tot" else (level, level + amount)
        level = level if css == "tot" else end
        drawn.append(_bar(x(float(min(start, end))), x(float(max(start, end))), css))
    return drawn


def _bar(left: float, right: float, css: str) -> SafeString:
    body = line(0, BAR_HEIGHT - 0.5, BAR_WIDTH, BAR_HEIGHT - 0.5, "grid")
    if right > left:
        body += box(left, BAR_TOP, max(round(right - left, 1), 1.0), BAR_THICK, f"wb {css}")
    return mark_safe(picture(BAR_WIDTH, BAR_HEIGHT, body, "wbar"))  # noqa: S308


def rule_picture(rule: Rule) -> SafeString:
    """Result across, money up; a line from today's point down to the axis."""
    ats = [float(point.at) for point in rule.curve]
    here = None if rule.here is None else float(rule.here)
    low, high = (min([*ats, here]), max([*ats, here])) if here is not None else (min(ats), max(ats))
    margin = (high - low or abs(high) or 1.0) * BEYOND
    low, high = low - margin, high + margin
    marks = ticks(0.0, float(rule.worth * max(point.pays for point in rule.curve)) or 1.0, 2)
    left = max(width_of(rule.up(Decimal(str(mark)))) for mark in marks) + 10
    x, y = scale(low, high, left, RIGHT), scale(marks[0], marks[-1], FLOOR, TOP)
    body = [line(left, y(mark), RIGHT, y(mark), "grid") for mark in marks]
    body += [text(0, y(mark) + 4, rule.up(Decimal(str(mark))), "ax") for mark in marks]
    track = [(point.at, point.pays) for point in rule.curve]
    ends = [(Decimal(str(low)), track[0][1]), *track, (Decimal(str(high)), track[-1][1])]
    body.append(path([(x(float(at)), y(float(rule.worth * pays))) for at, pays in ends], "act"))
    body += _under(rule, x, left)
    if here is not None:
        height = y(float(rule.worth * payout(rule.curve, Decimal(str(here)))))
        body += [line(x(here), height, x(here), FLOOR, "now"), circle(x(here), height, 5, "here")]
    return mark_safe(picture(WIDTH, HEIGHT, "".join(body), "resp", rule.label))  # noqa: S308


def _under(rule: Rule, x: Callable[[float], float], left: float) -> list[str]:
    """As many points of the curve under it as have room; the one that pays the goal first."""
    drawn: list[tuple[float, float, str]] = []
    for point in sorted(rule.curve, key=lambda one: (one.pays != 1, one.at)):
        words = rule.across(point.at)
        half = width_of(words) / 2
        middle = min(max(x(float(point.at)), left + half - 8), WIDTH - half)
        if all(abs(middle - other) > half + room + 8 for other, room, _words in drawn):
            drawn.append((middle, half, words))
    return [text(round(middle, 1), HEIGHT - 4, words, "ax", "middle") for middle, _half, words in drawn]
