"""Where the front page leads somebody who sees no money."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from otdel.kit.viewer import Role
from otdel.scorecard.tests.conftest import Department, people, shop, signed_in, team, today

__all__ = ["people", "shop", "signed_in", "team", "today"]

AsRole = Callable[[Role], Client]


def test_a_contractor_begins_with_their_own_page(team: Department, signed_in: AsRole) -> None:
    answer = signed_in(Role.CONTRACTOR).get("/", follow=True)
    assert answer.redirect_chain == [("/team/person/yulia/", 302)]
    assert answer.status_code == 200
    assert "Yulia Pavlenko" in answer.content.decode()


def test_a_contractor_who_is_nobody_in_the_department_begins_with_files(shop: object, signed_in: AsRole) -> None:
    assert signed_in(Role.CONTRACTOR).get("/")["Location"] == "/money/import"
