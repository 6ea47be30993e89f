"""What somebody meets who opens the pages for the first time: typing errors, two budgets at once, a refused fitting."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import NormalDist
from urllib.parse import quote

import pytest
from django.utils import timezone, translation

from otdel.evidence.models import BudgetProposal, MixFit
from otdel.evidence.pages.mix import progress
from otdel.evidence.pages.mix.beliefs import spread_of
from otdel.evidence.pages.mix.channel import spend_under_test
from otdel.evidence.pages.mix.move import suggested
from otdel.evidence.pages.mix.proposals import noted
from otdel.evidence.pages.mix.scenario import page as scenario_page
from otdel.evidence.pages.mix.tried import tried
from otdel.evidence.queries import mix as asked
from otdel.evidence.queries.mix_beliefs import beliefs, lift_tests
from otdel.evidence.queries.mix_proposals import proposal, proposals
from otdel.evidence.queries.mix_scenario import scenario
from otdel.evidence.services.lift_tests import NewLiftTest, add_lift_test
from otdel.evidence.services.proposals import NewBudget, accept, propose
from otdel.evidence.tests.mix.test_mix_pages import SignedIn, text
from otdel.evidence.tests.record.conftest import SEARCH, SOCIAL
from otdel.evidence.wording.mix_record import task_replaced, task_text, task_title
from otdel.evidence.wording.mix_remedies import experiments
from otdel.jobs.models import Job
from otdel.kit.money import Money
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Engagement, JobRole, Member

pytestmark = pytest.mark.django_db
Viewers = dict[Role, Viewer]


def test_what_is_no_amount_is_said_kept_as_typed_and_not_proposed(signed_in: SignedIn, fitted: int) -> None:
    client = signed_in(Role.HEAD)
    typed = {"budget": "lots", f"least-{SEARCH}": "-5", "limit": "10"}
    page = text(client, "scenario/", **typed)
    assert "“lots” is no amount of money" in page and "“-5” is no amount of money" in page
    assert "Propose to the budget owner" not in page
    html = client.get("/money/scenario/", typed).content.decode()
    assert 'value="lots"' in html and 'value="-5"' in html


def test_a_budget_of_nothing_is_refused_and_not_taken_for_the_usual_one(signed_in: SignedIn, fitted: int) -> None:
    page = text(signed_in(Role.HEAD), "scenario/", budget="0")
    assert "A budget of ₴0 cannot be divided" in page


def test_sliders_end_where_the_limit_ends(fitted: int, viewers: Viewers) -> None:
    head = viewers[Role.HEAD]
    view, held = asked.mix(head), scenario(head, fitted, 13)
    assert not isinstance(view, NoData) and not isinstance(held, NoData)
    wanted = tried({"limit": "10"}, (SEARCH, SOCIAL))
    move = wanted.move(held)
    assert not isinstance(move, Reason)
    for line, shown in zip(move.lines, scenario_page(held.mix, view.fit, wanted, move).lines, strict=True):
        assert abs(float(shown.low) - 0.9 * float(line.now)) < 0.02
        assert abs(float(shown.high) - 1.1 * float(line.now)) < 0.02


def test_lines_no_limit_holds_show_next_ones_that_are_level(fitted: int, viewers: Viewers) -> None:
    held = scenario(viewers[Role.HEAD], fitted, 13)
    assert not isinstance(held, NoData)
    move = tried({}, (SEARCH, SOCIAL)).move(held)
    assert not isinstance(move, Reason)
    view = asked.mix(viewers[Role.HEAD])
    assert not isinstance(view, NoData)
    shown = scenario_page(held.mix, view.fit, tried({}, (SEARCH, SOCIAL)), move)
    for line, slider in zip(move.lines, shown.lines, strict=True):
        assert not isinstance(line.next_after, NoData)
        assert slider.upcoming == f"next ₴1 on average: ₴{line.next_after.mean:.2f}"


def test_results_and_scenario_say_the_same_gain_of_the_same_move(fitted: int, viewers: Viewers) -> None:
    view, held = asked.mix(viewers[Role.HEAD]), scenario(viewers[Role.HEAD], fitted, 13)
    assert not isinstance(view, NoData) and not isinstance(held, NoData)
    move = held.best()
    assert not isinstance(move, Reason)
    shown = suggested(view, held)
    middles = {f"next ₴1: ₴{one.next_back.middle:.2f}" for one in view.channels}
    assert {line.upcoming for line in shown.lines} <= middles
    if shown.lines:
        assert f"₴{move.gain.median / 13:,.0f}"[:3] in shown.text.replace("k", "")


def test_beliefs_are_drawn_as_they_are_and_not_as_a_few_draws_fall(fitted: int, viewers: Viewers) -> None:
    usual = beliefs(viewers[Role.HEAD])
    assert len({spread_of(one) for one in usual}) == 1  # the same belief of each, so the same bar
    spread, one = spread_of(usual[0]), usual[0]
    reached = NormalDist(0, float(one.spread)).inv_cdf(0.9)
    assert spread.high / spread.middle == pytest.approx(2.718281828459045**reached)


def test_only_those_who_may_are_offered_a_form(signed_in: SignedIn, fitted: int) -> None:
    reader = signed_in(Role.SPECIALIST)
    assert "The owner and the head of marketing change beliefs." in text(reader, f"model/beliefs/{SEARCH}/")
    assert "Open the experiments" in text(reader, f"channels/{SEARCH}/")
    page = signed_in(Role.HEAD).get(f"/money/channels/{SEARCH}/").content.decode()
    assert f'href="/money/tests/new?channel={quote(SEARCH)}"' in page
    assert "Only experiments of" in text(reader, "tests/", channel=SEARCH)


def test_an_experiment_is_told_for_each_1_of_the_spend_it_tested(fitted: int, viewers: Viewers) -> None:
    head = viewers[Role.HEAD]
    seen = asked.saw(head, fitted)
    start, end = seen.weeks[10].start, seen.weeks[14].start
    new = NewLiftTest(SEARCH, "regions", start, end, Decimal(9000), Decimal(1000), share=Decimal("0.5"))
    add_lift_test(head, new)
    (test,) = lift_tests(head, SEARCH)
    place = seen.channels.index(SEARCH)
    cost = sum(week.spend[place] for week in seen.weeks[10:14])
    assert spend_under_test(test, seen) == cost / 2
    assert spend_under_test(replace(test, start=start + timedelta(days=1)), seen) is None  # not whole weeks: not known


def test_margin_of_a_week_opens_its_sales_and_the_days_of_coming_back_are_whole(
    signed_in: SignedIn, fitted: int
) -> None:
    client = signed_in(Role.OWNER)
    assert "/money/sales/?period=" in client.get(f"/money/channels/{SEARCH}/").content.decode().replace(
        "/money/sales?", "/money/sales/?"
    )
    page = text(client, f"channels/{SEARCH}/")
    assert "Half of the effect comes in" in page and "The money is back in" in page


def shifted(viewers: Viewers, amount: str) -> dict[str, Decimal]:
    view = asked.mix(viewers[Role.HEAD])
    assert not isinstance(view, NoData)
    now = {one.channel: one.recent.amount for one in view.channels}
    return {SEARCH: now[SEARCH] + Decimal(amount), SOCIAL: now[SOCIAL] - Decimal(amount)}


@pytest.fixture
def ihor(fitted: int) -> Member:
    member = Member.objects.create(name="Ihor Bondar", slug="ihor")
    role = JobRole.objects.create(code="buyer")
    Engagement.objects.create(member=member, role=role, start=date(2024, 1, 1), scope={"channels": ["Paid search"]})
    return member


def test_a_later_budget_of_the_same_weeks_drops_the_open_tasks_of_the_first(
    fitted: int, viewers: Viewers, ihor: Member
) -> None:
    head, owner = viewers[Role.HEAD], viewers[Role.OWNER]
    first, second = (propose(head, fitted, NewBudget(shifted(viewers, amount), 8)) for amount in ("300", "500"))
    accept(owner, first.pk)
    (old,) = first.tasks.all()
    waits = noted(proposal(owner, second.pk), proposals(owner, "accepted"))
    assert [one.href for one in waits] == [f"/money/proposals/{first.pk}/"]
    accept(owner, second.pk)
    old.refresh_from_db()
    assert old.dropped_at is not None and "Another budget was accepted" in old.dropped_why
    assert second.tasks.get().dropped_at is None
    (replaced,) = noted(proposal(owner, first.pk), proposals(owner, "accepted"))
    assert "takes the place of this one" in replaced.words
    assert noted(proposal(owner, second.pk), proposals(owner, "accepted")) == []


def test_a_budget_that_begins_later_leaves_the_first_its_own_weeks(fitted: int, viewers: Viewers, ihor: Member) -> None:
    head, owner = viewers[Role.HEAD], viewers[Role.OWNER]
    first = propose(head, fitted, NewBudget(shifted(viewers, "300"), 8))
    accept(owner, first.pk)
    later = NewBudget(shifted(viewers, "500"), 8, start=first.start + timedelta(weeks=2))
    accept(owner, propose(head, fitted, later).pk)
    assert first.tasks.get().dropped_at is None
    assert BudgetProposal.objects.filter(state="accepted").count() == 2


def test_a_task_of_a_budget_speaks_the_language_of_whoever_accepted_it() -> None:
    before, after = Money(Decimal(900), "UAH"), Money(Decimal(1000), "UAH")
    with translation.override("uk"):
        assert "витрачати" in task_title(SEARCH, after)
        assert "на 4 тижні:" in task_text(before, after, date(2026, 11, 30), 4)
        assert "прийнято інший бюджет" in task_replaced(date(2026, 11, 30))
        assert "на 13 тижнів:" in task_text(before, after, date(2026, 11, 30), 13)
    with translation.override("ru"):
        assert "на 4 недели:" in task_text(before, after, date(2026, 11, 30), 4)


def test_after_a_refused_fitting_every_page_says_its_numbers_are_older(signed_in: SignedIn, fitted: int) -> None:
    few = {"code": "mix_too_few_weeks", "values": {"weeks": 10, "least": 20}, "refuses": True}
    client = signed_in(Role.OWNER)
    before = text(client, "model/").count("Bring files")
    MixFit.objects.create(state="refused", digest="d", currency="UAH", weeks=10, findings=[few])
    assert "The last fitting was refused, so these numbers are of the version before it." in text(client, "channels/")
    page = text(client, "model/")
    assert "There are only 10 whole weeks." in page and "bring files of earlier weeks" in page
    assert page.count("Bring files") == before + 1


def test_what_became_of_experiments_is_said_without_noughts() -> None:
    assert experiments({"added": 1, "changed": 0, "removed": 0}) == "1 new experiment"
    said = experiments({"added": 2, "changed": 0, "removed": 1, "channels": SEARCH})
    assert said == "2 new experiments, 1 experiment taken back (%(channels)s)"


def test_a_job_nobody_takes_up_is_not_said_to_go_on(fitted: int, viewers: Viewers) -> None:
    job = Job.objects.get(subject=asked.SUBJECT)
    Job.objects.filter(pk=job.pk).update(state="waiting", queued_at=timezone.now() - timedelta(minutes=2))
    state = asked.running(viewers[Role.HEAD])
    assert state is not None
    assert "See that the worker runs" in progress.waiting(state)
    assert progress.waiting(replace(state, queued_at=timezone.now())) == "Waiting for its turn"
    assert progress.name(replace(state, task="draw_again")) == "Making the answers again"


def test_a_channel_that_is_off_has_no_next_1(signed_in: SignedIn, fitted: int) -> None:
    row = MixFit.objects.get(pk=fitted)
    (found,) = [one for one in row.answer["channels"] if one["channel"] == SOCIAL]
    shown = f"{found['next_back'][2]:.2f}"
    found["recent"] = "0.00"
    row.save(update_fields=["answer"])
    client = signed_in(Role.OWNER)
    page = text(client, f"channels/{SOCIAL}/")
    assert "It had no spend lately" in page and "chances in 100 that it returns more" not in page
    line = re.search(
        rf'href="/money/channels/{SOCIAL}/">.*?</tr>', client.get("/money/channels/").content.decode(), re.S
    )
    assert line and f"<b>{shown}</b>" not in line[0]
