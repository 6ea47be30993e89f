"""What the measures of the library count, told as stories and counted by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.organisation.models import Member
from otdel.planning.models import Promise, PromiseKind
from otdel.planning.queries.counts import CODES, EVERYBODY, Counted, Work
from otdel.planning.tests.conftest import MakeTask

OCTOBER, NOVEMBER = Period.month(2026, 10), Period.month(2026, 11)


def counted(code: str, members: frozenset[int] = EVERYBODY, period: Period = OCTOBER) -> Counted:
    return Work.load(AT_TERMINAL).count(code, members, period)


def value(code: str, members: frozenset[int] = EVERYBODY, period: Period = OCTOBER) -> Decimal | NoData:
    return counted(code, members, period).value


def days(code: str) -> list[str]:
    return [f"{record.day:%d}" for record in counted(code).records]


def test_tasks_of_october_by_their_first_date(make: MakeTask) -> None:
    make("2026-10-05", accepted_at="2026-10-05 20:00")  # in time
    make("2026-10-06", accepted_at="2026-10-08 10:00")  # late
    make("2026-10-07", accepted_at="2026-10-09 09:00", waits=[("2026-10-05 09:00", "2026-10-07 10:00")])  # waited 49 h
    make("2026-10-08", accepted_at="2026-10-12 09:00", due=date(2026, 10, 15))  # moved, so late
    make("2026-10-09")  # not done
    make("2026-10-12", dropped_at="2026-10-10 09:00")  # dropped in time: not due
    make("2026-10-13", dropped_at="2026-10-20 09:00")  # dropped late: due and not done
    make("2026-11-02", accepted_at="2026-10-20 09:00")  # due in November
    assert days("tasks_due") == ["05", "06", "07", "08", "09", "13"]
    assert days("tasks_done_by_first_due") == ["05", "07"]
    assert value("tasks_due", period=NOVEMBER) == 1


def test_each_person_has_their_own_and_a_leader_everybody_named(make: MakeTask, department: dict[str, Member]) -> None:
    make("2026-10-05", "sofiia")
    make("2026-10-06", "taras")
    make("2026-10-07", "kyrylo")
    of = {name: member.pk for name, member in department.items()}
    assert value("tasks_due", frozenset({of["sofiia"]})) == 1
    assert value("tasks_due", frozenset({of["sofiia"], of["taras"]})) == 2
    assert value("tasks_due", frozenset({of["hryhorii"]})) == 0, "a zero, for work is written down"
    assert value("tasks_due") == 3


def test_deliverables_count_for_who_made_them_and_for_who_asked(make: MakeTask, department: dict[str, Member]) -> None:
    first, again = [("2026-10-09 10:00", True)], [("2026-10-09 10:00", False), ("2026-11-02 10:00", True)]
    make("2026-09-30", "kyrylo", kind="deliverable", customer="hryhorii", looks=first)
    make("2026-10-05", "kyrylo", kind="deliverable", customer="hryhorii", looks=again)
    make("2026-10-05", "kyrylo", kind="deliverable", customer="hryhorii")  # nobody looked yet
    make("2026-10-05", "kyrylo", looks=first)  # an ordinary task
    for name in ("kyrylo", "hryhorii"):
        member = frozenset({department[name].pk})
        assert value("deliverables_reviewed", member) == 2
        assert value("deliverables_accepted_first", member) == 1
    both = frozenset({department["kyrylo"].pk, department["hryhorii"].pk})
    assert value("deliverables_reviewed", both) == 2, "not twice, though both are asked for"
    assert value("deliverables_reviewed", period=NOVEMBER) == 0, "only the first look counts"


def test_tests_need_a_decision(make: MakeTask) -> None:
    make("2026-10-05", kind="test", accepted_at="2026-10-07 10:00", outcome="flat")
    make("2026-10-05", kind="test", accepted_at="2026-10-07 10:00")  # closed without saying how it ended
    make("2026-10-05", kind="test")
    make("2026-10-05", kind="copy_test", accepted_at="2026-10-08 10:00", outcome="won")
    make("2026-10-05", kind="copy_test", accepted_at="2026-10-09 10:00", outcome="lost")
    assert days("tests_concluded") == ["07", "08", "09"]
    assert days("copy_tests_concluded") == ["08", "09"]
    assert days("copy_tests_won") == ["08"]


def test_texts_from_the_brief_to_a_mistake_in_them(make: MakeTask) -> None:
    twice = [("2026-10-07 10:00", False), ("2026-10-09 10:00", False), ("2026-10-12 10:00", True)]
    make("2026-10-06", kind="text", points=Decimal(4), handed_at="2026-10-06 18:00", rehanded_at="2026-10-11 09:00",
         accepted_at="2026-10-12 10:00", looks=twice, live_at="2026-10-13 09:00",
         error_found_on=date(2026, 10, 27))  # fmt: skip
    make("2026-10-08", kind="text", points=Decimal(6), handed_at="2026-10-10 09:00", accepted_at="2026-10-10 15:00",
         looks=[("2026-10-10 15:00", True)], live_at="2026-10-14 09:00",
         error_found_on=date(2026, 10, 29))  # fmt: skip
    make("2026-10-20", kind="text", points=Decimal(2), handed_at="2026-10-23 09:00",
         waits=[("2026-10-19 09:00", "2026-10-22 12:00")])  # fmt: skip
    make("2026-11-03", kind="text", points=Decimal(1), accepted_at="2026-10-30 09:00")
    expected = {
        "texts_due": 3,
        "texts_on_time": 2,  # the third waited three days for an answer
        "texts_reviewed": 2,
        "texts_accepted": 3,
        "texts_accepted_first": 1,
        "revision_rounds": 2,
        "text_points_planned": 12,
        "text_points_accepted": 11,
        "texts_published": 2,
        "texts_with_critical_error": 1,  # the other mistake was found on the fifteenth day
    }
    assert {code: value(code) for code in expected} == expected
    assert [record.amount for record in counted("revision_rounds").records] == [2]


def test_posts_have_two_hours_to_either_side_of_their_slot(make: MakeTask) -> None:
    make("2026-10-05", kind="post", slot_at="2026-10-05 12:00", live_at="2026-10-05 14:00")
    make("2026-10-06", kind="post", slot_at="2026-10-06 12:00", live_at="2026-10-06 09:59")  # too early
    make("2026-10-07", kind="post", slot_at="2026-10-07 12:00", live_at="2026-10-07 14:01")  # too late
    make("2026-10-08", kind="post", live_at="2026-10-08 23:00")  # no hour was planned: its day is enough
    make("2026-10-09", kind="post")
    assert value("posts_planned") == 5
    assert days("posts_on_time") == ["05", "08"]


def test_publications_are_live_by_the_slot_with_the_checklist_closed(make: MakeTask) -> None:
    done = {"handed_at": "2026-10-05 09:00"}
    make("2026-10-05", kind="publication", slot_at="2026-10-05 12:00", live_at="2026-10-05 11:00", **done)
    make("2026-10-06", kind="publication", slot_at="2026-10-06 12:00", live_at="2026-10-06 12:30", **done)
    make("2026-10-07", kind="publication", live_at="2026-10-07 22:00")  # the checklist is open
    make("2026-10-08", kind="publication", live_at="2026-10-09 08:00", **done,
         waits=[("2026-10-06 09:00", "2026-10-07 09:00")])  # fmt: skip
    assert value("publications_planned") == 4
    assert days("publications_on_time") == ["05", "08"]


@pytest.mark.parametrize(
    ("kind", "due", "done"),
    [("refresh", "pages_due_refresh", "pages_refreshed"), ("seo_work", "seo_works_planned", "seo_works_accepted")],
)
def test_work_planned_for_a_month_is_accepted_in_it(make: MakeTask, kind: str, due: str, done: str) -> None:
    make("2026-10-05", kind=kind, accepted_at="2026-10-31 23:00")
    make("2026-10-06", kind=kind, accepted_at="2026-11-01 09:00")
    make("2026-10-07", kind=kind)
    assert days(due) == ["05", "06", "07"]
    assert days(done) == ["05"]


def test_a_median_has_its_records_and_none_is_no_zero(make: MakeTask) -> None:
    for accepted in ("2026-10-03 00:00", "2026-10-05 12:00", "2026-10-11 00:00"):
        make("2026-10-20", kind="seo_defect", severity="critical", created_at="2026-10-01 00:00", accepted_at=accepted)
    make("2026-10-20", kind="seo_defect", severity="low", created_at="2026-10-01 00:00", accepted_at="2026-10-02 00:00")
    found = counted("median_days_critical_seo_defect")
    assert found.value == Decimal("4.5")
    assert [record.amount for record in found.records] == [2, Decimal("4.5"), 10]
    assert not found.adds_up
    assert isinstance(value("median_days_critical_seo_defect", period=NOVEMBER), NoData)


def test_hours_from_ready_to_live_are_working_hours(make: MakeTask) -> None:
    make("2026-10-12", kind="publication", ready_at="2026-10-09 16:00", live_at="2026-10-12 10:00")  # over a weekend
    make("2026-10-12", kind="publication", ready_at="2026-10-13 09:00", live_at="2026-10-13 14:00")
    make("2026-10-12", kind="publication", live_at="2026-10-13 14:00")  # nobody wrote when it was ready
    assert value("median_hours_ready_to_live") == 4


def test_promises_and_payouts(department: dict[str, Member]) -> None:
    def promise(due: int, kept: int | None, kind: str = "payout", maker: str = "sofiia") -> None:
        Promise.objects.create(maker=department[maker], to_name="Partner", what="pay", kind=kind,
                               made_on=date(2026, 9, 1), due=date(2026, 10, due),
                               kept_on=date(2026, 10, kept) if kept else None)  # fmt: skip

    promise(5, 5)
    promise(6, 7)
    promise(7, None)
    promise(8, 1, PromiseKind.REVIEW, "hryhorii")
    assert [value("partner_payouts_due"), value("partner_payouts_on_time")] == [3, 1]
    assert [value("promises_due"), value("promises_kept")] == [4, 2]
    assert value("promises_due", frozenset({department["hryhorii"].pk})) == 1


def test_what_was_never_written_down_is_not_a_zero(make: MakeTask) -> None:
    for code in CODES:
        assert isinstance(value(code), NoData), code
    make("2026-11-05", created_at="2026-11-01 09:00")
    assert isinstance(value("tasks_due"), NoData), "October was before anybody wrote tasks down"
    assert value("tasks_due", period=NOVEMBER) == 1
    assert value("tasks_done_by_first_due", period=NOVEMBER) == 0
    assert isinstance(value("texts_due", period=NOVEMBER), NoData)


def test_the_records_are_read_once_however_much_is_asked(
    make: MakeTask, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(1, 29):
        make(f"2026-10-{day:02}", kind="text", accepted_at=f"2026-10-{day:02} 10:00")
    with django_assert_max_num_queries(7):
        work = Work.load(AT_TERMINAL)
        for code in CODES:
            for month in range(1, 13):
                work.count(code, EVERYBODY, Period.month(2026, month))
    recent = Work.load(AT_TERMINAL, since=date(2026, 10, 20))
    week = Period(date(2026, 10, 20), date(2026, 10, 27))
    assert recent.count("texts_accepted", EVERYBODY, week) == work.count("texts_accepted", EVERYBODY, week)
