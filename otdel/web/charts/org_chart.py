"""Who reports to whom, drawn as a tree where it fits and written as a nested list where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from otdel.web.charts.org_layout import CARD, Block, lay_roots
from otdel.web.charts.svg import circle, picture, text, width_of

WIDTHS = (740, 920, 1100)  # what the tree is drawn at; figures.css has the same steps
ROOM = 146  # pixels of a card for words


@dataclass(frozen=True, slots=True)
class OrgCard:
    """Somebody in the chart. `note` is a short word on their terms; tone "away" is drawn dashed, "bad" is a problem."""

    name: str
    role: str = ""
    note: str = ""
    href: str = ""
    tone: Literal["", "away", "bad"] = ""
    below: tuple[OrgCard, ...] = field(default=())

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()


def org_chart(roots: Sequence[OrgCard], label: str) -> SafeString:
    """The chart for every width: the list for a phone, and for whatever width the tree is too wide for."""
    trees = [(width, lay_roots(roots, width, draw_card)) for width in WIDTHS]
    fitting = [(width, block) for width, block in trees if block.width <= width]
    edges = [0, *(width for width, _block in fitting)]
    forms = [nested(roots, label), *(_svg(block, label) for _width, block in fitting)]
    shown = ""
    for place, form in enumerate(forms):
        until = f" to-{edges[place + 1]}" if place + 1 < len(edges) else ""
        shown += f'<div class="variant from-{edges[place]}{until}">{form}</div>'
    return mark_safe(f'<div class="cq org">{shown}</div>')  # noqa: S308


def _svg(block: Block, label: str) -> str:
    """The tree holds links, so it is a group with a name and not an image."""
    drawn = picture(block.width + 2, block.height + 2, f'<g transform="translate(1,1)">{block.body}</g>', "orgchart")
    return drawn.replace('aria-hidden="true" focusable="false"', f'role="group" aria-label="{escape(label)}"')


def nested(cards: Sequence[OrgCard], label: str = "") -> str:
    """The same as a list in a list."""
    named = f' aria-label="{escape(label)}"' if label else ""
    items = "".join(f"<li>{_line(card)}{nested(card.below) if card.below else ''}</li>" for card in cards)
    return f'<ul class="orglist"{named}>{items}</ul>'


def _line(card: OrgCard) -> str:
    name = f'<a href="{escape(card.href)}">{escape(card.name)}</a>' if card.href else f"<b>{escape(card.name)}</b>"
    words = " · ".join(escape(word) for word in (card.role, card.note) if word)
    face = f'<span class="av" aria-hidden="true">{escape(card.initials)}</span>'
    return f'<div class="orgline {card.tone}">{face}<span>{name}<small>{words}</small></span></div>'


def draw_card(card: OrgCard) -> str:
    """One card with its corner at 0,0; the whole of it is the link."""
    width, height = CARD
    words = ", ".join(word for word in (card.name, card.role, card.note) if word)
    lines = [(line, "lab") for line in _wrapped(card.role, ROOM)] + [(_cut(card.note, ROOM), f"num {card.tone}")]
    lines = [(line, css) for line, css in lines if line]
    top = height / 2 + 4 - 8 * len(lines)
    body = f"<title>{escape(words)}</title>"
    body += f'<rect class="orgcard {card.tone}" width="{width:g}" height="{height:g}" rx="8"/>'
    body += circle(24, height / 2, 13, "orgface") + text(24, height / 2 + 4, card.initials, "orginitials", "middle")
    body += text(46, top, _cut(card.name, ROOM - 6), "orgname")
    body += "".join(text(46, top + 17 + 15 * place, line, css) for place, (line, css) in enumerate(lines))
    return f'<a href="{escape(card.href)}">{body}</a>' if card.href else f"<g>{body}</g>"


def _cut(words: str, room: float) -> str:
    if width_of(words) <= room:
        return words
    most = int(len(words) * room / width_of(words)) - 1
    return words[:most].rstrip() + "…"


def _wrapped(words: str, room: float) -> list[str]:
    """At most two lines; what does not fit into the second ends in an ellipsis."""
    first: list[str] = []
    rest = words.split()
    while rest and width_of(" ".join([*first, rest[0]])) <= room:
        first.append(rest.pop(0))
    if not first and rest:
        first = [_cut(rest.pop(0), room)]
    return [" ".join(first), *([_cut(" ".join(rest), room)] if rest else [])] if first else []
