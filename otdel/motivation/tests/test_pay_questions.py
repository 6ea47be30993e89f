"""Questions about lines: who asks and answers when, and that what nobody questions is paid on time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from otdel.accounts.services import Refused
from otdel.kit.viewer import NotAllowed, Role
from otdel.motivation.models import Dispute, Entry, LineState, Payment, PayRun
from otdel.motivation.pages.past import statements
from otdel.motivation.queries.disputes import questions
from otdel.motivation.queries.ledger import verify
from otdel.motivation.queries.my_pay import past_pay
from otdel.motivation.rules.days import working_days_after
from otdel.motivation.rules.parts import Share, payable_now
from otdel.motivation.services import disputes, runs
from otdel.motivation.services.moment import told_of
from otdel.motivation.services.payments import mark_paid
from otdel.motivation.tests.pay_scene import Scene, department
from otdel.motivation.tests.test_pay_period import line, of, published
from otdel.web.parts import Cell

D = Decimal
PUBLISHED = datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """October is published on 3 November."""
    with told_of(PUBLISHED):
        made = department()
        published(made)
        yield made


def asked(scene: Scene, code: str = "component", words: str = "Ten leads are missing") -> Dispute:
    one = of(scene, "ihor").lines.filter(code=code).first()
    assert one is not None
    return disputes.question(scene.viewer(Role.SPECIALIST), one.pk, words)


def test_working_days_pass_over_weekends() -> None:
    friday = date(2026, 11, 20)
    assert working_days_after(friday, 1) == date(2026, 11, 23)
    assert working_days_after(friday, 5) == date(2026, 11, 27)
    assert working_days_after(friday, 1, [date(2026, 11, 23)]) == date(2026, 11, 24)


def test_a_questioned_line_that_takes_money_off_never_makes_the_first_part_larger() -> None:
    lines = [Share(D(100), False), Share(D(40), True), Share(D(-30), True)]
    assert payable_now(lines) == 70
    assert payable_now([Share(one.amount, False) for one in lines], paid=D(70)) == 40


def test_what_nobody_questions_is_paid_on_time_and_the_rest_after_the_answer(scene: Scene) -> None:
    dispute = asked(scene)  # 14,400 of the 52,240
    run = PayRun.objects.get()
    runs.approve(scene.owner, run.pk)
    first = Payment.objects.get(statement=of(scene, "ihor"))
    assert (first.amount, first.due) == (D("37840"), date(2026, 11, 15))
    disputes.answer(scene.viewer(Role.HEAD), dispute.pk, "explained", "They came on 1 November")
    second = Payment.objects.get(statement=of(scene, "ihor"), part=2)
    assert first.amount + second.amount == of(scene, "ihor").payable
    for payment in Payment.objects.all():
        mark_paid(scene.owner, payment.pk, date(2026, 11, 3))
    run.refresh_from_db()
    assert run.state == "paid" and verify(scene.owner).whole


def test_what_is_paid_later_by_its_own_day_is_not_late(scene: Scene) -> None:
    dispute = asked(scene)
    runs.approve(scene.owner, PayRun.objects.get().pk)
    disputes.answer(scene.viewer(Role.HEAD), dispute.pk, "explained", "They came on 1 November")
    member = scene.members["ihor"].pk
    mine = Payment.objects.filter(statement__member=member)
    mine.filter(part=1).update(paid_on=date(2026, 11, 13))
    (open_,) = past_pay(member)
    assert (open_.paid_on, open_.first_on, open_.late) == (None, date(2026, 11, 13), False)
    mine.filter(part=2).update(paid_on=date(2026, 11, 20), due=date(2026, 11, 21))
    table = statements(past_pay(member))
    assert table is not None and isinstance(cell := table.rows[0][2], Cell)
    assert (cell.text, cell.tone) == ("paid on 13 November, the rest on 20 November", "")
    mine.filter(part=2).update(due=date(2026, 11, 19))
    table = statements(past_pay(member))
    assert table is not None and isinstance(cell := table.rows[0][2], Cell)
    assert (cell.text, cell.tone) == ("paid late, on 13 November and 20 November", "warn")


def test_a_period_is_not_paid_while_something_is_questioned(scene: Scene) -> None:
    dispute = asked(scene)
    run = PayRun.objects.get()
    runs.approve(scene.owner, run.pk)
    for payment in Payment.objects.all():
        mark_paid(scene.owner, payment.pk, date(2026, 11, 3))
    run.refresh_from_db()
    assert run.state == "approved"
    disputes.answer(scene.owner, dispute.pk, "corrected", "Counted again", D("1440"))
    entry = Entry.objects.get()
    assert (entry.kind, entry.amount, entry.of) == ("correction", D("1440"), dispute.line)
    run.refresh_from_db()
    assert run.state == "approved" and Payment.objects.filter(part=2, paid_on=None).count() == 1


def test_an_exception_is_money_with_its_author(scene: Scene) -> None:
    dispute = asked(scene, "gate", "The mapping was broken by the new site")
    with pytest.raises(Refused, match="pay_answer_amount"):
        disputes.answer(scene.owner, dispute.pk, "exception", "Fair enough")
    disputes.answer(scene.owner, dispute.pk, "exception", "Fair enough", D("2000"))
    entry = Entry.objects.get()
    assert (entry.kind, entry.name, entry.why) == ("extra", scene.owner.name, "Fair enough")
    assert line(of(scene, "ihor"), "gate").state == LineState.SETTLED


def test_a_manager_explains_and_only_the_owner_decides_money(scene: Scene) -> None:
    dispute = asked(scene)
    with pytest.raises(NotAllowed):
        disputes.answer(scene.viewer(Role.HEAD), dispute.pk, "corrected", "Here you are", D("500"))
    for role in (Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT):
        with pytest.raises(NotAllowed):
            disputes.answer(scene.viewer(role), dispute.pk, "explained", "No")
        with pytest.raises(NotAllowed):
            questions(scene.viewer(role))
    assert [one.id for one in questions(scene.viewer(Role.HEAD)).open] == [dispute.pk]


def test_an_explanation_can_be_taken_to_the_owner_once(scene: Scene) -> None:
    dispute = asked(scene)
    disputes.answer(scene.viewer(Role.HEAD), dispute.pk, "explained", "They came later")
    ihor = scene.viewer(Role.SPECIALIST)
    again = disputes.raise_to_owner(ihor, dispute.pk, "No, they came in October")
    assert again.pk != dispute.pk and again.raised_at is not None
    with pytest.raises(NotAllowed):
        disputes.answer(scene.viewer(Role.HEAD), again.pk, "explained", "They did not")
    disputes.answer(scene.owner, again.pk, "explained", "I looked: they came later")
    with pytest.raises(Refused, match="pay_question_final"):
        disputes.raise_to_owner(ihor, again.pk)


def test_an_unanswered_question_goes_up_with_a_new_term(scene: Scene) -> None:
    dispute = asked(scene)
    assert dispute.answer_by == date(2026, 11, 10)
    with told_of(datetime(2026, 11, 12, 9, tzinfo=UTC)):
        raised = disputes.raise_to_owner(scene.viewer(Role.SPECIALIST), dispute.pk)
    assert raised.pk == dispute.pk and raised.answer_by == date(2026, 11, 19)


def test_questions_have_a_term_and_one_person(scene: Scene) -> None:
    base = line(of(scene, "ihor"), "base")
    for role in (Role.OWNER, Role.HEAD, Role.ACCOUNTANT):
        with pytest.raises(NotAllowed):
            disputes.question(scene.viewer(role), base.pk, "Why?")
    ihor = scene.viewer(Role.SPECIALIST)
    with pytest.raises(Refused, match="pay_question_needs_words"):
        disputes.question(ihor, base.pk, "  ")
    with told_of(datetime(2026, 11, 18, 9, tzinfo=UTC)), pytest.raises(Refused, match="pay_question_too_late"):
        disputes.question(ihor, base.pk, "Why?")
    disputes.question(ihor, base.pk, "Why?")
    with pytest.raises(Refused, match="pay_line_not_open"):
        disputes.question(ihor, base.pk, "Why, why?")


def test_accepting_a_statement_closes_its_lines_and_leaves_the_questioned_one(scene: Scene) -> None:
    asked(scene)
    disputes.accept(scene.viewer(Role.SPECIALIST), of(scene, "ihor").pk)
    states = set(of(scene, "ihor").lines.values_list("code", "state"))
    assert ("base", "accepted") in states and ("component", "disputed") in states
