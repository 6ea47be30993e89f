"""Words files use for totals, in the languages we read."""

from __future__ import annotations

import re

from otdel.connectors.columns.headers import fold

_TOTAL = (
    "total", "totals", "grand total", "sum", "overall", "subtotal", "итого", "итог", "всего", "общий итог", "сумма",
    "итоги", "разом", "усього", "всього", "підсумок", "загалом", "загальний підсумок", "gesamt", "summe", "suma",
    "razem", "suma całkowita", "ogółem",
    "gesamtsumme", "gesamtergebnis", "total general", "totale", "insgesamt",
)  # fmt: skip
BARE = frozenset(fold(word) for word in _TOTAL)
_LED = re.compile(rf"^(?:{'|'.join(sorted(map(re.escape, BARE), key=len, reverse=True))})(?:\s*[:(\-–—].*)?$")

_COUNTED = re.compile(rf"^total of [\d\s.,]+ {fold('results')}$")  # TikTok


def is_total(text: str) -> bool:
    """True for "Total", "Total: Campaigns", "Total of 2 results", "Итого (5)"; false for "Total War campaign"."""
    return len(text) < 120 and bool(_LED.match(fold(text)) or _COUNTED.match(fold(text)))


def is_bare_total(text: str) -> bool:
    """True only for the word alone, so that it can be trusted in the middle of a table."""
    return fold(text) in BARE
