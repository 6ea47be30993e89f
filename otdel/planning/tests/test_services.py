"""Work from the day it is given to the day it is accepted, and what is refused on the way."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import trail
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role, Viewer
from otdel.organisation.models import Member
from otdel.planning import services
from otdel.planning.models import Promise, PromiseKind, Task, Wait
from otdel.planning.queries.one import task_page
from otdel.planning.queries.promises import promises, promises_of
from otdel.planning.queries.tasks import Filtered, board
from otdel.planning.rules.life import State
from otdel.planning.services import NewPromise, NewTask
from otdel.planning.tests.conftest import MakeTask
from otdel.web.reasons import say

People = dict[str, Member]
Viewers = dict[Role, Viewer]
FRIDAY = date(2026, 12, 4)


def refused(code: str) -> AbstractContextManager[object]:
    return pytest.raises(Refused, match=f"^{code}$")


@pytest.fixture
def asked(viewers: Viewers, department: People) -> Task:
    """Hryhorii asks Sofiia for a page and will look at it himself."""
    new = NewTask("Landing page", department["sofiia"].pk, FRIDAY, customer=department["hryhorii"].pk)
    return services.new_task(viewers[Role.HEAD], new)


def state_of(viewer: Viewer, task: Task) -> State:
    return task_page(viewer, task.pk).row.state


def test_a_task_is_handed_over_returned_and_accepted(asked: Task, viewers: Viewers) -> None:
    sofiia, hryhorii = viewers[Role.SPECIALIST], viewers[Role.HEAD]
    services.hand_over(sofiia, asked.pk)
    assert state_of(sofiia, asked) is State.HANDED
    first = Task.objects.get(pk=asked.pk).handed_at
    with refused("task_return_needs_note"):
        services.review(hryhorii, asked.pk, " ", accepted=False)
    services.review(hryhorii, asked.pk, "The price is of last year", accepted=False)
    assert state_of(sofiia, asked) is State.RETURNED
    services.hand_over(sofiia, asked.pk)
    services.review(hryhorii, asked.pk, accepted=True)
    kept = Task.objects.get(pk=asked.pk)
    assert kept.handed_at == first, "the first hand-over stays"
    assert kept.rehanded_at is not None
    page = task_page(sofiia, asked.pk)
    assert page.row.state is State.DONE
    assert [step.event for step in page.steps] == ["added", "handed", "returned", "handed_again", "accepted"]
    assert page.row.rounds == 2
    verbs = [line.verb for line in trail(hryhorii, subject=f"task:{asked.pk}")]
    assert verbs == ["task.accepted", "task.handed_over", "task.returned", "task.handed_over", "task.added"]


def test_nobody_accepts_their_own_work(asked: Task, viewers: Viewers, department: People, make: MakeTask) -> None:
    services.hand_over(viewers[Role.SPECIALIST], asked.pk)
    with refused("task_own_review"):
        services.review(viewers[Role.SPECIALIST], asked.pk, accepted=True)
    own = make("2026-12-01", "hryhorii", customer="sofiia", handed_at="2026-11-01 10:00")
    with refused("task_own_review"):
        services.review(viewers[Role.HEAD], own.pk, accepted=True)
    services.review(viewers[Role.SPECIALIST], own.pk, accepted=True)
    assert state_of(viewers[Role.HEAD], own) is State.DONE


def test_without_a_customer_handing_over_is_the_end(viewers: Viewers, department: People) -> None:
    task = services.new_task(viewers[Role.SPECIALIST], NewTask("Report", department["sofiia"].pk, FRIDAY))
    services.hand_over(viewers[Role.SPECIALIST], task.pk)
    assert state_of(viewers[Role.SPECIALIST], task) is State.DONE
    with refused("task_is_done"):
        services.hand_over(viewers[Role.SPECIALIST], task.pk)


def test_the_clock_stands_while_a_task_waits(asked: Task, viewers: Viewers) -> None:
    sofiia = viewers[Role.SPECIALIST]
    with refused("task_wait_needs_words"):
        services.wait(sofiia, asked.pk, "")
    services.wait(sofiia, asked.pk, "the price list from sales")
    assert task_page(sofiia, asked.pk).row.waits_for == "the price list from sales"
    with refused("task_is_waiting"):
        services.wait(sofiia, asked.pk, "more")
    services.carry_on(sofiia, asked.pk)
    assert Wait.objects.get().until is not None
    with refused("task_does_not_wait"):
        services.carry_on(sofiia, asked.pk)
    services.wait(sofiia, asked.pk, "once more")
    services.hand_over(sofiia, asked.pk)
    assert not Wait.objects.filter(until=None).exists(), "handing over ends the waiting"


def test_a_date_moves_and_the_first_one_stays(asked: Task, viewers: Viewers) -> None:
    services.move_due(viewers[Role.SPECIALIST], asked.pk, FRIDAY + timedelta(days=7))
    row = task_page(viewers[Role.SPECIALIST], asked.pk).row
    assert (row.first_due, row.due, row.moved) == (FRIDAY, FRIDAY + timedelta(days=7), True)


def test_dropping_asks_for_a_reason(asked: Task, viewers: Viewers) -> None:
    with refused("task_drop_needs_reason"):
        services.drop(viewers[Role.HEAD], asked.pk, "")
    services.drop(viewers[Role.HEAD], asked.pk, "the product is not sold any more")
    assert state_of(viewers[Role.HEAD], asked) is State.DROPPED
    for act in (services.hand_over, services.mark_ready, services.mark_live):
        with refused("task_is_dropped"):
            act(viewers[Role.HEAD], asked.pk)


def test_a_test_ends_by_saying_how(viewers: Viewers, department: People) -> None:
    sofiia = viewers[Role.SPECIALIST]
    test = services.new_task(sofiia, NewTask("Two headlines", department["sofiia"].pk, FRIDAY, kind="copy_test"))
    with refused("test_needs_outcome"):
        services.hand_over(sofiia, test.pk)
    with refused("test_outcome_unknown"):
        services.conclude(sofiia, test.pk, "perhaps")
    services.conclude(sofiia, test.pk, "won")
    kept = Task.objects.get(pk=test.pk)
    assert (kept.outcome, kept.accepted_at is not None) == ("won", True)
    plain = services.new_task(sofiia, NewTask("Report", department["sofiia"].pk, FRIDAY))
    with refused("task_is_no_test"):
        services.conclude(sofiia, plain.pk, "won")


def test_ready_then_live_then_an_error_in_it(viewers: Viewers, department: People) -> None:
    sofiia = viewers[Role.SPECIALIST]
    task = services.new_task(sofiia, NewTask("Article", department["sofiia"].pk, FRIDAY, kind="text"))
    with refused("task_not_live"):
        services.found_error(sofiia, task.pk, "a dead link")
    with refused("work_moment_ahead"):
        services.mark_ready(sofiia, task.pk, timezone.now() + timedelta(hours=1))
    services.mark_ready(sofiia, task.pk)
    with refused("task_live_before_ready"):
        services.mark_live(sofiia, task.pk, datetime(2026, 1, 1, tzinfo=UTC))
    services.mark_live(sofiia, task.pk)
    with refused("task_live_already"):
        services.mark_live(sofiia, task.pk)
    with refused("task_error_needs_words"):
        services.found_error(sofiia, task.pk, "")
    with refused("task_error_day_wrong"):
        services.found_error(sofiia, task.pk, "a dead link", date(2026, 1, 1))
    services.found_error(viewers[Role.HEAD], task.pk, "a dead link")
    assert Task.objects.get(pk=task.pk).error_found_on == company_today(sofiia)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"title": " "}, "task_needs_title"),
        ({"title": "x" * 201}, "work_words_too_long"),
        ({"kind": "dance"}, "task_kind_unknown"),
        ({"severity": "dire"}, "task_severity_unknown"),
        ({"points": Decimal(1000)}, "task_points_out_of_range"),
        ({"points": Decimal(-1)}, "task_points_out_of_range"),
        ({"customer": 999}, "work_member_unknown"),
        ({"zone": 999}, "work_zone_unknown"),
        ({"slot_at": datetime(2026, 12, 5, 9, tzinfo=UTC)}, "task_slot_on_another_day"),
    ],
)
def test_a_bad_task_is_refused_with_words(
    bad: dict[str, object], code: str, viewers: Viewers, department: People
) -> None:
    given: dict[str, object] = {"title": "Report", "owner": department["sofiia"].pk, "due": FRIDAY, **bad}
    with pytest.raises(Refused) as caught:
        services.new_task(viewers[Role.HEAD], NewTask(**given))  # type: ignore[arg-type]
    assert caught.value.reason.code == code
    assert "No words are written" not in say(caught.value.reason)
    assert not Task.objects.exists()


def test_who_may_give_work_to_whom(viewers: Viewers, department: People) -> None:
    may = {
        Role.OWNER: {"hryhorii", "sofiia", "taras", "kyrylo"},
        Role.HEAD: {"hryhorii", "sofiia", "taras", "kyrylo"},
        Role.SPECIALIST: {"sofiia", "taras"},
        Role.CONTRACTOR: set(),
        Role.ACCOUNTANT: set(),
    }
    for role, allowed in may.items():
        for slug, member in department.items():
            new = NewTask("x", member.pk, FRIDAY)
            if slug in allowed:
                assert services.new_task(viewers[role], new).owner == member
            else:
                with pytest.raises(NotAllowed):
                    services.new_task(viewers[role], new)


def test_a_contractor_hands_over_their_own_and_decides_nothing(make: MakeTask, viewers: Viewers) -> None:
    kyrylo = viewers[Role.CONTRACTOR]
    own = make("2026-12-01", "kyrylo", kind="deliverable", customer="hryhorii")
    other = make("2026-12-01", "sofiia")
    assert task_page(kyrylo, own.pk).may == {"wait", "hand_over"}
    for refuse in (
        lambda: services.move_due(kyrylo, own.pk, FRIDAY),
        lambda: services.drop(kyrylo, own.pk, "no time"),
        lambda: services.hand_over(kyrylo, other.pk),
        lambda: services.wait(kyrylo, other.pk, "x"),
        lambda: services.hand_over(kyrylo, 10**9),
    ):
        with pytest.raises(NotAllowed):
            refuse()
    services.hand_over(kyrylo, own.pk)
    assert task_page(kyrylo, own.pk).may == set()
    assert task_page(viewers[Role.HEAD], own.pk).may == {"accept", "return", "move", "drop"}


def test_a_specialist_does_not_see_the_work_of_others(make: MakeTask, viewers: Viewers) -> None:
    mine, taras, head, kyrylo = (make("2026-12-01", who) for who in ("sofiia", "taras", "hryhorii", "kyrylo"))
    seen = board(viewers[Role.SPECIALIST], "all", Filtered())
    assert {row.id for row in seen.rows} == {mine.pk, taras.pk}
    for hidden in (head, kyrylo):
        with pytest.raises(NotAllowed):
            task_page(viewers[Role.SPECIALIST], hidden.pk)
    assert board(viewers[Role.OWNER], "all", Filtered()).going == 4
    with pytest.raises(NotAllowed):
        board(viewers[Role.ACCOUNTANT], "all", Filtered())


def test_the_board_says_what_is_late_and_what_waits(make: MakeTask, viewers: Viewers) -> None:
    make("2026-10-01", "sofiia", title="late")
    make("2026-10-01", "sofiia", title="waits", waits=[("2026-09-20 10:00", None)])
    make("2026-10-01", "sofiia", title="handed", customer="hryhorii", handed_at="2026-09-30 10:00")
    make("2126-10-01", "sofiia", title="far")
    make("2026-10-01", "sofiia", title="done", accepted_at="2026-10-01 10:00")
    sofiia = board(viewers[Role.SPECIALIST], "mine", Filtered())
    assert (sofiia.going, sofiia.late, sofiia.waiting, sofiia.handed, sofiia.to_review) == (4, 1, 1, 1, 0)
    head = board(viewers[Role.HEAD], "mine", Filtered())
    assert [row.title for row in head.rows] == ["handed"], "what he is to look at"
    assert head.to_review == 1
    tabs = {tab: [row.title for row in board(AT_TERMINAL, tab, Filtered()).rows] for tab in ("late", "waiting", "done")}
    assert tabs == {"late": ["late"], "waiting": ["waits", "handed"], "done": ["done"]}
    assert board(AT_TERMINAL, "all", Filtered(kind="text")).rows == ()
    assert len(board(AT_TERMINAL, "all", Filtered(person="sofiia")).rows) == 4


def test_promises_are_made_kept_and_broken_openly(viewers: Viewers, department: People) -> None:
    today = company_today(viewers[Role.HEAD])
    head = viewers[Role.HEAD]
    of = {name: member.pk for name, member in department.items()}

    def promise(what: str, due: date, **given: object) -> Promise:
        return services.make_promise(head, NewPromise(of["hryhorii"], what, due, made_on=date(2026, 1, 1), **given))  # type: ignore[arg-type]

    late = promise("a course", today - timedelta(days=3), to=of["sofiia"])
    kept = promise("a review", today, to=of["sofiia"], kind=PromiseKind.REVIEW)
    broken = promise("a payout", today - timedelta(days=1), to_name="Partner", kind=PromiseKind.PAYOUT)
    services.keep(viewers[Role.SPECIALIST], kept.pk)  # whoever it was made to says so too
    services.break_openly(head, broken.pk, "the invoice was wrong")
    found = promises(head)
    assert found.rows[0].what == "a course"
    assert (found.late, found.kept, found.due, found.share) == (1, 1, 3, Decimal(1) / 3)
    with refused("promise_is_settled"):
        services.keep(head, broken.pk)
    services.open_again(head, broken.pk)
    with refused("promise_is_open"):
        services.open_again(head, broken.pk)
    with pytest.raises(NotAllowed):
        services.break_openly(viewers[Role.SPECIALIST], late.pk, "I do not want it")


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"due": date(2020, 1, 1)}, "promise_due_before_made"),
        ({"to": None}, "promise_needs_somebody"),
        ({"what": ""}, "promise_needs_words"),
        ({"kind": "gift"}, "promise_kind_unknown"),
    ],
)
def test_a_bad_promise_is_refused(bad: dict[str, object], code: str, viewers: Viewers, department: People) -> None:
    given: dict[str, object] = {"what": "a course", "due": date(2126, 1, 1), "to": department["sofiia"].pk, **bad}
    with refused(code):
        services.make_promise(viewers[Role.HEAD], NewPromise(department["hryhorii"].pk, **given))  # type: ignore[arg-type]
    with refused("promise_to_oneself"):
        me = department["hryhorii"].pk
        services.make_promise(viewers[Role.HEAD], NewPromise(me, "rest", date(2126, 1, 1), to=me))


def test_promises_about_pay_are_between_two(viewers: Viewers, department: People) -> None:
    due = date(2126, 1, 1)
    taras, head = (department[name].pk for name in ("taras", "hryhorii"))
    services.make_promise(viewers[Role.HEAD], NewPromise(head, "a rise", due, to=taras, kind="pay"))
    services.make_promise(viewers[Role.HEAD], NewPromise(taras, "a bonus", due, to=head, kind="pay"))
    services.make_promise(viewers[Role.HEAD], NewPromise(taras, "a talk", due, to=head, kind="review"))
    assert [row.what for row in promises(viewers[Role.SPECIALIST]).rows] == ["a talk"], "she leads Taras"
    assert [row.what for row in promises_of(viewers[Role.SPECIALIST], taras).rows] == ["a talk"]
    with pytest.raises(NotAllowed):
        promises_of(viewers[Role.SPECIALIST], head)
    assert promises(viewers[Role.CONTRACTOR]).rows == ()
    assert len(promises(viewers[Role.OWNER]).rows) == 3


def test_work_is_passed_on_among_those_one_leads(make: MakeTask, viewers: Viewers, department: People) -> None:
    sofiia = viewers[Role.SPECIALIST]
    task = make("2026-12-01", "taras")
    assert services.take(sofiia, task.pk).owner == department["sofiia"]
    assert services.give(sofiia, task.pk, department["taras"].pk).owner == department["taras"]
    with pytest.raises(NotAllowed):
        services.give(sofiia, task.pk, department["kyrylo"].pk)
    with refused("work_viewer_no_member"):
        services.take(viewers[Role.OWNER], task.pk)
