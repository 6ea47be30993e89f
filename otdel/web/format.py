"""Numbers, money and days as people of each language read them; what is not known is said, never shown as zero."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import get_currency_symbol
from django.utils import timezone
from django.utils.translation import get_language, npgettext, pgettext

from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData

Number = Decimal | float | int

NBSP, MINUS = "\u00a0", "\u2212"
LOCALES = {"en": "en_GB", "uk": "uk", "ru": "ru"}  # English days as in Europe: 23 November 2026
SYMBOLS = {
    "UAH": "₴", "USD": "$", "EUR": "€", "GBP": "£", "RUB": "₽", "PLN": "zł", "KZT": "₸", "TRY": "₺", "ILS": "₪",
    "GEL": "₾", "CZK": "Kč", "INR": "₹", "JPY": "¥", "BRL": "R$", "CAD": "CA$", "AUD": "A$", "BYN": "Br",
}  # fmt: skip
SUFFIXES = {
    "en": ("k", "M", "B"),
    "uk": (f"{NBSP}тис.", f"{NBSP}млн", f"{NBSP}млрд"),
    "ru": (f"{NBSP}тыс.", f"{NBSP}млн", f"{NBSP}млрд"),
}
# The marks Babel knows for these languages, written out: a page says hundreds of numbers and Babel takes its time.
MARKS = {
    "en": str.maketrans({}),
    "uk": str.maketrans({",": NBSP, ".": ","}),
    "ru": str.maketrans({",": NBSP, ".": ","}),
}
THOUSAND = Decimal(1000)
YEAR_END = re.compile(r"([рг]\.)(</b>)?\.(?!\.)")


def language() -> str:
    """The language of this thread as one of ours."""
    code = (get_language() or "en")[:2]
    return code if code in LOCALES else "en"


def not_known() -> str:
    """What stands where a number would, when there is none."""
    return pgettext("a number", "can’t be shown yet")


def money(value: Money | NoData | None, places: int = 0) -> str:
    """₴71,860 or 71 860 ₴. Whole units unless `places` says otherwise."""
    if not isinstance(value, Money):
        return not_known()
    return _with_symbol(_digits(_rounded(value.amount, places), places), value.currency, negative=value.amount < 0)


def short_money(value: Money | NoData | None) -> str:
    """₴2.12M or 2,12 млн ₴: three figures that matter."""
    if not isinstance(value, Money):
        return not_known()
    figures, suffix = _shortened(abs(value.amount))
    return _with_symbol(figures + suffix, value.currency, negative=value.amount < 0 and figures != "0")


def amount(value: Number | NoData | None, currency: str, places: int = 0) -> str:
    """`money` for a bare number whose currency stands beside it."""
    return money(None if value is None or isinstance(value, NoData) else Money(_decimal(value), currency), places)


def short_amount(value: Number | NoData | None, currency: str) -> str:
    return short_money(None if value is None or isinstance(value, NoData) else Money(_decimal(value), currency))


def number(value: Number | NoData | None, places: int = 2) -> str:
    """1,234,567.89 or 1 234 567,89: at most `places` digits after the mark, no trailing zeros."""
    if value is None or isinstance(value, NoData):
        return not_known()
    exact = _rounded(_decimal(value), places)
    return _sign(exact) + _bare(abs(exact), places)


def short_number(value: Number | NoData | None) -> str:
    """41.2k or 41,2 тис."""
    if value is None or isinstance(value, NoData):
        return not_known()
    figures, suffix = _shortened(abs(_decimal(value)))
    return (MINUS if value < 0 and figures != "0" else "") + figures + suffix


def ratio(value: Number | NoData | None, places: int = 2) -> str:
    """1.26 or 1,26: always `places` digits, so ratios stand under one another."""
    if value is None or isinstance(value, NoData):
        return not_known()
    exact = _rounded(_decimal(value), places)
    return _sign(exact) + _digits(exact, places)


def percent(share: Number | NoData | None, places: int = 1) -> str:
    """4.5% or 4,5 % from a share of one; no trailing zeros."""
    if share is None or isinstance(share, NoData):
        return not_known()
    figures = number(_decimal(share) * 100, places)
    return f"{figures}%" if language() == "en" else f"{figures}{NBSP}%"


def signed(figures: str) -> str:
    """Put a plus before a number that already reads as text, when it has no minus."""
    return figures if figures.startswith(MINUS) else f"+{figures}"


def day(value: date, *, year: bool = True) -> str:
    """23 November 2026, 23 листопада 2026 р.; without the year when the page says it already."""
    if not year:
        return format_date(value, "d MMMM", locale=_locale())
    return _unbroken(format_date(value, "d MMMM y" if language() == "en" else "long", locale=_locale()))


def short_day(value: date) -> str:
    """23 Nov, 23 лист.: for axes and dense tables."""
    return format_date(value, "d MMM", locale=_locale())


def dense_day(value: date) -> str:
    """23 Nov 2026, 23 лист. 2026: for tables of days of several years."""
    return _unbroken(format_date(value, "d MMM y", locale=_locale()))


def week_day(value: date) -> str:
    """Mon 23 Nov, пн, 23 лист."""
    return format_date(value, "EEE d MMM" if language() == "en" else "EEE, d MMM", locale=_locale())


def long_week_day(value: date) -> str:
    """Monday, 23 November; понеділок, 23 листопада."""
    return _unbroken(format_date(value, "EEEE, d MMMM", locale=_locale())).replace(f",{NBSP}", ", ")


def month(value: date) -> str:
    """November 2026, листопад 2026 р."""
    pattern = {"en": "LLLL y", "uk": "LLLL y 'р'.", "ru": "LLLL y 'г'."}[language()]
    return _unbroken(format_date(value, pattern, locale=_locale()))


def day_range(period: Period, *, year: bool = True) -> str:
    """1 October to 22 November 2026: both days are in. One day is said once."""
    first, last = period.start, period.last_day
    if first == last:
        return day(first, year=year)
    if (first.year, first.month) == (last.year, last.month):
        words = pgettext("days of one month, both included", "%(first)s to %(last)s")
        return words % {"first": first.day, "last": day(last, year=year)}
    words = pgettext("days, both included", "%(first)s to %(last)s")
    return words % {"first": day(first, year=year and first.year != last.year), "last": day(last, year=year)}


def moment(value: datetime, *, year: bool = False) -> str:
    """22 November 23:40, in the reader's time zone."""
    local = timezone.localtime(value)
    return f"{day(local.date(), year=year)}{NBSP}{format_datetime(local, 'HH:mm', locale=_locale())}"


def days(count: int) -> str:
    """19 days, 19 днів."""
    return npgettext("duration", "%(count)s day", "%(count)s days", count) % {"count": number(count)}


def _locale() -> str:
    return LOCALES[language()]


def _decimal(value: Number) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _sign(value: Decimal) -> str:
    return MINUS if value < 0 else ""


def _digits(value: Decimal, places: int) -> str:
    """The figures of an already rounded number, without its sign, exactly `places` after the mark."""
    return f"{abs(value):,.{places}f}".translate(MARKS[language()])


def _trimmed(value: Decimal, places: int) -> str:
    return _bare(_rounded(value, places), places)


def _bare(rounded: Decimal, places: int) -> str:
    """The figures of an already rounded number without its sign, no trailing zeros."""
    figures = f"{rounded:,.{places}f}"
    if places:
        figures = figures.rstrip("0").removesuffix(".")
    return figures.translate(MARKS[language()])


def _shortened(value: Decimal) -> tuple[str, str]:
    """Figures and suffix: three figures that matter, moving up a unit when rounding reaches a thousand."""
    if _rounded(value, 0) < THOUSAND:
        return _trimmed(value, 0), ""
    for suffix in SUFFIXES[language()]:
        value /= THOUSAND
        places = 2 if value < 10 else 1 if value < 100 else 0
        if suffix == SUFFIXES[language()][0]:
            places = 1 if value < 10 else 0  # thousands are near enough whole: 9.4k, 705k
        if _rounded(value, places) < THOUSAND:
            break
    return _trimmed(value, places), suffix


def _with_symbol(figures: str, currency: str, *, negative: bool) -> str:
    symbol = sign_of(currency)
    sign = MINUS if negative and any(figure in "123456789" for figure in figures) else ""
    if language() != "en":
        return f"{sign}{figures}{NBSP}{symbol}"
    return f"{sign}{symbol}{NBSP if symbol[-1].isalpha() else ''}{figures}"


def sign_of(currency: str) -> str:
    """₴ for UAH, the code itself where there is no sign."""
    return SYMBOLS.get(currency) or get_currency_symbol(currency, locale=_locale())


def one_stop(sentence: str) -> str:
    """A sentence that ends with a year has one full stop in Ukrainian and Russian: 2026 р., never 2026 р.."""
    return YEAR_END.sub(lambda found: found[1] + (found[2] or ""), sentence)


def _unbroken(words: str) -> str:
    """Spaces inside numbers and before units never break."""
    return words.replace(" ", NBSP).replace("\u202f", NBSP)
