"""The report behind a mapping: "table.spend", "table.deals" and the other shapes, built from shape column -> header."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pyarrow as pa

from otdel.connectors.columns import Doubt, Draft, Field, Refusal, currency_of, find, fold
from otdel.connectors.columns.build import Recipe, build
from otdel.connectors.columns.days import instant
from otdel.connectors.columns.numbers import number
from otdel.connectors.columns.observations import settle_days
from otdel.connectors.columns.periods import file_period
from otdel.connectors.columns.spread import spend_days
from otdel.connectors.contract import Hints, Question, Reading, Report, Sheet, Understood
from otdel.connectors.crm import stages
from otdel.kit.facts import LEADS, SHAPES, SPEND, Kind, Shape
from otdel.kit.reason import Reason

CLICK_IDS = ("gclid", "wbraid", "gbraid", "fbclid", "yclid", "msclkid", "ttclid", "li_fat_id")
EXTRAS = {"starts": Kind.DAY, "ends": Kind.DAY, "week": Kind.DAY, "month": Kind.DAY}  # spend rows of several days


def table(shape: Shape) -> Report:
    """The generic report of one shape. It never recognises a sheet by itself: a mapping asks for it."""

    def construct(reading: Reading, sheet: Sheet, hints: Hints) -> Understood:
        try:
            fields, constants = mapped(shape, sheet, hints.mapping)
        except (Refusal, Doubt) as ended:
            reason = ended.reason if isinstance(ended, Refusal) else None
            questions = (ended.question,) if isinstance(ended, Doubt) else ()
            return Understood(reading, "table", f"table.{shape.name}", questions=questions, refused=reason)
        recipe = Recipe(f"table.{shape.name}", "table", shape, fields, constants, finish=_finisher(shape))
        return build(recipe, reading, sheet, hints)

    return Report(f"table.{shape.name}", "table", f"Table: {shape.name}", shape, lambda sheet: 0.0, construct)


def mapped(shape: Shape, sheet: Sheet, mapping: Mapping[str, str]) -> tuple[tuple[Field, ...], dict[str, object]]:
    """Fields and constants of a mapping: a value is a header's text, or "=literal" for every row.

    Raises Doubt when nothing is mapped, Refusal when a mapped header is not in the sheet, when the shape has no such
    column, or when a literal is not of its column's kind.
    """
    known = {column.name for column in shape.columns} | EXTRAS.keys()
    if unknown := [column for column in mapping if column not in known and column != "shape"]:
        raise Refusal(Reason.of("mapping_columns_unknown", columns=", ".join(unknown)[:200]))
    wanted = {column: text for column, text in mapping.items() if column in known and text}
    if not wanted:
        raise Doubt(Question("mapping", "", tuple(SHAPES), sheet.header))
    constants = {
        column: _literal(shape, column, text[1:].strip()) for column, text in wanted.items() if text.startswith("=")
    }
    headers = {column: text for column, text in wanted.items() if column not in constants}
    if missing := [text for text in headers.values() if find(sheet.header, (text,)) is None]:
        raise Refusal(Reason.of("mapping_headers_missing", headers=", ".join(missing)))
    fields = tuple(
        Field(column, (text,), EXTRAS.get(column), prefix=_prefix(column, text)) for column, text in headers.items()
    )
    return fields, constants


def _literal(shape: Shape, column: str, text: str) -> object:
    """One value for every row, of the column's kind."""
    kind = EXTRAS.get(column) or shape.column(column).kind
    try:
        value = _read(kind, text)
    except ValueError:
        value = None
    if column in ("currency", "into"):
        value = currency_of(text)
    if value is None or value == "":
        raise Refusal(Reason.of("mapping_value_wrong", column=column, value=text[:80]))
    return value


def _read(kind: Kind, text: str) -> object:
    if kind is Kind.AMOUNT:
        return number(text)
    if kind is Kind.INTEGER:
        return int(text)
    if kind is Kind.DAY:
        return date.fromisoformat(text)
    return instant(text) if kind is Kind.INSTANT else text


def _prefix(column: str, header: str) -> str:
    return f"{fold(header)}:" if column == "click_id" and header.casefold() in CLICK_IDS else ""


def _finisher(shape: Shape) -> Callable[[Draft], None]:
    return {"spend": spend_days, "observations": settle_days, "sessions": _session_days}.get(shape.name, _statuses)


def _session_days(draft: Draft) -> None:
    if "day" not in draft.columns and (found := file_period(draft)):
        draft.fill("day", found.start)


def _statuses(draft: Draft) -> None:
    """The table's own words for a status become open, won or lost; unknown words are asked about."""
    if draft.shape.name not in ("deals", "leads") or "status" not in draft.headers:
        return
    values = draft.columns["status"]
    said = (values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values).dictionary_encode()
    words = [word for word in said.dictionary.to_pylist() if word]
    known, questions = stages.decide(words, words, draft.hints.answers)
    draft.questions.extend(questions)
    ours = [known[word].value if word else "" for word in said.dictionary.to_pylist()]
    if "stage" not in draft.columns:
        draft.columns["stage"] = values
    if draft.shape is not LEADS:
        ours = ["open" if word == stages.Status.QUALIFIED else word for word in ours]
    draft.columns["status"] = pa.array(ours, pa.string()).take(said.indices)


REPORTS = tuple(table(shape) for shape in (SPEND, *(one for one in SHAPES.values() if one is not SPEND)))
