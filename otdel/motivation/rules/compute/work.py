"""A calculation on its way: lines so far, the variable pay so far, and amounts that wait for data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from otdel.kit.reason import NoData, Reason, Value
from otdel.motivation.rules.lines import Inputs, Kind, Known, Line, Result, Step
from otdel.motivation.rules.plan import By, Plan
from otdel.motivation.rules.proration import due, part
from otdel.motivation.rules.rounding import ZERO, text

NO_RESULT = NoData.because("pay_no_result")


@dataclass(slots=True)
class Waiting:
    """An amount that cannot be known yet. `of` is the component or measure it belongs to, empty for a factor's."""

    subject: str
    amount: Decimal
    because: Reason
    steps: list[Step]
    of: str = ""


@dataclass(slots=True)
class Work:
    """`variable` is what is known of it so far, rounded; `own` the same by component or measure."""

    plan: Plan
    inputs: Inputs
    lines: list[Line] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    variable: Decimal = ZERO
    own: dict[str, Decimal] = field(default_factory=dict)
    topped: Decimal = ZERO  # by a newcomer’s guarantee
    held: Decimal = ZERO
    taken: Decimal = ZERO  # off this period's variable: draws and clawbacks

    def reason(self, code: str, **values: Value) -> Reason:
        return Reason.of(code, currency=self.plan.currency, **values)

    def step(self, code: str, figure: Known, **values: Value) -> Step:
        return Step(Reason.of(code, currency=self.plan.currency, **values), figure)

    def part(self, amount: Decimal) -> Decimal:
        """`amount` of a whole period for the days worked, rounded."""
        return part(amount, self.inputs.days, self.inputs.worked_from, self.inputs.worked_to)

    def days_step(self, whole: Decimal, amount: Decimal) -> list[Step]:
        """How `amount` came of `whole`; nothing for a period worked in full."""
        given = self.inputs
        first, end, days = given.worked_from, given.worked_to, given.days
        if (first, end) == (0, days):
            return []
        if not first:
            return [self.step("pay_step_days", amount, worked=end, of=days)]
        by_end, by_start = due(whole, days, end), due(whole, days, first)
        span = {"worked": end - first, "of": days, "first": first + 1, "last": end}
        return [self.step("pay_step_days_of", amount, **span, by_end=text(by_end), by_start=text(by_start))]

    def add(
        self, code: str, amount: Decimal, because: Reason, subject: str = "", steps: Iterable[Step] = (),
        kind: Kind = Kind.PAID,
    ) -> None:  # fmt: skip
        self.lines.append(Line(code, amount, kind, subject, because, tuple(steps)))

    def earn(
        self, code: str, amount: Decimal, because: Reason, subject: str, steps: Iterable[Step], of: str = ""
    ) -> None:
        """A line of variable pay; `of` is the component or measure it counts to."""
        self.variable += amount
        if of:
            self.own[of] = self.own.get(of, ZERO) + amount
        self.add(code, amount, because, subject, steps)

    def result(self, kpi: str) -> Result:
        found = self.inputs.results.get(kpi)
        return found if found is not None else Result(NO_RESULT, NO_RESULT)

    def cover(self, amount: Decimal) -> None:
        """What was paid already as a guarantee is not owed a second time by what still waits."""
        for one in self.waiting:
            less = min(amount, one.amount)
            if less > 0:
                one.amount -= less
                amount -= less
                one.steps.append(self.step("pay_step_covered", one.amount, covered=text(less)))

    @property
    def number(self) -> int | None:
        """The number of the pay period since the person began, 1 for the first."""
        month = self.inputs.month
        if month is None or self.plan.period == "month":
            return month
        return -(-month // 3)


def reading(result: Result, by: By) -> Known:
    return result.value if by is By.VALUE else result.attainment
