"""What if: a plan somebody tries with sliders, answered from a table that was computed once for the horizon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from otdel.analytics.mix.budget.caution import worst_mean
from otdel.analytics.mix.budget.explained import beyond, odds, said
from otdel.analytics.mix.budget.limits import CENT, Limits, money
from otdel.analytics.mix.budget.move import Move
from otdel.analytics.mix.budget.optimum import USUAL_WEEKS, best_move
from otdel.analytics.mix.budget.table import Table, build, further, gains
from otdel.analytics.mix.response.ranges import Range
from otdel.analytics.mix.shapes import Mix
from otdel.kit.reason import Reason

MOST = Decimal(10) ** 14  # a week: more is nobody's money, and its cents would not fit


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan against going on as now: `gain` as a Move has it, `spend` and `now` money a week, exact.

    `beyond_tried` are the channels taken over the most they ever spent in a week, with that spend.
    """

    gain: Range
    odds: float | None
    worst: float
    spend: Decimal
    now: Decimal
    beyond_tried: Mapping[str, Decimal]
    said: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """A model with the table of one horizon, to be asked about many plans."""

    mix: Mix
    table: Table

    @classmethod
    def of(cls, mix: Mix, *, weeks: int = USUAL_WEEKS, margin: float | None = None) -> Scenario:
        return cls(mix, build(mix, weeks, margin))

    def best(
        self, budget: Decimal | None = None, limits: Limits | None = None, *, cautious: bool = False
    ) -> Move | Reason:
        """What `optimise` finds, without counting the table again."""
        return best_move(self.mix, self.table, budget, limits or Limits(), cautious=cautious)

    def evaluate(self, plan: Mapping[str, Decimal]) -> Outcome:
        """The outcome of weekly spends by channel; a channel not named goes on as now.

        Raises KeyError for a channel the model does not know, ValueError for spend below nothing or parts of a cent.
        """
        cents = self.table.now.copy()
        for channel, amount in plan.items():
            cents[self._place(channel)] = _whole_cents(channel, amount)
        table = further(self.mix, self.table, cents)
        brought = gains(table, cents)
        over = (
            (place, beyond(self.mix, place, int(table.now[place]), int(cents[place]))) for place in range(len(cents))
        )
        return Outcome(
            gain=Range.of(brought),
            odds=odds(table, cents, brought),
            worst=worst_mean(brought),
            spend=money(cents.sum()),
            now=money(table.now.sum()),
            beyond_tried={table.channels[place]: most for place, most in over if most is not None},
            said=said(self.mix, table.weeks),
        )

    def _place(self, channel: str) -> int:
        if channel not in self.table.channels:
            raise KeyError(channel)
        return self.table.channels.index(channel)


def evaluate(
    mix: Mix, plan: Mapping[str, Decimal], *, weeks: int = USUAL_WEEKS, margin: float | None = None
) -> Outcome:
    """One plan asked once; a page that asks many keeps a Scenario."""
    return Scenario.of(mix, weeks=weeks, margin=margin).evaluate(plan)


def _whole_cents(channel: str, amount: Decimal) -> int:
    if not (amount.is_finite() and 0 <= amount < MOST) or amount != amount.quantize(CENT):
        raise ValueError(f"{channel}: {amount} is not an amount of whole cents")
    return int(amount / CENT)
