"""No amount is counted in a currency it is not in: signs, columns, headers and answers agree, or the row waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from otdel.connectors.columns.headers import split_unit
from otdel.connectors.contract import Understood
from otdel.connectors.tests.exports import rows, understood, write

TABLE = {"shape": "spend", "day": "day", "campaign": "campaign", "cost": "cost"}


def spend(folder: Path, *costs: str, header: str = "cost", **answers: str) -> Understood:
    text = f"day;campaign;{header}\n" + "".join(f"2026-04-0{n};radio;{cost}\n" for n, cost in enumerate(costs, 1))
    return understood(write(folder, text), {**TABLE, "cost": header}, **answers)


def currencies(found: Understood) -> list[str]:
    return [row["currency"] for row in rows(found)]


def aside(found: Understood) -> list[tuple[int, str]]:
    return [(one.row, one.reason.code) for one in found.rejected]


def test_each_row_keeps_the_currency_of_its_own_sign(tmp_path: Path) -> None:
    """One answer used to turn the zlotys into euros."""
    assert currencies(spend(tmp_path, "€10.50", "20.50 zł", "€1.00")) == ["EUR", "PLN", "EUR"]


def test_rows_without_a_sign_among_two_currencies_are_asked_about(tmp_path: Path) -> None:
    costs = ("€10.50", "20.50 zł", "7.00")
    assert [one.code for one in spend(tmp_path, *costs).questions] == ["currency"]
    assert currencies(spend(tmp_path, *costs, currency="UAH")) == ["EUR", "PLN", "UAH"]


def test_an_answer_does_not_overrule_a_sign(tmp_path: Path) -> None:
    """At a terminal one answer is given for all files; this file needed none."""
    assert currencies(spend(tmp_path, "€10.50", "€1.00", currency="UAH")) == ["EUR", "EUR"]
    mixed = spend(tmp_path, "$10.50", "1.00", currency="EUR")
    assert (currencies(mixed), aside(mixed)) == (["EUR"], [(2, "other_currency")])


def test_dollars_are_of_the_country_that_is_named(tmp_path: Path) -> None:
    assert currencies(spend(tmp_path, "$10.50", "$1.00", currency="CAD")) == ["CAD", "CAD"]


def test_a_sign_against_the_header_sets_its_row_aside(tmp_path: Path) -> None:
    found = spend(tmp_path, "10.50", "€1.00", header="cost (USD)")
    assert (currencies(found), aside(found)) == (["USD"], [(3, "other_currency")])


def test_a_sign_far_down_the_file_is_seen(tmp_path: Path) -> None:
    costs = ["5.25"] * 2500 + ["£4.25"]
    text = "day,campaign,cost\n" + "".join(f"2026-04-01,radio,{cost}\n" for cost in costs)
    found = understood(write(tmp_path, text), {**TABLE, "currency": "=EUR"})
    assert aside(found) == [(2502, "other_currency")]


@pytest.mark.parametrize("header", ["Clicks (all)", "Cost (all)", "Cost ALL", "Impr. (Top)", "CTR (all)"])
def test_words_that_look_like_codes_are_no_currency(header: str) -> None:
    """ALL is the code of the Albanian lek."""
    assert split_unit(header) == (header, "")


@pytest.mark.parametrize(
    ("header", "code"), [("Cost (USD)", "USD"), ("Cost (usd)", "USD"), ("Spend, UAH", "UAH"), ("Cost (TRY)", "TRY")]
)
def test_codes_in_headers_are(header: str, code: str) -> None:
    assert split_unit(header)[1] == code
