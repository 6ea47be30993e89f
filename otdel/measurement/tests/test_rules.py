"""Arithmetic of files and days, and what of a row is personal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from otdel.connectors.reasons import REASONS
from otdel.kit.period import Period
from otdel.measurement import wording
from otdel.measurement.limits import NAME_LENGTH, clean_name
from otdel.measurement.personal import COVER, covered, is_personal
from otdel.measurement.rules import Age, TypedCost, age, cost_days, fingerprint, missing_days


def test_a_layout_is_the_same_whatever_its_case_and_spaces() -> None:
    assert fingerprint([("Day", "Cost ")]) == fingerprint([("day", " cost")])
    assert fingerprint([("Day", "Cost")]) != fingerprint([("Cost", "Day")])
    assert fingerprint([]) == ""


def test_missing_days_are_holes_not_ends() -> None:
    days = [date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 5), date(2026, 10, 9)]
    assert missing_days(days) == (
        Period(date(2026, 10, 3), date(2026, 10, 5)),
        Period(date(2026, 10, 6), date(2026, 10, 9)),
    )


def test_data_to_yesterday_is_fresh() -> None:
    assert age(date(2026, 11, 22), date(2026, 11, 23), expected=1) == Age(0, late=False)
    assert age(date(2026, 11, 20), date(2026, 11, 23), expected=1) == Age(2, late=True)


def cost(number: int, amount: str, *, private: bool = False, channel: str = "") -> TypedCost:
    period = Period.month(2026, 11)
    kind = "salary" if private else "tool"
    return TypedCost(number, kind, f"cost {number}", channel, Decimal(amount), "EUR", period, private)


def test_a_cost_spread_over_its_days_adds_up_exactly() -> None:
    days = cost_days([cost(1, "100")])
    assert len(days) == 30
    assert sum(day.amount for day in days) == Decimal(100)


def test_salaries_are_one_sum_a_day_with_no_name() -> None:
    days = cost_days([cost(1, "300", private=True), cost(2, "600", private=True)])
    assert len(days) == 30
    assert {(day.label, day.reference) for day in days} == {("", days[0].reference)}
    assert sum(day.amount for day in days) == Decimal(900)


@pytest.mark.parametrize(
    "header",
    ["E-mail", "Customer Email", "Phone", "Billing Name", "Shipping Address1", "Телефон", "Имя клиента", "ПІБ",
     "First name", "Пошта", "Контактное лицо", "Customer"],
)  # fmt: skip
def test_columns_about_people_are_covered(header: str) -> None:
    assert is_personal(header)
    assert covered(header, "Ihor Bondar") == COVER


@pytest.mark.parametrize(
    "header",
    ["Campaign name", "Ad set name", "Lineitem name", "Account name", "Cost", "Кампанія", "Customer ID", "Name"],
)
def test_columns_about_things_are_shown(header: str) -> None:
    assert covered(header, "Brand") == "Brand"


def test_a_contact_is_covered_wherever_it_stands() -> None:
    assert covered("Notes", "call +380 67 123 45 67 or ihor@example.com") == f"call {COVER} or {COVER}"
    assert covered("Cost", "1,234.50") == "1,234.50"
    assert covered("Day", "2026-10-01") == "2026-10-01"


def test_names_keep_their_ending_when_cut() -> None:
    assert clean_name("a" * 400 + ".csv").endswith(".csv")
    assert len(clean_name("a" * 400 + ".csv")) == NAME_LENGTH
    assert clean_name("C:\\reports\\..\\october.csv") == "october.csv"
    assert clean_name("..") == "file"


def test_every_reason_of_the_readers_has_words() -> None:
    assert not set(REASONS) - set(wording.SENTENCES)
