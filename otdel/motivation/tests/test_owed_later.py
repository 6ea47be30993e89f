"""What one period cannot settle is not forgotten: money taken back in parts, and draws whose rule is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from unittest.mock import patch

import pytest

from otdel.accounts.services import Refused
from otdel.kit.calendar import containing
from otdel.motivation.models import Entry, PlanVersion
from otdel.motivation.queries.inputs import Gathering
from otdel.motivation.rules.plan import Draw
from otdel.motivation.rules.reading import digest, read_plan, write_plan
from otdel.motivation.services import entries
from otdel.motivation.services.moment import today, told_of
from otdel.motivation.tests.pay_scene import BUYER, NOVEMBER, OCTOBER, Scene, agree, department, month
from otdel.motivation.tests.test_pay_period import line, of, published
from otdel.organisation.models import Engagement, Member
from otdel.scorecard.models import KpiValue
from otdel.scorecard.queries.valuing import Valuer

pytestmark = pytest.mark.django_db
D = Decimal
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def scene() -> Iterator[Scene]:
    with told_of(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        yield department()


def low(start: date, attainment: str) -> None:
    KpiValue.objects.filter(start=start, kpi__in=("ppc_ql", "ppc_cpql")).update(attainment=D(attainment))


def rule(**changes: object) -> None:
    """Give the buyer's only version another text."""
    plan = replace(BUYER, **changes)  # type: ignore[arg-type]
    PlanVersion.objects.filter(plan__code="buyer").update(body=write_plan(plan), digest=digest(plan))


def test_money_taken_back_is_carried_until_all_of_it_came_off(scene: Scene) -> None:
    published(scene)
    entries.take_back(scene.owner, of(scene, "ihor").pk, D("8000"), "Invented leads")
    low(NOVEMBER, "0.85")
    with told_of(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        published(scene, NOVEMBER)
        with pytest.raises(Refused, match="pay_clawback_too_much"):
            entries.take_back(scene.owner, of(scene, "ihor").pk, D("160.01"), "The carried rest counts once")
        month(DECEMBER, *scene.members.values())
    with told_of(datetime(2027, 1, 4, 9, tzinfo=UTC)):
        published(scene, DECEMBER)
    first, rest = (line(of(scene, "ihor", start), "clawback").amount for start in (NOVEMBER, DECEMBER))
    assert D("-8000") < first < 0 and first + rest == D("-8000")
    assert not Entry.objects.filter(kind="clawback", booked=None).exists()


def test_a_draw_is_owed_under_a_newer_rule_that_says_nothing_of_draws(scene: Scene) -> None:
    rule(draw=Draw(D(15000), 12, recoverable=True), holdback=None, gates=())
    low(OCTOBER, "0.9")
    published(scene)
    given = line(of(scene, "ihor"), "draw").amount
    rule(holdback=None, gates=())
    with told_of(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        published(scene, NOVEMBER)
    assert given > 0
    assert line(of(scene, "ihor", NOVEMBER), "draw_back").amount == -given


def test_a_draw_that_was_to_be_kept_is_owed_by_nobody(scene: Scene) -> None:
    rule(draw=Draw(D(15000), 12, recoverable=False), holdback=None, gates=())
    low(OCTOBER, "0.9")
    published(scene)
    assert line(of(scene, "ihor"), "draw").amount > 0
    rule(holdback=None, gates=())
    with told_of(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        published(scene, NOVEMBER)
    assert not of(scene, "ihor", NOVEMBER).lines.filter(code="draw_back").exists()


def test_a_rule_is_read_once_however_many_agreed_to_it(scene: Scene) -> None:
    one = scene.agreements["ihor"].version
    for number in range(5):
        member = Member.objects.create(name=f"Buyer {number}", slug=f"buyer-{number}")
        Engagement.objects.create(member=member, role=one.plan.role, start=date(2026, 1, 1))
        agree(member, one)
    with patch("otdel.motivation.queries.inputs.read_plan", wraps=read_plan) as read:
        asked = Gathering(scene.owner, containing(OCTOBER, "month"), Valuer.load(today(scene.owner))).asked()
    assert len(asked) == 7 and read.call_count == 2
