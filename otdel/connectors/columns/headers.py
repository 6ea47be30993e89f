"""Header texts: which of them mean the same, and the currency or unit one carries in brackets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from otdel.connectors.columns.currency_codes import ISO_4217

# Cyrillic letters that look like Latin ones; exports mix them ("Kлики" with a Latin K), so both become Latin.
_LOOK_ALIKE = str.maketrans("авеёкмнорстухіјѕґ", "abeekmhopctyxijsг")
_SPACES = re.compile(r"[\s_\u200b\ufeff]+")

SYMBOLS = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "грн": "UAH", "₽": "RUB", "руб": "RUB", "р": "RUB",
    "zł": "PLN", "₸": "KZT", "тг": "KZT", "₹": "INR", "¥": "JPY", "₺": "TRY", "kč": "CZK", "₾": "GEL", "₪": "ILS",
    "рубль": "RUB", "рубли": "RUB", "российский рубль": "RUB", "рубль рф": "RUB", "гривна": "UAH", "гривня": "UAH",
    "украинская гривна": "UAH", "українська гривня": "UAH", "доллар сша": "USD", "долар сша": "USD", "us dollar": "USD",
    "euro": "EUR", "тенге": "KZT", "белорусский рубль": "BYN", "білоруський рубль": "BYN", "złoty": "PLN",
    "lei": "RON", "br": "BYN", "дол": "USD", "євро": "EUR", "евро": "EUR",
}  # fmt: skip
_WORDS = frozenset(
    {"ALL", "TOP", "TRY", "COP", "MAD", "GEL", "PEN", "SOS", "BAM", "CUP", "RON"}
)  # codes that are words
_BRACKET = re.compile(r"^(?P<base>.+?)\s*[(\[](?P<unit>[^()\[\]]{1,8})[)\]]$")
_TAIL = re.compile(r"^(?P<base>.+?)(?:,\s*|\s+in\s+|\s+)(?P<unit>[A-Z]{3}|[^\w\s]|грн\.?|руб\.?)$")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text as compared: NFKC, one case, single spaces, look-alike letters made the same."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return _SPACES.sub(" ", plain.translate(_LOOK_ALIKE)).strip(" .:*\"'")


def currency_of(text: str) -> str:
    """The ISO 4217 code a short text names ("USD", "$", "грн."), or an empty string."""
    word = unicodedata.normalize("NFKC", text).strip().rstrip(".")
    if word.upper() in ISO_4217:
        return word.upper()
    return SYMBOLS.get(word.casefold(), "")


def split_unit(header: str) -> tuple[str, str]:
    """A header without its currency, and that currency: "Amount spent (USD)" is ("Amount spent", "USD").

    A bracket that is not a currency stays: "CTR (all)" is ("CTR (all)", "").
    """
    text = unicodedata.normalize("NFKC", header).strip()
    for pattern in (_BRACKET, _TAIL):
        if (found := pattern.match(text)) and (code := _unit(found["unit"])):
            return found["base"].strip(), code
    return text, ""


def _unit(text: str) -> str:
    """The currency in a header's bracket; "Clicks (all)" is not money of Albania."""
    word = text.strip().upper()
    return "" if word in _WORDS and (text != word or word in ("ALL", "TOP")) else currency_of(text)


@lru_cache(maxsize=4096)
def key(header: str) -> str:
    """What is compared of a header: folded, without its currency."""
    return fold(split_unit(header)[0])


@lru_cache(maxsize=64)
def _places(header: tuple[str, ...]) -> dict[str, int]:
    """Every way a header may be asked for, with its first place; a sheet is asked hundreds of times."""
    places: dict[str, int] = {}
    for index, text in enumerate(header):
        places.setdefault(key(text), index)
        places.setdefault(fold(text), index)
    return places


def find(header: Sequence[str], aliases: Iterable[str]) -> int | None:
    """Position of the first alias, in the order of the aliases, that the header row has; None when it has none."""
    places = _places(tuple(header))
    for alias in aliases:
        for word in (fold(alias), key(alias)):
            if word in places:
                return places[word]
    return None
