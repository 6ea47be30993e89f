"""A department of one marketer and an owner is complete: everything has its one, and its numbers are counted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from otdel.kit.period import Period
from otdel.kit.viewer import Role
from otdel.organisation.models import Accountability, JobRole, Zone
from otdel.scorecard.models import KpiValue
from otdel.scorecard.services.computing import compute
from otdel.testing.demo.one_marketer import found_tiny
from otdel.testing.demo.seasons import months_back
from otdel.testing.demo.tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_one_marketer_and_an_owner_are_a_department(home: object) -> None:
    tiny = found_tiny(TODAY)
    assert [role.code for role in JobRole.objects.all()] == ["generalist"]
    answers = Accountability.objects.filter(part="accountable", member=tiny.marketer).values_list("zone", flat=True)
    assert set(answers) == set(Zone.objects.values_list("pk", flat=True))
    assert tiny.marketer.engagements.get().reports_to == tiny.owner
    assert tiny.marketer.person == tiny.accounts[Role.SPECIALIST]


def test_its_numbers_say_what_is_known_and_what_is_not(home: object) -> None:
    tiny = found_tiny(TODAY)
    compute(TODAY)
    month: Period = months_back(TODAY, 1)
    values = {one.kpi: one for one in KpiValue.objects.filter(member=tiny.marketer, unit="month", start=month.start)}
    assert values["gen_ontime"].value == Decimal("0.75")
    assert values["gen_ql"].value is None and values["gen_ql"].reason is not None
