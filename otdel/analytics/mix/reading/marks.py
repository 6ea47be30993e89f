"""Currencies as headers and cells carry them: "Spend (UAH)", "revenue_usd", "₴ 1 200", "12,50 грн."."""

from __future__ import annotations

import re

SIGNS = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "грн": "UAH", "₽": "RUB", "руб": "RUB", "р": "RUB",
    "zł": "PLN", "₸": "KZT", "тг": "KZT", "kč": "CZK", "lei": "RON", "₺": "TRY", "₹": "INR", "¥": "JPY", "₾": "GEL",
}  # fmt: skip
_CODES = (
    "USD EUR GBP UAH RUB PLN KZT CZK RON TRY INR JPY GEL CHF SEK NOK DKK HUF BGN MDL BYN AED ILS CAD AUD NZD CNY BRL "
    "MXN ZAR SGD HKD KRW THB UZS AZN AMD KGS RSD"
)
CODES = frozenset(_CODES.split())
_TAIL = re.compile(
    r"^(?P<name>.*?)(?:[\s,_-]*[(\[](?P<inside>[^()\[\]]{1,5})[)\]]|[\s,_-]+(?P<after>[^\s,_()-]{1,4}))$"
)


def code_of(text: str) -> str:
    """The currency a short text names, or an empty string."""
    word = text.strip().rstrip(".")
    return word.upper() if word.upper() in CODES else SIGNS.get(word.casefold(), "")


def mark_of(header: str) -> str:
    """The currency at the end of a header, or an empty string."""
    found = _TAIL.match(header.strip())
    return code_of(found["inside"] or found["after"] or "") if found else ""


def without_mark(header: str) -> str:
    """The header without its currency."""
    found = _TAIL.match(header.strip())
    return found["name"].strip() if found and mark_of(header) else header.strip()
