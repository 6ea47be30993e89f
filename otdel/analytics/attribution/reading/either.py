"""Whether a table holds whole paths or touches, and its reading."""

from __future__ import annotations

from otdel.analytics.attribution.checking import finding
from otdel.analytics.attribution.reading.asked import Asked, Read
from otdel.analytics.attribution.reading.columns import TOUCHES, chosen
from otdel.analytics.attribution.reading.touches import read_touches
from otdel.analytics.attribution.reading.whole import read_whole
from otdel.analytics.attribution.splitting import SEPARATORS
from otdel.analytics.mix.reading.asked import Table


def read(table: Table, asked: Asked) -> Read:
    """The paths of a table, or why there are none."""
    places, faults = chosen(table.header, asked.columns)
    if faults:
        return Read(None, tuple(faults))
    if not table.rows:
        return Read(None, (finding("no_rows", refuses=True),))
    touches = all(what in places for what in TOUCHES)
    if "path" not in places and not touches:
        found = _looks_like_paths(table)
        if found is None:
            missing = ", ".join(what for what in TOUCHES if what not in places)
            columns = ", ".join(filter(None, table.header))[:300]
            return Read(None, (finding("no_shape", missing=missing, columns=columns, refuses=True),))
        places = {what: place for what, place in places.items() if place != found} | {"path": found}
    by_path = "path" in places and ("path" in asked.columns or not touches)
    return (read_whole if by_path else read_touches)(table, places, asked)


def _looks_like_paths(table: Table) -> int | None:
    """The first column half of whose cells hold a separator of steps."""
    for place in range(len(table.header)):
        cells = table.column(place)
        if any(sum(separator in cell for cell in cells) * 2 >= len(cells) for separator in SEPARATORS):
            return place
    return None
