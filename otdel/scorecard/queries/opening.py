"""A measure opened: the rows of files, the records, readings or plans it was counted from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.urls import NoReverseMatch, reverse

from otdel.evidence.pages.links import file_row
from otdel.evidence.queries.facts import MAY_SEE_MONEY
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.measurement.models import Import
from otdel.planning.queries.counts import CODES
from otdel.scorecard.measures.book import Book
from otdel.scorecard.measures.opening import Opening
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.measures.told import Told
from otdel.scorecard.models import PlanValue
from otdel.scorecard.queries.answer import MeasureAnswer, MeasureRow, MeasureRows
from otdel.scorecard.queries.shown import assets_shown, plans_shown, records_shown, told_shown
from otdel.scorecard.rules.units import Way
from otdel.warehouse import question

ONE = Decimal(1)
SHOWN_OF_RESULT = 20  # lines of a question's result shown under its text


def open_rows(viewer: Viewer, book: Book, one: Measure, answer: MeasureAnswer, limit: int) -> MeasureRows:
    """Rows of a measure that has a value, at most `limit` of them."""
    match answer.way:
        case Way.FACTS:
            return _facts(viewer, book, one, answer, limit)
        case Way.RECORDS:
            return _records(viewer, book, one, answer, limit)
        case Way.PLAN:
            return _plans(viewer, book, one, answer, limit)
    return _told(viewer, book, one, answer, limit)


def _facts(viewer: Viewer, book: Book, one: Measure, answer: MeasureAnswer, limit: int) -> MeasureRows:
    """For those who may see money: rows of files show what everybody's channels cost and brought."""
    if not viewer.may(*MAY_SEE_MONEY):
        return MeasureRows(answer, (), answer.rows, answer.value, adds_up=False, rule=Reason.of("rows_are_not_yours"))
    aimed = book.aimed_cost(answer.scope, answer.period) if one.how == "no_result" else None
    opened = Opening(book.facts).rows(one, answer.scope.channels, answer.period, limit, aimed)
    names = dict(Import.objects.filter(pk__in={row.import_id for row in opened.rows}).values_list("pk", "name"))
    rows = tuple(
        MeasureRow(
            row.day, row.what, row.value,
            file_row(row.import_id, row.row, row.sheet), names.get(row.import_id, ""), row.row,
        )
        for row in opened.rows
    )  # fmt: skip
    total = answer.value if opened.rule else opened.total
    return MeasureRows(
        answer, rows, opened.count, total, opened.rule is None, opened.rule, question(opened.question).sql, _table(rows)
    )


def _table(rows: Sequence[MeasureRow]) -> tuple[tuple[str, ...], ...]:
    """The first lines of the result, as text."""
    lines = (
        (row.day.isoformat() if row.day else "", row.what, f"{row.value.normalize():f}", row.file, str(row.row or ""))
        for row in rows[:SHOWN_OF_RESULT]
    )
    return (("day", "what", "value", "file", "row"), *lines)


def _records(viewer: Viewer, book: Book, one: Measure, answer: MeasureAnswer, limit: int) -> MeasureRows:
    if one.code not in CODES:
        return _assets(viewer, book, one, answer, limit)
    members = book.apart(one, answer.scope).members
    counted = book.records.work.count(one.code, members, answer.period)
    shown = records_shown(viewer, counted.records)
    rows = tuple(
        MeasureRow(record.day, record.title, record.amount, _to("planning:task", record.id))
        if record.kind == "task"
        else MeasureRow(record.day, record.title, record.amount, _to("planning:promises"))
        for record in sorted(shown, key=lambda record: (-record.amount, record.day, record.id))[:limit]
    )
    if len(shown) < len(counted.records):
        return _partly(answer, rows, len(counted.records))
    rule = None if counted.adds_up else Reason.of("rows_middle")
    return MeasureRows(answer, rows, len(counted.records), answer.value, counted.adds_up, rule)


def _partly(answer: MeasureAnswer, rows: Sequence[MeasureRow], count: int) -> MeasureRows:
    """Some rows, or all, are other people's: the number stands, and it is said that they are not listed."""
    rule = Reason.of("rows_of_others" if rows else "rows_are_not_yours")
    return MeasureRows(answer, tuple(rows), count, answer.value, adds_up=False, rule=rule)


def _assets(viewer: Viewer, book: Book, one: Measure, answer: MeasureAnswer, limit: int) -> MeasureRows:
    """Each critical process or access adds one; the day is that of the proof."""
    found = book.records.assets(one, book.apart(one, answer.scope).members, answer.period.last_day)
    shown = assets_shown(viewer, found, answer.period.last_day)
    rows = tuple(
        MeasureRow(asset.confirmed.day if asset.confirmed else None, asset.name, ONE, asset.href)
        for asset in shown[:limit]
    )
    if len(shown) < len(found):
        return _partly(answer, rows, len(found))
    return MeasureRows(answer, rows, len(found), answer.value)


def _told(viewer: Viewer, book: Book, one: Measure, answer: MeasureAnswer, limit: int) -> MeasureRows:
    used = book.told.used(one, book.apart(one, answer.scope), answer.period)
    shown = told_shown(viewer, used, answer.period.last_day)
    names = dict(
        Import.objects.filter(pk__in={told.import_id for told in used if told.import_id}).values_list("pk", "name")
    )
    rows = tuple(_reading(told, names) for told in shown[:limit])
    if len(shown) < len(used):
        return _partly(answer, rows, len(used))
    return MeasureRows(answer, rows, len(used), _sum(told.value for told in used))


def _reading(told: Told, names: dict[int, str]) -> MeasureRow:
    """The reading on its page, or the row of the file it was brought in."""
    if told.import_id:
        href, file, row = file_row(told.import_id, told.row, told.sheet), names.get(told.import_id, ""), told.row
    else:
        href, file, row = _to("scorecard:readings") + f"?period={_code(told)}", "", None
    days = f"{told.period.start} – {told.period.last_day}"
    return MeasureRow(told.period.start, f"{told.by} · {days}", told.value or Decimal(0), href, file, row)


def _code(told: Told) -> str:
    return f"{told.period.start}..{told.period.last_day}"


def _plans(viewer: Viewer, book: Book, one: Measure, answer: MeasureAnswer, limit: int) -> MeasureRows:
    """Each plan adds its share of the period's days."""
    used = book.plans.used(one, book.apart(one, answer.scope), answer.period)
    kept = PlanValue.objects.in_bulk([plan.id for plan, _ in used])
    seen = plans_shown(viewer, kept.values(), answer.period.last_day)
    rows = tuple(
        MeasureRow(
            plan.period.start, f"{kept[plan.id].name} · {plan.period.start} – {plan.period.last_day}", share,
            _to("scorecard:plans"), kept[plan.id].file, kept[plan.id].row,
        )
        for plan, share in used[:limit]
        if plan.id in seen
    )  # fmt: skip
    if len(seen) < len(kept):
        return _partly(answer, rows, len(used))
    return MeasureRows(answer, rows, len(used), _sum(share for _, share in used))


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))


def _to(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
