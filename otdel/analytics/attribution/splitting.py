"""Path texts such as "a > b > c" as places of channels: one pass over their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution.shapes import Places, Whole
from otdel.analytics.compiled import compiled

Bytes = NDArray[np.uint8]
SEPARATORS = ("->", "=>", "→", "»", ">", "|")  # as they are looked for when none is named; the longer before its part
MOST_CHANNELS = 2000  # distinct steps beyond which a text is no path of channels


class Split(NamedTuple):
    """`names` [K] in the order they are met; `steps` [t] and `offsets` [n + 1]. An empty step has the name ""."""

    names: tuple[str, ...]
    steps: Places
    offsets: Whole


class TooManyChannels(ValueError):
    """More different steps than channels anybody has."""


def separator_of(texts: Sequence[str]) -> str:
    """The separator that most texts hold; ">" when none holds any."""
    found = [sum(separator in text for text in texts) for separator in SEPARATORS]
    return SEPARATORS[int(np.argmax(found))] if any(found) else ">"


def split(texts: Sequence[str], separator: str) -> Split:
    """Steps of each text, spaces around them taken off. Raises TooManyChannels."""
    encoded = [text.encode() for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in encoded])]).astype(np.int64)
    return split_bytes(np.frombuffer(b"".join(encoded), np.uint8), starts, separator)


def split_bytes(data: Bytes, starts: Whole, separator: str) -> Split:
    """The same of texts lying one behind the other: text p is `data[starts[p]:starts[p + 1]]` in UTF-8."""
    mark = np.frombuffer(separator.strip().encode() or b" ", np.uint8)
    first, length, steps, offsets = _split(data, starts, mark, MOST_CHANNELS)
    if len(offsets) == 0:
        raise TooManyChannels(separator)
    names = [bytes(data[at : at + size]).decode(errors="replace") for at, size in zip(first, length, strict=True)]
    return Split(tuple(names), steps, offsets)


@compiled
def _split(data: Bytes, starts: Whole, mark: Bytes, most: int) -> tuple[Whole, Whole, Places, Whole]:
    """Where each new name stands and how long it is, steps and offsets; no offsets when there are too many names.

    A name is looked up by a hash of its bytes, and its bytes are compared: two names are never taken for one.
    """
    count, width, sign = len(starts) - 1, len(mark), mark[0]
    steps = np.empty(count + (starts[count] - starts[0]) // width, np.int32)  # as many as there can be
    offsets = np.zeros(count + 1, np.int64)
    slots = 1
    while slots < 4 * most:
        slots *= 2
    table = np.full(slots, -1, np.int32)
    first, length = np.empty(most, np.int64), np.empty(most, np.int64)
    names, written = 0, 0
    for text in range(count):
        at, end = starts[text], starts[text + 1]
        while at <= end:
            if starts[text] == end:
                break
            stop = at
            while stop < end and not (data[stop] == sign and _stands(data, stop, end, mark, width)):
                stop += 1
            left, right = at, stop
            while left < right and data[left] <= 32:
                left += 1
            while right > left and data[right - 1] <= 32:
                right -= 1
            slot = _hash(data, left, right) & (slots - 1)
            while table[slot] >= 0 and not _same(data, first[table[slot]], length[table[slot]], left, right - left):
                slot = (slot + 1) & (slots - 1)
            if table[slot] < 0:
                if names == most:
                    return first, length, steps, offsets[:0]
                table[slot], first[names], length[names] = names, left, right - left
                names += 1
            steps[written] = table[slot]
            written += 1
            at = stop + width
        offsets[text + 1] = written
    return first[:names], length[:names], steps[:written], offsets


@compiled
def _hash(data: Bytes, left: int, right: int) -> int:
    """Of the length and five bytes: names of channels differ in them, and those that do not are told by their bytes."""
    code = right - left
    if code:
        for place in (left, (left + right) // 2, max(left, right - 3), max(left, right - 2), right - 1):
            code = (code * 131 + data[place]) & 0xFFFFFFFF
    return code ^ (code >> 15)


@compiled
def _stands(data: Bytes, at: int, end: int, mark: Bytes, width: int) -> bool:
    if at + width > end:
        return False
    for place in range(width):  # noqa: SIM110 - compiled
        if data[at + place] != mark[place]:
            return False
    return True


@compiled
def _same(data: Bytes, one: int, size: int, other: int, length: int) -> bool:
    if size != length:
        return False
    for place in range(size):  # noqa: SIM110 - compiled
        if data[one + place] != data[other + place]:
            return False
    return True
