"""Costs and rates typed by hand become facts as files do; channel rules sort and say what a change moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.test import Client

from otdel.accounts.models import Company
from otdel.jobs.worker import run_waiting
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.viewer import Role, Viewer
from otdel.measurement import services
from otdel.measurement.channels import ChannelRule
from otdel.measurement.models import ChannelRule as Kept
from otdel.measurement.models import Cost, Import, TypedRate
from otdel.measurement.previews import CheckLine
from otdel.measurement.queries.rules import company_rules, preview_of, rules_state, typed_rates
from otdel.measurement.queries.typed import rate_pairs
from otdel.measurement.store import warehouse
from otdel.measurement.templatetags.measurement import checked

OCTOBER = Period.month(2026, 10)


def typed_spend() -> Decimal:
    rows = warehouse().ask("spend_by_day", from_day=OCTOBER.start, to_day=OCTOBER.end).to_pylist()
    return sum((row["cost"] for row in rows if row["source"] == "manual"), Decimal(0))


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_a_cost_counts_as_spend_and_can_be_taken_away(olha: Viewer) -> None:
    tool = services.add_cost(olha, "tool", "Rank tracker", euros("120"), OCTOBER)
    services.add_cost(olha, "salary", "Ihor", euros("3000"), OCTOBER)
    run_waiting()
    assert typed_spend() == Decimal(3120)
    services.remove_cost(olha, tool)
    run_waiting()
    assert typed_spend() == Decimal(3000)
    for cost in list(type(tool).objects.all()):
        services.remove_cost(olha, cost)
    run_waiting()
    assert typed_spend() == 0


def test_typed_costs_survive_reading_everything_anew(olha: Viewer) -> None:
    services.add_cost(olha, "tool", "Rank tracker", euros("100"), OCTOBER)
    services.add_cost(olha, "contractor", "Designer", euros("250.55"), OCTOBER, "display")
    run_waiting()
    assert services.rebuild().same
    assert typed_spend() == Decimal("350.55")


def test_a_cost_given_to_a_channel_is_sorted_there(olha: Viewer) -> None:
    services.add_cost(olha, "tool", "Rank tracker", euros("100"), OCTOBER, "organic_search")
    assert company_rules() == (ChannelRule("organic_search", source="manual", campaign_type="organic_search"),)


def test_typed_files_are_not_in_the_list_of_imports(olha: Viewer, signed_in: Callable[[Role], Client]) -> None:
    services.add_cost(olha, "tool", "Rank tracker", euros("100"), OCTOBER)
    run_waiting()
    assert Import.objects.filter(typed="costs").count() == 1
    assert "otdel-costs.csv" not in signed_in(Role.OWNER).get("/money/data/imports").content.decode()


def test_a_rate_typed_again_replaces_the_first(olha: Viewer) -> None:
    services.add_rate(olha, date(2026, 10, 1), "USD", "EUR", Decimal("0.9"))
    services.add_rate(olha, date(2026, 10, 1), "USD", "EUR", Decimal("0.91"))
    run_waiting()
    assert [(rate.currency, rate.rate) for rate in typed_rates()] == [("USD", Decimal("0.91"))]
    assert [(pair.days, pair.last_rate) for pair in rate_pairs(olha)] == [(1, Decimal("0.91"))]


def test_a_rule_shows_what_it_would_move_and_saves_nothing(olha: Viewer, spend_csv: Callable[..., Path]) -> None:
    services.start(olha, services.receive_file(olha, spend_csv(), "google.csv").item)
    run_waiting()
    moves = preview_of(olha, [ChannelRule("Brand search", campaign="*brand*")])
    assert [(move.before, move.after, move.spend) for move in moves] == [
        ("paid_search", "Brand search", Decimal("31.5"))
    ]
    assert not Kept.objects.exists()


def test_spend_in_another_currency_is_weighed_at_the_rate_of_its_day_and_never_as_zero(
    olha: Viewer, spend_csv: Callable[..., Path], signed_in: Callable[[Role], Client]
) -> None:
    Company.objects.update(currency="UAH")
    services.start(olha, services.receive_file(olha, spend_csv(), "google.csv").item)
    run_waiting()
    services.save_rule(olha, ChannelRule("Brand search", campaign="*brand*"))
    (line,) = rules_state(olha).lines
    assert (line.spend, line.elsewhere) == (Decimal(0), (euros("31.5"),))
    page = signed_in(Role.OWNER).get("/money/data/rules").content.decode()
    assert "€31.50" in page
    assert ">₴0<" not in page
    assert "Nothing was spent yet" not in page
    services.add_rate(olha, date(2026, 10, 2), "EUR", "UAH", Decimal(50))
    run_waiting()
    (line,) = rules_state(olha).lines
    assert (line.spend, line.elsewhere) == (Decimal(1050), (euros("10.5"),)), "the first day has no rate yet"
    assert "₴1,050 + €10.50" in signed_in(Role.OWNER).get("/money/data/rules").content.decode()
    moves = preview_of(olha, [])
    assert [(move.after, move.spend, move.elsewhere) for move in moves] == [
        ("paid_search", Decimal(1050), (euros("10.5"),))
    ]


def test_rules_are_tried_in_the_order_a_person_gives(olha: Viewer) -> None:
    first = services.save_rule(olha, ChannelRule("A", campaign="*brand*"))
    second = services.save_rule(olha, ChannelRule("B", campaign="*brand*"))
    assert [line.reached for line in rules_state(olha).lines] == [True, False]  # B can never be reached
    services.move_rule(olha, second, up=True)
    assert list(Kept.objects.values_list("channel", flat=True)) == ["B", "A"]
    services.reorder_rules(olha, [first.pk, second.pk])
    assert list(Kept.objects.values_list("channel", flat=True)) == ["A", "B"]


def test_after_an_import_the_money_page_opens_at_the_days_of_the_file(
    olha: Viewer, spend_csv: Callable[..., Path], signed_in: Callable[[Role], Client]
) -> None:
    item = services.receive_file(olha, spend_csv(), "google.csv").item
    services.start(olha, item)
    run_waiting()
    page = signed_in(Role.OWNER).get(f"/money/import/{item.pk}").content.decode()
    assert 'href="/money/?period=2026-10-01..2026-10-03"' in page
    Import.objects.filter(pk=item.pk).update(rows={"observations": 3})
    assert "?period=" not in signed_in(Role.OWNER).get(f"/money/import/{item.pk}").content.decode()


def test_a_typed_rate_is_known_at_once_and_its_removal_can_be_taken_back(
    olha: Viewer, signed_in: Callable[[Role], Client]
) -> None:
    client = signed_in(Role.OWNER)
    assert "No rate is known yet" in client.get("/money/data/rates").content.decode()
    given = {"day": "2026-10-01", "currency": "usd", "into": "UAH", "rate": "41,25"}
    page = client.post("/money/data/rates", given, follow=True).content.decode()
    assert "No rate is known yet" not in page
    assert "Rates of <b>1 pair</b>" in page
    (rate,) = TypedRate.objects.all()
    page = client.post(f"/money/data/rates/{rate.pk}/remove", follow=True).content.decode()
    assert "/money/data/rates/restore" in page, "the toast offers to take it back"
    assert not TypedRate.objects.exists()
    client.post("/money/data/rates/restore")
    client.post("/money/data/rates/restore")
    assert [(one.day, one.currency, one.rate) for one in TypedRate.objects.all()] == [
        (date(2026, 10, 1), "USD", Decimal("41.25"))
    ]


def test_the_removal_of_a_cost_can_be_taken_back_by_who_removed_it(
    olha: Viewer, signed_in: Callable[[Role], Client]
) -> None:
    cost = services.add_cost(olha, "salary", "Ihor", euros("3000"), OCTOBER, "")
    client = signed_in(Role.OWNER)
    client.post(f"/money/data/costs/{cost.pk}/remove")
    signed_in(Role.HEAD).post("/money/data/costs/restore")
    assert not Cost.objects.exists()
    client.post("/money/data/costs/restore")
    (again,) = Cost.objects.all()
    assert (again.kind, again.label, again.money, again.period) == ("salary", "Ihor", euros("3000"), OCTOBER)


def test_a_total_that_agrees_only_to_the_rounding_says_so() -> None:
    check = CheckLine("Cost", "Total", 9, "", Decimal("1164.1"), Decimal("1164.09"), agrees=True)
    assert checked(check) == (
        "“Cost”: our sum 1,164.10 agrees, to the rounding, with the file’s own 1,164.09 in row 9."
    )
    same = CheckLine("Clicks", "Total", 9, "", Decimal(1200), Decimal(1200), agrees=True)
    assert checked(same) == "“Clicks”: our sum 1,200 equals the file’s own total in row 9."


def test_nothing_spent_is_said_with_a_zero(signed_in: Callable[[Role], Client], olha: Viewer) -> None:
    """A shop that pays no contractors has to be able to say so: its cost of a lead waits for that word."""
    said = {"kind": "contractor", "label": "No contractors", "currency": "EUR", "first": "2026-10-01"}
    client = signed_in(Role.OWNER)
    assert client.post("/money/data/costs", said | {"last": "2026-10-31", "amount": "-1"}).status_code == 400
    assert client.post("/money/data/costs", said | {"last": "2026-10-31", "amount": "0"}).status_code == 302
    run_waiting()
    rows = warehouse().ask("spend_by_day", from_day=OCTOBER.start, to_day=OCTOBER.end).to_pylist()
    assert sum(row["cost"] for row in rows if row["source"] == "manual") == 0
    assert len([row for row in rows if row["source"] == "manual"]) == OCTOBER.days
