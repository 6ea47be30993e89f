"""Where a table begins: which of the first rows is its header, and whether it has one at all."""

from __future__ import annotations

from collections.abc import Sequence

from otdel.connectors.reading.rows import Numbered, Row, filled, is_comment, looks
from otdel.connectors.words import is_total


def find_header(window: Sequence[Numbered], *, exact: bool, narrow: bool = False) -> int | None:
    """Place of the header in the window; None when no row can be one.

    `exact` says that rows keep their written width (text files), so a header is as wide as the rows under it. `narrow`
    allows a table of one column.
    """
    least = 1 if narrow else 2
    places = [place for place, (_, row) in enumerate(window) if filled(row) >= least and not is_comment(row)]
    for place in places:
        following = _following(window, place)
        if not following and _fenced(window, place):
            return place
        if (
            following
            and not _preamble(window[place][1], following)
            and (not exact or _as_wide(window[place][1], following))
        ):
            return place
    for place in places:
        if not _preamble(window[place][1], _following(window, place)):
            return place
    return None


def _following(window: Sequence[Numbered], place: int) -> list[Row]:
    """The rows under a row, blanks passed over, up to the next comment."""
    found: list[Row] = []
    for _, row in window[place + 1 :]:
        if filled(row) and is_comment(row):
            break
        if filled(row):
            found.append(row)
    return found[:20]


def _fenced(window: Sequence[Numbered], place: int) -> bool:
    """True for a header without rows between two comments: an empty table among others."""
    below = next((row for _, row in window[place + 1 :] if filled(row)), None)
    return place > 0 and below is not None and is_comment(below) and is_comment(window[place - 1][1])


def _preamble(row: Row, following: Sequence[Row]) -> bool:
    """A line far emptier than what follows is a title, not a header."""
    return filled(row) * 2 < max((filled(other) for other in following), default=0)


def _as_wide(row: Row, following: Sequence[Row]) -> bool:
    return any(len(other) == len(row) or (len(other) == len(row) + 1 and _spare(other[-1])) for other in following)


def _spare(cell: str) -> bool:
    return not cell.strip() or is_total(cell)


def is_headless(row: Row, following: Sequence[Row]) -> bool:
    """True when the first row is data already: numbers or dates stand where numbers or dates follow."""
    same = other = 0
    for place, cell in enumerate(row):
        above = looks(cell)
        below = {looks(line[place]) for line in following if place < len(line)} - {""}
        if not above or len(below) != 1 or below == {"text"}:
            continue
        if above in below and not _year(cell):
            same += 1
        elif above not in below:
            other += 1
    return same > other


def _year(cell: str) -> bool:
    return cell.strip().isdigit() and 1990 <= int(cell.strip()[:9]) <= 2100


def is_explanation(row: Row, following: Sequence[Row]) -> bool:
    """True for a second header row of sentences over columns of numbers, as business-profile exports have."""
    words = [place for place, cell in enumerate(row) if len(cell.split()) >= 4]
    over_numbers = [
        place for place in words if {looks(line[place]) for line in following if place < len(line)} - {""} <= {"number"}
    ]
    return len(following) > 0 and len(over_numbers) >= 2 and len(over_numbers) == len(words)


def letters(width: int) -> list[str]:
    """Names for columns that have none, as a spreadsheet shows them: A, B, ... Z, AA."""
    names = []
    for place in range(width):
        name, rest = "", place + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            name = chr(65 + letter) + name
        names.append(name)
    return names
