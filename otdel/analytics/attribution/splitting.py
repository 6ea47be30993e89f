"""Path texts such as "a > b > c" as places of channels: one pass over their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution.shapes import Places, Whole
from otdel.analytics.compiled import compiled

Bytes = NDArray[np.uint8]
Marks = NDArray[np.uintp]
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
    lefts, rights, offsets = _cut(data, starts, mark)
    first, behind, steps, few = _named(data, lefts, rights, MOST_CHANNELS)
    if not few:
        raise TooManyChannels(separator)
    names = [bytes(data[left:right]).decode(errors="replace") for left, right in zip(first, behind, strict=True)]
    return Split(tuple(names), steps, offsets)


# Places are unsigned below: the compiler then leaves out the question whether one counts from the end, in a loop over
# every byte. Mixed with a signed number an unsigned one would become a float, so every constant says that it is one.
# No function is called from the loops: handing arrays over costs more than what is done for a step.
NONE, ONE, TWO, FOUR = np.uintp(0), np.uintp(1), np.uintp(2), np.uintp(4)
FACTOR, HALF = np.uint64(131), np.uint64(15)


@compiled
def _cut(data: Bytes, starts: Whole, mark: Bytes) -> tuple[Marks, Marks, Whole]:
    """Where each step begins and ends [t], without spaces and control signs around it; offsets [n + 1]."""
    count, width, sign = len(starts) - 1, np.uintp(len(mark)), mark[0]
    most = count + (starts[count] - starts[0]) // len(mark)  # steps there can be
    lefts, rights, offsets = np.empty(most, np.uintp), np.empty(most, np.uintp), np.zeros(count + 1, np.int64)
    written = 0
    for text in range(count):
        at, end = np.uintp(starts[text]), np.uintp(starts[text + 1])
        more = bool(at < end)
        while more:
            stop = at
            while stop < end:
                if data[stop] == sign and stop + width <= end:
                    place = ONE
                    while place < width and data[stop + place] == mark[place]:
                        place += ONE
                    if place == width:
                        break
                stop += ONE
            left, right = at, stop
            while left < right and data[left] <= 32:
                left += ONE
            while right > left and data[right - ONE] <= 32:
                right -= ONE
            lefts[written], rights[written] = left, right
            written += 1
            more, at = bool(stop < end), stop + width
        offsets[text + 1] = written
    return lefts[:written], rights[:written], offsets


@compiled
def _named(data: Bytes, lefts: Marks, rights: Marks, most: int) -> tuple[Marks, Marks, Places, bool]:
    """Where each new name begins and ends [K], steps [t], and whether there are no more than `most`.

    Names are found by their length and up to four of their bytes, and told apart by all of them: none is taken for
    another.
    """
    steps, slots, names = np.empty(len(lefts), np.int32), 1, 0
    while slots < 4 * most:
        slots *= 2
    table = np.full(slots, -1, np.int32)
    first, behind = np.empty(most, np.uintp), np.empty(most, np.uintp)
    for step in range(len(lefts)):
        left, right = lefts[step], rights[step]
        size, code = right - left, np.uint64(right - left)
        if size >= FOUR:
            code = (code * FACTOR + np.uint64(data[right - ONE])) * FACTOR + np.uint64(data[right - TWO])
            code = (code * FACTOR + np.uint64(data[left + size // TWO])) * FACTOR + np.uint64(data[left])
        elif size > NONE:
            code = (code * FACTOR + np.uint64(data[left])) * FACTOR + np.uint64(data[right - ONE])
        slot = np.intp((code ^ (code >> HALF)) & np.uint64(slots - 1))
        while table[slot] >= 0:
            known, place = first[table[slot]], NONE
            if behind[table[slot]] - known == size:
                while place < size and data[left + place] == data[known + place]:
                    place += ONE
                if place == size:
                    break
            slot = (slot + 1) & (slots - 1)
        if table[slot] < 0:
            if names == most:
                return first, behind, steps, False
            table[slot], first[names], behind[names] = names, left, right
            names += 1
        steps[step] = table[slot]
    return first[:names], behind[:names], steps, True
