"""Odd and hostile input: addresses, forms and files never break a page, and nothing foreign is run or shown raw."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from otdel.kit.viewer import Role
from otdel.scorecard.models import PlanValue, Reading
from otdel.scorecard.tests.conftest import Department

As = Callable[[Role], Client]
ODD = [
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "9999-12",
    "0000",
    "2026-w99",
    "../../etc",
    "\u202e2026",
    "1e9",
    "٢٠٢٦-١٠",
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize(
    "address",
    [
        "/team/scorecard/?by={0}&until={0}",
        "/team/kpi/ppc_waste/?period={0}",
        "/team/measures/?way={0}&q={0}&missing={0}",
        "/team/readings/?period={0}",
        "/team/plans/?year={0}&add={0}",
    ],
)
def test_an_odd_address_shows_the_usual_page(team: Department, signed_in: As, address: str, text: str) -> None:
    page = signed_in(Role.OWNER).get(address.format(text))
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_what_is_not_there_is_not_there(team: Department, signed_in: As) -> None:
    owner = signed_in(Role.OWNER)
    for address in (
        "/team/kpi/nothing/", "/team/measures/nothing/", "/team/readings/type/nothing/", "/team/readings/77/again/",
        "/team/readings/77/settle/", "/team/periods/77/", "/team/plans/targets/?kpi=nothing", "/team/scorecard/exe",
        "/team/kpi/nothing/change/",
    ):  # fmt: skip
        assert owner.get(address).status_code == 404, address


@pytest.mark.parametrize("text", ["=1+1", "1e999", "NaN", "--5", "1,2,3.4.5", "9" * 40, "\u0000"])
def test_a_box_that_is_no_number_keeps_the_plan_as_it_was(team: Department, signed_in: As, text: str) -> None:
    owner = signed_in(Role.OWNER)
    sent = {"year": "2026", "spend_paid@2026-09": "1 250,50", "spend_paid@2026-10": text}
    page = owner.post("/team/plans/save", sent)
    assert page.status_code == 400
    assert PlanValue.objects.get().value == Decimal("1250.5")  # the good box is kept, the bad one named


def test_a_box_for_another_year_or_measure_changes_nothing(team: Department, signed_in: As) -> None:
    sent = {"year": "2026", "spend_paid@2031-01": "5", "nothing@2026-10": "5", "spend_paid": "5", "@": "5"}
    signed_in(Role.OWNER).post("/team/plans/save", sent)
    assert not PlanValue.objects.exists()


def test_a_formula_with_markup_is_shown_as_text(team: Department, signed_in: As) -> None:
    sent = {"formula": "<img src=x onerror=alert(1)>", "name": "<b>x</b>"}
    page = signed_in(Role.OWNER).post("/team/kpi/ppc_waste/change/", sent)
    assert page.status_code == 400
    assert "<img src=x" not in page.content.decode()


def test_a_reading_by_somebody_elses_key_is_not_found_out(team: Department, signed_in: As) -> None:
    head = signed_in(Role.HEAD)
    address = "/team/readings/type/sample_items/?period=2026-10&who=ihor"
    assert head.post(address, {"value": "5"}).status_code == 302
    pk = Reading.objects.get().pk
    assert signed_in(Role.CONTRACTOR).get(f"/team/readings/{pk}/again/").status_code == 404
    assert head.get(f"/team/readings/{pk}/again/").status_code == 403  # one is never one's own second reader
    assert signed_in(Role.SPECIALIST).get(f"/team/readings/{pk}/settle/").status_code == 403


@pytest.mark.parametrize("typed", ["", "2026-09", "october"])
def test_closing_asks_for_the_same_name_twice(team: Department, signed_in: As, typed: str) -> None:
    page = signed_in(Role.OWNER).post("/team/periods/", {"period": "2026-10", "typed": typed})
    assert page.status_code == 400
