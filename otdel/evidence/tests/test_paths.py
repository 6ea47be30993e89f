"""Paths of buyers: from the visits of the site to what every model credits a channel with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from django.test import Client

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.evidence.asked import asked
from otdel.evidence.queries.attributed import Attributed, attributed, of_channel, share_of
from otdel.evidence.queries.company import company_question
from otdel.evidence.tests.conftest import SEPTEMBER
from otdel.kit.viewer import Role, Viewer

AsRole = Callable[[Role], Client]


def found_by(viewer: Viewer, period: str = "2026-09") -> Attributed:
    on = date(2026, 11, 1)
    return attributed(viewer, company_question(viewer, asked({"period": period}, on), on))


def credited(found: Attributed, model: str) -> dict[str, float]:
    values = found.answers[model].conversions
    return {name: round(float(one), 6) for name, one in zip(found.roads.channels, values, strict=True)}


def test_a_sale_is_credited_by_the_visits_that_led_to_it(visited: dict[Role, Person]) -> None:
    found = found_by(as_viewer(visited[Role.OWNER]))
    assert len(found.roads.sales) == 3
    assert [[touch.channel for touch in one.touches] for one in found.roads.recorded] == [
        ["paid_social", "paid_search", "direct"]
    ]
    assert credited(found, "first") == {"direct": 0, "paid_search": 2, "paid_social": 1}
    assert credited(found, "last") == {"direct": 1, "paid_search": 2, "paid_social": 0}
    assert credited(found, "last_non_direct") == {"direct": 0, "paid_search": 3, "paid_social": 0}
    assert credited(found, "linear") == {"direct": 0.333333, "paid_search": 2.333333, "paid_social": 0.333333}
    assert credited(found, "position") == {"direct": 0.4, "paid_search": 2.2, "paid_social": 0.4}


def test_every_model_adds_up_to_the_sales_and_their_worth(visited: dict[Role, Person]) -> None:
    found = found_by(as_viewer(visited[Role.OWNER]))
    assert len(found.answers) == 8
    for credit in found.answers.values():
        assert credit.conversions.sum() == pytest.approx(3)
        assert credit.value is not None
        assert credit.value.sum() == pytest.approx(340)


def test_parts_of_single_sales_add_up_to_what_a_rule_credits(visited: dict[Role, Person]) -> None:
    found = found_by(as_viewer(visited[Role.OWNER]))
    for model in ("first", "last", "last_non_direct", "linear", "position", "time_decay"):
        for place, channel in enumerate(found.roads.channels):
            parts = [share_of(one, channel, model) for one in of_channel(found, channel)]
            assert sum(parts) == pytest.approx(float(found.answers[model].conversions[place]))


def test_visitors_who_bought_nothing_are_told_apart_by_how_they_came(visited: dict[Role, Person]) -> None:
    found = found_by(as_viewer(visited[Role.OWNER]))
    assert found.roads.unsold == {("paid_social",): 1, ("paid_search", "direct"): 1}
    assert found.roads.paths.nulls.tolist() == [0.0, 1.0, 1.0]


def test_without_visits_all_models_agree_and_what_has_no_origin_stays_unknown(shop: dict[Role, Person]) -> None:
    found = found_by(as_viewer(shop[Role.OWNER]))
    assert found.roads.unknown == 1
    assert found.roads.lost == (1.0, 90.0)
    assert {tuple(np.round(one.conversions, 6)) for one in found.answers.values()} == {(2.0,)}
    assert not found.apart


def test_days_without_sales_have_no_ways(visited: dict[Role, Person]) -> None:
    found = found_by(as_viewer(visited[Role.OWNER]), "2026-08")
    assert found.roads.sales == ()
    assert found.credits == {}


def test_the_page_opens_a_figure_down_to_the_row_of_the_file(visited: dict[Role, Person], signed_in: AsRole) -> None:
    client = signed_in(Role.SPECIALIST)
    page = client.get(f"/money/paths/{SEPTEMBER}").content.decode()
    assert "100% of 3 sales" in page
    assert "/money/paths/paid_search/?period=2026-09&amp;model=position" in page
    sales = client.get(f"/money/paths/paid_search/{SEPTEMBER}&model=position").content.decode()
    assert "their parts add up to 2.2" in sales
    assert "/money/row/" in sales
    assert client.get(f"/money/paths/nobody/{SEPTEMBER}").status_code == 404
    assert client.get(f"/money/paths/paid_search/{SEPTEMBER}&model=none").status_code == 404


def test_days_without_sales_are_said_with_a_next_step(visited: dict[Role, Person], signed_in: AsRole) -> None:
    page = signed_in(Role.OWNER).get("/money/paths/?period=2026-08").content.decode()
    assert "No sale was won in these days" in page
    assert "/money/import" in page


@pytest.mark.parametrize("role", [Role.CONTRACTOR])
def test_who_may_not_see_money_sees_no_paths(visited: dict[Role, Person], signed_in: AsRole, role: Role) -> None:
    for address in ("/money/paths/", "/money/paths/paid_search/"):
        assert signed_in(role).get(address).status_code == 403
