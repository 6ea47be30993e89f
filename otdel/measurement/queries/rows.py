"""The bottom of every drill-down: the row of the source file, its neighbours, and the facts that came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from otdel.kit.facts import SHAPES
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.measurement import readings
from otdel.measurement.models import CostKind, Import, RejectedRow
from otdel.measurement.personal import COVER, covered, is_personal
from otdel.measurement.rules import SEES_SALARIES
from otdel.measurement.store import warehouse

COSTS = "costs"  # Import.typed of the file Otdel writes from typed costs
HIDDEN = {"import_id", "file", "sheet", "row", "counts"}


@dataclass(frozen=True, slots=True)
class SourceCell:
    header: str
    text: str
    covered: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    number: int
    cells: tuple[SourceCell, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class FactOfRow:
    """A fact that came of the row. It `counts` unless a newer import has the word on its key, or it was undone."""

    shape: str
    values: tuple[tuple[str, str], ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of a file as it stands there, personal cells covered."""

    item: Import
    sheet: str
    row: int
    header: tuple[str, ...]
    header_row: int
    lines: tuple[SourceLine, ...]
    facts: tuple[FactOfRow, ...]
    rejected: tuple[RejectedRow, ...]

    @property
    def found(self) -> bool:
        return any(line.wanted for line in self.lines)

    @property
    def covers(self) -> bool:
        return any(cell.covered for line in self.lines for cell in line.cells)


def source_row(viewer: Viewer, import_id: int, sheet: str, row: int) -> SourceRow:
    """The row, two before and two after it, and its facts. Raises NotAllowed when the viewer may not see the import."""
    item = _seen(viewer, import_id)
    found = readings.excerpt(item.file.sha256, sheet, row)
    if found is None:
        readings.reading_of(item.file.sha256, item.name)
        found = readings.excerpt(item.file.sha256, sheet, row) or readings.Excerpt(sheet, (), 0, ())
    found = _shown(viewer, item, found)
    return SourceRow(
        item=item,
        sheet=sheet,
        row=row,
        header=found.header,
        header_row=found.header_row,
        lines=tuple(_line(found.header, line) for line in found.lines),
        facts=_facts(item.pk, sheet, row),
        rejected=tuple(RejectedRow.objects.filter(of=item, sheet=sheet, row=row)),
    )


def _seen(viewer: Viewer, import_id: int) -> Import:
    """Uploads by their own rule; files of typed costs and rates for those who see money, less what _shown hides."""
    item = Import.objects.select_related("file", "by").filter(pk=import_id).first()
    if item is None:
        raise NotAllowed("no such import")
    if item.typed:
        viewer.must(*SEES_SALARIES, Role.SPECIALIST)
    elif viewer.may(Role.ACCOUNTANT):
        return item
    elif not Import.objects.seen_by(viewer).filter(pk=item.pk).exists():
        raise NotAllowed("not this viewer's import")
    return item


def _shown(viewer: Viewer, item: Import, found: readings.Excerpt) -> readings.Excerpt:
    """Without the lines of salaries for those who may not see them. Raises NotAllowed when the wanted row is one."""
    if item.typed != COSTS or viewer.may(*SEES_SALARIES):
        return found
    kind = found.header.index("Cost kind") if "Cost kind" in found.header else 0
    lines = tuple(line for line in found.lines if line.cells[kind : kind + 1] != (CostKind.SALARY.value,))
    if not any(line.wanted for line in lines):
        raise NotAllowed("a salary, or no such row")
    return replace(found, lines=lines)


def _line(header: tuple[str, ...], line: readings.Line) -> SourceLine:
    names = (*header, *[""] * (len(line.cells) - len(header)))
    cells = (_cell(name, text) for name, text in zip(names, line.cells, strict=False))
    return SourceLine(line.number, tuple(cells), line.wanted)


def _cell(header: str, text: str) -> SourceCell:
    shown = covered(header, text)
    return SourceCell(header, shown, COVER in shown and shown != text)


def _facts(import_id: int, sheet: str, row: int) -> tuple[FactOfRow, ...]:
    snapshot = warehouse().snapshot()
    return tuple(
        _fact(shape, fact)
        for shape in SHAPES
        for fact in snapshot.ask(f"row_{shape}", import_id=import_id, sheet=sheet, row=row).to_pylist()
    )


def _fact(shape: str, fact: dict[str, Any]) -> FactOfRow:
    values = (
        (name, _text(name, value)) for name, value in fact.items() if name not in HIDDEN and value not in (None, "")
    )
    return FactOfRow(shape, tuple(values), bool(fact["counts"]))


def _text(name: str, value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return COVER if is_personal(name) and name != "customer" else covered("", str(value))
