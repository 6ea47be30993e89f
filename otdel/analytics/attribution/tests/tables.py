"""Tables of text for tests."""

from __future__ import annotations

from otdel.analytics.attribution.reading import Read
from otdel.analytics.mix.reading import Table


def table(text: str) -> Table:
    """Of lines with cells parted by commas, the header first."""
    rows = [tuple(cell.strip() for cell in line.split(",")) for line in text.strip().splitlines()]
    return Table(rows[0], tuple(rows[1:]), tuple(range(2, len(rows) + 1)))


def codes(read: Read) -> dict[str, tuple[int, str]]:
    """Line and column of the first finding of each kind."""
    found: dict[str, tuple[int, str]] = {}
    for one in read.findings:
        found.setdefault(one.reason.code.removeprefix("attribution."), (one.line, one.column))
    return found


def walks(read: Read) -> list[tuple[str, float, float]]:
    """Each path as text with its conversions and nulls."""
    paths = read.paths
    assert paths is not None
    return [
        (" > ".join(paths.channels[step] for step in paths.steps[first:behind]), won, lost)
        for first, behind, won, lost in zip(
            paths.offsets[:-1], paths.offsets[1:], paths.conversions.tolist(), paths.nulls.tolist(), strict=True
        )
    ]
