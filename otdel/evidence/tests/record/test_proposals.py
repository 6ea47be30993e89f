"""A budget proposed from the model: checked against the model itself, decided once, and work for whoever runs it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from otdel.accounts.services import Refused
from otdel.accounts.trail import trail
from otdel.analytics.mix.budget import Move, Scenario, optimise
from otdel.evidence import draws
from otdel.evidence.models import BudgetProposal, MixFit, ProposalState
from otdel.evidence.queries.mix import MixView, mix, stored
from otdel.evidence.queries.mix_proposals import NoSuchProposal, proposal, proposals, waiting
from otdel.evidence.services import fitting
from otdel.evidence.services.proposals import NewBudget, accept, decline, propose, withdraw
from otdel.evidence.tests.record.conftest import SEARCH, SOCIAL
from otdel.jobs import worker
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.models import Engagement, JobRole, Member
from otdel.planning.models import Task

pytestmark = pytest.mark.django_db
Viewers = dict[Role, Viewer]


def view_of(viewers: Viewers) -> MixView:
    view = mix(viewers[Role.HEAD])
    assert not isinstance(view, NoData)
    return view


def move_of(viewers: Viewers, fit: int) -> Move:
    model = stored(viewers[Role.HEAD], fit)
    assert not isinstance(model, NoData)
    move = optimise(model, margin=1.0)
    assert not isinstance(move, Reason)
    return move


def shifted(viewers: Viewers, amount: str = "500") -> dict[str, Decimal]:
    """As much less for one as more for the other."""
    now = {one.channel: one.recent.amount for one in view_of(viewers).channels}
    return {SEARCH: now[SEARCH] + Decimal(amount), SOCIAL: now[SOCIAL] - Decimal(amount)}


@pytest.fixture
def proposed(fitted: int, viewers: Viewers) -> BudgetProposal:
    return propose(viewers[Role.HEAD], fitted, NewBudget(shifted(viewers), 8), "Social is full.")


@pytest.fixture
def ihor(fitted: int, today: date) -> Member:
    """Runs search by his engagement; nobody is written down for social."""
    member = Member.objects.create(name="Ihor Bondar", slug="ihor")
    role = JobRole.objects.create(code="buyer")
    Engagement.objects.create(member=member, role=role, start=date(2024, 1, 1), scope={"channels": ["Paid search"]})
    return member


def test_a_suggested_move_becomes_a_proposal_with_its_evidence(fitted: int, viewers: Viewers) -> None:
    move = move_of(viewers, fitted)
    row = propose(viewers[Role.HEAD], fitted, NewBudget.of(move), "Before the season.")
    line = proposal(viewers[Role.ACCOUNTANT], row.pk)
    assert sum(one.after.amount for one in line.lines) == line.weekly.amount == move.budget
    assert all(one.low.amount <= one.after.amount <= one.high.amount for one in line.lines)
    assert float(line.odds) == pytest.approx(move.odds, abs=1e-4)
    assert float(line.gain.amount) == pytest.approx(move.gain.median, abs=0.01)
    assert line.lines[0].why == move.lines[0].why and line.lines[0].grade in "ABCD"
    assert line.start.weekday() == 0 and line.end - line.start == timedelta(weeks=move.weeks)


def test_what_the_model_says_is_asked_of_the_model_and_not_of_whoever_proposes(
    proposed: BudgetProposal, viewers: Viewers
) -> None:
    model = stored(viewers[Role.HEAD])
    assert not isinstance(model, NoData)
    outcome = Scenario.of(model, weeks=8, margin=1.0).evaluate(shifted(viewers))
    assert float(proposed.gain) == pytest.approx(outcome.gain.median, abs=0.01)
    assert float(proposed.gain_low) == pytest.approx(outcome.gain.low80, abs=0.01)
    assert proposed.weekly == sum(shifted(viewers).values())


def test_it_waits_on_whoever_answers_for_the_money(proposed: BudgetProposal, viewers: Viewers) -> None:
    assert [one.id for one in waiting(viewers[Role.OWNER])] == [proposed.pk]
    assert waiting(viewers[Role.HEAD]) == waiting(viewers[Role.ACCOUNTANT]) == []
    (line,) = proposals(viewers[Role.HEAD], ProposalState.PROPOSED)
    assert (line.may_decide, line.may_withdraw) == (False, True)


def test_an_accepted_one_becomes_a_task_for_whoever_runs_the_channel(
    proposed: BudgetProposal, ihor: Member, viewers: Viewers
) -> None:
    accept(viewers[Role.OWNER], proposed.pk, "Agreed.")
    task = Task.objects.get()
    assert task.owner == ihor and task.due == proposed.start
    assert task.source["href"] == f"/money/proposals/{proposed.pk}/"
    line = proposal(viewers[Role.HEAD], proposed.pk)
    assert (line.state, line.decided_name, line.decided_why) == ("accepted", "owner Person", "Agreed.")
    assert [(one.id, one.owner) for one in line.tasks] == [(task.pk, "Ihor Bondar")]
    subject = f"budget_proposal:{proposed.pk}"
    assert [one.verb for one in trail(viewers[Role.OWNER], subject=subject)] == ["budget.accepted", "budget.proposed"]


def test_a_decision_is_made_once(proposed: BudgetProposal, viewers: Viewers) -> None:
    owner = viewers[Role.OWNER]
    decline(owner, proposed.pk, "Not this year.")
    for again in (accept, decline, withdraw):
        with pytest.raises(Refused) as told:
            again(owner, proposed.pk, "why")
        assert told.value.reason == Reason.of("proposal_already_declined", name="owner Person")
    assert not Task.objects.exists()


def test_declining_needs_a_reason_and_withdrawing_does_not(proposed: BudgetProposal, viewers: Viewers) -> None:
    with pytest.raises(Refused) as told:
        decline(viewers[Role.OWNER], proposed.pk, " ")
    assert told.value.reason.code == "proposal_needs_why"
    withdraw(viewers[Role.HEAD], proposed.pk)
    assert proposal(viewers[Role.HEAD], proposed.pk).state == "withdrawn"


NO_BUDGETS = [
    (NewBudget({}, 8), "proposal_moves_nothing"),
    (NewBudget({"nowhere": Decimal(1)}, 8), "proposal_channel_unknown"),
    (NewBudget({SEARCH: Decimal("0.001")}, 8), "proposal_amounts_wrong"),
    (NewBudget({SEARCH: Decimal("NaN")}, 8), "proposal_amounts_wrong"),
    (NewBudget({SEARCH: Decimal(1)}, 8), "proposal_over_limit"),
    (NewBudget({SEARCH: Decimal(3600)}, 0), "proposal_weeks_wrong"),
    (NewBudget({SEARCH: Decimal(3600)}, 8, start=date(2020, 1, 6)), "proposal_start_wrong"),
    (NewBudget({SEARCH: Decimal(3600)}, 8, start=date(2099, 1, 6)), "proposal_start_wrong"),
    (NewBudget({SEARCH: Decimal(3600)}, 8, start=date(9999, 12, 27)), "proposal_start_far"),
    (NewBudget({SEARCH: Decimal("1e40")}, 8), "proposal_amounts_wrong"),
]


def test_what_cannot_be_proposed(fitted: int, viewers: Viewers) -> None:
    for new, code in NO_BUDGETS:
        with pytest.raises(Refused) as told:
            propose(viewers[Role.OWNER], fitted, new)
        assert told.value.reason.code == code, new
    assert not BudgetProposal.objects.exists()


def test_an_older_version_or_lost_draws_propose_nothing(fitted: int, viewers: Viewers) -> None:
    head, plan = viewers[Role.HEAD], shifted(viewers)
    fitting.ask_to_fit(head)
    worker.run_waiting()
    with pytest.raises(Refused) as told:
        propose(head, fitted, NewBudget(plan, 8))
    assert told.value.reason.code == "proposal_old_version"
    newest = MixFit.objects.first()
    assert newest is not None
    (draws.folder() / newest.draws).unlink()
    with pytest.raises(Refused) as told:
        propose(head, newest.pk, NewBudget(plan, 8))
    assert told.value.reason.code == "mix_draws_lost"


def test_who_may_do_what(proposed: BudgetProposal, viewers: Viewers) -> None:
    for role in (Role.SPECIALIST, Role.ACCOUNTANT, Role.CONTRACTOR):
        with pytest.raises(NotAllowed):
            propose(viewers[role], proposed.fit_id, NewBudget({}, 8))
        with pytest.raises(NotAllowed):
            withdraw(viewers[role], proposed.pk)
    for role in (Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT, Role.CONTRACTOR):
        with pytest.raises(NotAllowed):
            accept(viewers[role], proposed.pk)
        with pytest.raises(NotAllowed):
            decline(viewers[role], proposed.pk, "no")
    with pytest.raises(NotAllowed):
        proposals(viewers[Role.CONTRACTOR])
    with pytest.raises(NoSuchProposal):
        proposal(viewers[Role.OWNER], proposed.pk + 1)
