"""Which assumption matters most: the design made again with each of them a quarter smaller and a quarter larger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from otdel.organisation.rules.designer.answer import Mix, Swing
from otdel.organisation.rules.designer.assumptions import ASSUMPTIONS
from otdel.organisation.rules.designer.codes import BEGINS, ENGAGEMENTS, KINDS, LEAD, NORMS, VOLUMES
from otdel.organisation.rules.designer.plan import Plan, fixed_need
from otdel.organisation.rules.designer.program import Limits, Program
from otdel.organisation.rules.designer.solving import as_mix, optimum

GAP = 1e-3  # of the worth of what stays uncovered: which assumption matters most is seen long before the last digit
FACTORS = (Decimal("0.75"), Decimal("1.25"))
PLAIN = ("lead.person", "lead.contract", "lead.owner", "hours.full", "pace.generalist", "useful")


def assumptions(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What may be wrong, with the figures that move together: prices of a role on all terms are one assumption."""
    need = fixed_need(plan)
    for volume, kinds in NORMS.items():
        if volume in VOLUMES and plan.of(f"volume.{volume}") > 0:
            yield from ((f"norm.{volume}.{kind}", (f"norm.{volume}.{kind}",)) for kind in kinds)
    if plan.of("spend") > 0:
        yield "norm.spend", ("norm.spend",)
    for kind in KINDS:
        begun = kind == LEAD or any(plan.of(one if one == "spend" else f"volume.{one}") > 0 for one in BEGINS[kind])
        if begun and plan.of(f"routine.{kind}") > 0:
            yield f"routine.{kind}", (f"routine.{kind}",)
    yield from ((code, (code,)) for code in PLAIN if plan.of(code) > 0)
    for role in dict.fromkeys(one.role for one in Program(plan).options):
        yield f"cost.{role}", tuple(f"cost.{role}.{terms}" for terms in ENGAGEMENTS)
    yield from ((f"weight.{kind}", (f"weight.{kind}",)) for kind in KINDS if need[kind] > 0)


def swings(plan: Plan, best: Mix) -> list[Swing]:
    """Every assumption both ways, the largest effect first. The plan must be possible as it is."""
    found = [
        swing
        for code, figures in assumptions(plan)
        for factor in FACTORS
        if (swing := _swing(plan, best, code, figures, factor)) is not None
    ]
    return sorted(found, key=lambda one: (one.possible, -one.effect, one.code, one.factor))


def _swing(plan: Plan, best: Mix, code: str, figures: tuple[str, ...], factor: Decimal) -> Swing | None:
    """Nothing when the figure stands at its edge and cannot move this way, or when it cannot change anything."""
    changes = {one: _moved(plan, one, factor) for one in figures}
    if _idle(best, code, factor) or all(value == plan.figures[one] for one, value in changes.items()):
        return None
    other = plan.with_figures(changes)
    program = Program(other)
    columns = optimum(program, Limits.of(other), settled=False, gap=GAP)
    if columns is None:
        return Swing(code, factor, None, best.lost, Decimal(0), 0.0, other_mix=True)
    mix = as_mix(program, columns)
    same = mix.signature == best.signature
    spent = Decimal(0) if same else mix.cost - best.cost
    hours = mix.uncovered - best.uncovered
    worths: Mapping[str, float] = {one.kind: one.worth for one in best.covers}
    moved = sum(abs(one.uncovered - best.of(one.kind).uncovered) * worths[one.kind] for one in mix.covers)
    effect = moved + abs(float(spent))
    return Swing(code, factor, mix, effect, mix.cost - best.cost, hours, other_mix=not same)


def _idle(best: Mix, code: str, factor: Decimal) -> bool:
    """With everything covered, what work is worth and dearer people nobody hires change nothing."""
    if best.lost > 0.01:
        return False
    word, _dot, name = code.partition(".")
    return word == "weight" or (word == "cost" and factor > 1 and name not in {one.option.role for one in best.hires})


def _moved(plan: Plan, code: str, factor: Decimal) -> Decimal:
    one = ASSUMPTIONS[code]
    return min(max(plan.figures[code] * factor, one.least), one.most)
