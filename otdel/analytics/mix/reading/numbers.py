"""Cells as numbers: which mark is decimal, groups of thousands, the currency beside a number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from otdel.analytics.mix.reading.marks import code_of

LARGEST = 1e15
BLANKS = frozenset({"", "-", "--", "–", "—", "n/a", "na", "#n/a", "null", "none", "nan", "н/д", "no data"})
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_DRESSED = re.compile(
    r"(?P<front>[^\d.,()+\-\u2212]*)(?P<number>[(+\-\u2212]?[\s\d.,'’]*\d[\s\d.,'’]*\)?)(?P<back>\D*)"
)
_SPACES = re.compile(r"[\s'’]")
_NOT_DIGITS = re.compile(r"[^\d.,]")
_GROUPED = {
    ".": re.compile(r"(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.\d*)?"),
    ",": re.compile(r"(?:\d+|\d{1,3}(?:\.\d{2,3})*\.\d{3})?(?:,\d*)?"),
}


class NotANumber(ValueError):
    """The text is no number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A cell's number, None for a blank one, with the currency written beside it."""

    value: float | None
    currency: str = ""


def number(text: str, decimal: str) -> Number:
    """One cell. Raises NotANumber for text, for infinity and for what nobody can have spent (1e15 and more)."""
    if text.casefold() in BLANKS:
        return Number(None)
    if decimal == "." and _PLAIN.fullmatch(text):
        return Number(_sane(float(text), text))
    found = _DRESSED.fullmatch(text)
    if found is None:
        raise NotANumber(text)
    currency = "".join(_currency(found[side].strip(), text) for side in ("front", "back"))
    bare = _SPACES.sub("", found["number"]).replace("\u2212", "-")
    negative = bare.startswith("-") or (bare.startswith("(") and bare.endswith(")"))
    bare = bare.strip("()+-")
    if not any(sign.isdigit() for sign in bare) or not _GROUPED[decimal].fullmatch(bare):
        raise NotANumber(text)
    plain = bare.replace(",", "") if decimal == "." else bare.replace(".", "").replace(",", ".")
    return Number(_sane(float(plain) * (-1 if negative else 1), text), currency)


def _currency(word: str, text: str) -> str:
    if word and not code_of(word):
        raise NotANumber(text)
    return code_of(word)


def _sane(value: float, text: str) -> float:
    if not math.isfinite(value) or abs(value) >= LARGEST:
        raise NotANumber(text)
    return value


def decimal_mark(cells: Iterable[str]) -> str:
    """ "." or "," as the cells together tell, "." when nothing depends on it, and empty when they leave it open."""
    seen: set[str] = set()
    unclear = False
    for cell in cells:
        written = _DRESSED.fullmatch(cell)
        digits = _NOT_DIGITS.sub("", written["number"]) if written else ""
        if "." not in digits and "," not in digits:
            continue
        told = _told(digits)
        seen |= {told} - {""}
        unclear = unclear or not told
    if len(seen) == 1:
        return seen.pop()
    return "." if not seen and not unclear else ""


def _told(digits: str) -> str:
    """What one number tells of the decimal mark; nothing when it looks like 1,234."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if points + commas > 1:
        return "," if points else "."
    mark = "." if points else ","
    head, tail = digits.split(mark)
    grouped = len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")
    return "" if grouped else mark
