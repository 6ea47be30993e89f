"""Which encoding a text file is in: marks first, then what the bytes can be, then what the letters look like."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_STEP = 1 << 20


def detect(path: Path) -> str:
    """Python's name of the file's encoding; empty when the bytes are no text in any we know."""
    with path.open("rb") as file:
        head = file.read(_STEP)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name if _decodes(path, name) else ""
    if b"\0" in head[:8192]:
        return _wide(path, head[:8192])
    if _decodes(path, "utf-8"):
        return "utf-8"
    return _eight_bit(_odd_lines(path))


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while part := file.read(_STEP):
                decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _wide(path: Path, head: bytes) -> str:
    """UTF-16 without a mark has zeros on one side only."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    name = ""
    if odd > half * 0.3 and even < half * 0.05:
        name = "utf-16-le"
    elif even > half * 0.3 and odd < half * 0.05:
        name = "utf-16-be"
    cut = name and any(mark in head.decode(name, "ignore") for mark in ",;\t|\n")
    return name if cut and _decodes(path, name) else ""


def _odd_lines(path: Path) -> bytes:
    """Up to 200 kB of the lines with letters beyond ASCII: they decide."""
    found, size = [], 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                found.append(line)
                size += len(line)
            if size > 200_000:
                break
    return b"".join(found)


def _eight_bit(sample: bytes) -> str:
    """cp1251, koi8-u, cp866 or latin: the one in which words look like words."""
    if sum(byte < 9 or 13 < byte < 32 for byte in sample) > len(sample) * 0.05:
        return ""
    scores = {name: _plausible(sample.decode(name, "replace")) for name in ("cp1251", "koi8-u", "cp866", "cp1252")}
    best = max(scores, key=lambda name: scores[name])
    return "latin-1" if best == "cp1252" and "\ufffd" in sample.decode("cp1252", "replace") else best


def _plausible(text: str) -> float:
    """Points for words of one script whose capitals come first; against words that mix scripts or cases."""
    points = -5.0 * text.count("\ufffd")
    for word in _WORD.findall(text):
        foreign = [sign for sign in word if ord(sign) > 127]
        if not foreign:
            continue
        cyrillic = sum("\u0400" <= sign <= "\u04ff" for sign in word)
        mixed = 0 < cyrillic < len(word)
        shape = word.islower() or word.isupper() or word.istitle() or (word[0].isupper() and word[1:].islower())
        points += (-1.0 if mixed or not shape else 1.0) * len(foreign)
        points += 0.2 * sum("а" <= sign <= "я" for sign in word) if cyrillic == len(word) else 0.0
    return points
