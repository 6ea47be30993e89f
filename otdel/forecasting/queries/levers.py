"""What could still be done for a goal: a proposed budget, the next money of each channel, or what history shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from otdel.evidence.queries.mix import mix
from otdel.evidence.queries.mix_proposals import proposals
from otdel.evidence.queries.mix_rights import MAY_SEE_MONEY
from otdel.forecasting.queries.forecasts import GoalLine
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer

MONEY_GOALS = ("contribution_margin_marketing", "contribution_margin_paid")  # what the mix model speaks of
STEP = 0.1  # of a channel's spend: the change whose effect is told
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Lever:
    """Something to do, with what it would add to the goal by the period's end, in the goal's unit, 8 in 10.

    Effects on margin are before the money they cost; `odds` are chances that they are worth it.
    """

    reason: Reason
    effect: float | None
    low: float | None
    high: float | None
    odds: float | None
    source: Literal["proposal", "mix", "history"]
    href: str = ""


def levers(viewer: Viewer, line: GoalLine) -> tuple[Lever, ...]:
    """The largest effect first; empty when nothing is known that could be said honestly."""
    if line.reason or (line.pace is None and line.code not in MONEY_GOALS):
        return ()
    found: list[Lever] = []
    if line.code in MONEY_GOALS and viewer.may(*MAY_SEE_MONEY):
        found += [*_proposed(viewer, line), *_next_money(viewer, line)]
    found.sort(key=lambda one: -(one.effect or 0.0))
    return (*found[:SHOWN], *_from_history(line))


def _left_weeks(line: GoalLine) -> float:
    return max(0.0, (line.named.period.end - line.seen_on).days / 7)


def _proposed(viewer: Viewer, line: GoalLine) -> Iterable[Lever]:
    """Budgets that wait for a decision, for as many of their weeks as are left of the period."""
    for one in proposals(viewer, "proposed"):
        weeks = min(one.weeks, max(0.0, (line.named.period.end - one.start).days / 7))
        if weeks <= 0:
            continue
        part = weeks / one.weeks
        yield Lever(
            Reason.of("lever_proposal", number=one.id),
            float(one.gain.amount) * part, float(one.gain_low.amount) * part, float(one.gain_high.amount) * part,
            float(one.odds), "proposal", f"/money/mix/proposals/#proposal-{one.id}",
        )  # fmt: skip


def _next_money(viewer: Viewer, line: GoalLine) -> Iterable[Lever]:
    """A tenth more spend on each channel whose next 1 brings back more than 1."""
    found = mix(viewer)
    weeks = _left_weeks(line)
    if isinstance(found, NoData) or weeks <= 0:
        return
    for one in found.channels:
        more = float(one.recent.amount) * STEP * weeks
        if one.next_back.middle >= 1 and more > 0:
            yield Lever(
                Reason.of("lever_more", channel=one.channel),
                more * one.next_back.middle, more * one.next_back.low, more * one.next_back.high, one.odds_next, "mix",
            )  # fmt: skip


def _from_history(line: GoalLine) -> Iterable[Lever]:
    """How often as many days in a row had the pace that is needed now."""
    if line.pace is None or not line.pace.tried:
        return
    share = line.pace.reached / line.pace.tried
    yield Lever(
        Reason.of("lever_pace", reached=line.pace.reached, tried=line.pace.tried, left=line.pace.left),
        None, None, None, share, "history",
    )  # fmt: skip
