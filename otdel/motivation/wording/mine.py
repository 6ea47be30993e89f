"""Words for what the page of a person's pay cannot say yet, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from otdel.kit.reason import Value

MINE: dict[str, Any] = {
    "no_statement": _("Nothing was published for this period."),
    "promises_not_yours": _("These are another person’s promises."),
    "too_few_periods": _(
        "The likely total cannot be said yet: %(known)s earlier periods have all figures, %(needed)s are needed."
    ),
}


def words() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    """By code, for the registry of reasons."""
    return {code: _of(text) for code, text in MINE.items()}


def _of(text: Any) -> Callable[[Mapping[str, Value]], str]:
    return lambda values: str(text) % dict(values)
