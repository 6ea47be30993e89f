"""Regular expressions people write in channel rules, matched by RE2: their time grows with the text and no faster."""

from __future__ import annotations

import re
from functools import lru_cache

_WIDER = {"w": r"\p{L}\p{N}_", "d": r"\p{Nd}", "s": r"\s\p{Z}"}  # RE2 knows these of Latin only
_PIECE = re.compile(r"\\(.)|(\[\^?\]?)|(\])", re.DOTALL)


def is_expression(condition: str) -> bool:
    """Whether it is written between strokes: /expression/."""
    return len(condition) > 2 and condition.startswith("/") and condition.endswith("/")


@lru_cache(maxsize=4096)
def expression(condition: str) -> str:
    """What RE2 is given for /expression/. Raises ValueError with what is wrong in it."""
    import pyarrow as pa  # in the two functions that need it: names of channels are read by quick commands too
    import pyarrow.compute as pc

    if re.search(r"(?<!\\)(?:\\\\)*\\[bB]", condition):
        raise ValueError(f"{condition}: \\b is not known here; write (^|[^a-z]) and ([^a-z]|$) around a word")
    readable = f"(?is){_with_all_letters(condition[1:-1])}"
    try:
        pc.match_substring_regex(pa.scalar(""), readable)
    except pa.ArrowInvalid as error:
        raise ValueError(f"{condition}: {str(error).partition(': ')[2]}") from error
    return readable


@lru_cache(maxsize=1 << 16)
def found(readable: str, text: str) -> bool:
    """Whether the expression is somewhere in the text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return bool(pc.match_substring_regex(pa.scalar(text), readable).as_py())


def _with_all_letters(written: str) -> str:
    """Words, digits and spaces of every script, inside [brackets] and outside. Raises ValueError."""
    inside = False

    def wider(piece: re.Match[str]) -> str:
        nonlocal inside
        if piece[2] or piece[3]:
            inside = bool(piece[2]) or (inside and not piece[3])
            return piece[0]
        kind = _WIDER.get(piece[1].lower())
        if kind is None:
            return piece[0]
        if inside and piece[1].isupper():
            raise ValueError(f"/{written}/: {piece[0]} inside brackets is not known here")
        return kind if inside else f"[{'^' if piece[1].isupper() else ''}{kind}]"

    return _PIECE.sub(wider, written)
