"""Paths for tests: written by hand, of any shape, and the published ones of the ChannelAttribution package."""

from __future__ import annotations

import csv
from collections.abc import Iterable

import numpy as np
from hypothesis import strategies as st

from otdel.analytics.attribution.shapes import Paths
from otdel.analytics.attribution.splitting import split
from otdel.testing.shared import shared

FILE = "sets/channelattribution/Data.csv"


def paths_of(rows: Iterable[tuple[str, float, float] | tuple[str, float, float, float]]) -> Paths:
    """Of texts with conversions, nulls and, where there is one, value."""
    given = list(rows)
    texts = split([row[0] for row in given], ">")
    value = np.array([row[3] if len(row) == 4 else 0.0 for row in given], np.float64) if len(given[0]) == 4 else None
    conversions, nulls = (np.array([float(row[place]) for row in given]) for place in (1, 2))
    return Paths(texts.names, texts.offsets, texts.steps, conversions, nulls, value)


def published() -> Paths:
    """10,000 paths over 12 channels. Skips the test when they are not there."""
    with shared(f"data/{FILE}").open() as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    return paths_of((path, float(won), float(lost), float(value)) for path, won, value, lost in rows)


@st.composite
def worlds(draw: st.DrawFn) -> Paths:
    """A few paths over up to five channels, at least one of which converts."""
    names = "abcde"[: draw(st.integers(1, 5))]
    walk = st.lists(st.sampled_from(names), min_size=1, max_size=6).map(" > ".join)
    count = st.integers(0, 9)
    rows = draw(st.lists(st.tuples(walk, count, count, count), min_size=1, max_size=15))
    given = [(text, won, lost, value if won else 0) for text, won, lost, value in rows]
    first = (given[0][0], 1 + given[0][1], given[0][2], 1 + given[0][3])
    return paths_of([first, *(row for row in given[1:] if row[1] + row[2])])
