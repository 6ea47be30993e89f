"""What multiplies pay: gates, the team's result, the quality and timeliness of points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from otdel.kit.reason import NoData, Reason
from otdel.motivation.rules.compute.work import Waiting, Work, reading
from otdel.motivation.rules.conditions import holds, write_condition
from otdel.motivation.rules.curves import highest, lowest, payout
from otdel.motivation.rules.lines import Known
from otdel.motivation.rules.plan import ONE, Gate, Team
from otdel.motivation.rules.rounding import ZERO, money, text


@dataclass(frozen=True, slots=True)
class Factor:
    """`low` is paid at once; what `high` would bring more waits for data. Both are one number when it is known."""

    code: str
    kpi: str
    x: Known
    low: Decimal
    high: Decimal
    because: Reason


def gates(work: Work) -> None:
    for gate in work.plan.gates:
        if not gate.component:
            multiply(work, _gate(work, gate))


def own_gates(work: Work, subject: str) -> None:
    """Gates of one component, unit or point pay, straight after its line."""
    for gate in work.plan.gates:
        if gate.component == subject:
            multiply(work, _gate(work, gate), subject)


def team(work: Work) -> None:
    if work.plan.team:
        multiply(work, curve_factor(work, "team", work.plan.team))


def curve_factor(work: Work, code: str, team: Team) -> Factor:
    x = reading(work.result(team.kpi), team.by)
    if isinstance(x, NoData):
        low, high = lowest(team.curve), highest(team.curve)
        because = work.reason(f"pay_{code}_missing", kpi=team.kpi, by=team.by.value, factor=text(low))
        return Factor(code, team.kpi, x, low, max(low, min(ONE, high)), because)
    factor = payout(team.curve, x)
    because = work.reason(f"pay_{code}", kpi=team.kpi, by=team.by.value, x=text(x), factor=text(factor))
    return Factor(code, team.kpi, x, factor, factor, because)


def multiply(work: Work, factor: Factor, of: str = "") -> None:
    """A line with what the factor changes: the amount after it less the amount before it."""
    before = work.own.get(of, ZERO) if of else work.variable
    after = money(before * factor.low)
    steps = [
        work.step("pay_step_read", factor.x, kpi=factor.kpi, by=str(factor.because.values["by"])),
        work.step("pay_step_before", before),
        work.step("pay_step_times", after, factor=text(factor.low)),
    ]
    work.earn(factor.code, after - before, factor.because, factor.kpi, steps, of)
    for one in work.waiting:
        if factor.high != ONE and (not of or one.of == of):
            one.amount = money(one.amount * factor.high)
            one.steps.append(work.step("pay_step_factor", one.amount, kpi=factor.kpi, factor=text(factor.high)))
    if isinstance(factor.x, NoData):
        waits = money(before * factor.high) - after
        because = work.reason(
            "pay_reserved_factor", kpi=factor.kpi, low_factor=text(factor.low), high_factor=text(factor.high)
        )
        waiting_steps = [*steps, work.step("pay_step_could", money(before * factor.high), factor=text(factor.high))]
        work.waiting.append(Waiting(factor.kpi, waits, because, waiting_steps, of))


def _gate(work: Work, gate: Gate) -> Factor:
    x, by = reading(work.result(gate.kpi), gate.passes.by), gate.passes.by.value
    code, condition = ("component_gate" if gate.component else "gate"), write_condition(gate.passes)
    if isinstance(x, NoData):
        state = "missing" if gate.fail != ONE else "idle"
        because = work.reason(f"pay_gate_{state}", kpi=gate.kpi, by=by, condition=condition, factor=text(gate.fail))
        return Factor(code, gate.kpi, x, gate.fail, ONE, because)
    state, factor = _state(work, gate, x)
    if state == "hard" and gate.hard:
        condition = write_condition(gate.hard)
    because = work.reason(f"pay_gate_{state}", kpi=gate.kpi, by=by, x=text(x), condition=condition, factor=text(factor))
    return Factor(code, gate.kpi, x, factor, factor, because)


def _state(work: Work, gate: Gate, x: Decimal) -> tuple[str, Decimal]:
    if gate.hard is not None:
        hard = reading(work.result(gate.kpi), gate.hard.by)
        if not isinstance(hard, NoData) and holds(gate.hard, hard):
            return "hard", gate.hard_factor
    return ("passed", ONE) if holds(gate.passes, x) else ("failed", gate.fail)
