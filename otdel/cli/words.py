"""The language of the terminal: --lang, else OTDEL_LANG, else the system's."""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

LANGUAGES = ("en", "uk", "ru")
_translations: gettext.NullTranslations = gettext.NullTranslations()


class BadCommand(Exception):
    """The command cannot be done; the message says what happened and what to do."""


def _(message: str) -> str:
    return _translations.gettext(message)


def language(arguments: Sequence[str] = ()) -> str:
    """en, uk or ru: the first of --lang, OTDEL_LANG, LC_ALL, LC_MESSAGES, LANG that names one of them."""
    asked = [after for before, after in pairwise(arguments) if before == "--lang"]
    asked += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    asked += [os.environ.get(name, "") for name in ("OTDEL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    return next((word[:2].lower() for word in asked if word[:2].lower() in LANGUAGES), "en")


def speak(arguments: Sequence[str]) -> None:
    """Translates what is said from here on, here and in what this command starts."""
    global _translations
    folder = Path(__file__).parent / "locale"
    chosen = os.environ["OTDEL_LANG"] = language(arguments)
    _translations = gettext.translation("django", folder, [chosen], fallback=True)
