"""Proposing a budget from the model, and deciding about it: once, by whoever answers for the money."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.analytics.mix.budget import Move, Outcome, Scenario
from otdel.analytics.mix.budget.limits import CENT, USUAL_CHANGE
from otdel.evidence.models import BudgetProposal, ProposalState
from otdel.evidence.queries.company import today
from otdel.evidence.queries.mix import MixView, mix, stored
from otdel.evidence.queries.mix_rights import MAY_DECIDE, MAY_PROPOSE
from otdel.evidence.services.beliefs import person_of, said
from otdel.evidence.services.proposal_tasks import give_tasks
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer

MOST_WEEKS = 52
AHEAD = timedelta(days=366)  # a budget that begins later is a slip of the year


@dataclass(frozen=True, slots=True)
class NewBudget:
    """Spend a week by channel from Monday `start` (by default the next one) for `weeks` weeks.

    A channel not named goes on as now. `limits` are the lowest and highest spend a week each might have had, by default
    30 % either way; `fixed` were not to be moved; `reasons` say what holds each where it is.
    """

    plan: Mapping[str, Decimal]
    weeks: int
    start: date | None = None
    limits: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    fixed: Collection[str] = ()
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    cautious: bool = False

    @classmethod
    def of(cls, move: Move, start: date | None = None) -> NewBudget:
        """The budget of a move the model suggests."""
        return cls(
            {line.channel: line.to for line in move.lines},
            move.weeks,
            start,
            {line.channel: (line.low, line.high) for line in move.lines},
            [line.channel for line in move.lines if line.why.code == "mix.line_fixed"],
            {line.channel: line.why for line in move.lines},
            move.cautious,
        )


@transaction.atomic
def propose(viewer: Viewer, fit_id: int, new: NewBudget, why: str = "") -> BudgetProposal:
    """A proposal that waits for its decision, with what the model said of it.

    The model is asked here, so a proposal never says more than its version does. Raises NotAllowed, NoSuchFit; Refused
    for an older version, lost draws, or a plan that moves nothing or cannot be.
    """
    viewer.must(*MAY_PROPOSE)
    view = _newest(viewer, fit_id)
    start = new.start or _next_monday(today(viewer))
    _check(new, start, today(viewer))
    outcome = _outcome(viewer, fit_id, new)
    row = BudgetProposal.objects.create(
        fit_id=fit_id, start=start, weeks=new.weeks, currency=view.currency, weekly=outcome.spend,
        lines=_lines(view, new), gain=_cents(outcome.gain.median), gain_low=_cents(outcome.gain.low80),
        gain_high=_cents(outcome.gain.high80), odds=Decimal(f"{outcome.odds or 0:.4f}"), cautious=new.cautious,
        why=said(why, ""), by_id=person_of(viewer), name=viewer.name,
    )  # fmt: skip
    audit(viewer, "budget.proposed", _subject(row), weekly=str(row.weekly), gain=str(row.gain), odds=str(row.odds))
    return row


@transaction.atomic
def accept(viewer: Viewer, number: int, why: str = "") -> BudgetProposal:
    """It holds, and becomes a task for whoever runs each channel it moves. Raises NotAllowed; Refused when decided."""
    viewer.must(*MAY_DECIDE)
    row = _decide(viewer, number, ProposalState.ACCEPTED, said(why, ""))
    give_tasks(viewer, row)
    return row


@transaction.atomic
def decline(viewer: Viewer, number: int, why: str) -> BudgetProposal:
    """Raises NotAllowed; Refused when it is decided already, or without a reason."""
    viewer.must(*MAY_DECIDE)
    return _decide(viewer, number, ProposalState.DECLINED, said(why, "proposal_needs_why"))


@transaction.atomic
def withdraw(viewer: Viewer, number: int, why: str = "") -> BudgetProposal:
    """Taken back before anybody decided. Raises NotAllowed; Refused when it is decided already."""
    viewer.must(*MAY_PROPOSE)
    return _decide(viewer, number, ProposalState.WITHDRAWN, said(why, ""))


def _decide(viewer: Viewer, number: int, state: ProposalState, why: str) -> BudgetProposal:
    """Whoever comes first decides; the other is told who it was."""
    row = BudgetProposal.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise Refused(Reason.of("proposal_not_there"))
    if row.state != ProposalState.PROPOSED:
        raise Refused(Reason.of(f"proposal_already_{row.state}", name=row.decided_name))
    row.state, row.decided_at, row.decided_why = state, timezone.now(), why
    row.decided_by_id, row.decided_name = person_of(viewer), viewer.name
    row.save(update_fields=["state", "decided_at", "decided_why", "decided_by", "decided_name"])
    audit(viewer, f"budget.{state.value}", _subject(row), why=why)
    return row


def _newest(viewer: Viewer, fit_id: int) -> MixView:
    """The version when it is the newest fitted one. Raises Refused, NoSuchFit."""
    view, newest = mix(viewer, fit_id), mix(viewer)
    if isinstance(view, NoData):
        raise Refused(view.reason)
    if isinstance(newest, NoData) or newest.fit.id != fit_id:
        raise Refused(Reason.of("proposal_old_version"))
    return view


def _check(new: NewBudget, start: date, on: date) -> None:
    """Raises Refused."""
    if not 1 <= new.weeks <= MOST_WEEKS:
        raise Refused(Reason.of("proposal_weeks_wrong", weeks=new.weeks, most=MOST_WEEKS))
    if start.weekday() or start < on - timedelta(days=on.weekday()):
        raise Refused(Reason.of("proposal_start_wrong", start=start.isoformat()))
    if start > on + AHEAD:
        raise Refused(Reason.of("proposal_start_far", start=start.isoformat()))


def _outcome(viewer: Viewer, fit_id: int, new: NewBudget) -> Outcome:
    """What the model says of the plan. Raises Refused."""
    model = stored(viewer, fit_id)
    if isinstance(model, NoData):
        raise Refused(model.reason)
    scenario = Scenario.of(model, weeks=new.weeks, margin=1.0)
    try:
        outcome = scenario.evaluate(new.plan)
    except KeyError as unknown:
        raise Refused(Reason.of("proposal_channel_unknown", channel=str(unknown.args[0]))) from unknown
    except ValueError as wrong:
        raise Refused(Reason.of("proposal_amounts_wrong")) from wrong
    if outcome.odds is None:
        raise Refused(Reason.of("proposal_moves_nothing"))
    return outcome


def _lines(view: MixView, new: NewBudget) -> list[dict[str, Any]]:
    """One a channel, as its record keeps it. Raises Refused when a limit is not kept."""
    made = []
    for one in view.channels:
        before = one.recent.amount
        after = new.plan.get(one.channel, before)
        low, high = new.limits.get(one.channel, _usual(before))
        if not low <= after <= high:
            raise Refused(Reason.of("proposal_over_limit", channel=one.channel, low=str(low), high=str(high)))
        why = new.reasons.get(one.channel)
        made.append(
            {
                "channel": one.channel, "before": str(before), "after": str(after), "low": str(low), "high": str(high),
                "fixed": one.channel in new.fixed, "why": why.plain() if why else None, "grade": one.grade.value,
                "back": one.back.plain(), "next_back": one.next_back.plain(),
            }
        )  # fmt: skip
    return made


def _usual(before: Decimal) -> tuple[Decimal, Decimal]:
    change = Decimal(str(USUAL_CHANGE))
    return (before * (1 - change)).quantize(CENT), (before * (1 + change)).quantize(CENT)


def _cents(amount: float) -> Decimal:
    return Decimal(repr(amount)).quantize(CENT, ROUND_HALF_EVEN)


def _next_monday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def _subject(row: BudgetProposal) -> str:
    return f"budget_proposal:{row.pk}"
