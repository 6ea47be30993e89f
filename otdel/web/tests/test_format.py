"""Known answers of the design's table: how numbers, money and days read in each language."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from django.template import Context, Template
from django.utils import timezone, translation

from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.web import format, reasons

N = "\u00a0"
D = Decimal


def in_languages(function: object, *values: object, **options: object) -> list[str]:
    said = []
    for code in ("en", "uk", "ru"):
        with translation.override(code):
            said.append(function(*values, **options))  # type: ignore[operator]
    return said


@pytest.mark.parametrize(
    ("amount", "currency", "en", "local"),
    [
        ("71860", "UAH", "₴71,860", f"71{N}860{N}₴"),
        ("71860.5", "USD", "$71,861", f"71{N}861{N}$"),
        ("999.49", "EUR", "€999", f"999{N}€"),
        ("-1240", "UAH", "−₴1,240", f"−1{N}240{N}₴"),
        ("-0.3", "UAH", "₴0", f"0{N}₴"),
        ("1200", "PLN", f"zł{N}1,200", f"1{N}200{N}zł"),
        ("1200", "XAU", f"XAU{N}1,200", f"1{N}200{N}XAU"),
    ],
)
def test_money_in_whole_units_with_its_narrow_symbol(amount: str, currency: str, en: str, local: str) -> None:
    assert in_languages(format.money, Money(D(amount), currency)) == [en, local, local]


@pytest.mark.parametrize("value", ["0", "12", "999.5", "1000", "1234.5", "9999999.25", "1234567890"])
def test_figures_are_marked_as_babel_marks_them(value: str) -> None:
    for code, locale in format.LOCALES.items():
        with translation.override(code):
            as_babel = format_decimal(D(value), "#,##0.##", locale=locale).replace("\u202f", N)
            assert format.number(D(value)) == as_babel


def test_pennies_only_when_asked_for() -> None:
    assert in_languages(format.money, Money(D("1.255"), "UAH"), 2) == ["₴1.26", f"1,26{N}₴", f"1,26{N}₴"]


@pytest.mark.parametrize(
    ("amount", "en", "uk", "ru"),
    [
        ("2120000", "₴2.12M", f"2,12{N}млн{N}₴", f"2,12{N}млн{N}₴"),
        ("2000000", "₴2M", f"2{N}млн{N}₴", f"2{N}млн{N}₴"),
        ("705120", "₴705k", f"705{N}тис.{N}₴", f"705{N}тыс.{N}₴"),
        ("9412", "₴9.4k", f"9,4{N}тис.{N}₴", f"9,4{N}тыс.{N}₴"),
        ("435.4", "₴435", f"435{N}₴", f"435{N}₴"),
        ("999.6", "₴1k", f"1{N}тис.{N}₴", f"1{N}тыс.{N}₴"),
        ("999999", "₴1M", f"1{N}млн{N}₴", f"1{N}млн{N}₴"),
        ("-12345678", "−₴12.3M", f"−12,3{N}млн{N}₴", f"−12,3{N}млн{N}₴"),
        ("4200000000", "₴4.2B", f"4,2{N}млрд{N}₴", f"4,2{N}млрд{N}₴"),
        ("0", "₴0", f"0{N}₴", f"0{N}₴"),
    ],
)
def test_short_money(amount: str, en: str, uk: str, ru: str) -> None:
    assert in_languages(format.short_money, Money(D(amount), "UAH")) == [en, uk, ru]


def test_numbers_ratios_and_percents() -> None:
    assert in_languages(format.number, D("1234567.89")) == ["1,234,567.89", *[f"1{N}234{N}567,89"] * 2]
    assert in_languages(format.number, -3) == ["−3"] * 3
    assert in_languages(format.number, 0.1 + 0.2) == ["0.3", "0,3", "0,3"]
    assert in_languages(format.percent, D("0.045")) == ["4.5%", *[f"4,5{N}%"] * 2]
    assert in_languages(format.percent, D("0.55")) == ["55%", *[f"55{N}%"] * 2]
    assert in_languages(format.ratio, D("1.3")) == ["1.30", "1,30", "1,30"]
    assert in_languages(format.short_number, 41234) == ["41k", f"41{N}тис.", f"41{N}тыс."]
    assert format.signed(format.number(5)) == "+5"
    assert format.signed(format.number(-5)) == "−5"


def test_days() -> None:
    monday = date(2026, 11, 23)
    assert [said.replace(N, " ") for said in in_languages(format.day, monday)] == [
        "23 November 2026",
        "23 листопада 2026 р.",
        "23 ноября 2026 г.",
    ]
    assert in_languages(format.week_day, monday)[0] == "Mon 23 Nov"
    assert in_languages(format.week_day, monday)[1].startswith("пн, 23 лис")
    assert [said.replace(N, " ") for said in in_languages(format.month, monday)] == [
        "November 2026",
        "листопад 2026 р.",
        "ноябрь 2026 г.",
    ]


def test_a_range_names_its_last_day_and_says_nothing_twice() -> None:
    def said(period: Period, **options: bool) -> list[str]:
        return [words.replace(N, " ") for words in in_languages(format.day_range, period, **options)]

    assert said(Period(date(2026, 10, 1), date(2026, 11, 23))) == [
        "1 October to 22 November 2026",
        "1 жовтня – 22 листопада 2026 р.",
        "1 октября – 22 ноября 2026 г.",
    ]
    assert said(Period.month(2026, 10), year=False) == ["1 to 31 October", "1–31 жовтня", "1–31 октября"]
    assert said(Period.day(date(2026, 11, 22)))[0] == "22 November 2026"
    assert said(Period(date(2025, 12, 29), date(2026, 1, 5)))[0] == "29 December 2025 to 4 January 2026"


def test_a_moment_is_told_in_the_readers_time_zone() -> None:
    from zoneinfo import ZoneInfo

    with timezone.override(ZoneInfo("Europe/Kyiv")):
        assert format.moment(datetime(2026, 11, 22, 21, 40, tzinfo=UTC)) == f"22 November{N}23:40"


@pytest.mark.parametrize(
    ("count", "uk", "ru"), [(1, "день", "день"), (2, "дні", "дня"), (5, "днів", "дней"), (21, "день", "день")]
)
def test_days_are_counted_with_the_right_plural(count: int, uk: str, ru: str) -> None:
    assert in_languages(format.days, count)[1:] == [f"{count} {uk}", f"{count} {ru}"]


def test_what_is_not_known_is_said_and_never_zero() -> None:
    missing = NoData.because("no_cost", sales=3)
    for function in (
        format.money,
        format.short_money,
        format.number,
        format.percent,
        format.ratio,
        format.short_number,
    ):
        for nothing in (missing, None):
            said = in_languages(function, nothing)
            assert said == ["can’t be shown yet", "поки не видно", "пока не видно"]


def test_a_page_shows_the_reason_of_a_missing_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons, "_words", {})
    reasons.register({"no_cost": "%(sales)s sales have <no> cost"})
    page = Template("{% load format %}{{ margin|money }}").render(
        Context({"margin": NoData.because("no_cost", sales=3)})
    )
    assert page == '<span class="nodata" title="3 sales have &lt;no&gt; cost">can’t be shown yet</span>'


def test_a_reason_without_words_says_its_code_and_a_code_has_one_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons, "_words", {})
    assert "odd_code" in reasons.say(NoData.because("odd_code").reason)
    reasons.register({"late": "It is late"})
    with pytest.raises(ValueError, match="late"):
        reasons.register({"late": "Something else"})


def test_a_sentence_that_ends_with_a_year_has_one_full_stop() -> None:
    with translation.override("uk"):
        day = format.day(date(2026, 11, 15))
    assert day.endswith("р.")
    assert format.one_stop(f"Обіцяно до {day}. Заплатіть.") == f"Обіцяно до {day} Заплатіть."
    assert format.one_stop("за <b>жовтень 2026 р.</b>.") == "за <b>жовтень 2026 р.</b>"
    assert format.one_stop("Promised by 15 November 2026. Wait...") == "Promised by 15 November 2026. Wait..."
