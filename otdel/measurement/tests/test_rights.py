"""Every address with every role: who may open what, and what nobody without a right ever sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.jobs.worker import run_waiting
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.viewer import Role
from otdel.measurement import services, urls
from otdel.measurement.channels import ChannelRule
from otdel.measurement.models import Import

ALL = {Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT}
IMPORTERS = ALL - {Role.ACCOUNTANT}
STAFF = {Role.OWNER, Role.HEAD, Role.SPECIALIST}
NOT_CONTRACTOR = ALL - {Role.CONTRACTOR}
BOSSES = {Role.OWNER, Role.HEAD}

READ = {  # address name -> who may read it (an import of the owner's is in it where an id is needed)
    "imports": IMPORTERS,
    "import": STAFF,
    "data": NOT_CONTRACTOR,
    "import_list": IMPORTERS,
    "rejected": IMPORTERS,
    "raw_file": BOSSES,
    "presets": STAFF,
    "source": NOT_CONTRACTOR,
    "rules": STAFF,
    "new_rule": BOSSES,
    "rule": BOSSES,
    "costs": NOT_CONTRACTOR,
    "rates": NOT_CONTRACTOR,
    "row": STAFF | {Role.ACCOUNTANT},
    "wizard": STAFF,
}
POST_ONLY = {  # nobody reads these; a stranger to the thing is refused
    "start_all": IMPORTERS,
    "answer": STAFF,
    "preset": STAFF,
    "again": STAFF,
    "act": STAFF,
    "forget_preset": STAFF,
    "rule_act": BOSSES,
    "remove_cost": BOSSES | {Role.ACCOUNTANT},
    "remove_rate": BOSSES | {Role.ACCOUNTANT},
    "restore_cost": BOSSES | {Role.ACCOUNTANT, Role.SPECIALIST},
    "restore_rate": BOSSES | {Role.ACCOUNTANT},
}

SignIn = Callable[[Role], Client]


@pytest.fixture
def addresses(cast: dict[Role, Person], spend_csv: Callable[..., Path]) -> dict[str, str]:
    """Something of each kind, made by the owner, and the address of each page about it."""
    owner = as_viewer(cast[Role.OWNER])
    item = services.receive_file(owner, spend_csv(), "google.csv").item
    services.start(owner, item)
    cost = services.add_cost(owner, "salary", "Ihor", Money(Decimal(3000), "EUR"), Period.month(2026, 10))
    rate = services.add_rate(owner, date(2026, 10, 1), "USD", "EUR", Decimal("0.9"))
    rule = services.save_rule(owner, ChannelRule("Brand", campaign="*brand*"))
    run_waiting()
    preset = services.save_preset(owner, Import.objects.get(pk=item.pk), "Ours")
    ids: dict[str, list[object]] = {
        "raw_file": [item.file.sha256],
        "source": ["google_ads"],
        "rule": [rule.pk],
        "row": [item.pk, 4],
        "act": [item.pk, "undo"],
        "forget_preset": [preset.pk],
        "rule_act": [rule.pk, "up"],
        "remove_cost": [cost.pk],
        "remove_rate": [rate.pk],
        **{name: [item.pk] for name in ("import", "wizard", "answer", "preset", "again")},
    }
    return {name: reverse(f"measurement:{name}", args=ids.get(name, [])) for name in {*READ, *POST_ONLY}}


def test_every_address_is_in_the_matrix() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == {*READ, *POST_ONLY}


@pytest.mark.parametrize("role", sorted(ALL))
def test_each_page_opens_for_those_who_may_and_for_nobody_else(
    role: Role, addresses: dict[str, str], signed_in: SignIn
) -> None:
    client = signed_in(role)
    for name, allowed in READ.items():
        status = client.get(addresses[name]).status_code
        expected = {200, 302} if role in allowed else {403}
        assert status in expected, f"{role} at {name}: {status}"


@pytest.mark.parametrize("role", sorted(ALL))
def test_each_act_is_refused_to_those_who_may_not(role: Role, addresses: dict[str, str], signed_in: SignIn) -> None:
    client = signed_in(role)
    for name, allowed in POST_ONLY.items():
        assert client.get(addresses[name]).status_code in {403, 405}
        if role not in allowed:
            assert client.post(addresses[name]).status_code == 403, f"{role} at {name}"


def test_a_stranger_is_sent_to_the_door(addresses: dict[str, str]) -> None:
    for name, address in addresses.items():
        reply = Client().get(address)
        assert reply.status_code in {302, 405}, name
        assert reply.status_code == 405 or "/account/login" in reply["Location"]


def test_a_specialist_cannot_work_a_salary_out_of_a_sum(addresses: dict[str, str], signed_in: SignIn) -> None:
    told, not_told = signed_in(Role.ACCOUNTANT), signed_in(Role.SPECIALIST)
    assert "Ihor" in told.get(addresses["costs"]).content.decode()
    assert "€3,000" in told.get(addresses["costs"]).content.decode()
    october = {"period": "2026-10"}
    for page in ("costs", "rules"):
        shown = not_told.get(addresses[page]).content.decode()
        assert "Ihor" not in shown
        assert "3,0" not in shown
    for page in ("evidence:money", "evidence:all_spend_rows", "evidence:campaigns", "evidence:query"):
        shown = not_told.get(reverse(page), october).content.decode()
        assert "3,0" not in shown
        assert "salary" not in shown
    export = reverse("evidence:export", args=["csv"])
    assert b"3031.5" in told.get(export, october).content  # the report's 31.50 with the salary
    assert b"3031.5" not in not_told.get(export, october).content
    assert "Salaries are not in these numbers" in not_told.get(reverse("evidence:money"), october).content.decode()


def test_a_salary_is_nowhere_in_the_facts_by_name(addresses: dict[str, str], signed_in: SignIn) -> None:
    typed = Import.objects.get(typed="costs", state="landed")
    address = reverse("measurement:row", args=[typed.pk, 2])
    assert signed_in(Role.SPECIALIST).get(address).status_code == 403
    assert "Ihor" not in signed_in(Role.OWNER).get(address).content.decode()


def test_a_specialist_opens_typed_rows_that_hold_no_salary(addresses: dict[str, str], signed_in: SignIn) -> None:
    rates = Import.objects.get(typed="rates", state="landed")
    page = signed_in(Role.SPECIALIST).get(reverse("measurement:row", args=[rates.pk, 2]))
    assert page.status_code == 200
    assert "0.9" in page.content.decode()


def test_a_specialist_opens_the_row_of_a_tool_though_salaries_stand_beside_it(
    addresses: dict[str, str], cast: dict[Role, Person], signed_in: SignIn
) -> None:
    owner = as_viewer(cast[Role.OWNER])
    services.add_cost(owner, "tool", "Rank tracker", Money(Decimal(62), "EUR"), Period.month(2026, 10))
    run_waiting()
    typed = Import.objects.get(typed="costs", state="landed")
    pages = [signed_in(Role.SPECIALIST).get(reverse("measurement:row", args=[typed.pk, row])) for row in (2, 3)]
    assert sorted(page.status_code for page in pages) == [200, 403]
    shown = next(page for page in pages if page.status_code == 200).content.decode()
    assert "Rank tracker" in shown
    assert "salary" not in shown


def test_salaries_removed_since_stay_hidden_in_the_file_of_then(addresses: dict[str, str], signed_in: SignIn) -> None:
    typed = Import.objects.get(typed="costs", state="landed")
    signed_in(Role.OWNER).post(addresses["remove_cost"])
    run_waiting()
    address = reverse("measurement:row", args=[typed.pk, 2])
    assert signed_in(Role.SPECIALIST).get(address).status_code == 403
    assert signed_in(Role.OWNER).get(address).status_code == 200


def test_a_contractor_sees_only_files_of_their_own(
    addresses: dict[str, str], signed_in: SignIn, spend_csv: Callable[..., Path]
) -> None:
    client = signed_in(Role.CONTRACTOR)
    assert "google.csv" not in client.get(addresses["imports"]).content.decode()
    with spend_csv("mine.csv", campaign="Mine").open("rb") as file:
        client.post(addresses["imports"], {"files": file})
    assert "mine.csv" in client.get(addresses["imports"]).content.decode()
    with spend_csv("again.csv").open("rb") as file:  # what the owner imported before
        page = client.post(addresses["imports"], {"files": file}).content.decode()
    assert "imported before" in page
    assert "google.csv" not in page
