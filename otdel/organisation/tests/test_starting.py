"""Starting with what there is: since which day people count, and whose the processes of their roles are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from otdel.accounts.queries import company_today
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import AT_TERMINAL, Role
from otdel.organisation.models import Engagement, Member, Process
from otdel.organisation.services.engaging import Terms, engage
from otdel.organisation.tests.department import Department, found_department

pytestmark = pytest.mark.django_db
LINE = {"form-0-name": "Iryna Kravets", "form-0-role": "generalist", "form-0-kind": "staff", "form-0-share": "100"}
FORM = {"form-TOTAL_FORMS": "8", "form-INITIAL_FORMS": "8", "owner": "", "do": "1", **LINE}


@pytest.fixture
def here() -> Department:
    return found_department()


@pytest.fixture
def owner(here: Department, client: Client) -> Client:
    client.force_login(here.accounts[Role.OWNER])
    return client


def test_a_marketer_who_has_worked_longer_counts_from_their_first_day(owner: Client) -> None:
    owner.post("/team/start/proposal/", FORM | {"since": "2026-02-02"})
    assert Engagement.objects.get(member__name="Iryna Kravets").start == date(2026, 2, 2)


def test_a_department_does_not_begin_in_the_future(owner: Client) -> None:
    later = company_today(AT_TERMINAL) + timedelta(days=9)
    answer = owner.post("/team/start/proposal/", FORM | {"since": later.isoformat()})
    assert answer.status_code == 400 and "Whoever comes later is added then" in answer.content.decode()
    assert not Member.objects.filter(name="Iryna Kravets").exists()


def test_the_only_one_of_a_role_runs_its_processes(owner: Client) -> None:
    owner.post("/team/start/proposal/", FORM)
    holders = {process.holder.name for process in Process.objects.filter(role__code="generalist") if process.holder}
    assert holders == {"Iryna Kravets"}
    assert not Process.objects.filter(role__code="generalist", holder=None).exists()


def test_a_second_one_of_a_role_takes_no_process_away(here: Department) -> None:
    role = here.roles["ppc"]
    role.processes.update(holder=None)
    viewer = as_viewer(here.accounts[Role.OWNER])
    engage(viewer, here.members["maryna"], role, Terms(), company_today(viewer))
    assert not role.processes.exclude(holder=None).exists()
