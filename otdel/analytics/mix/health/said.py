"""Numbers as the values of a reason hold them: whole per cents and whole money, ratios as text."""

from __future__ import annotations

from otdel.analytics.mix.shapes import Mix
from otdel.analytics.mix.testplan import Plan
from otdel.kit.reason import Reason


def percent(part: float) -> int:
    return round(100 * part)


def ratio(value: float, places: int = 2) -> str:
    return f"{value + 0.0:.{places}f}"


def back(value: float) -> str:
    """Back per 1 with two figures that matter, however small: 1.84, 0.031."""
    return ratio(value) if value >= 0.1 else f"{value:.1e}"


def amount(value: float) -> str:
    return f"{value + 0.0:.0f}"


def money_of(mix: Mix) -> str:
    """The currency of the target; nothing when it is a count."""
    return mix.data.currency if mix.data.target_is_money else ""


def step_of(mix: Mix) -> str:
    return "day" if mix.data.step_days == 1 else "week"


def planned(mix: Mix, plan: Plan, other: str = "") -> Reason:
    """The test to make, or that none within reach would tell."""
    if not plan.feasible:
        return Reason.of(
            "mix_do_no_test",
            channel=plan.channel,
            other=other,
            weeks=plan.weeks,
            share=percent(plan.share),
            power=percent(plan.power),
        )
    return Reason.of(
        f"mix_do_test_{plan.change}",
        channel=plan.channel,
        other=other,
        weeks=plan.weeks,
        after=plan.after,
        share=percent(plan.share),
        power=percent(plan.power),
        narrows=percent(plan.narrows),
        cost=amount(plan.cost),
        saved=amount(plan.saved),
        lost=amount(plan.lost),
        lift=amount(plan.lift),
        error=amount(plan.error),
        currency=mix.data.currency,
        money=mix.data.target_is_money,
    )
