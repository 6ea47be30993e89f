"""Copying a role of the library: what it makes, what it refuses, and whose words are read afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from otdel.accounts.models import AuditLine, Company
from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role, Viewer
from otdel.organisation import words
from otdel.organisation.library import library
from otdel.organisation.models import JobRole, Process, Zone
from otdel.organisation.services.adopting import adopt
from otdel.organisation.services.roles import retire_role
from otdel.organisation.services.zones import retire_zone
from otdel.organisation.signals import role_adopted

pytestmark = pytest.mark.django_db

HEAD = Viewer(0, "Olena", Role.HEAD)
SPECIALIST = Viewer(0, "Ihor", Role.SPECIALIST)


@pytest.fixture(autouse=True)
def company() -> Company:
    return Company.objects.create(name="Lumen Home", currency="EUR")


@pytest.fixture
def heard() -> Iterator[list[JobRole]]:
    """Roles others were told of."""
    told: list[JobRole] = []

    def hear(sender: Any, role: JobRole, **kwargs: Any) -> None:
        told.append(role)

    role_adopted.connect(hear)
    yield told
    role_adopted.disconnect(hear)


def test_a_role_is_copied_with_zones_and_processes_and_others_are_told(heard: list[JobRole]) -> None:
    role = adopt(HEAD, "ppc")
    assert (role.code, role.library, role.own) == ("ppc", "ppc", {})
    assert role.copied == library().copy_of("ppc")
    assert Zone.objects.get(code="ppc.bids_budgets").role == role
    audits = Process.objects.get(code="ppc_audit")
    assert (audits.cadence, audits.minutes, audits.start) == ("monthly", 90, company_today(HEAD))
    assert role.zones.count() == len(library().role("ppc").zones)
    assert heard == [role]
    assert AuditLine.objects.filter(verb="role.adopted", subject="role:ppc", name="Olena").exists()


def test_a_copied_role_speaks_the_readers_language() -> None:
    role = adopt(HEAD, "ppc")
    zone = Zone.objects.select_related("role").get(code="ppc.bids_budgets")
    process = Process.objects.select_related("role").get(code="ppc_audit")
    for language in ("en", "uk", "ru"):
        copied = library().text("ppc", language)
        with override(language):
            assert words.role_text(role) == copied
            assert words.zone_name(zone) == copied.zones["bids_budgets"]
            assert words.process_words(process) == copied.processes["ppc_audit"]
            assert words.kpi_name(role, "ppc_cpql", {}) == copied.kpis["ppc_cpql"].name


def test_what_the_company_wrote_stands_over_the_copy_in_every_language() -> None:
    role = adopt(HEAD, "ppc")
    role.own = {"mission": "Sell lamps.", "duties.plan_spend": "Plan.", "processes.ppc_audit.output": "A list."}
    zone = Zone(code="ppc.bids_budgets", role=role, name="Ставки")
    process = Process.objects.get(code="ppc_audit")
    process.role, process.own = role, {"name": "Check of accounts"}
    for language in ("en", "uk"):
        text = words.role_text(role, language)
        assert (text.mission, text.duties["plan_spend"]) == ("Sell lamps.", "Plan.")
        assert text.duties["report_weekly"] == library().text("ppc", language).duties["report_weekly"]
        assert words.zone_name(zone, language) == "Ставки"
        said = words.process_words(process, language)
        assert (said.name, said.output) == ("Check of accounts", "A list.")
        assert said.evidence == library().text("ppc", language).processes["ppc_audit"].evidence
        assert words.kpi_name(role, "ppc_cpql", {"name": "Price of a lead"}, language) == "Price of a lead"


def test_a_role_without_a_copy_still_has_a_name() -> None:
    role = JobRole.objects.create(code="driver")
    assert words.role_text(role).title == words.role_title(role) == "driver"
    assert words.zone_name(Zone(code="driver.van", role=role)) == "driver.van"
    assert words.zone_name(Zone(code="van")) == "van"


def test_a_role_in_use_is_not_copied_twice() -> None:
    adopt(HEAD, "ppc")
    with pytest.raises(Refused) as refused:
        adopt(HEAD, "ppc")
    assert refused.value.reason.code == "role_in_use"
    assert JobRole.objects.count() == 1


def test_a_code_the_company_took_itself_is_left_alone() -> None:
    JobRole.objects.create(code="ppc")
    role = adopt(AT_TERMINAL, "ppc")
    assert role.code == "ppc-2"
    zone = role.zones.get(code="ppc-2.bids_budgets")
    assert words.zone_name(zone, "en") == library().text("ppc").zones["bids_budgets"]


def test_an_unknown_role_and_a_person_without_the_right_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        adopt(HEAD, "astrologer")
    assert refused.value.reason.code == "role_not_in_library"
    with pytest.raises(NotAllowed):
        adopt(SPECIALIST, "ppc")
    assert not JobRole.objects.exists()


def test_a_retired_role_comes_back_with_its_zones() -> None:
    role, today = adopt(HEAD, "ppc"), company_today(HEAD)
    given_up = role.zones.get(code="ppc.negative_keywords")
    retire_zone(HEAD, given_up, today - timedelta(days=3))
    retire_role(HEAD, role, today)
    again = adopt(HEAD, "ppc")
    assert (again.pk, again.retired_on) == (role.pk, None)
    assert again.zones.filter(retired_on=None).count() == 4, "the zone given up before stays so"
    assert Process.objects.on(today).count() == 6
    assert AuditLine.objects.filter(verb="role.brought_back").exists()


def test_a_role_still_in_use_until_next_week_is_not_copied_again() -> None:
    retire_role(HEAD, adopt(HEAD, "ppc"), company_today(HEAD) + timedelta(days=7))
    with pytest.raises(Refused):
        adopt(HEAD, "ppc")
