"""Whoever computes with the figures as they are printed gets the cent that is printed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings

from otdel.kit.reason import Reason
from otdel.motivation.pages.pay_lines import Saying, steps_of
from otdel.motivation.queries.kpi_facts import KpiFact, Piece
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.lines import Inputs, Line, Result
from otdel.motivation.rules.plan import By, Component, Plan, Point
from otdel.motivation.rules.rounding import money
from otdel.motivation.tests.pay_strategies import inputs, plans
from otdel.motivation.wording.digits import multiplier
from otdel.web.reasons import say

NUMBER = r"[^\s()]+"
BETWEEN = re.compile(
    rf"For (?P<x>{NUMBER}): (?P<low_pays>{NUMBER}) (?P<sign>[+−]) (?P<gain>{NUMBER}) × "
    rf"\((?P=x) − (?P<low>{NUMBER})\) ÷ \((?P<high>{NUMBER}) − (?P=low)\)"
)
LINE = (Point(Decimal("0.6"), Decimal(0)), Point(Decimal(1), Decimal(1)))
TIMES = re.compile(rf"× (?P<factor>{NUMBER})[, ]")


def read(figure: str) -> Decimal:
    """A number as a person reads it off the page."""
    plain = re.sub(r"[^\d.%−-]", "", figure).replace("−", "-")
    return Decimal(plain.rstrip("%")) / (100 if plain.endswith("%") else 1)


def by_hand(words: str) -> Decimal | None:
    """What the printed straight line between two points comes to."""
    found = BETWEEN.search(words)
    if found is None:
        return None
    at = {name: read(said) for name, said in found.groupdict().items() if name != "sign"}
    gain = at["gain"] * (at["x"] - at["low"]) / (at["high"] - at["low"])
    return at["low_pays"] + (gain if found["sign"] == "+" else -gain)


def between(x: str) -> str:
    """A quarter of ₴8,000 by the share of complete cards: nothing at 75%, all of it at 92%."""
    about = {"kpi": "cnt_cards", "by": "attainment", "currency": "UAH", "x": x}
    points = {"low": "0.75", "low_pays": "0", "high": "0.92", "high_pays": "2000"}
    return say(Reason.of("pay_step_between", **about, **points))


def test_a_share_has_as_many_digits_as_its_cent_needs() -> None:
    with override("en"):
        words = between("0.89065421")
        assert "For 89.06542%:" in words  # 89.0654% would come to ₴1,654.75
        assert money(by_hand(words) or Decimal(0)) == Decimal("1654.76")
        assert "For 80%:" in between("0.8")


def test_a_result_just_below_a_point_is_not_printed_as_the_point() -> None:
    about = {
        "kpi": "cnt_cards",
        "by": "attainment",
        "currency": "UAH",
        "x": "0.79999999",
        "low": "0.8",
        "low_pays": "0",
    }
    with override("en"):
        assert say(Reason.of("pay_step_below", **about)).startswith("79.999999% is below 80%")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), inputs())
def test_every_printed_step_comes_to_its_printed_cent(plan: Plan, period: Inputs) -> None:
    saying = Saying(plan.currency, cents=True, results=period.results, plan=plan)
    with override("en"):
        for line in compute(plan, period).lines:
            shown = steps_of(line, saying)
            for place, step in enumerate(shown):
                _check(line, step.words, step.figure, shown[place - 1].figure)


def _check(line: Line, words: str, figure: str, before: str) -> None:
    mine = by_hand(words)
    if mine is not None and not figure.endswith("%"):
        assert money(mine) == read(figure), (line.code, words, figure)
    found = TIMES.match(words)
    if found and "after it" in words:
        assert money(read(before) * read(found["factor"])) == read(figure), (line.code, words, figure, before)


def test_a_factor_has_the_digits_its_amount_needs() -> None:
    factor = Decimal("0.984615384615384615384615")
    assert multiplier(factor, Decimal("24850.00")) == Decimal("0.9846154")
    assert multiplier(Decimal("0.8"), Decimal("24850.00")) == Decimal("0.8")


@pytest.mark.parametrize(
    ("value", "reached", "figures"),
    [
        ("3.764563", "0.844343", ["₴3.764563", "₴4.45857"]),
        ("430.00", "0.860000", ["₴430.00", "₴500.00"]),
        ("34206.67", "1.015678", ["₴34,206.67", "₴33,678.66"]),
    ],
)
def test_a_result_and_its_goal_give_how_much_is_reached(value: str, reached: str, figures: list[str]) -> None:
    """₴3.76 ÷ ₴4.46 would be 84.30%, and not the 84.4343% the rule is asked with."""
    plan = Plan(
        "w", "email", "month", "UAH", Decimal(0), target_variable=Decimal(6000),
        components=(Component("eml_lift", Decimal(1), LINE, By.ATTAINMENT),),
    )  # fmt: skip
    result = Result(Decimal(value), Decimal(reached))
    pieces = tuple(Piece(code, code, "money", Decimal(value)) for code in ("margin", "contacts"))
    about = {"fresh_to": None, "moves_until": date(2026, 11, 8), "closed": True}
    fact = KpiFact("eml_lift", "Lift", "money", False, False, False, pieces, "ratio(margin, contacts)", **about)  # type: ignore[arg-type]
    saying = Saying("UAH", cents=True, facts={"eml_lift": fact}, results={"eml_lift": result}, plan=plan)
    line = compute(plan, Inputs({"eml_lift": result})).lines[1]
    with override("en"):
        shown = steps_of(line, saying)
    assert [one.figure for one in shown[2:4]] == figures
    assert (read(figures[0]) / read(figures[1])).quantize(Decimal("0.000001")) == Decimal(reached)
    assert shown[4].figure == f"{Decimal(reached) * 100:.4f}".rstrip("0").rstrip(".") + "%"
