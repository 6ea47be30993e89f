"""Names of the days on which people buy otherwise, as the mix model knows them by code."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext_lazy

Text = Any  # a lazy text; Django gives it no public type

DAYS: dict[str, Text] = {
    "back_to_school": pgettext_lazy("named day", "Back to school"),
    "black_friday": pgettext_lazy("named day", "Black Friday"),
    "christmas": pgettext_lazy("named day", "Christmas"),
    "days_off": pgettext_lazy("named day", "Days off"),
    "defenders_day": pgettext_lazy("named day", "Defenders’ Day"),
    "easter": pgettext_lazy("named day", "Easter"),
    "epiphany": pgettext_lazy("named day", "Epiphany"),
    "mothers_day": pgettext_lazy("named day", "Mother’s Day"),
    "nauryz": pgettext_lazy("named day", "Nauryz"),
    "new_year": pgettext_lazy("named day", "New Year"),
    "saint_nicholas": pgettext_lazy("named day", "Saint Nicholas Day"),
    "thanksgiving": pgettext_lazy("named day", "Thanksgiving"),
    "valentine": pgettext_lazy("named day", "Valentine’s Day"),
    "womens_day": pgettext_lazy("named day", "Women’s Day"),
}


def day_name(code: str) -> str:
    """The name in the reader's language; a company's own as it wrote it."""
    return str(DAYS.get(code, code))
