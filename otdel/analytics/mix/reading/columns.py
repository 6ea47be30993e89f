"""Which column of a table a name means."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from otdel.analytics.mix.checking import Fault, fault
from otdel.analytics.mix.reading.marks import without_mark


def place_of(header: Sequence[str], name: str) -> int | Fault:
    """The place of the column: named so exactly, else in another case, else so without its currency."""
    for same in (_exactly, _folded, _bare):
        found = [place for place, text in enumerate(header) if same(text) == same(name)]
        if len(found) == 1:
            return found[0]
        if found:
            return fault("mix_column_twice", column=name, columns=len(found), refuses=True)
    shown = ", ".join(text for text in header if text)[:300]
    return fault("mix_no_column", column=name, columns=shown, refuses=True)


def places_of(header: Sequence[str], names: Sequence[str]) -> tuple[list[int], list[Fault]]:
    """The places of all names in their order, each once; names with * give every column they fit."""
    places: list[int] = []
    faults: list[Fault] = []
    for name in names:
        fitting = [place for place, text in enumerate(header) if fnmatchcase(text.casefold(), name.casefold())]
        if "*" in name and fitting:
            places += [place for place in fitting if place not in places]
            continue
        found = place_of(header, name)
        if isinstance(found, Fault):
            faults.append(found)
        elif found in places:
            faults.append(fault("mix_channel_twice", column=name, refuses=True))
        else:
            places.append(found)
    return places, faults


def _exactly(text: str) -> str:
    return text.strip()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _bare(text: str) -> str:
    return _folded(without_mark(text))
