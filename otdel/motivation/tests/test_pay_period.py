"""A pay period from frozen data to payment: who may take which step, what each leaves behind, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db.models import Sum

from otdel.accounts.models import AuditLine
from otdel.accounts.services import Refused
from otdel.kit.viewer import NotAllowed, Role
from otdel.motivation.models import Entry, LedgerLine, Payment, PayRun, Snapshot, Statement, StatementLine
from otdel.motivation.queries.ledger import verify
from otdel.motivation.queries.runs import periods, run_view
from otdel.motivation.services import entries, runs
from otdel.motivation.services.moment import told_of
from otdel.motivation.services.payments import mark_paid
from otdel.motivation.tests.pay_scene import NOVEMBER, OCTOBER, Scene, department
from otdel.planning.models import Promise
from otdel.scorecard.models import KpiValue
from otdel.scorecard.services.freezing import adjust

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def scene() -> Iterator[Scene]:
    """It is the morning of 3 November 2026."""
    with told_of(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        yield department()


def begun(scene: Scene, start: date = OCTOBER) -> PayRun:
    run = runs.begin(scene.owner, "month", start)
    runs.calculate(scene.owner, run.pk)
    return run


def published(scene: Scene, start: date = OCTOBER) -> PayRun:
    run = begun(scene, start)
    for one in Statement.objects.filter(snapshot__run=run):
        runs.check(scene.owner, one.pk)
    return runs.publish(scene.owner, run.pk)


def of(scene: Scene, slug: str, start: date = OCTOBER) -> Statement:
    """The statement of somebody that counts: the published one, else the newest."""
    found = Statement.objects.filter(member=scene.members[slug], snapshot__run__start=start)
    return found.filter(published_at__isnull=False).first() or found.latest("pk")


def line(statement: Statement, code: str) -> StatementLine:
    return statement.lines.get(code=code)


def test_a_month_goes_from_frozen_data_to_paid(scene: Scene) -> None:
    run = published(scene)
    runs.approve(scene.owner, run.pk)
    accountant = scene.viewer(Role.ACCOUNTANT)
    for payment in Payment.objects.all():
        mark_paid(accountant, payment.pk, date(2026, 11, 3), "Order 17")
    view = run_view(scene.owner, "month", OCTOBER)
    assert [step.state.value for step in view.steps if step.at] == [
        "frozen", "calculated", "checked", "published", "approved", "paid",
    ]  # fmt: skip
    assert view.payments[0].reference == "Order 17" and not view.payments[0].late
    assert verify(scene.owner).whole and LedgerLine.objects.count() == 2 + 2 + 2


def test_the_buyer_can_recompute_what_was_stored(scene: Scene) -> None:
    begun(scene)
    found = of(scene, "ihor")
    amounts = {one.code + one.subject: one.amount for one in found.lines.all()}
    assert amounts["base"] == 40000
    assert amounts["componentppc_ql"] == D("14400")  # 20,000 x 0.6, 10 % above target pays 1.2
    assert amounts["componentppc_cpql"] == D("6000")  # 20,000 x 0.4 at 0.95 pays three quarters
    assert amounts["gateppc_map"] == D("-4080")  # a fifth off
    assert (found.payable, found.held) == (D("52240"), D("4080"))  # a quarter of 16,320 waits 30 days
    assert line(found, "held").due == date(2026, 12, 1)
    assert found.earned == found.lines.aggregate(Sum("amount"))["amount__sum"] == D("56320")


def test_a_snapshot_keeps_all_it_was_calculated_from(scene: Scene) -> None:
    run = begun(scene)
    snapshot = Snapshot.objects.get(run=run)
    ihor = next(one for one in snapshot.inputs["people"] if one["name"] == "Ihor Bondar")
    assert ihor["inputs"]["results"]["ppc_ql"]["attainment"] == "1.100000"
    assert ihor["inputs"]["days"] == 31 and ihor["inputs"]["month"] == 10
    assert snapshot.number == 1 and len(snapshot.digest) == len(snapshot.result) == 64
    KpiValue.objects.update(value=1)
    again = runs.calculate(scene.owner, run.pk)
    assert again.result == snapshot.result and Statement.objects.count() == 2


def test_a_snapshot_changed_behind_its_hash_is_not_calculated(scene: Scene) -> None:
    run = runs.begin(scene.owner, "month", OCTOBER)
    snapshot = Snapshot.objects.get()
    snapshot.inputs["people"][0]["base"] = "900000.00"
    snapshot.save()
    with pytest.raises(Refused, match="pay_snapshot_changed"):
        runs.calculate(scene.owner, run.pk)
    assert not Statement.objects.exists()


def test_a_period_begins_once_and_only_when_it_is_over(scene: Scene) -> None:
    runs.begin(scene.owner, "month", OCTOBER)
    with pytest.raises(Refused, match="pay_period_begun"):
        runs.begin(scene.owner, "month", OCTOBER)
    with pytest.raises(Refused, match="period_not_over"):
        runs.begin(scene.owner, "month", NOVEMBER)
    with pytest.raises(Refused, match="period_starts_elsewhere"):
        runs.begin(scene.owner, "month", date(2026, 9, 2))
    with pytest.raises(Refused, match="pay_nobody_agreed"):
        runs.begin(scene.owner, "quarter", date(2026, 7, 1))


def test_a_correction_of_a_frozen_number_reaches_a_new_calculation(scene: Scene) -> None:
    run = begun(scene)
    value = KpiValue.objects.get(kpi="ppc_map", member=scene.members["ihor"], start=OCTOBER)
    adjust(scene.owner, value.pk, D("0.98"), "Two campaigns were mapped after all")
    again = runs.recalculate(scene.owner, run.pk, "Mapping corrected")
    assert again.snapshot.number == 2
    changed = {(one.member.slug, one.code): one.amount for one in again.differences}
    assert changed["ihor", "gate"] == D("4080") and changed["ihor", "held"] == D("1020")
    assert of(scene, "ihor").payable == D("55300") and not PayRun.objects.get().steps.filter(state="checked").exists()


def test_after_publishing_a_new_calculation_changes_nothing_but_brings_corrections(scene: Scene) -> None:
    run = published(scene)
    before = of(scene, "ihor")
    value = KpiValue.objects.get(kpi="ppc_map", member=scene.members["ihor"], start=OCTOBER)
    adjust(scene.owner, value.pk, D("0.98"), "Two campaigns were mapped after all")
    runs.recalculate(scene.owner, run.pk, "Mapping corrected")
    assert of(scene, "ihor").pk == before.pk and of(scene, "ihor").payable == before.payable
    made = runs.book_differences(scene.owner, run.pk)
    assert sum(one.amount for one in made) == D("4080") - D("1020")  # the gate, less what more is held back
    with pytest.raises(Refused, match="pay_nothing_to_correct"):
        runs.book_differences(scene.owner, run.pk)


def test_a_correction_and_the_old_statement_make_the_new_one(scene: Scene) -> None:
    run = published(scene)
    runs.approve(scene.owner, run.pk)
    entries.correct(scene.owner, line(of(scene, "ihor"), "base").pk, D("-150.55"), "Paid twice by hand")
    with told_of(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        published(scene, NOVEMBER)
    booked = Entry.objects.get(kind="correction").booked
    assert booked is not None and booked.amount == D("-150.55") and booked.statement == of(scene, "ihor", NOVEMBER)
    assert of(scene, "ihor", NOVEMBER).payable == of(scene, "ihor").payable - D("150.55")


def test_a_statement_is_checked_by_the_direct_manager_or_the_owner_and_nobody_else(scene: Scene) -> None:
    run = begun(scene)
    head, accountant = scene.viewer(Role.HEAD), scene.viewer(Role.ACCOUNTANT)
    runs.check(head, of(scene, "ihor").pk)
    for viewer, slug in ((head, "maryna"), (scene.viewer(Role.SPECIALIST), "ihor"), (accountant, "ihor")):
        with pytest.raises(NotAllowed):
            runs.check(viewer, of(scene, slug).pk)
    with pytest.raises(Refused, match="pay_period_is_elsewhere"):
        runs.publish(scene.owner, run.pk)
    runs.check(scene.owner, of(scene, "maryna").pk)
    runs.publish(scene.owner, run.pk)


def test_publishing_promises_each_person_their_day_and_paying_keeps_it(scene: Scene) -> None:
    run = published(scene)
    promise = Promise.objects.get(to=scene.members["ihor"])
    assert promise.due == date(2026, 11, 15) and promise.kept_on is None
    runs.approve(scene.owner, run.pk)
    payment = Payment.objects.get(statement__member=scene.members["ihor"])
    with told_of(datetime(2026, 11, 17, 9, tzinfo=UTC)):
        mark_paid(scene.owner, payment.pk, date(2026, 11, 16))
    promise.refresh_from_db()
    assert promise.kept_on == date(2026, 11, 16) and run_view(scene.owner, "month", OCTOBER).payments[0].late


def test_a_payment_is_marked_once_and_not_for_a_day_to_come(scene: Scene) -> None:
    runs.approve(scene.owner, published(scene).pk)
    payment = Payment.objects.first()
    assert payment is not None
    for day, code in ((date(2026, 11, 4), "pay_day_to_come"), (date(2026, 11, 2), "pay_day_before_approval")):
        with pytest.raises(Refused, match=code):
            mark_paid(scene.owner, payment.pk, day)
    mark_paid(scene.owner, payment.pk, date(2026, 11, 3))
    with pytest.raises(Refused, match="pay_paid_already"):
        mark_paid(scene.owner, payment.pk, date(2026, 11, 3))


def test_who_sees_what_of_a_period(scene: Scene) -> None:
    begun(scene)
    with pytest.raises(NotAllowed):
        run_view(scene.viewer(Role.ACCOUNTANT), "month", OCTOBER)  # nothing is approved for payment yet
    seen = run_view(scene.viewer(Role.HEAD), "month", OCTOBER)
    assert [one.member.slug for one in seen.people] == ["ihor"] and not seen.totals and not seen.payments
    for role in (Role.SPECIALIST, Role.CONTRACTOR):
        with pytest.raises(NotAllowed):
            periods(scene.viewer(role))
        with pytest.raises(NotAllowed):
            run_view(scene.viewer(role), "month", OCTOBER)


def test_the_trail_tells_who_did_what_and_holds_no_amount(scene: Scene) -> None:
    runs.approve(scene.owner, published(scene).pk)
    told = list(AuditLine.objects.filter(verb__startswith="pay.").values_list("verb", "values"))
    assert {verb for verb, _ in told} >= {"pay.begun", "pay.calculated", "pay.checked", "pay.published", "pay.approved"}
    assert not any("52240" in str(values) or "56320" in str(values) for _, values in told)
