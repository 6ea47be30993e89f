"""Numbers as people and tools write them: which mark is decimal, and text to exact amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.currency_codes import ISO_4217
from otdel.kit.money import MICRO

AMOUNT = pa.decimal128(18, 6)
LARGEST = Decimal(10) ** 12
BLANKS = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "n/a",
        "#n/a",
        "null",
        "none",
        "nan",
        "н/д",
        "no data",
        "нет данных",
        "немає даних",
    }
)
_BLANKS = pa.array(sorted(BLANKS))

_SPACE = "[\\s\u00a0\u2000-\u200a\u202f'’`]"
_DRESS = re.compile("[\\s\u00a0\u2000-\u200b\u202f\u2060\u200e\u200f'’`]")
_UNIT = r"[A-Za-z]{3}|US\$|грн\.?|руб\.?|р\.|zł|Kč|lei|[^\w\s\d.,()%+\-]"
_MONEY = re.compile(rf"^(?:{_UNIT})|(?:{_UNIT})$")
_LETTERS = re.compile(r"[A-Za-z]{3}")
_CLEAN = r"^-?[0-9]{1,12}(?:\.[0-9]{1,6})?$"
_LONG = r"^-?[0-9]{1,12}\.[0-9]{7,18}$"
_GROUPED = {
    ".": re.compile(r"^(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.\d*)?(?:[eE][+-]?\d{1,2})?$"),
    ",": re.compile(r"^(?:\d+|\d{1,3}(?:\.\d{2,3})*\.\d{3})?(?:,\d*)?(?:[eE][+-]?\d{1,2})?$"),
}
_GROUPS = re.compile(rf"\d{_SPACE}\d{{3}}(?!\d)")
_TELLING = "[.,]|[0-9][ \u00a0\u2009\u202f'’][0-9]{3}"  # RE2 of the cells that can tell something
_ABOUT = re.compile(r"^\s*[<>≤≥~≈]")


class NotANumber(ValueError):
    """The text is no number in the file's style."""


class NotExact(ValueError):
    """The text says only less than or more than: "< 10%"."""


def number(text: str, decimal: str = ".") -> Decimal | None:
    """One cell as an exact number; None when it says there is none ("--", "n/a", empty).

    Percents become shares (5 % is 0.05); brackets mean minus. Raises NotExact for "< 10%" and NotANumber for the rest.
    """
    if text.strip().casefold() in BLANKS:
        return None
    if _ABOUT.match(text):
        raise NotExact(text)
    bare = _DRESS.sub("", text).replace("\u2212", "-").replace("\u2010", "-").replace("\u2013", "-").replace("٪", "%")
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare[1:-1] if negative else bare
    bare, share = (bare[:-1], True) if bare.endswith("%") else (bare.lstrip("%"), bare.startswith("%"))
    bare, minus = _sign(bare)
    bare, second = _sign(_undressed(_undressed(bare)))
    if not any(sign.isdigit() for sign in bare) or not _GROUPED[decimal].match(bare) or (minus and second):
        raise NotANumber(text)
    plain = bare.replace(",", "") if decimal == "." else bare.replace(".", "").replace(",", ".")
    value = _exact(plain, text) * (-1 if negative or minus or second else 1)
    return (value / 100 if share else value).quantize(MICRO, ROUND_HALF_EVEN)


def _undressed(text: str) -> str:
    """Without the currency at one of its ends. Three letters that are no currency stay: "12abc" is no number."""
    found = _MONEY.search(text)
    if found is None or (_LETTERS.fullmatch(found[0]) and found[0] != "lei" and found[0].upper() not in ISO_4217):
        return text
    return text[: found.start()] + text[found.end() :]


def _sign(text: str) -> tuple[str, bool]:
    if text[:1] in "+-":
        return text[1:], text[:1] == "-"
    return (text[:-1], True) if text.endswith("-") else (text, False)


def _exact(plain: str, text: str) -> Decimal:
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise NotANumber(text) from error
    if abs(value) >= LARGEST:
        raise NotANumber(text)
    return value


@dataclass(slots=True)
class Marks:
    """What a column's cells say about the decimal mark. `unclear` holds cells such as 1,234 that fit both."""

    point: bool = False
    comma: bool = False
    unclear: list[str] = field(default_factory=list)
    spaced: bool = False  # groups are marked with spaces or apostrophes: 12 000

    def learn(self, text: str, *, whole: bool = False) -> None:
        """Take one cell as evidence; `whole` says that the column counts things and has no fractions."""
        bare = _DRESS.sub("", text).replace("%", "").strip("()+-")
        digits = re.sub(r"[^\d.,]", "", bare)
        self.spaced = self.spaced or _GROUPS.search(text) is not None
        points, commas = digits.count("."), digits.count(",")
        if points and commas:
            self._last_is_decimal(digits)
        elif points + commas > 1:
            self._set(decimal="," if points else ".")
        elif points + commas == 1:
            self._single(text, digits, "." if points else ",", whole=whole)

    def _last_is_decimal(self, digits: str) -> None:
        self._set(decimal="." if digits.rfind(".") > digits.rfind(",") else ",")

    def _set(self, *, decimal: str) -> None:
        self.point, self.comma = self.point or decimal == ".", self.comma or decimal == ","

    def _single(self, text: str, digits: str, mark: str, *, whole: bool) -> None:
        head, tail = digits.split(mark)
        other = "," if mark == "." else "."
        spaced = re.search(rf"\d{_SPACE}\d{{3}}[.,]", text) is not None  # 1 234,567: the groups are marked already
        if len(tail) != 3 or len(head) > 3 or head in ("", "0", "00") or spaced or head.startswith("0"):
            self._set(decimal=other if whole and len(tail) == 3 and not spaced and 0 < len(head) <= 3 else mark)
        elif whole:
            self._set(decimal=other)
        elif len(self.unclear) < 5:
            self.unclear.append(text)


def marks(values: pa.ChunkedArray, *, whole: bool = False) -> Marks:
    """Evidence of one column of text. Looks at the distinct cells with a mark, a slice at a time, until it knows."""
    found = Marks()
    step = 20_000
    for start in range(0, len(values), step):
        part = values.slice(start, step)
        for text in pc.unique(part.filter(pc.match_substring_regex(part, _TELLING))).to_pylist():
            if len(text) <= 40 and sum(sign.isdigit() for sign in text) * 2 >= len(text) - 4:
                found.learn(text, whole=whole)
        if found.point or found.comma:
            break
    return found


@dataclass(frozen=True, slots=True)
class Parsed:
    """Typed cells of a column. `bad` marks cells that could not be read, `vague` those that say only "< 10%"."""

    values: pa.ChunkedArray | pa.Array
    bad: pa.ChunkedArray | pa.Array
    vague: pa.ChunkedArray | pa.Array | None = None


def amounts(values: pa.ChunkedArray, decimal: str = ".") -> Parsed:
    """Text cells to decimal(18,6): clean cells all at once, the others through `number`, each distinct text once."""
    text = pc.utf8_trim_whitespace(values)
    clean = (
        pc.match_substring_regex(text, _CLEAN) if decimal == "." else pc.match_substring_regex(text, r"^-?[0-9]{1,12}$")
    )
    if pc.all(clean).as_py() is not False:
        return Parsed(text.cast(AMOUNT), pa.repeat(pa.scalar(value=False), len(text)))
    quick = pc.if_else(clean, text, None).cast(AMOUNT)
    if decimal == ".":
        clean, quick = _round_long(text, clean, quick)
    return rest(text, clean, quick, lambda cell: number(cell, decimal), AMOUNT)


def _round_long(text: pa.ChunkedArray, clean: pa.ChunkedArray, quick: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
    """Cells with seven to eighteen decimals, as floats are printed: rounded half-even to six."""
    long = pc.match_substring_regex(text, _LONG)
    wide = pc.if_else(long, text, None).cast(pa.decimal128(38, 18))
    return pc.or_(clean, long), pc.coalesce(quick, pc.round(wide, 6, "half_to_even").cast(AMOUNT))


def rest(
    text: pa.ChunkedArray,
    done: pa.ChunkedArray,
    quick: pa.ChunkedArray,
    read: Callable[[str], object],
    kind: pa.DataType,
) -> Parsed:
    """Read the cells `quick` could not, each distinct text once."""
    codes = pc.if_else(done, None, text).combine_chunks().dictionary_encode()
    results = [_try(read, cell) for cell in codes.dictionary.to_pylist()]
    values = pa.array([value for value, _ in results], kind).take(codes.indices)
    bad = pa.array([fault == "bad" for _, fault in results], pa.bool_()).take(codes.indices)
    vague = pa.array([fault == "vague" for _, fault in results], pa.bool_()).take(codes.indices)
    return Parsed(pc.coalesce(quick, values), bad.fill_null(fill_value=False), vague.fill_null(fill_value=False))


def _try(read: Callable[[str], object], cell: str) -> tuple[object, str]:
    try:
        return read(cell), ""
    except NotExact:
        return None, "vague"
    except ValueError:
        return None, "bad"


def decimal_mark(found: Iterable[Marks]) -> tuple[str, list[str]]:
    """The file's decimal mark, or an empty string with the cells that leave it open (none: then it does not matter)."""
    seen = list(found)
    point, comma = any(one.point for one in seen), any(one.comma for one in seen)
    unclear = [text for one in seen for text in one.unclear]
    if point != comma:
        return ("." if point else ","), []
    written = {sign for text in unclear for sign in ".," if sign in text}
    if not point and len(written) == 1 and any(one.spaced for one in seen):
        return written.pop(), []  # nobody marks groups in two ways, so the other mark is decimal
    return ("", unclear) if unclear else (".", [])
