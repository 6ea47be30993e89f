"""The table a scenario is answered from: counted once for a version and a horizon, kept by the process that asks."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from otdel.analytics.mix.budget import Scenario
from otdel.evidence.queries.mix import fitted_row, stored
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer

KEPT = 6  # tables: a version with its horizons, and one before it

_tables: OrderedDict[tuple[str, int], Scenario] = OrderedDict()
_lock = Lock()


def scenario(viewer: Viewer, fit_id: int | None, weeks: int) -> Scenario | NoData:
    """A version to be asked about plans of so many weeks. Raises NotAllowed, NoSuchFit.

    Draws are named by their digest, so a version made again, or another database, is never answered from old ones.
    """
    row = fitted_row(viewer, fit_id)
    if isinstance(row, NoData):
        return row
    mix = stored(viewer, row.pk)
    if isinstance(mix, NoData):
        return mix
    key = (f"{row.digest} {row.draws_digest}", weeks)
    with _lock:
        found = _tables.get(key) or Scenario.of(mix, weeks=weeks)
        _tables[key] = found
        _tables.move_to_end(key)
        while len(_tables) > KEPT:
            _tables.popitem(last=False)
    return found


def forget() -> None:
    """For tests: begin with none."""
    with _lock:
        _tables.clear()
