"""The way down from a KPI: definition, formula, measures, the question with its result, rows, the row of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.scorecard.pages import links, periods
from otdel.scorecard.pages.figures import exact, figure, no_data
from otdel.scorecard.pages.formula_words import measure_definition, measure_name
from otdel.scorecard.queries.answer import MeasureAnswer, MeasureRow, MeasureRows
from otdel.scorecard.queries.measures import measure_rows
from otdel.scorecard.wording import names
from otdel.web import format as say
from otdel.web.parts import Cell, Column, Fact, Link, Row, Table
from otdel.web.reasons import say as words_of

ROWS_HERE = 8


@dataclass(frozen=True, slots=True)
class MeasureStep:
    """A measure of the formula, opened: what it means, what it was, the question behind it, its rows."""

    code: str
    name: str
    definition: str
    value: str
    why: str
    href: str
    facts: tuple[Fact, ...]
    rows: Table | None
    rows_note: str
    sql: str
    parameters: tuple[tuple[str, str], ...]
    result: Table | None
    mend: Link | None


def steps(viewer: Viewer, parts: Sequence[MeasureAnswer], slug: str) -> list[MeasureStep]:
    """Every measure of a KPI with its first rows."""
    return [step(measure_rows(viewer, one.code, one.scope, one.period, ROWS_HERE), slug) for one in parts]


def step(found: MeasureRows, slug: str) -> MeasureStep:
    answer = found.answer
    missing = isinstance(answer.value, NoData)
    return MeasureStep(
        code=answer.code,
        name=measure_name(answer.code),
        definition=measure_definition(answer.code),
        value=figure(answer.value, answer.unit, answer.currency),
        why=words_of(answer.value.reason) if isinstance(answer.value, NoData) else "",
        href=links.of_measure(answer.code, slug, links.code_of(answer.period)),
        facts=tuple(facts(answer)),
        rows=rows_table(found, found.rows) if found.rows else None,
        rows_note="" if missing and not found.rows else rows_note(found),
        sql=found.sql,
        parameters=tuple(sorted(answer.parameters.items())),
        result=result_table(found),
        mend=mend(answer),
    )


def mend(answer: MeasureAnswer) -> Link | None:
    """What would bring a value where there is none."""
    if answer.next_step is None or not answer.next_href:
        return None
    return Link(words_of(answer.next_step), answer.next_href)


def facts(answer: MeasureAnswer) -> list[Fact]:
    """Way, sources, days with data, freshness."""
    found = [
        Fact(_("Period"), periods.days(answer.period)),
        Fact(_("Comes from"), str(names.WAYS[answer.way]), names.source_names(answer.sources)),
        Fact(
            pgettext("key number", "Days with data"),
            no_data() if isinstance(answer.coverage, NoData) else say.percent(answer.coverage, 0),
            _("data to %(day)s") % {"day": say.day(answer.fresh_to)} if answer.fresh_to else "",
        ),
    ]
    if answer.rows:
        words = npgettext("measure", "%(count)s row or record", "%(count)s rows or records", answer.rows)
        found.append(Fact(_("Counted over"), words % {"count": say.number(answer.rows)}))
    return found


def rows_table(found: MeasureRows, rows: Sequence[MeasureRow]) -> Table:
    """Rows with their day, what they are, what they added, and the file's row they came from."""
    answer = found.answer
    columns = [
        Column(pgettext("column", "What")),
        Column(pgettext("column", "Day")),
        Column(pgettext("column", "Value"), "number"),
        Column(pgettext("column", "Came from")),
    ]
    lines: list[Row] = [
        [
            Cell(row.what, href=row.href),
            say.day(row.day) if row.day else "",
            exact(row.value, answer.unit, answer.currency),
            Cell(_origin(row), href=row.href if row.file else ""),
        ]
        for row in rows
    ]
    total: Row = ()
    if found.adds_up and found.count == len(rows):
        total = [_("All rows together"), "", exact(found.total, answer.unit, answer.currency), ""]
    return Table(_("Rows behind %(name)s") % {"name": measure_name(answer.code)}, columns, lines, total)


def rows_note(found: MeasureRows) -> str:
    """How the rows make up the value."""
    words = npgettext("measure", "%(count)s row or record.", "%(count)s rows or records.", found.count)
    said = words % {"count": say.number(found.count)}
    if found.adds_up and not isinstance(found.total, NoData):
        total = exact(found.total, found.answer.unit, found.answer.currency)
        added = _("Together they add up to %(total)s.") % {"total": total}
        return f"{said} {added}"
    return f"{said} {words_of(found.rule)}" if found.rule else said


def result_table(found: MeasureRows) -> Table | None:
    """What the question answered, as it came."""
    if not found.table:
        return None
    head, *lines = found.table
    return Table(_("Result of the question"), [Column(name) for name in head], [list(line) for line in lines])


def _origin(row: MeasureRow) -> str:
    if not row.file:
        return ""
    if row.row is None:
        return row.file
    return _("%(file)s, row %(row)s") % {"file": row.file, "row": row.row}
