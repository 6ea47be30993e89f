"""What commands of several words share: adding a word, running it inside Django, files read and written, JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from otdel.cli import start
from otdel.cli.words import BadCommand, _, language


def word(
    words: Any, name: str, said: str, does: Callable[[argparse.Namespace], int], what: str = ""
) -> argparse.ArgumentParser:
    """Puts one more word beside the others; `what` tells `does` apart from its twin."""
    parser: argparse.ArgumentParser = words.add_parser(name, help=said, description=said)
    parser.set_defaults(word=does, what=what)
    return parser


def run_word(given: argparse.Namespace) -> int:
    """Does what the chosen word says, in the language of the terminal. Raises BadCommand for what was refused."""
    begin = getattr(given, "begin", None)  # a word that can do without a company begins by itself
    begin(given) if begin else start.django()
    from django.utils.translation import activate

    from otdel.accounts.services import Refused
    from otdel.web.reasons import say

    activate(language())
    try:
        return int(given.word(given) or 0)
    except Refused as refused:
        raise BadCommand(say(refused.reason)) from refused


def content_of(path: Path) -> bytes:
    """Raises BadCommand when the file cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadCommand(_("%(file)s cannot be read (%(why)s).") % {"file": path, "why": error.strerror}) from error


def write(path: Path, content: bytes) -> None:
    """Raises BadCommand when the file cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadCommand(_("%(file)s cannot be written: %(why)s") % {"file": path, "why": error.strerror}) from error


def tell(value: Any) -> int:
    """On the screen as JSON; 0, for the command that ends so."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
    return 0
