"""What deserves a place on Today: signals with money at stake, the largest first, each with its next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from otdel.evidence.queries import MoneyAnswer, Row
from otdel.evidence.queries.mix_proposals import ProposalLine
from otdel.evidence.queries.verdict import STEP_FOR
from otdel.forecasting.queries.standing import missing
from otdel.forecasting.queries.warnings import WarningLine
from otdel.kit.money import Money
from otdel.kit.reason import Reason
from otdel.measurement.channels import UNKNOWN, UNMAPPED
from otdel.motivation.queries.answers import OpenOffer
from otdel.motivation.queries.late_pay import LatePay

Severity = Literal["bad", "warn", "acc"]

WORTH = Decimal("0.02")  # of the period's spend: less is looked at on Money, not on Today
SHOWN = 6
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that needs a person. `opens` names the page of its next step, `key` the row of money it is about.

    `channel` is the one with most of its money; `due` the day by which somebody is to act.
    """

    reason: Reason
    severity: Severity
    opens: str
    at_stake: Money | None = None
    key: str = ""
    channel: str = ""
    due: date | None = None


def losing_campaigns(answer: MoneyAnswer) -> list[Signal]:
    """Campaigns whose spend has passed the usual time and is not covered, worth more than WORTH of all spend."""
    least = answer.total.sums.spend.amount * WORTH
    campaigns = [one for row in answer.channels if row.channel not in (UNKNOWN, UNMAPPED) for one in row.rows]
    losing = [one for one in campaigns if one.outcome.did_not.amount > max(least, Decimal(0))]
    return [Signal(_losing(one), "bad", "row", one.outcome.did_not, one.key, one.channel) for one in losing]


def _losing(row: Row) -> Reason:
    return Reason.of(
        "losing_campaign",
        campaign=row.campaign or row.campaign_id,
        lost=str(row.outcome.did_not.amount),
        spend=str(row.sums.spend.amount),
    )


def steps_of_money(answer: MoneyAnswer) -> list[Signal]:
    """What would let more of the money be shown."""
    return [
        Signal(step, "warn", "step", _amount_of(step, answer.currency), channel=_most_of(step, answer))
        for step in answer.next_steps
    ]


def _most_of(step: Reason, answer: MoneyAnswer) -> str:
    """The channel a step would show most money of; empty when it is about no channel."""
    causes = {cause for cause, code in STEP_FOR.items() if code == step.code}
    found = [
        (sum(Decimal(str(one.values["amount"])) for one in row.outcome.because if one.code in causes), row.channel)
        for row in answer.channels
    ]
    amount, channel = max(found, default=(Decimal(0), ""))
    return channel if amount > 0 else ""


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
                "budget_waits", who=one.name, gain=str(one.gain.amount), weeks=one.weeks, odds=str(one.odds),
                day=one.start.isoformat(),
            ),
            "acc",
            "budget",
            one.gain if one.gain.amount > 0 else None,
            str(one.id),
        )
        for one in waiting
    ]  # fmt: skip


def early(warnings: Sequence[WarningLine]) -> list[Signal]:
    """Numbers that will probably miss their plan or left their corridor; money goals by what would be missing."""
    return [
        Signal(one.reason, "bad" if one.sort == "import" else "warn", "warning", missing(one), str(one.id))
        for one in warnings
    ]


def dated(signals: Sequence[Signal], day: date) -> list[Signal]:
    """Each with the day by which somebody is to act; early warnings say theirs themselves."""
    return [one if one.opens == "warning" else replace(one, due=_due(one.reason, day)) for one in signals]


def _due(reason: Reason, day: date) -> date:
    """What was promised; the eve of what begins; files today, for every page waits for them; the rest this week."""
    match reason.code:
        case "late_pay":
            return date.fromisoformat(str(reason.values["due"]))
        case "offer_waits" | "budget_waits":
            return max(day, date.fromisoformat(str(reason.values["day"])) - timedelta(days=1))
        case "late_source" | "imports_waiting":
            return day
    return this_week(day)


def this_week(day: date) -> date:
    """The Friday of a working day's week; at the weekend, of the next."""
    return day + timedelta(days=(FRIDAY - day.weekday()) % 7)


def ordered(signals: Sequence[Signal]) -> list[Signal]:
    """Largest money first; signals without money after those with."""
    return sorted(signals, key=lambda one: one.at_stake.amount if one.at_stake else Decimal(-1), reverse=True)


def _amount_of(step: Reason, currency: str) -> Money | None:
    amount = step.values.get("amount")
    return None if amount is None else Money(Decimal(str(amount)), currency)
