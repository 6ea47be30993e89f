"""A file of whole paths: a line a path, with how often it ended in a conversion, in none, and what that was worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution.checking import Finding, finding
from otdel.analytics.attribution.reading.asked import LONGEST, Asked, Read
from otdel.analytics.attribution.reading.cells import Amounts, Bad, amounts
from otdel.analytics.attribution.reading.unknown import cleaned, set_aside
from otdel.analytics.attribution.shapes import Floats, Paths
from otdel.analytics.attribution.splitting import Split, TooManyChannels, separator_of, split
from otdel.analytics.mix.reading.asked import Table

TOTALS = frozenset({"total", "totals", "grand total", "sum", "разом", "усього", "всього", "итого", "всего", "итог"})


def read_whole(table: Table, places: Mapping[str, int], asked: Asked) -> Read:
    """`places` holds the path and, where there are any, conversions, value and nulls."""
    texts = table.column(places["path"])
    separator = asked.separator or separator_of(texts)
    bad = Bad()
    columns = {
        what: amounts(table, places[what], asked.decimal, bad)
        for what in ("conversions", "value", "nulls")
        if what in places
    }
    won = columns["conversions"].values if "conversions" in columns else np.ones(len(texts))
    for row in np.flatnonzero(np.isnan(won)):
        if int(row) not in bad.rows:
            bad.add("blank", int(row), table.lines[row], table.header[places["conversions"]], "")
    try:
        steps = split(texts, separator)
    except TooManyChannels:
        column = table.header[places["path"]]
        return Read(None, (finding("too_many_channels", column=column, separator=separator, refuses=True),))
    return _read(table, places, (separator, steps), columns, (won, bad))


def _read(
    table: Table,
    places: Mapping[str, int],
    cut: tuple[str, Split],
    columns: Mapping[str, Amounts],
    counted: tuple[Floats, Bad],
) -> Read:
    (separator, steps), (won, bad) = cut, counted
    findings = [] if "conversions" in places else [finding("no_conversions_column")]
    good = bad.others(len(won))
    sums = totals(table.column(places["path"]), won, good)
    good[sums] = False
    findings += [finding("total_row", line=table.lines[row], column=table.header[places["path"]]) for row in sums]
    value, more, unit = value_of(columns.get("value"), won, good, table, places)
    findings += more
    if any(one.refuses for one in more):
        return Read(None, tuple(findings))
    nulls = np.nan_to_num(columns["nulls"].values) if "nulls" in columns else np.zeros(len(won))
    paths, said = assembled(steps, np.nan_to_num(won), nulls, value, good)
    named = {what: table.header[place] for what, place in places.items()}
    return Read(paths, (*findings, *bad.findings(), *said), "paths", named, separator, unit=unit)


def totals(texts: Sequence[str], won: Floats, good: NDArray[np.bool_]) -> list[int]:
    """Rows that add the others up: named so, with as many conversions as all the others have."""
    found = [row for row in np.flatnonzero(good).tolist() if texts[row].casefold().strip(" :") in TOTALS]
    others = good.copy()
    others[found] = False
    whole = float(np.nansum(won[others]))
    return [row for row in found if abs(won[row] - whole) <= 1e-9 * max(1.0, whole)]


def value_of(
    column: Amounts | None, won: Floats, good: NDArray[np.bool_], table: Table, places: Mapping[str, int]
) -> tuple[Floats | None, list[Finding], str]:
    """Value [rows], zero where it is not known, which is said; the unit most cells name; two of them refuse."""
    if column is None or not np.nansum(column.values):
        return None, [finding("no_value")], ""
    name = table.header[places["value"]]
    if len(column.currencies) > 1:
        both = ", ".join(sorted(column.currencies))
        return None, [finding("two_currencies", column=name, currencies=both, refuses=True)], ""
    missing = np.flatnonzero(np.isnan(column.values) & (won > 0) & good)
    found = (
        [finding("value_missing", line=table.lines[missing[0]], column=name, count=len(missing))]
        if len(missing)
        else []
    )
    lonely = np.flatnonzero((column.values > 0) & (won == 0) & good)
    if len(lonely):
        found.append(finding("value_alone", line=table.lines[lonely[0]], column=name, count=len(lonely)))
    value = np.where(won > 0, np.nan_to_num(column.values), 0.0)
    return value, found, next(iter(column.currencies), "")


def assembled(
    steps: Split, won: Floats, nulls: Floats, value: Floats | None, good: NDArray[np.bool_]
) -> tuple[Paths, list[Finding]]:
    """Paths of rows that are `good` and say anything; unknown steps and paths without a touch are told apart."""
    channels, places, emptied = cleaned(steps.names, steps.steps)
    paths = Paths(channels, steps.offsets, places, won, nulls, value)
    found = [finding("empty_steps", count=emptied)] if emptied else []
    long = good & (paths.lengths > LONGEST)
    if long.any():
        lost = f"{won[long].sum():.10g}"
        found.append(finding("long_paths", count=int(long.sum()), longest=LONGEST, conversions=lost))
    said = good & ~long & (won + nulls > 0)
    return set_aside(paths.only(said)), found
