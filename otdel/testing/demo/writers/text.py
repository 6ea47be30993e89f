"""Delimited text as systems write it: encoding, delimiter, line ends and number marks of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

NO_BREAK = "\u00a0"


def write_table(
    path: Path,
    rows: Iterable[Sequence[object]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    end: str = "\n",
    preamble: Sequence[str] = (),
) -> None:
    """Write `preamble` lines as they are, then `rows` as delimited text. UTF-16 gets its byte order mark."""
    text = io.StringIO()
    text.writelines(line + end for line in preamble)
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    path.write_bytes((mark + text.getvalue()).encode(encoding))


def english(count: int) -> str:
    """25,881"""
    return f"{count:,}"


def spaced(count: int) -> str:
    """25 881, with no-break spaces."""
    return f"{count:,}".replace(",", NO_BREAK)


def comma(amount: Decimal) -> str:
    """25 881,50, with no-break spaces."""
    return f"{amount:,.2f}".replace(",", NO_BREAK).replace(".", ",")


def percent(part: int, whole: int) -> str:
    """2.81%, or what Google writes for nothing."""
    return f"{100 * part / whole:.2f}%" if whole else " --"
