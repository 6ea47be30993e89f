"""Small files of weeks for tests: two years of a shop with two channels, to be spoilt one cell at a time."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from otdel.analytics.mix.reading import Asked, Read, Table, read

HEADER = ("week", "revenue", "search", "tv", "price")
ASKED = Asked("revenue", ("search", "tv"), ("price",))
FIRST = date(2024, 1, 1)


def rows(weeks: int = 104, step: int = 7) -> list[list[str]]:
    """Weeks as text, the same every time."""
    random = np.random.default_rng(5)
    search, tv = random.gamma(8, 100, weeks), random.gamma(4, 150, weeks)
    price = random.normal(10, 1, weeks)
    revenue = 9000 + 2 * search + 1.5 * tv - 300 * price + random.normal(0, 300, weeks)
    days = [FIRST + timedelta(days=step * place) for place in range(weeks)]
    return [
        [day.isoformat(), *(f"{one[place]:.2f}" for one in (revenue, search, tv, price))]
        for place, day in enumerate(days)
    ]


def table(cells: list[list[str]], header: tuple[str, ...] = HEADER) -> Table:
    """Under a header in line 1."""
    return Table(header, tuple(tuple(row) for row in cells), tuple(range(2, len(cells) + 2)))


def spoilt(row: int, column: str, text: str) -> list[list[str]]:
    """The two years with one other cell; row 0 is line 2."""
    cells = rows()
    cells[row][HEADER.index(column)] = text
    return cells


def codes(found: Read) -> list[str]:
    return [one.reason.code for one in found.faults]


def reading(cells: list[list[str]], asked: Asked = ASKED, header: tuple[str, ...] = HEADER) -> Read:
    return read(table(cells, header), asked)
