"""Which mark parts the cells of a text file: decided from its first rows, or said by its own first line."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence

CANDIDATES = (",", ";", "\t", "|", "^", "\x1f", "\x01")
_SAYS = re.compile(r"^\ufeff?sep=(.)\s*$", re.IGNORECASE)


def said(line: str) -> str:
    """The delimiter a line "sep=;" names, as Excel writes it; empty for any other line."""
    found = _SAYS.match(line)
    return found[1] if found else ""


def delimiter(lines: Sequence[str]) -> str:
    """The delimiter that cuts the sample into the most rows of one width; empty when none cuts it at all."""
    if lines and (declared := said(lines[0])):
        return declared
    scores = {mark: _score(lines, mark) for mark in CANDIDATES}
    best = max(CANDIDATES, key=lambda mark: scores[mark])
    return best if scores[best] > 0 else ""


def _score(lines: Sequence[str], mark: str) -> float:
    """Cells in the rows of the commonest widths: ragged cuts score low, one-cell rows not at all."""
    if not any(mark in line for line in lines):
        return 0.0
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=mark) if row]
    except csv.Error:
        return 0.0
    common = Counter(width for width in widths if width > 1).most_common(3)
    if not common:
        return 0.0
    regular = sum((count - 1) * width for width, count in common if count > 1) + max(width for width, _ in common) * 0.5
    agreeing = sum(count for _, count in common) / len(widths)
    return regular * agreeing
