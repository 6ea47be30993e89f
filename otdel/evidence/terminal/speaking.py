"""Words without a set-up: just enough of Django to translate, in the language asked for."""

from __future__ import annotations

import os
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils import translation

PACKAGE = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "uk", "ru")


def speak(language: str = "") -> str:
    """Make sentences come out in `language` (else OTDEL_LANG, else English). Returns the language used."""
    chosen = language or os.environ.get("OTDEL_LANG", "")[:2].lower()
    if chosen not in LANGUAGES:
        chosen = "en"
    if not settings.configured:
        settings.configure(
            USE_I18N=True,
            USE_TZ=True,
            LANGUAGE_CODE="en",
            LANGUAGES=[(code, code) for code in LANGUAGES],
            LOCALE_PATHS=[str(path) for path in sorted(PACKAGE.glob("*/locale"))],
            INSTALLED_APPS=[],
        )
        apps.populate(())  # all of django.setup() that translation needs; the rest costs most of a second
    translation.activate(chosen)
    return chosen
