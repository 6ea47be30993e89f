"""What cannot be in a plan whose every value is fine by itself: weights, tiers, names that lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from otdel.motivation.rules.faults import Reader
from otdel.motivation.rules.plan import ONE, Plan
from otdel.motivation.rules.rounding import text


def check(
    read: Reader,
    plan: Plan,
    kpis: Collection[str] | None,
    measures: Collection[str] | None,
    keeps: Mapping[str, str] | None = None,
) -> None:
    """Adds what is wrong between values. A value that was faulty by itself is not judged again by what it replaced."""
    sound = Sound([one.path for one in read.faults])
    if not sound.at(""):
        return
    _weights(read, plan, sound)
    _tiers(read, plan, sound)
    _targets(read, plan, sound)
    _splits(read, plan, sound)
    for path, kept in (keeps or {}).items():
        if (value := getattr(plan, path)) != kept and sound.at(path):
            read.wrong(path, "plan_keeps", value=value, kept=kept)
    for path, code in named_kpis(plan):
        if kpis is not None and code not in kpis and sound.at(path):
            read.wrong(path, "plan_kpi_unknown", kpi=code)
    for path, code in named_measures(plan):
        if measures is not None and code not in measures and sound.at(path):
            read.wrong(path, "plan_measure_unknown", measure=code)


@dataclass(frozen=True, slots=True)
class Sound:
    """Where faults were found before anything was compared."""

    faulty: list[str]

    def at(self, *places: str) -> bool:
        """Whether all these places were read whole: no fault at one of them or at what holds it. `*` is any row."""
        return not any(_holds(faulty, place) for faulty in self.faulty for place in places)

    def under(self, *places: str) -> bool:
        """As `at`, with everything inside these places as well."""
        return self.at(*places) and not any(one.startswith(f"{place}.") for one in self.faulty for place in places)


def _holds(faulty: str, place: str) -> bool:
    """A fault of `components` or of `components.1.weight` holds `components.*.weight`; one of the whole, everything."""
    if not faulty:
        return True
    ours, theirs = place.split("."), faulty.split(".")
    return len(theirs) <= len(ours) and all(one in (other, "*") for one, other in zip(ours, theirs, strict=False))


def named_kpis(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every KPI a plan names, with the place that names it."""
    for place, component in enumerate(plan.components):
        yield f"components.{place}.kpi", component.kpi
    for place, gate in enumerate(plan.gates):
        yield f"gates.{place}.kpi", gate.kpi
    if plan.team:
        yield "team.kpi", plan.team.kpi
    if plan.point_pay:
        yield "point_pay.quality.kpi", plan.point_pay.quality.kpi
        yield "point_pay.time.kpi", plan.point_pay.time.kpi


def named_measures(plan: Plan) -> Iterator[tuple[str, str]]:
    if plan.unit_pay:
        yield "unit_pay.measure", plan.unit_pay.measure
    if plan.point_pay:
        yield "point_pay.measure", plan.point_pay.measure


def parts(plan: Plan) -> set[str]:
    """What has a line of its own: KPIs of components, measures of unit and point pay."""
    return {one.kpi for one in plan.components} | {code for _path, code in named_measures(plan)}


def _weights(read: Reader, plan: Plan, sound: Sound) -> None:
    weights = [one.weight for one in plan.components]
    for place, weight in enumerate(weights):
        if not weight and sound.at(f"components.{place}.weight"):
            read.wrong(f"components.{place}.weight", "plan_weight_zero")
    if weights and (total := sum(weights, Decimal(0))) != ONE and sound.at("components.*.weight"):
        read.wrong("components", "plan_weights_sum", total=text(total))
    for kpi, count in Counter(one.kpi for one in plan.components).items():
        if count > 1 and sound.at("components.*.kpi"):
            read.wrong("components", "plan_kpi_twice", kpi=kpi)


def _tiers(read: Reader, plan: Plan, sound: Sound) -> None:
    if plan.unit_pay is None or not sound.under("unit_pay"):
        return
    tiers = plan.unit_pay.tiers
    if not tiers:
        read.wrong("unit_pay.tiers", "plan_tiers_none")
    for place, tier in enumerate(tiers):
        if tier.above >= tier.upto:
            read.wrong(f"unit_pay.tiers.{place}", "plan_tier_empty", above=text(tier.above), upto=text(tier.upto))
        if place and tiers[place - 1].upto != tier.above:
            read.wrong(
                f"unit_pay.tiers.{place}", "plan_tier_gap", end=text(tiers[place - 1].upto), above=text(tier.above)
            )


def _targets(read: Reader, plan: Plan, sound: Sound) -> None:
    """What needs a target variable, and what a target variable needs."""
    pieces = plan.unit_pay or plan.point_pay
    if not sound.at("target_variable"):
        pass
    elif plan.components and not plan.target_variable:
        read.wrong("target_variable", "plan_target_missing")
    elif plan.target_variable and not plan.components and not pieces and sound.at("components"):
        read.wrong("components", "plan_components_missing")
    _cap(read, plan, sound)
    if not (plan.base or plan.target_variable or pieces) and sound.at("base", "target_variable"):
        read.wrong("base", "plan_pays_nothing")
    if not (sound.at("components.*.kpi") and sound.under("unit_pay", "point_pay")):
        return
    for place, gate in enumerate(plan.gates):
        if gate.component and gate.component not in parts(plan):
            read.wrong(f"gates.{place}.component", "plan_component_unknown", kpi=gate.component)


def _cap(read: Reader, plan: Plan, sound: Sound) -> None:
    if plan.cap is None or not sound.at("cap", "target_variable"):
        return
    if not plan.target_variable:
        read.wrong("cap", "plan_cap_of_nothing")
    elif plan.cap < ONE:
        read.wrong("cap", "plan_cap_below_target", cap=text(plan.cap))


def _splits(read: Reader, plan: Plan, sound: Sound) -> None:
    if not (sound.at("components.*.kpi") and sound.under("splits", "unit_pay", "point_pay")):
        return
    for place, split in enumerate(plan.splits):
        if split.kpi not in parts(plan):
            read.wrong(f"splits.{place}.kpi", "plan_component_unknown", kpi=split.kpi)
        if (total := sum((share for _who, share in split.shares), Decimal(0))) != ONE:
            read.wrong(f"splits.{place}.shares", "plan_split_sum", total=text(total))
    for kpi, count in Counter(one.kpi for one in plan.splits).items():
        if count > 1:
            read.wrong("splits", "plan_kpi_twice", kpi=kpi)
