"""What people decide about pay: parts held back, reserves, extras, money taken back; each booked once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from otdel.accounts.services import Refused
from otdel.kit.viewer import NotAllowed, Role
from otdel.motivation.models import Entry, Payment, StatementLine
from otdel.motivation.queries.ledger import verify
from otdel.motivation.services import entries, runs
from otdel.motivation.services.moment import told_of
from otdel.motivation.tests.pay_scene import NOVEMBER, OCTOBER, Scene, department, month
from otdel.motivation.tests.test_pay_period import line, of, published
from otdel.scorecard.models import KpiValue

pytestmark = pytest.mark.django_db
D = Decimal
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def scene() -> Iterator[Scene]:
    with told_of(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        yield department()


def december(scene: Scene) -> None:
    """November and December are published too."""
    with told_of(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        published(scene, NOVEMBER)
        month(DECEMBER, *scene.members.values())
    with told_of(datetime(2027, 1, 4, 9, tzinfo=UTC)):
        published(scene, DECEMBER)


def test_a_part_held_back_is_released_whole_when_nobody_said_anything(scene: Scene) -> None:
    published(scene)
    december(scene)
    release = Entry.objects.get(kind="release", of=line(of(scene, "ihor"), "held"))
    assert release.amount == D("4080") and release.due == date(2026, 12, 1)
    assert release.booked is not None and release.booked.statement == of(scene, "ihor", DECEMBER)
    assert verify(scene.owner).whole


def test_a_part_of_what_is_held_back_can_be_lost_with_a_reason(scene: Scene) -> None:
    published(scene)
    held = line(of(scene, "ihor"), "held")
    with pytest.raises(Refused, match="pay_release_unclear"):
        entries.release(scene.owner, held.pk, D("80"))
    entries.release(scene.owner, held.pk, D("80"), "Two leads were rejected")
    with pytest.raises(Refused, match="pay_entry_decided"):
        entries.release(scene.owner, held.pk)
    december(scene)
    released = of(scene, "ihor", DECEMBER).lines.filter(code="release").values_list("amount", flat=True)
    assert sorted(released) == [D("4000"), D("4080")], "with November’s, whose day was 31 December"


def test_what_could_not_be_measured_is_reserved_and_decided_once(scene: Scene) -> None:
    KpiValue.objects.filter(kpi="ppc_cpql", start=OCTOBER).update(value=None, attainment=None, reason={"code": "x"})
    published(scene)
    reserved = of(scene, "ihor").lines.get(kind="reserved")
    assert reserved.amount == D("6400")  # 20,000 x 0.4 at target, after the failed gate
    assert reserved.due == date(2026, 11, 17), "ten working days after 3 November"
    with pytest.raises(Refused, match="pay_reserve_outside"):
        entries.decide_reserve(scene.owner, reserved.pk, D("6400.01"), "Read by hand")
    entries.decide_reserve(scene.owner, reserved.pk, D("6000"), "Read by hand: 0.95")
    with told_of(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        published(scene, NOVEMBER)
    assert line(of(scene, "ihor", NOVEMBER), "reserve").amount == D("6000")


def test_a_number_of_too_few_days_is_not_paid_by(scene: Scene) -> None:
    KpiValue.objects.filter(kpi="ppc_ql", start=OCTOBER).update(coverage=D("0.4"))
    published(scene)
    assert of(scene, "ihor").lines.get(kind="reserved").subject == "ppc_ql"


def test_money_is_taken_back_within_the_rules_limit_and_from_variable_pay_only(scene: Scene) -> None:
    published(scene)
    statement = of(scene, "ihor")  # its variable is 16,320; half of it may be taken back
    with pytest.raises(Refused, match="pay_clawback_too_much"):
        entries.take_back(scene.owner, statement.pk, D("8160.01"), "Invented leads")
    entries.take_back(scene.owner, statement.pk, D("8000"), "Invented leads")
    with pytest.raises(Refused, match="pay_clawback_too_much"):
        entries.take_back(scene.owner, statement.pk, D("200"), "More of them")
    with pytest.raises(Refused, match="pay_no_clawback"):
        entries.take_back(scene.owner, of(scene, "maryna").pk, D("1"), "No such rule")
    KpiValue.objects.filter(start=NOVEMBER, kpi__in=("ppc_ql", "ppc_cpql")).update(attainment=D("0.85"))
    with told_of(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        published(scene, NOVEMBER)
    november = of(scene, "ihor", NOVEMBER)
    taken = line(november, "clawback").amount
    assert november.payable == D("40000"), "what is fixed stays whole"
    carried = Entry.objects.get(key__startswith="carry:")
    assert taken + carried.amount == D("-8000") and carried.booked is None and carried.due == DECEMBER


def test_an_extra_is_granted_once_for_what_the_plan_promises(scene: Scene) -> None:
    agreement = scene.agreements["ihor"].pk
    entries.grant(scene.owner, agreement, "test", date(2026, 10, 20))
    with pytest.raises(Refused, match="pay_entry_decided"):
        entries.grant(scene.owner, agreement, "test", date(2026, 10, 20))
    for code, day in (("course", date(2026, 10, 20)), ("test", date(2026, 11, 20))):
        with pytest.raises(Refused, match="pay_extra_not_promised"):
            entries.grant(scene.owner, agreement, code, day)
    published(scene)
    assert line(of(scene, "ihor"), "extra").amount == D("3000")


def test_a_statement_below_zero_is_taken_off_the_next_one(scene: Scene) -> None:
    published(scene)
    entries.correct(scene.owner, line(of(scene, "ihor"), "base").pk, D("-60000"), "Paid twice by hand")
    with told_of(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        run = published(scene, NOVEMBER)
        runs.approve(scene.owner, run.pk)
    assert not Payment.objects.filter(statement=of(scene, "ihor", NOVEMBER)).exists()
    assert Entry.objects.get(key__startswith="debt:").amount == D("52240") - D("60000")


def test_an_entry_is_paid_by_one_period_only(scene: Scene) -> None:
    october = published(scene)
    assert october.state == "published"
    entries.correct(scene.owner, line(of(scene, "ihor"), "base").pk, D("10"), "Rounding")
    with told_of(datetime(2027, 1, 4, 9, tzinfo=UTC)):
        month(DECEMBER, *scene.members.values())
        first, second = (runs.begin(scene.owner, "month", start) for start in (NOVEMBER, DECEMBER))
        for run in (first, second):
            runs.calculate(scene.owner, run.pk)
            for one in run.snapshots.get().statements.all():
                runs.check(scene.owner, one.pk)
        runs.publish(scene.owner, first.pk)
        with pytest.raises(Refused, match="pay_entry_booked_elsewhere"):
            runs.publish(scene.owner, second.pk)
    assert StatementLine.objects.filter(code="correction", statement__published_at__isnull=False).count() == 1


def test_only_the_owner_decides_about_money(scene: Scene) -> None:
    published(scene)
    held = line(of(scene, "ihor"), "held").pk
    for role in (Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT):
        with pytest.raises(NotAllowed):
            entries.release(scene.viewer(role), held)
        with pytest.raises(NotAllowed):
            entries.correct(scene.viewer(role), held, D(1), "For me")
