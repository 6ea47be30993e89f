"""What a person at the terminal is asked: answers a file leaves open, and which column is which."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from django.utils.translation import gettext as _

from otdel.connectors import answers
from otdel.connectors.contract import Question, Reading, Sheet
from otdel.connectors.generic import Guess, guess_mapping
from otdel.kit.facts import SHAPES
from otdel.measurement import wording as reading_words

SAMPLES = 3


def somebody_is_there() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_person(name: str, asked: Question) -> str | None:
    """The answer of a person at a terminal; None when nobody is there, or when the person leaves it open (Ctrl D)."""
    if not somebody_is_there():
        return None
    print(f"\n{name}: {reading_words.ask(asked.code, asked.column, asked.samples)}")
    _number(asked.options)
    while True:
        reply = _reply()
        if reply is None:
            return None
        if found := _chosen(reply, asked.options) or answers.accepted(asked.code, reply):
            return found


def ask_mapping(reading: Reading) -> Mapping[str, str] | None:
    """Which column is which, with a guess to start from: a mapping as a preset has it; None when nobody says."""
    if not somebody_is_there():
        return None
    sheet = max(reading.sheets, key=lambda one: len(one.header))
    print(f"\n{reading.name}: {reading_words.ask('mapping')}")
    shape = _shape(guess_mapping(sheet))
    if shape is None:
        return None
    mapping = _corrected(sheet, shape, dict(guess_mapping(sheet, shape).mapping))
    return {"shape": shape, **mapping} if mapping else None


def _shape(guess: Guess) -> str | None:
    print(_("What does a row tell of?"))
    _number(tuple(SHAPES))
    if guess.shape:
        print(_("Enter takes %(guess)s.") % {"guess": guess.shape})
    while True:
        reply = _reply()
        if reply is None:
            return None
        if found := guess.shape if not reply else _chosen(reply, tuple(SHAPES)):
            return found


def _corrected(sheet: Sheet, shape: str, mapping: dict[str, str]) -> dict[str, str] | None:
    """The mapping as the person leaves it; None when they leave altogether."""
    print(_("Columns of the file:"))
    for number, header in enumerate(sheet.header, start=1):
        cells = dict.fromkeys(cell for cell in sheet.cells.column(number - 1).slice(0, 50).to_pylist() if cell)
        print(f"  {number}. {header}   {', '.join(list(cells)[:SAMPLES])}".rstrip())
    while True:
        _show(sheet, shape, mapping)
        reply = _reply()
        if not reply:
            return None if reply is None else mapping
        _change(sheet, shape, mapping, reply)


def _show(sheet: Sheet, shape: str, mapping: Mapping[str, str]) -> None:
    print(_("Understood as:"))
    for field, header in mapping.items():
        print(f"  {field} = {header}")
    others = [column.name for column in SHAPES[shape].columns if column.name not in mapping]
    print(_("Other fields: %(fields)s") % {"fields": ", ".join(others)})
    print(
        _(
            "Enter keeps this. Write FIELD=COLUMN to change it, as %(field)s=2; FIELD= leaves the field out, and "
            "FIELD==WORD is the same in every row."
        )
        % {"field": others[0] if others else next(iter(mapping))}
    )


def _change(sheet: Sheet, shape: str, mapping: dict[str, str], reply: str) -> None:
    field, _mark, text = (part.strip() for part in reply.partition("="))
    if field not in {column.name for column in SHAPES[shape].columns}:
        print(_("There is no field “%(field)s”.") % {"field": field})
    elif not text:
        mapping.pop(field, None)
    elif text.startswith("="):
        mapping[field] = text
    elif header := _chosen(text, sheet.header):
        mapping[field] = header
    else:
        print(_("The file has no column “%(column)s”.") % {"column": text})


def _number(options: tuple[str, ...]) -> None:
    for number, option in enumerate(options, start=1):
        print(f"  {number}. {option}")


def _chosen(reply: str, options: tuple[str, ...]) -> str:
    """The option of this text or number; empty when there is none."""
    if reply in options:
        return reply
    return options[int(reply) - 1] if reply.isdigit() and 0 < int(reply) <= len(options) else ""


def _reply() -> str | None:
    try:
        return input("> ").strip()
    except EOFError:
        print()
        return None
