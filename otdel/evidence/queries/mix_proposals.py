"""Budgets proposed from the model: what they move, what they would bring, and who decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from otdel.analytics.mix.findings import reason_from
from otdel.evidence.models import BudgetProposal, ProposalState
from otdel.evidence.queries.mix_plain import Spread
from otdel.evidence.queries.mix_rights import MAY_DECIDE, MAY_PROPOSE, MAY_SEE_MONEY
from otdel.kit.money import Money
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer


class NoSuchProposal(LookupError):
    """There is no budget proposal of this number."""


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One channel's spend a week, as it is and as proposed, within its limits; what was known of it then.

    `fixed` says that it was not to be moved; `why` names the limit that holds it, or why it moves.
    """

    channel: str
    before: Money
    after: Money
    low: Money
    high: Money
    fixed: bool
    why: Reason | None
    grade: str
    back: Spread | None
    next_back: Spread | None


@dataclass(frozen=True, slots=True)
class ProposedTask:
    """What an accepted proposal gave somebody to do."""

    id: int
    title: str
    owner: str
    due: date


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal with its decision. `gain` is margin more than as now, 8 in 10 `gain_low` to `gain_high`.

    `may_decide` and `may_withdraw` are of the viewer, now.
    """

    id: int
    fit: int
    state: str
    start: date
    weeks: int
    weekly: Money
    lines: tuple[BudgetLine, ...]
    gain: Money
    gain_low: Money
    gain_high: Money
    odds: Decimal
    cautious: bool
    why: str
    name: str
    at: datetime
    decided_name: str
    decided_at: datetime | None
    decided_why: str
    tasks: tuple[ProposedTask, ...]
    may_decide: bool
    may_withdraw: bool

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.start + timedelta(weeks=self.weeks)


def proposals(viewer: Viewer, state: str = "") -> list[ProposalLine]:
    """All of them, or those in a state, the newest first. Raises NotAllowed."""
    viewer.must(*MAY_SEE_MONEY)
    rows = BudgetProposal.objects.prefetch_related("tasks__owner")
    return [line_of(viewer, row) for row in (rows.filter(state=state) if state else rows)]


def proposal(viewer: Viewer, number: int) -> ProposalLine:
    """Raises NotAllowed, NoSuchProposal."""
    viewer.must(*MAY_SEE_MONEY)
    row = BudgetProposal.objects.prefetch_related("tasks__owner").filter(pk=number).first()
    if row is None:
        raise NoSuchProposal(str(number))
    return line_of(viewer, row)


def waiting(viewer: Viewer) -> list[ProposalLine]:
    """Those that wait for this viewer's decision; nothing for whoever does not decide."""
    return proposals(viewer, ProposalState.PROPOSED) if viewer.may(*MAY_DECIDE) else []


def line_of(viewer: Viewer, row: BudgetProposal) -> ProposalLine:
    def money(amount: Decimal) -> Money:
        return Money(amount, row.currency)

    stands = row.state == ProposalState.PROPOSED
    return ProposalLine(
        row.pk,
        row.fit_id,
        row.state,
        row.start,
        row.weeks,
        money(row.weekly),
        tuple(_line(one, row.currency) for one in row.lines),
        money(row.gain),
        money(row.gain_low),
        money(row.gain_high),
        row.odds,
        row.cautious,
        row.why,
        row.name,
        row.at,
        row.decided_name,
        row.decided_at,
        row.decided_why,
        tuple(ProposedTask(task.pk, task.title, task.owner.name, task.due) for task in row.tasks.all()),
        stands and viewer.may(*MAY_DECIDE),
        stands and viewer.may(*MAY_PROPOSE),
    )


def _line(one: Mapping[str, Any], currency: str) -> BudgetLine:
    before, after, low, high = (Money(Decimal(one[name]), currency) for name in ("before", "after", "low", "high"))
    return BudgetLine(
        one["channel"],
        before,
        after,
        low,
        high,
        one["fixed"],
        reason_from(one["why"]) if one["why"] else None,
        one["grade"],
        Spread(*one["back"]) if one["back"] else None,
        Spread(*one["next_back"]) if one["next_back"] else None,
    )
