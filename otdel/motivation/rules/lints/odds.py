"""L09, L10, L11, L18: what the plan would have paid on the company's own past, and how much of that is chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from otdel.kit.reason import Reason
from otdel.motivation.rules.lints.context import Context
from otdel.motivation.rules.lints.finding import Finding, Level, Mend, Picture, percent
from otdel.motivation.rules.lints.mending import changed, falls, moved, target_of, with_curve, with_floor
from otdel.motivation.rules.lints.weights import offer
from otdel.motivation.rules.plan import ONE, Component, Gate, Plan
from otdel.motivation.rules.rounding import text
from otdel.motivation.rules.simulated import PartOdds, PersonOdds, Simulation

SOME, MOST_TIMES = Decimal("0.40"), Decimal("0.70")  # how often a target should be reached
NOTHING, FLOOR, CAPPED, GATED = Decimal("0.15"), Decimal("0.25"), Decimal("0.10"), Decimal("0.25")
LITTLE, MUCH = Decimal("0.85"), Decimal("1.15")  # of target variable
LUCKY = Decimal("0.15")  # of target variable


def simulated(plan: Plan, context: Context, code: str) -> Simulation | Finding:
    """What the plan pays on the past; a finding that says why that is not known."""
    if context.simulate is None:
        return Finding(code, Level.UNCHECKED, Reason.of("lint_needs_history"))
    found = context.simulate(plan)
    if not found.people:
        because = found.because or (found.lacking[0].because if found.lacking else Reason.of("lint_needs_history"))
        return Finding(code, Level.UNCHECKED, because)
    return found


def lacking(found: Simulation, code: str) -> Iterator[Finding]:
    """People whose past is too short are named, not guessed."""
    for one in found.lacking:
        yield Finding(code, Level.UNCHECKED, one.because, f"people.{one.slug}")


def fair(plan: Plan, context: Context) -> Iterator[Finding]:
    """L09"""
    found = simulated(plan, context, "L09")
    if isinstance(found, Finding):
        yield found
        return
    yield from lacking(found, "L09")
    for person in found.people:
        for part in person.parts:
            yield from _reached(plan, person, part)
        if person.nothing.middle > NOTHING:
            because = Reason.of("lint_nothing_often", who=person.name, times=_in_100(person.nothing.middle))
            yield Finding(
                "L09", Level.WARN, because, f"people.{person.slug}", heap_of(person), offers=_eased(plan, person)
            )
        yield from _average(plan, person)


def _reached(plan: Plan, person: PersonOdds, part: PartOdds) -> Iterator[Finding]:
    share = part.at_target.middle
    if SOME <= share <= MOST_TIMES:
        return
    code = "lint_target_rare" if share < SOME else "lint_target_easy"
    because = Reason.of(code, kpi=part.kpi, who=person.name, times=_in_100(share), **_range(part.at_target))
    offers = tuple(_moved_target(plan, part, tenth) for tenth in (5, 4, 6) if part.tenths)
    yield Finding(
        "L09", Level.WARN, because, f"components.{part.kpi}", tenths_of(plan, part), offers=tuple(filter(None, offers))
    )


def _moved_target(plan: Plan, part: PartOdds, tenth: int) -> Mend | None:
    """The curve pulled so that its target stands where `tenth` paths of 10 stay under (a falling one: over)."""
    curve = _component(plan, part.kpi).curve
    target, to = target_of(curve), part.tenths[tenth - 1 if not falls(curve) else 9 - tenth]
    if not target or to <= 0 or curve[0].at < 0:
        return None
    better = with_curve(plan, part.kpi, moved(curve, to / target))
    if better == plan:
        return None
    at = target_of(_component(better, part.kpi).curve) or to
    by, after = _component(plan, part.kpi).by, text(at.quantize(Decimal("0.0001")))
    return Mend(Reason.of("mend_target", kpi=part.kpi, by=by, before=text(target), after=after), better)


def _component(plan: Plan, kpi: str) -> Component:
    return next(one for one in plan.components if one.kpi == kpi)


def _average(plan: Plan, person: PersonOdds) -> Iterator[Finding]:
    if not person.target:
        return
    share = person.average.middle / person.target
    if LITTLE <= share <= MUCH:
        return
    because = Reason.of(
        "lint_average_low" if share < LITTLE else "lint_average_high",
        who=person.name, share=percent(share), low=percent(person.average.low / person.target),
        high=percent(person.average.high / person.target),
    )  # fmt: skip
    yield Finding(
        "L09", Level.WARN, because, f"people.{person.slug}.average", heap_of(person), offers=_all_moved(plan, person)
    )


def _all_moved(plan: Plan, person: PersonOdds) -> tuple[Mend, ...]:
    """Every target moved to where so many paths of 10 stay under it."""
    open_gates = [(mend.plan, "mend_targets_and_gate") for mend in _opened(plan, person) if mend.plan]
    offers = []
    for start, code in ((plan, "mend_all_targets"), *open_gates):
        for tenth in (5, 4, 6, 3, 7):
            better = start
            for part in person.parts:
                mend = _moved_target(better, part, tenth)
                better = mend.plan if mend and mend.plan else better
            if better != start:
                offers.append(Mend(Reason.of(code, times=(10 - tenth) * 10), better))
    return tuple(offers)


def _eased(plan: Plan, person: PersonOdds) -> tuple[Mend, ...]:
    """Every floor where only 1 path in 10 stays under it; then hard gates that no longer take everything."""
    lower = plan
    for part in person.parts:
        lower = _lower_floor(lower, part) or lower
    soft = replace(lower, gates=tuple(_softer(one) for one in lower.gates))
    offers = [Mend(Reason.of("mend_floors"), lower)] if lower != plan else []
    return (*offers, Mend(Reason.of("mend_soft_gates"), soft)) if soft != lower else tuple(offers)


def _softer(gate: Gate) -> Gate:
    half = Decimal("0.5")
    return replace(
        gate, fail=max(gate.fail, half), hard_factor=max(gate.hard_factor, half) if gate.hard else Decimal(0)
    )


def _lower_floor(plan: Plan, part: PartOdds) -> Plan | None:
    curve = _component(plan, part.kpi).curve
    if not part.tenths:
        return None
    better = with_floor(curve, part.tenths[8] if falls(curve) else part.tenths[0])
    return (
        with_curve(plan, part.kpi, better)
        if better != curve and len({one.at for one in better}) == len(better)
        else None
    )


def dead_zone(plan: Plan, context: Context) -> Iterator[Finding]:
    """L10"""
    found = simulated(plan, context, "L10")
    if isinstance(found, Finding):
        yield found
        return
    for person in found.people:
        for part in person.parts:
            if part.below_floor.middle > FLOOR:
                because = Reason.of(
                    "lint_dead_zone", kpi=part.kpi, who=person.name, times=_in_100(part.below_floor.middle),
                    **_range(part.below_floor),
                )  # fmt: skip
                better = _lower_floor(plan, part)
                offers = offer("mend_floor", better, kpi=part.kpi)
                yield Finding(
                    "L10", Level.WARN, because, f"components.{part.kpi}", tenths_of(plan, part), offers=offers
                )
        if plan.cap is not None and person.capped.middle > CAPPED:
            because = Reason.of("lint_cap_often", who=person.name, times=_in_100(person.capped.middle))
            offers = tuple(_higher_cap(plan, plan.cap, step) for step in ("0.2", "0.4", "0.8"))
            yield Finding("L10", Level.WARN, because, "cap", heap_of(person), offers=offers)


def _higher_cap(plan: Plan, cap: Decimal, step: str) -> Mend:
    higher = cap + Decimal(step)
    return Mend(Reason.of("mend_cap", after=percent(higher)), replace(plan, cap=higher))


def lucky(plan: Plan, context: Context) -> Iterator[Finding]:
    """L11"""
    found = simulated(plan, context, "L11")
    if isinstance(found, Finding):
        yield found
        return
    for person in found.people:
        if person.target and person.luck > LUCKY * person.target:
            because = Reason.of("lint_luck", who=person.name, share=percent(person.luck / person.target))
            yield Finding(
                "L11", Level.WARN, because, f"people.{person.slug}", heap_of(person), offers=_averaged(plan, person)
            )


def _averaged(plan: Plan, person: PersonOdds) -> tuple[Mend, ...]:
    """Components whose noise is known, over three periods and then over six."""

    def over(periods: int) -> Plan:
        better = plan
        for part in person.parts:
            if part.kpi not in person.no_noise:
                better = changed(better, part.kpi, lambda one: replace(one, rolling=max(periods, one.rolling)))
        return better

    return tuple(Mend(Reason.of("mend_rolling", periods=many), over(many)) for many in (3, 6, 12))


def gates(plan: Plan, context: Context) -> Iterator[Finding]:
    """L18: gates that mostly stay open, and that the person can keep open."""
    for gate in plan.gates:
        facts = context.kpis.get(gate.kpi)
        if facts and (gate.fail < ONE or gate.hard) and (facts.role != plan.role or facts.controllability == "low"):
            shown = tuple(replace(one, fail=ONE, hard=None) if one == gate else one for one in plan.gates)
            yield Finding(
                "L18", Level.WARN, Reason.of("lint_gate_of_others", kpi=gate.kpi), f"gates.{gate.kpi}",
                offers=(Mend(Reason.of("mend_gate_shown", kpi=gate.kpi), replace(plan, gates=shown)),),
            )  # fmt: skip
    if not plan.gates:
        return
    found = simulated(plan, context, "L18")
    if isinstance(found, Finding):
        yield found
        return
    for person in found.people:
        if person.any_gate.middle > GATED:
            because = Reason.of("lint_gates_often", who=person.name, times=_in_100(person.any_gate.middle))
            yield Finding("L18", Level.WARN, because, "gates", gates_of(person), offers=_opened(plan, person))


def _opened(plan: Plan, person: PersonOdds) -> tuple[Mend, ...]:
    """The gate that fails most often only shown; then both."""
    often = sorted(person.gates, key=lambda one: -one.fails.middle)
    offers, shown = [], set[str]()
    for one in often:
        shown.add(one.kpi)
        gates = tuple(replace(gate, fail=ONE, hard=None) if gate.kpi in shown else gate for gate in plan.gates)
        offers.append(Mend(Reason.of("mend_gate_shown", kpi=one.kpi), replace(plan, gates=gates)))
    return tuple(offers)


def heap_of(person: PersonOdds) -> Picture:
    labels = tuple(text(low) for low, _, _ in person.heap)
    return Picture("heap", labels, tuple(share * 100 for _, _, share in person.heap))


def tenths_of(plan: Plan, part: PartOdds) -> Picture | None:
    """What the KPI was in 1, 2 ... 9 of 10 past periods at most, with the target beside."""
    target = target_of(_component(plan, part.kpi).curve)
    labels = tuple(str(place) for place in range(1, 10))
    return Picture("tenths", labels, part.tenths, (target,) * 9, (part.kpi,)) if part.tenths else None


def gates_of(person: PersonOdds) -> Picture:
    return Picture(
        "bars", tuple(one.kpi for one in person.gates), tuple(one.fails.middle * 100 for one in person.gates)
    )


def _in_100(share: Decimal) -> str:
    return str((share * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _range(chance: object) -> dict[str, str]:
    return {"low": _in_100(getattr(chance, "low")), "high": _in_100(getattr(chance, "high"))}  # noqa: B009
