"""The step that would bring a value leads only where the one who reads it may go."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from otdel.kit.viewer import Role
from otdel.scorecard.queries.steps import WHERE, may_take
from otdel.scorecard.tests.conftest import Department

As = Callable[[Role], Client]


@pytest.mark.parametrize("page", sorted({page for _step, page in WHERE.values()}))
def test_no_step_leads_a_contractor_to_a_closed_page(team: Department, signed_in: As, page: str) -> None:
    for role in (Role.CONTRACTOR, Role.SPECIALIST, Role.HEAD):
        if may_take(team.viewer(role), reverse(page)):
            assert signed_in(role).get(reverse(page)).status_code == 200
    assert may_take(team.viewer(Role.HEAD), reverse(page))
