"""The geometry of the flow: columns of nodes with ribbons between them, and labels that never collide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import pgettext

from otdel.web.charts.split import Named
from otdel.web.charts.svg import Say, box, picture, text, width_of
from otdel.web.format import percent

BAR = 10
LABEL = 18  # least height a channel's name needs
OUTCOME = 36  # least height an outcome's two lines need
GAP, WIDE_GAP = 10, 12


@dataclass(frozen=True, slots=True)
class Node:
    """A bar of a column: where it starts and how thick it is."""

    top: float
    thick: float

    @property
    def middle(self) -> float:
        return self.top + self.thick / 2


def draw_flow(width: int, rows: Sequence[Named], names: Mapping[str, str], say: Say, label: str) -> str:
    """Budget at the left, channels in the middle, outcomes at the right; `names` says outcomes by their class."""
    totals = [sum(amount for _css, amount in parts) for _name, parts in rows]
    ends = {css: sum(dict(parts)[css] for _name, parts in rows) for css in names}
    ends = {css: amount for css, amount in ends.items() if amount > 0}
    height = max(356, len(rows) * 34)
    unit = min(_fit(totals, LABEL, GAP, height), _fit(list(ends.values()), OUTCOME, WIDE_GAP, height))
    middle = _column(totals, unit, LABEL, GAP, height)
    right = dict(zip(ends, _column(list(ends.values()), unit, OUTCOME, WIDE_GAP, height), strict=True))
    words = max([width_of(names[css]) for css in ends] + [130])
    x = (0.0, float(round(width * 0.27)), round(width - BAR - 20 - words, 1))
    start = Node((height - sum(totals) * unit) / 2, sum(totals) * unit)

    body = _from_budget(x, start, middle)
    body += _to_outcomes(x, rows, middle, right, unit, names, say)
    body += [box(x[0], round(start.top, 1), BAR, round(start.thick, 1), "node")]
    body += _budget_words(x, start, say(sum(totals)))
    for (name, _parts), total, node in zip(rows, totals, middle, strict=True):
        body += _channel(x[1], node, name, say(total), x[2] - x[1])
    for css, node in right.items():
        share = percent(ends[css] / sum(totals), places=0)
        body += _outcome(x[2], node, css, names[css], f"{say(ends[css])} · {share}")
    return picture(width, height, "".join(body), "sankey", label)


def _fit(values: Sequence[float], least: float, gap: float, height: float) -> float:
    """Pixels for one unit of money, so that slots no lower than `least`, with gaps, fill `height`."""
    low, high = 0.0, height / sum(values)
    for _round in range(40):
        unit = (low + high) / 2
        filled = sum(max(value * unit, least) for value in values) + gap * (len(values) - 1)
        low, high = (unit, high) if filled <= height else (low, unit)
    return low


def _column(values: Sequence[float], unit: float, least: float, gap: float, height: float) -> list[Node]:
    """Nodes one under another, each in the middle of its slot, the whole column centred."""
    slots = [max(value * unit, least) for value in values]
    top = (height - sum(slots) - gap * (len(slots) - 1)) / 2
    nodes = []
    for value, slot in zip(values, slots, strict=True):
        nodes.append(Node(top + (slot - value * unit) / 2, value * unit))
        top += slot + gap
    return nodes


def _from_budget(x: tuple[float, float, float], start: Node, middle: Sequence[Node]) -> list[str]:
    top, ribbons = start.top, []
    for node in middle:
        ribbons.append(_ribbon(x[0] + BAR, top, x[1], node.top, node.thick, "r-src", ""))
        top += node.thick
    return ribbons


def _to_outcomes(
    x: tuple[float, float, float],
    rows: Sequence[Named],
    middle: Sequence[Node],
    right: Mapping[str, Node],
    unit: float,
    names: Mapping[str, str],
    say: Say,
) -> list[str]:
    into = {css: node.top for css, node in right.items()}
    ribbons = []
    for (name, parts), node in zip(rows, middle, strict=True):
        top = node.top
        for css, amount in parts:
            if amount <= 0:
                continue
            title = f"{name}: {names[css]}, {say(amount)}"
            ribbons.append(_ribbon(x[1] + BAR, top, x[2], into[css], amount * unit, css, title))
            top += amount * unit
            into[css] += amount * unit
    return ribbons


def _ribbon(x1: float, y1: float, x2: float, y2: float, thick: float, css: str, title: str) -> str:
    bend = (x1 + x2) / 2
    there = f"M{x1:.1f},{y1:.1f}C{bend:.1f},{y1:.1f} {bend:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
    back = (
        f"L{x2:.1f},{y2 + thick:.1f}C{bend:.1f},{y2 + thick:.1f} {bend:.1f},{y1 + thick:.1f} {x1:.1f},{y1 + thick:.1f}Z"
    )
    return f'<path class="rib {css}" d="{there}{back}">{f"<title>{escape(title)}</title>" if title else ""}</path>'


def _budget_words(x: tuple[float, float, float], start: Node, amount: str) -> list[str]:
    left = x[0] + BAR + 10
    words = pgettext("flow of money", "Spent")
    return [text(left, start.middle - 6, words, "lab halo"), text(left, start.middle + 16, amount, "big halo")]


def _channel(x: float, node: Node, name: str, amount: str, room: float) -> list[str]:
    most = int((room * 0.62) / 7)
    short = name if len(name) <= most else name[: most - 1].rstrip() + "…"
    return [
        box(x, round(node.top, 1), BAR, max(round(node.thick, 1), 1), "node"),
        text(x + BAR + 8, node.middle + 4, short, "lab halo"),
        text(x - 8, node.middle + 4, amount, "num halo", "end"),
    ]


def _outcome(x: float, node: Node, css: str, name: str, amount: str) -> list[str]:
    left = x + BAR + 12
    return [
        box(x, round(node.top, 1), BAR, max(round(node.thick, 1), 1), f"node {css}"),
        text(left, node.middle - 4, name, "lab strong"),
        text(left, node.middle + 14, amount, "num"),
    ]
