"""What the wizard is told: what the file is, and which header fills which column. Each answer is saved at once."""

from __future__ import annotations

from collections.abc import Mapping

from otdel.kit.facts import SHAPES
from otdel.kit.viewer import Viewer
from otdel.measurement.models import Import, State
from otdel.measurement.services.understanding import look_or_queue, must_see

MAPPABLE = (State.ASKING, State.WAITING, State.REFUSED)
REPORT = "table.{shape}"  # the reports that take any table and a mapping


def shape_of(item: Import) -> str:
    """The shape the wizard was told; empty before its first answer."""
    shape = item.report_asked.partition(".")[2]
    return shape if shape in SHAPES and item.report_asked == REPORT.format(shape=shape) else ""


def map_shape(viewer: Viewer, item: Import, shape: str) -> None:
    """What the file is. A different answer forgets the columns chosen before. Raises NotAllowed, KeyError."""
    must_see(viewer, item)
    report = REPORT.format(shape=SHAPES[shape].name)
    if item.state not in MAPPABLE or item.report_asked == report:
        return
    item.report_asked, item.mapping, item.preset, item.fresh = report, {}, None, False
    item.save(update_fields=["report_asked", "mapping", "preset", "fresh"])


def map_columns(viewer: Viewer, item: Import, headers: Mapping[str, str]) -> None:
    """Which header holds each of these columns; an empty one means the file does not have it. Raises NotAllowed."""
    must_see(viewer, item)
    if item.state not in MAPPABLE:
        return
    merged = {**item.mapping, **headers}
    item.mapping = {column: header for column, header in merged.items() if header}
    item.save(update_fields=["mapping"])


def finish_mapping(viewer: Viewer, item: Import) -> None:
    """Understand the file with what was told. Raises NotAllowed."""
    must_see(viewer, item)
    if item.state in MAPPABLE:
        look_or_queue(item)
