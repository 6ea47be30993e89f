"""The currency of a sheet: its own column, the unit in an amount's header, the sign in its cells, or a question."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.draft import Draft
from otdel.connectors.columns.headers import currency_of, find, split_unit
from otdel.connectors.contract import Question
from otdel.kit.facts import Kind

_BARE = re.compile(r"[\d\s.,()+\-\u2212'’%]+")


def settle_currency(draft: Draft) -> None:
    """Fill `currency`. Asks when the shape requires one and the file names none."""
    column = next((one for one in draft.shape.columns if one.name == "currency"), None)
    if column is None or draft.shape.name == "rates":
        return
    named = draft.columns.get("currency")
    if named is not None:
        _codes(draft)
        return
    written = symbols(draft)
    sure = "".join(written) if len(written) == 1 and written != {"USD"} else ""  # "$" is many countries' sign
    code = unit_of_amounts(draft) or draft.hints.answers.get("currency", "") or sure
    if code:
        draft.fill("currency", code)
    elif column.required:
        draft.questions.append(Question("currency", "", tuple(sorted(written))))


def symbols(draft: Draft) -> set[str]:
    """The currencies that stand beside the numbers of the first amount: "€1.234,56" says EUR."""
    names = [one.name for one in draft.shape.columns if one.kind is Kind.AMOUNT and one.name in draft.headers]
    place = find(draft.sheet.header, (draft.headers[names[0]],)) if names else None
    if place is None:
        return set()
    cells = pc.unique(draft.sheet.cells.column(place).slice(0, 2000)).to_pylist()
    said = (_BARE.sub("", cell) for cell in cells)
    return {code for word in said if word and (code := currency_of(word))}


def unit_of_amounts(draft: Draft) -> str:
    """The currency in the header of the first amount that has one: "Amount spent (USD)"."""
    amounts = [one.name for one in draft.shape.columns if one.kind is Kind.AMOUNT]
    units = (split_unit(draft.headers[name])[1] for name in amounts if name in draft.headers)
    return next((unit for unit in units if unit), "")


def _codes(draft: Draft) -> None:
    """Symbols and small letters to codes; a word that is no currency sets its row aside."""
    values = draft.columns["currency"]
    said = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    codes = said.dictionary_encode()
    ours = [currency_of(word) if word else "" for word in codes.dictionary.to_pylist()]
    found = pa.array(ours, pa.string()).take(codes.indices)
    fallback = unit_of_amounts(draft) or draft.hints.answers.get("currency", "")
    wrong = pc.and_(pc.equal(found, ""), pc.not_equal(said, ""))
    if "currency" in draft.headers:
        draft.set_aside(wrong, draft.headers["currency"], "not_a_currency", said)
    draft.columns["currency"] = pc.if_else(pc.equal(said, ""), fallback, found) if fallback else found
