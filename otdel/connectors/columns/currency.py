"""The currency of a sheet: its own column, the unit in an amount's header, the sign in its cells, or a question."""

from __future__ import annotations

import re
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.currency_codes import SHARED
from otdel.connectors.columns.draft import Draft, Values
from otdel.connectors.columns.headers import currency_of, find, split_unit
from otdel.connectors.contract import Question
from otdel.kit.facts import Kind

_BARE = re.compile(r"[\d\s.,()+\-\u2212'’%]+")
_PLAIN = r"^[\d\s.,()+\-]*$"  # RE2 of cells that carry no sign
_ASKED = ("$", "¥")  # signs of many countries, none of which is the likelier


def settle_currency(draft: Draft) -> None:
    """Fill `currency`. Asks when the shape requires one and the file names none.

    A sign beside a number is the file's own word for that row: rows may differ, and a row whose sign contradicts its
    column, its header or the answer given is set aside. Nothing is counted in a currency it is not in.
    """
    column = next((one for one in draft.shape.columns if one.name == "currency"), None)
    if column is None or draft.shape.name == "rates":
        return
    written = signs(draft)
    named = draft.columns.get("currency")
    if named is not None and pc.any(pc.not_equal(pc.fill_null(named, ""), "")).as_py():
        _codes(draft, written)
    else:
        _from_amounts(draft, written, required=column.required)
    if written is not None and "currency" in draft.columns:
        _contradicted(draft, written)


def _from_amounts(draft: Draft, written: Values | None, *, required: bool) -> None:
    unit, answer = unit_of_amounts(draft), draft.hints.answers.get("currency", "")
    said = pa.nulls(len(draft.rows), pa.string()) if written is None else _each(written, _sure)
    sure = {code for code in pc.unique(said).to_pylist() if code}
    code = unit or (next(iter(sure)) if len(sure) == 1 else "") or answer
    if unit or len(sure) < 2:
        if code:
            draft.fill("currency", code)
        elif required:
            _ask(draft, written)
        return
    if pc.any(pc.is_null(said)).as_py() and not answer and required:
        _ask(draft, written)
    draft.columns["currency"] = pc.fill_null(said, answer)


def _ask(draft: Draft, written: Values | None) -> None:
    """Any currency may be the answer: "$" stands for twenty."""
    seen = [] if written is None else pc.unique(written).to_pylist()
    draft.questions.append(Question("currency", "", (), tuple(sign for sign in seen if sign in _ASKED)))


def signs(draft: Draft) -> Values | None:
    """What stands beside the numbers of the first amount: "€" for "€1.234,56". None when no cell has anything."""
    names = [one.name for one in draft.shape.columns if one.kind is Kind.AMOUNT and one.name in draft.headers]
    place = find(draft.sheet.header, (draft.headers[names[0]],)) if names else None
    if place is None or draft.sheet.cells.num_rows != len(draft.rows):
        return None
    cells = draft.sheet.cells.column(place)
    if pc.all(pc.match_substring_regex(cells, _PLAIN)).as_py() is not False:
        return None
    words = _each(cells, lambda cell: _BARE.sub("", cell).strip().rstrip(".").casefold())
    return None if pc.all(pc.equal(words, "")).as_py() else words


def _sure(word: str) -> str | None:
    """The currency of a sign that has one; None for no sign and for "$"."""
    return None if word in _ASKED else currency_of(word) or None


def _contradicted(draft: Draft, written: Values) -> None:
    """Set aside the rows whose sign is not that of their currency."""
    codes = _plain(draft.columns["currency"])
    both = pc.binary_join_element_wise(written, pc.fill_null(codes, ""), "\n")
    wrong = _each(both, lambda pair: "" if _agree(*pair.split("\n")) else "wrong")
    names = [one.name for one in draft.shape.columns if one.kind is Kind.AMOUNT and one.name in draft.headers]
    header = draft.headers[names[0]]
    place = find(draft.sheet.header, (header,))
    cells = draft.sheet.cells.column(place) if place is not None else None
    draft.set_aside(pc.equal(wrong, "wrong"), header, "other_currency", cells)


def _agree(word: str, code: str) -> bool:
    own = currency_of(word)
    return not own or not code or own == code or code in SHARED.get(word, ())


def _each(values: Values, change: Callable[[str], str | None]) -> pa.Array:
    """Text changed, each distinct text once."""
    codes = _plain(values).dictionary_encode()
    done = pa.array([change(one) for one in codes.dictionary.to_pylist()], pa.string())
    return done.take(codes.indices)


def _plain(values: Values) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


def unit_of_amounts(draft: Draft) -> str:
    """The currency in the header of the first amount that has one: "Amount spent (USD)"."""
    amounts = [one.name for one in draft.shape.columns if one.kind is Kind.AMOUNT]
    units = (split_unit(draft.headers[name])[1] for name in amounts if name in draft.headers)
    return next((unit for unit in units if unit), "")


def _codes(draft: Draft, written: Values | None) -> None:
    """Symbols and small letters to codes; a word that is no currency sets its row aside.

    A blank cell among codes takes the unit of the header or the sign of its own amount, never an answer: the answer was
    given to files that name no currency, and this one does.
    """
    said = _plain(draft.columns["currency"])
    found = _each(said, lambda word: currency_of(word) if word else "")
    wrong = pc.and_(pc.equal(found, ""), pc.not_equal(said, ""))
    if "currency" in draft.headers:
        draft.set_aside(wrong, draft.headers["currency"], "not_a_currency", said)
    own = pa.nulls(len(draft.rows), pa.string()) if written is None else _each(written, _sure)
    other = pc.fill_null(own, unit_of_amounts(draft))
    draft.columns["currency"] = pc.if_else(pc.equal(said, ""), other, found)
