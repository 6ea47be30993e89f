"""What reading is asked with and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from otdel.analytics.mix.checking import Fault
from otdel.analytics.mix.shapes import MixData


@dataclass(frozen=True, slots=True)
class Table:
    """Text cells under a header; `lines` [rows] are the lines of the file, as a spreadsheet counts them."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def column(self, place: int) -> list[str]:
        """Trimmed cells; a row too short has an empty one."""
        return [row[place].strip() if place < len(row) else "" for row in self.rows]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which columns are what. Names are header texts; `*` stands for anything in those of `spend` and `controls`.

    `dates` is guessed when empty. `decimal` is "." or "," where the file leaves it open. `kind` is "money", "count" or
    empty to go by the name of the target. `blank_is_zero` says that an empty cell of spend means nothing was spent.
    """

    target: str
    spend: tuple[str, ...]
    controls: tuple[str, ...] = ()
    dates: str = ""
    country: str = ""
    decimal: str = ""
    kind: str = ""
    blank_is_zero: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """`data` when the table can be used; `lines` [n] tells the line of the file each step came from."""

    data: MixData | None
    faults: tuple[Fault, ...]
    dates: str = ""
    lines: tuple[int, ...] = ()
