"""What deserves a place on Today: signals with money at stake, the largest first, each with its next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from otdel.evidence.queries import MoneyAnswer, Row
from otdel.evidence.queries.mix_proposals import ProposalLine
from otdel.forecasting.queries.warnings import WarningLine
from otdel.kit.money import Money
from otdel.kit.reason import Reason
from otdel.measurement.channels import UNKNOWN, UNMAPPED
from otdel.motivation.queries.answers import OpenOffer
from otdel.motivation.queries.late_pay import LatePay

Severity = Literal["bad", "warn", "acc"]

WORTH = Decimal("0.02")  # of the period's spend: less is looked at on Money, not on Today
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that needs a person. `opens` names the page of its next step, `key` the row of money it is about."""

    reason: Reason
    severity: Severity
    opens: str
    at_stake: Money | None = None
    key: str = ""


def losing_campaigns(answer: MoneyAnswer) -> list[Signal]:
    """Campaigns whose spend has passed the usual time and is not covered, worth more than WORTH of all spend."""
    least = answer.total.sums.spend.amount * WORTH
    campaigns = [one for row in answer.channels if row.channel not in (UNKNOWN, UNMAPPED) for one in row.rows]
    losing = [one for one in campaigns if one.outcome.did_not.amount > max(least, Decimal(0))]
    return [Signal(_losing(one), "bad", "row", one.outcome.did_not, one.key) for one in losing]


def _losing(row: Row) -> Reason:
    return Reason.of(
        "losing_campaign",
        campaign=row.campaign or row.campaign_id,
        lost=str(row.outcome.did_not.amount),
        spend=str(row.sums.spend.amount),
    )


def steps_of_money(answer: MoneyAnswer) -> list[Signal]:
    """What would let more of the money be shown."""
    return [Signal(step, "warn", "step", _amount_of(step, answer.currency)) for step in answer.next_steps]


def late_sources(late: Sequence[tuple[str, date, int]]) -> list[Signal]:
    """Sources whose newest day is older than expected: (name, last day, days late)."""
    return [
        Signal(Reason.of("late_source", source=name, last_day=last.isoformat(), days=days), "warn", "imports")
        for name, last, days in late
    ]


def waiting(questions: int) -> list[Signal]:
    """Imports that wait for an answer."""
    return [Signal(Reason.of("imports_waiting", count=questions), "acc", "imports")] if questions else []


def late_pay(late: Sequence[LatePay]) -> list[Signal]:
    """Pay that was promised by a day which is over: names and days, never an amount."""
    return [
        Signal(
            Reason.of(
                "late_pay", who=one.people[0].name, count=len(one.people), period=one.period, days=one.days,
                due=one.due.isoformat(),
            ),
            "bad",
            "pay",
            key=f"{one.unit}/{one.start.isoformat()}",
        )
        for one in late
    ]  # fmt: skip


def offers(found: Sequence[OpenOffer]) -> list[Signal]:
    """Offers of pay that need a signature, or came to nothing: names and days, never an amount."""
    return [
        Signal(
            Reason.of(f"offer_{one.stands}", who=one.who.name, plan=one.plan_name, day=one.start.isoformat()),
            "acc" if one.stands == "waits" else "warn",
            "agreement",
            key=str(one.id),
        )
        for one in found
    ]


def budgets(waiting: Sequence[ProposalLine]) -> list[Signal]:
    """Proposed budgets that wait for this reader's decision."""
    return [
        Signal(
            Reason.of(
                "budget_waits", who=one.name, gain=str(one.gain.amount), odds=str(one.odds), day=one.start.isoformat()
            ),
            "acc",
            "budget",
            key=str(one.id),
        )
        for one in waiting
    ]


def early(warnings: Sequence[WarningLine]) -> list[Signal]:
    """Numbers that will probably miss their plan or left their corridor; money goals by what would be missing."""
    return [
        Signal(one.reason, "bad" if one.sort == "import" else "warn", "warning", _missing(one), str(one.id))
        for one in warnings
    ]


def _missing(one: WarningLine) -> Money | None:
    plan, middle = one.evidence.get("plan"), one.evidence.get("middle")
    if one.sort != "odds" or one.unit != "money" or one.kind != "measure" or plan is None or middle is None:
        return None
    short = Decimal(str(round(plan - middle, 2)))
    return Money(short, one.currency) if short > 0 else None


def ordered(signals: Sequence[Signal]) -> list[Signal]:
    """Largest money first; signals without money after those with."""
    return sorted(signals, key=lambda one: one.at_stake.amount if one.at_stake else Decimal(-1), reverse=True)


def _amount_of(step: Reason, currency: str) -> Money | None:
    amount = step.values.get("amount")
    return None if amount is None else Money(Decimal(str(amount)), currency)
