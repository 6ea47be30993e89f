"""Where the cards of an organisation chart stand: leaders side by side, those without reports hanging in columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from otdel.web.charts.svg import line

CARD = (200.0, 84.0)  # width and height of a card
GAP = 16.0  # between neighbours
STEM = 32.0  # from a card down to those below it
INDENT = 18.0  # of a card that hangs from a line at its left
LINE = "orgwire"

Card = Any  # anything with `below`, the cards under it
Draw = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Block:
    """A drawn part of the chart; `anchor` is where, along its top, the line from above arrives."""

    width: float
    height: float
    anchor: float
    body: str


def lay_roots(roots: Sequence[Card], room: float, draw: Draw) -> Block:
    """Everybody who reports to nobody side by side, each with those below; `width` may come out wider than `room`."""
    blocks = _row(roots, room, draw, wired=False)
    return Block(_across(blocks), max((block.height for block in blocks), default=0), 0, _placed(blocks, 0))


def lay(card: Card, room: float, draw: Draw) -> Block:
    """A card with everything below it, as narrow as `room` where that can be."""
    width, height = CARD
    if not card.below:
        return Block(width, height, width / 2, draw(card))
    blocks = _row(card.below, room, draw, wired=True)
    across = _across(blocks)
    anchors = [left + block.anchor for left, block in _lefts(blocks)]
    middle = min(max((anchors[0] + anchors[-1]) / 2, width / 2), max(across, width) - width / 2)
    if len(blocks) == 1 and blocks[0].anchor < width / 2:
        middle = max(width / 2, anchors[0])
    rail, top = height + STEM / 2, height + STEM
    body = line(middle, height, middle, rail, LINE)
    body += line(min(anchors[0], middle), rail, max(anchors[-1], middle), rail, LINE)
    body += "".join(line(anchor, rail, anchor, top, LINE) for anchor in anchors)
    body += _at(middle - width / 2, 0, draw(card)) + _placed(blocks, top)
    return Block(max(across, width), top + max(block.height for block in blocks), middle, body)


def _row(cards: Sequence[Card], room: float, draw: Draw, *, wired: bool) -> list[Block]:
    """Leaders with their own people first, then the others: side by side if there is room, else in columns."""
    leaders = [card for card in cards if card.below]
    others = [card for card in cards if not card.below]
    least = [_least(card) for card in leaders]
    left = room - sum(width + GAP for width in least)
    columns = _columns(others, left)
    spare = max(0.0, left - len(columns) * CARD[0] - max(0, len(columns) - 1) * GAP)
    rooms = [width + (spare if place == 0 else 0) for place, width in enumerate(least)]
    blocks = [lay(card, width, draw) for card, width in zip(leaders, rooms, strict=True)]
    return blocks + [_column(column, draw, wired=wired) for column in columns]


def _least(card: Card) -> float:
    """How narrow a card with everything below it can be: those without reports of their own in one column."""
    leaders = [_least(one) for one in card.below if one.below]
    others = len(card.below) - len(leaders)
    hanging = [CARD[0] + (INDENT if others > 1 else 0)] if others else []
    return max(CARD[0], sum(leaders + hanging) + GAP * max(0, len(leaders + hanging) - 1))


def _columns(others: Sequence[Card], room: float) -> list[list[Card]]:
    """One card a column when all fit so; otherwise as many columns as there is room for, filled evenly."""
    if len(others) < 2 or len(others) * (CARD[0] + GAP) - GAP <= room:
        return [[card] for card in others]
    count = max(1, min(len(others), int((room + GAP) // (INDENT + CARD[0] + GAP))))
    tall = -(-len(others) // count)
    return [list(others[start : start + tall]) for start in range(0, len(others), tall)]


def _column(cards: Sequence[Card], draw: Draw, *, wired: bool) -> Block:
    """Cards under one another, hanging from a line at their left; one card alone hangs from its middle."""
    width, height = CARD
    if len(cards) == 1:
        return Block(width, height, width / 2, draw(cards[0]))
    tops = [place * (height + GAP / 2) for place in range(len(cards))]
    body = "".join(_at(INDENT, top, draw(card)) for top, card in zip(tops, cards, strict=True))
    if wired:
        body += line(INDENT / 2, 0, INDENT / 2, tops[-1] + height / 2, LINE)
        body += "".join(line(INDENT / 2, top + height / 2, INDENT, top + height / 2, LINE) for top in tops)
    return Block(INDENT + width, tops[-1] + height, INDENT / 2, body)


def _lefts(blocks: Sequence[Block]) -> list[tuple[float, Block]]:
    """Each block with the place of its left edge."""
    found, left = [], 0.0
    for block in blocks:
        found.append((left, block))
        left += block.width + GAP
    return found


def _across(blocks: Sequence[Block]) -> float:
    return sum(block.width for block in blocks) + GAP * max(0, len(blocks) - 1)


def _placed(blocks: Sequence[Block], top: float) -> str:
    return "".join(_at(left, top, block.body) for left, block in _lefts(blocks))


def _at(x: float, y: float, body: str) -> str:
    return f'<g transform="translate({x:g},{y:g})">{body}</g>'
