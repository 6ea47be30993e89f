"""From a table of date, region and value to a panel without holes: what is missing is named, and never taken for
zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import gcd

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.experiments.columns import cells_of, days_of, numbers_of
from otdel.analytics.experiments.findings import Finding, finding, refuse
from otdel.analytics.experiments.geo.shapes import Floats, Panel
from otdel.analytics.mix.reading import Table

ENOUGH = 5  # control regions without a hole; with fewer, steps are left out and not regions
MOST_MISSING = 0.1  # of the steps of a region that has to stay; a tenth missing and nothing is said of it
LONGEST = 4000  # steps


@dataclass(frozen=True, slots=True)
class Asked:
    """Header texts; `treated` and `without` are regions as the file names them. `add_up`: several rows of a region
    and a day are parts of it. `blank_is_zero`: an empty cell, or no row of a region on a date others have, is zero."""

    day: str
    region: str
    value: str
    treated: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    decimal: str = ""
    add_up: bool = False
    blank_is_zero: bool = False


def read(table: Table, asked: Asked) -> tuple[Panel, tuple[Finding, ...]]:
    """Raises Refused when no honest comparison can be made of the table."""
    regions = cells_of(table, asked.region)
    days, bad_days = days_of(table, asked.day)
    values, units, bad_values = numbers_of(table, (asked.value,), asked.decimal, blank_is_zero=asked.blank_is_zero)
    found = [*bad_days, *bad_values]
    rows = [row for row in range(len(regions)) if regions[row] and days[row] > 0 and np.isfinite(values[row, 0])]
    nameless = [table.lines[row] for row in range(len(regions)) if not regions[row]]
    if nameless:
        found.append(finding("no_region", line=nameless[0], count=len(nameless)))
    if not rows:
        raise refuse("no_rows")
    names, places = _regions([regions[row] for row in rows])
    panel, more = _panel(table, rows, names, places, days, values[:, 0], asked)
    panel = Panel(panel.regions, panel.days, panel.values, panel.step_days, units[asked.value])
    return _without_holes(panel, asked, [*found, *more])


def places_of(panel: Panel, names: Sequence[str]) -> list[int]:
    """Places of regions by name, whatever the case. Raises Refused for an unknown one."""
    folded = {name.casefold(): place for place, name in enumerate(panel.regions)}
    found = []
    for name in names:
        place = folded.get(name.casefold().strip())
        if place is None:
            raise refuse("no_such_region", region=name, some=", ".join(panel.regions[:12]), regions=len(panel.regions))
        if place not in found:
            found.append(place)
    return found


def _regions(cells: Sequence[str]) -> tuple[tuple[str, ...], list[int]]:
    """Names as they stand first, and the place of each row's: names that differ by case alone are one."""
    first: dict[str, str] = {}
    for cell in cells:
        first.setdefault(cell.casefold(), cell)
    keys = sorted(first)
    order = {key: place for place, key in enumerate(keys)}
    return tuple(first[key] for key in keys), [order[cell.casefold()] for cell in cells]


def _panel(
    table: Table,
    rows: Sequence[int],
    names: tuple[str, ...],
    places: Sequence[int],
    days: NDArray[np.int64],
    values: Floats,
    asked: Asked,
) -> tuple[Panel, list[Finding]]:
    """With NaN where nothing is known."""
    used = days[list(rows)]
    step = _step(np.unique(used))
    first = int(used.min())
    count = int((used.max() - first) // step) + 1
    if count > LONGEST:
        raise refuse("dates_too_far", first=_iso(first), last=_iso(int(used.max())))
    grid = np.full((len(names), count), np.nan)
    same: list[int] = []
    for row, place in zip(rows, places, strict=True):
        at = int((days[row] - first) // step)
        known = grid[place, at]
        if np.isnan(known):
            grid[place, at] = values[row]
        elif asked.add_up:
            grid[place, at] += values[row]
        elif known == values[row]:
            same.append(table.lines[row])
        else:
            raise refuse("two_values", line=table.lines[row], region=names[place], day=_iso(int(days[row])))
    starts = tuple(date.fromordinal(first + at * step) for at in range(count))
    found = [finding("repeated_rows", line=same[0], count=len(same))] if same else []
    if asked.blank_is_zero:
        found += _filled(grid)
    return Panel(names, starts, grid, step), found


def _filled(grid: Floats) -> list[Finding]:
    """Zero for a region without a row on a date that others have: it was said that nothing happened there."""
    absent = np.isnan(grid) & ~np.isnan(grid).all(axis=0)
    grid[absent] = 0.0
    return [finding("absent_is_zero", count=int(absent.sum()))] if absent.any() else []


def _step(days: NDArray[np.int64]) -> int:
    """Days between steps: one or seven, as the dates tell. Raises Refused for months, which are not of one length."""
    if len(days) < 2:
        raise refuse("one_day")
    apart = Counter(np.diff(days).tolist())
    usual = apart.most_common(1)[0][0]
    if usual >= 28:
        raise refuse("months")
    step = 0
    for one in apart:
        step = gcd(step, int(one))
    return 7 if step % 7 == 0 else 1


def _without_holes(panel: Panel, asked: Asked, found: list[Finding]) -> tuple[Panel, tuple[Finding, ...]]:
    panel = _chosen(panel, asked, found)
    treated = places_of(panel, asked.treated)
    holes = np.isnan(panel.values)
    nobody = holes.all(axis=0)
    if nobody.any():
        found.append(
            finding("days_of_nobody", count=int(nobody.sum()), day=panel.days[int(np.argmax(nobody))].isoformat())
        )
    torn = [at for at in np.flatnonzero((holes & ~nobody).any(axis=1)).tolist() if at not in treated]
    whole = [at for at in range(len(panel.regions)) if at not in torn]
    if torn and len(whole) - len(treated) >= ENOUGH:
        names = ", ".join(panel.regions[at] for at in torn[:8])
        missing = int(holes[torn].sum() - len(torn) * nobody.sum())
        found.append(finding("regions_with_gaps", count=len(torn), regions=names, steps=missing))
        panel = panel.only(whole)
    return _whole_steps(panel, asked, found)


def _whole_steps(panel: Panel, asked: Asked, found: list[Finding]) -> tuple[Panel, tuple[Finding, ...]]:
    """Steps that some region lacks are left out for all; a region that lacks too many refuses."""
    holes = np.isnan(panel.values)
    nobody = holes.all(axis=0)
    for place in np.flatnonzero((holes & ~nobody).mean(axis=1) > MOST_MISSING).tolist():
        percent = f"{100 * holes[place].mean():.0f}"
        raise refuse("region_mostly_gaps", region=panel.regions[place], percent=percent)
    lacking = holes.any(axis=1) & ~nobody.all()
    torn = (holes & ~nobody).any(axis=0)
    if torn.any():
        names = ", ".join(panel.regions[at] for at in np.flatnonzero(lacking).tolist()[:8])
        day = panel.days[int(np.argmax(torn))].isoformat()
        found.append(finding("steps_left_out", count=int(torn.sum()), regions=names, day=day))
    keep = np.asarray(~holes.any(axis=0))
    if not keep.any():
        raise refuse("no_rows")
    days = tuple(day for day, kept in zip(panel.days, keep.tolist(), strict=True) if kept)
    still = np.ptp(panel.values[:, keep], axis=1) == 0
    return _moving(Panel(panel.regions, days, panel.values[:, keep], panel.step_days, panel.unit), asked, still, found)


def _moving(
    panel: Panel, asked: Asked, still: NDArray[np.bool_], found: list[Finding]
) -> tuple[Panel, tuple[Finding, ...]]:
    """Without regions whose value never changes: they tell nothing, and are likely a fault of the export."""
    treated = places_of(panel, asked.treated)
    for place in treated:
        if still[place]:
            raise refuse("treated_constant", region=panel.regions[place], value=f"{panel.values[place, 0]:.10g}")
    if still.any():
        names = ", ".join(panel.regions[at] for at in np.flatnonzero(still).tolist()[:8])
        found.append(finding("regions_constant", count=int(still.sum()), regions=names))
        panel = panel.only(np.flatnonzero(~still).tolist())
    if len(panel.regions) < 2 or len(panel.regions) <= len(treated):
        raise refuse("no_controls", regions=len(panel.regions), treated=len(treated))
    return panel, tuple(found)


def _chosen(panel: Panel, asked: Asked, found: list[Finding]) -> Panel:
    """Without the regions that are to be left out."""
    if not asked.without:
        return panel
    out = places_of(panel, asked.without)
    found.append(finding("left_out", regions=", ".join(panel.regions[at] for at in out)))
    return panel.only([at for at in range(len(panel.regions)) if at not in out])


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
