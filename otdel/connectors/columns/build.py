"""The engine behind every declared report: text columns to typed columns, questions, rows set aside, totals checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import days, numbers
from otdel.connectors.columns.currency import settle_currency
from otdel.connectors.columns.draft import ARROW, Draft, Values
from otdel.connectors.columns.fields import Doubt, Field, Refusal, Reshape
from otdel.connectors.columns.headers import find, fold
from otdel.connectors.columns.style import Style, decide
from otdel.connectors.columns.totals import check_totals
from otdel.connectors.contract import Hints, Reading, Sheet, TotalsRow, Understood
from otdel.kit.facts import Kind, Shape
from otdel.kit.period import Period
from otdel.kit.reason import Reason

_FAULT = {
    Kind.AMOUNT: "not_a_number",
    Kind.INTEGER: "not_a_number",
    Kind.DAY: "not_a_day",
    Kind.INSTANT: "not_an_instant",
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """A declared report, as `report()` was told it."""

    name: str
    source: str
    shape: Shape
    fields: tuple[Field, ...]
    constants: Mapping[str, object]
    reshape: Reshape | None = None
    finish: Callable[[Draft], None] | None = None
    total: Callable[[Sheet], TotalsRow | None] | None = None
    summed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A field with its place in the header row and the kind its cells are read as."""

    field: Field
    place: int
    header: str
    kind: Kind


def build(recipe: Recipe, reading: Reading, sheet: Sheet, hints: Hints) -> Understood:
    """One sheet as facts; a hook's Refusal or Doubt becomes the result."""
    try:
        return _build(recipe, reading, sheet, hints)
    except Refusal as refusal:
        return Understood(reading, recipe.source, recipe.name, refused=refusal.reason)
    except Doubt as doubt:
        return Understood(reading, recipe.source, recipe.name, questions=(doubt.question,))


def _build(recipe: Recipe, reading: Reading, sheet: Sheet, hints: Hints) -> Understood:
    if not sheet.cells.num_rows and all(one.reason.values.get("cells") == 1 for one in sheet.ragged):
        raise Refusal(Reason.of("no_rows", report=recipe.name))  # an empty export, perhaps with a sentence that says so
    sheet = recipe.reshape(reading, sheet, hints) if recipe.reshape else sheet
    matches = match(recipe, sheet)
    style = decide(sheet, [(one.place, one.kind) for one in matches], hints)
    rows = sheet.rows.combine_chunks() if isinstance(sheet.rows, pa.ChunkedArray) else sheet.rows
    bad = pa.repeat(pa.scalar(value=False), len(rows))
    draft = Draft(
        reading, sheet, hints, recipe.shape, style.decimal, style.order, rows, bad, rejected=list(sheet.ragged)
    )
    draft.questions.extend(style.questions)
    draft.summed |= recipe.summed
    if not style.questions:
        _fill(draft, recipe, matches, style)
    return Understood(
        reading,
        recipe.source,
        recipe.name,
        batches=() if draft.questions else (draft.batch(), *draft.more),
        rejected=tuple(draft.rejected),
        questions=tuple(draft.questions),
        checks=tuple(draft.checks),
        notes=tuple(draft.notes),
        period=draft.period,
    )


def match(recipe: Recipe, sheet: Sheet) -> list[Match]:
    """The fields the sheet has a header for."""
    kinds = {one.name: one.kind for one in recipe.shape.columns}
    found = []
    for one in recipe.fields:
        place = find(sheet.header, one.aliases)
        if place is not None:
            found.append(Match(one, place, sheet.header[place], one.kind or kinds.get(one.column, Kind.TEXT)))
    return found


def _fill(draft: Draft, recipe: Recipe, matches: list[Match], style: Style) -> None:
    for one in matches:
        values = read_column(draft, one, style)
        earlier = draft.columns.get(one.field.column)
        draft.columns[one.field.column] = values if earlier is None else _first(earlier, values)
        draft.headers.setdefault(one.field.column, one.header)
    _constants(draft, recipe)
    settle_currency(draft)
    check_totals(draft, recipe.total)  # before a hook spreads or melts the rows
    if recipe.finish:
        recipe.finish(draft)
    _require(draft)
    if draft.period is None and (found := draft.columns.get("day")) is not None:
        draft.period = days_of_rows(found.filter(pc.invert(draft.bad)))


def days_of_rows(days: Values) -> Period | None:
    """The days the rows speak for; None when no row has one."""
    ends = pc.min_max(days).as_py()
    return Period.closed(ends["min"], ends["max"]) if ends["min"] else None


def _first(earlier: Values, later: Values) -> Values:
    """The earlier value where there is one (an empty text is none), else the later."""
    if pa.types.is_string(earlier.type):
        return pc.if_else(pc.equal(earlier, ""), later, earlier)
    return pc.coalesce(earlier, later)


def _constants(draft: Draft, recipe: Recipe) -> None:
    names = {one.name for one in draft.shape.columns}
    account = draft.hints.answers.get("account", "")
    for column, value in {"source": recipe.source, "account": account, **recipe.constants}.items():
        if column in draft.columns:
            continue
        if column in names:
            draft.fill(column, value)
        elif isinstance(value, date):  # an extra: a literal day for every row
            draft.columns[column] = pa.repeat(pa.scalar(value, ARROW[Kind.DAY]), len(draft.rows))


def _require(draft: Draft) -> None:
    for column in draft.shape.columns:
        if not column.required or draft.questions:
            continue
        values = draft.columns.get(column.name)
        header = draft.headers.get(column.name, column.name)
        if values is None:
            draft.set_aside(pa.repeat(pa.scalar(value=True), len(draft.rows)), header, "value_missing")
            continue
        empty = pc.is_null(values)
        if column.kind is Kind.TEXT:
            empty = pc.or_(empty, pc.equal(pc.fill_null(values, ""), ""))
        draft.set_aside(empty, header, "value_missing")


def read_column(draft: Draft, one: Match, style: Style) -> Values:
    """One matched column, typed; rows whose cell cannot be read are set aside in the draft."""
    cells = draft.sheet.cells.column(one.place)
    if one.kind is Kind.TEXT:
        return _text(draft, one, cells)
    typed = draft.sheet.typed.column(one.place) if draft.sheet.typed is not None else None
    parsed = _parse(cells, one.kind, style, draft.hints.time_zone, typed)
    draft.set_aside(parsed.bad, one.header, _FAULT[one.kind], cells)
    if parsed.vague is not None and pc.any(parsed.vague).as_py():
        _vague(draft, one, parsed, cells)
    return _whole(draft, one, parsed.values, cells) if one.kind is Kind.INTEGER else parsed.values


def _parse(cells: Values, kind: Kind, style: Style, zone: str, typed: Values | None) -> numbers.Parsed:
    if kind in (Kind.AMOUNT, Kind.INTEGER):
        if typed is None or style.decimal == ".":
            return numbers.amounts(cells, style.decimal)
        real, said = (
            numbers.amounts(pc.if_else(typed, cells, "")),
            numbers.amounts(pc.if_else(typed, "", cells), style.decimal),
        )
        return numbers.Parsed(pc.coalesce(real.values, said.values), pc.or_(real.bad, said.bad), said.vague)
    if kind is Kind.DAY:
        return days.days(cells, style.order)
    return days.instants(cells, style.order, zone)


def _vague(draft: Draft, one: Match, parsed: numbers.Parsed, cells: Values) -> None:
    """ "< 10%" is no data for a share; in a column that is summed the missing part would be a lie, so the row waits."""
    additive = any(column.name == one.field.column and column.additive for column in draft.shape.columns)
    if additive:
        draft.set_aside(parsed.vague, one.header, "not_exact", cells)
    else:
        draft.notes.append(Reason.of("vague_values", column=one.header, count=pc.sum(parsed.vague).as_py()))


def _whole(draft: Draft, one: Match, values: Values, cells: Values) -> Values:
    broken = pc.fill_null(pc.not_equal(values, pc.floor(values)), fill_value=False)
    draft.set_aside(broken, one.header, "not_a_whole_number", cells)
    return pc.if_else(broken, None, values).cast(pa.int64())


def _text(draft: Draft, one: Match, cells: Values) -> Values:
    text = pc.utf8_trim_whitespace(cells)
    text = pc.if_else(pc.is_in(text, pa.array(["--", "—"])), "", text)
    if one.field.words:
        text = _translate(draft, one, text)
    if one.field.prefix:
        text = pc.if_else(pc.equal(text, ""), "", pc.binary_join_element_wise(one.field.prefix, text, ""))
    return text


def _translate(draft: Draft, one: Match, text: Values) -> Values:
    codes = text.combine_chunks().dictionary_encode() if isinstance(text, pa.ChunkedArray) else text.dictionary_encode()
    known = {fold(word): ours for word, ours in one.field.words.items()}
    ours = [known.get(fold(word), one.field.otherwise) for word in codes.dictionary.to_pylist()]
    values = pa.array(ours, ARROW[Kind.TEXT]).take(codes.indices)
    if one.field.otherwise is None:
        draft.set_aside(pc.is_null(values), one.header, "value_unknown", text)
    return values
