"""What people read on the pages of the mix model, and what happens when they act."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from otdel.evidence import draws
from otdel.evidence.models import BudgetProposal, LiftTestRecord, MixFit, MixPrior
from otdel.evidence.tests.company import Company
from otdel.kit.viewer import Role

SignedIn = Callable[[Role], Client]

pytestmark = pytest.mark.django_db

PAGES = ("channels/", "channels/paid_search/", "scenario/", "proposals/", "model/", "model/weeks", "model/beliefs/",
         "model/beliefs/paid_search/", "tests/")  # fmt: skip


def text(client: Client, address: str, **query: str) -> str:
    answer = client.get(f"/money/{address}", query)
    assert answer.status_code == 200, address
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(unescape(words).split())


@pytest.mark.parametrize("address", PAGES)
def test_a_contractor_sees_none_of_it(signed_in: SignedIn, fitted: int, address: str) -> None:
    assert signed_in(Role.CONTRACTOR).get(f"/money/{address}").status_code == 403


@pytest.mark.parametrize("address", PAGES)
def test_an_accountant_reads_all_of_it_and_changes_nothing(signed_in: SignedIn, fitted: int, address: str) -> None:
    page = signed_in(Role.ACCOUNTANT).get(f"/money/{address}").content.decode()
    assert "Propose to the budget owner" not in page
    assert "Fit again" not in page
    assert "What do you believe?" not in page


def test_before_the_first_fitting_the_page_says_what_will_stand_there(signed_in: SignedIn, shop: Company) -> None:
    page = text(signed_in(Role.HEAD), "channels/")
    assert "The mix model has not been fitted yet" in page
    assert "Fit the model" in page
    assert "Fit the model" not in text(signed_in(Role.ACCOUNTANT), "channels/")


def test_weeks_that_cannot_carry_a_model_are_named(signed_in: SignedIn, people: object) -> None:
    MixFit.objects.create(
        state="refused", digest="d", currency="UAH", findings=[{"code": "mix_no_weeks", "values": {}, "refuses": True}]
    )
    page = text(signed_in(Role.OWNER), "channels/")
    assert "The weeks cannot carry a model yet" in page
    assert "No week is whole in both spend and sales." in page


def test_a_fitting_under_way_is_shown_with_its_progress(signed_in: SignedIn, shop: Company) -> None:
    client = signed_in(Role.HEAD)
    client.post("/money/model/fit")
    page = text(client, "channels/")
    assert "Fitting the mix model" in page
    assert "You can leave this page" in page


def test_lost_answers_are_said_and_the_numbers_stay(signed_in: SignedIn, fitted: int) -> None:
    row = MixFit.objects.get(pk=fitted)
    (draws.folder() / row.draws).write_bytes(b"not an archive")
    client = signed_in(Role.OWNER)
    assert "the answers of this version were lost" in text(client, "channels/")
    channel = text(client, "channels/paid_search/")
    assert "The curve can’t be drawn now" in channel
    assert "8 in 10" in channel
    assert "The draws of this model are gone" in text(client, "scenario/")


def test_every_spend_opens_the_money_page_of_the_same_days(signed_in: SignedIn, fitted: int) -> None:
    client = signed_in(Role.OWNER)
    page = client.get("/money/channels/").content.decode()
    opened = re.search(r'href="(/money/of/paid_search\?[^"]+)"', page)
    assert opened
    answer = client.get(unescape(opened[1]))
    assert answer.status_code == 200


def test_the_click_report_stands_apart_from_the_range_of_the_model(signed_in: SignedIn, fitted: int) -> None:
    page = text(signed_in(Role.OWNER), "channels/paid_search/")
    assert "Sales traced by clicks" in page
    assert "another kind of count, not used here" in page


def total(page: str) -> str:
    found = re.search(r"Spend a week ₴?([\d,.]+) exactly the budget", page)
    assert found, page[:600]
    return found[1]


def test_a_held_line_stays_and_the_others_still_make_the_budget(signed_in: SignedIn, fitted: int) -> None:
    client = signed_in(Role.HEAD)
    before = total(text(client, "scenario/"))
    now = Decimal(MixFit.objects.get(pk=fitted).answer["channels"][0]["recent"])
    name = MixFit.objects.get(pk=fitted).answer["channels"][0]["channel"]
    held = f"{now * Decimal('1.1'):.2f}"
    page = client.get("/money/scenario/", {f"at-{name}": held, f"was-{name}": f"{now:.2f}"}).content.decode()
    assert f'name="at-{name}" min=' in page
    assert f'value="{held}"' in page
    assert total(text(client, "scenario/", **{f"at-{name}": held, f"was-{name}": f"{now:.2f}"})) == before


def test_limits_that_leave_no_plan_are_explained_and_nothing_can_be_proposed(signed_in: SignedIn, fitted: int) -> None:
    page = text(signed_in(Role.HEAD), "scenario/", budget="1")
    assert "No plan keeps all of these limits at once" in page
    assert "Raise the budget, or release a line" in page
    assert "Propose to the budget owner" not in page


def test_odd_numbers_in_the_address_are_as_usual(signed_in: SignedIn, fitted: int) -> None:
    odd = {"budget": "1e999", "weeks": "０", "limit": "-3", "at-paid_search": "NaN", "least-paid_search": "∞"}
    assert "exactly the budget" in text(signed_in(Role.HEAD), "scenario/", **odd)


def proposed(client: Client, fitted: int) -> BudgetProposal:
    now = Decimal(MixFit.objects.get(pk=fitted).answer["channels"][0]["recent"])
    name = MixFit.objects.get(pk=fitted).answer["channels"][0]["channel"]
    form = {"fit": str(fitted), f"at-{name}": f"{now * Decimal('0.9'):.2f}", f"hold-{name}": "1", "why": "try it"}
    client.post("/money/scenario/propose", form)
    made = BudgetProposal.objects.first()
    assert made is not None
    return made


def test_a_scenario_becomes_a_proposal_and_the_owner_accepts_it(signed_in: SignedIn, fitted: int) -> None:
    made = proposed(signed_in(Role.HEAD), fitted)
    assert sum(Decimal(line["after"]) for line in made.lines) == made.weekly
    owner = signed_in(Role.OWNER)
    page = text(owner, f"proposals/{made.pk}/")
    assert "Accept the budget" in page
    assert "try it" in page
    owner.post(f"/money/proposals/{made.pk}/accept", {"why": "good"})
    made.refresh_from_db()
    assert made.state == "accepted"
    assert "Accept the budget" not in text(owner, f"proposals/{made.pk}/")


def test_a_head_proposes_and_does_not_decide(signed_in: SignedIn, fitted: int) -> None:
    head = signed_in(Role.HEAD)
    made = proposed(head, fitted)
    assert "Accept the budget" not in text(head, f"proposals/{made.pk}/")
    assert head.post(f"/money/proposals/{made.pk}/accept").status_code == 403
    assert signed_in(Role.SPECIALIST).post("/money/scenario/propose", {"fit": str(fitted)}).status_code == 403


def test_a_belief_is_told_as_a_range_with_its_reason(signed_in: SignedIn, fitted: int) -> None:
    head = signed_in(Role.HEAD)
    refused = head.post("/money/model/beliefs/paid_search/", {"low": "3", "high": "1", "why": "x"})
    assert refused.status_code == 400
    head.post("/money/model/beliefs/paid_search/", {"low": "1", "high": "4", "why": "last year’s test"})
    kept = MixPrior.objects.get()
    assert kept.median == Decimal("2.000000")
    assert abs(float(kept.spread or 0) - 0.5409) < 0.001  # log(4) / 2 / 1.2816
    assert "last year’s test" in text(head, "model/beliefs/")
    head.post("/money/model/beliefs/paid_search/", {"forget": "1", "why": "it was another shop"})
    assert "it was another shop" in text(head, "model/beliefs/paid_search/")


def test_an_experiment_is_written_down_and_taken_back(signed_in: SignedIn, fitted: int, shop: Company) -> None:
    head = signed_in(Role.HEAD)
    saw = MixFit.objects.get(pk=fitted)
    assert saw.first_week
    form = {
        "channel": "paid_search", "kind": "off", "first": saw.first_week.isoformat(),
        "last": (saw.first_week + timedelta(days=13)).isoformat(),
        "lift": "10 000", "low": "6000", "high": "14000", "share": "100",
    }  # fmt: skip
    assert head.post("/money/tests/new", form).status_code == 302
    kept = LiftTestRecord.objects.get()
    assert abs(kept.error - Decimal("3121.21")) < Decimal("0.05")  # 8000 / 2.5631
    assert "₴10,000" in text(head, "tests/")
    head.post(f"/money/tests/{kept.pk}/take-back", {"why": "wrong regions"})
    assert "wrong regions" in text(head, "tests/")


def test_an_experiment_outside_its_own_range_is_refused(signed_in: SignedIn, fitted: int) -> None:
    form = {"channel": "paid_search", "kind": "off", "first": "2026-01-05", "last": "2026-01-11", "lift": "1",
            "low": "6000", "high": "14000", "share": "100"}  # fmt: skip
    answer = signed_in(Role.HEAD).post("/money/tests/new", form)
    assert answer.status_code == 400
    assert "must lie between" in answer.content.decode()


def test_what_the_model_saw_can_be_taken_away(signed_in: SignedIn, fitted: int) -> None:
    answer = signed_in(Role.SPECIALIST).get("/money/model/weeks.csv")
    assert answer.status_code == 200
    assert answer.content.decode("utf-8-sig").startswith("week")
    assert signed_in(Role.SPECIALIST).get("/money/model/weeks.pdf").status_code == 404


def test_an_address_of_nothing_is_not_there(signed_in: SignedIn, fitted: int) -> None:
    client = signed_in(Role.OWNER)
    for address in (
        "channels/nobody/",
        "proposals/99/",
        "model/beliefs/nobody/",
        f"model/progress?{urlencode({'job': '999'})}",
    ):
        assert client.get(f"/money/{address}").status_code == 404
