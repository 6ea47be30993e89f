"""A plan paid over ten thousand futures drawn from the company's own past. docs/algorithms/pay.md tells how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

import numpy as np

from otdel.analytics import chances, payouts
from otdel.analytics.chances import Ranged, exact
from otdel.analytics.drawing import Drawn, draw
from otdel.analytics.luck import luck
from otdel.analytics.payouts import Compiled, Flags, Floats
from otdel.kit.reason import Reason
from otdel.motivation.models import PlanVersion
from otdel.motivation.queries.compiling import Column, columns_of, compiled
from otdel.motivation.queries.history import History, history_of
from otdel.motivation.queries.paid_people import Paid, paid_elsewhere, people_of
from otdel.motivation.rules.lints.context import KpiFacts
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import digest, read_plan
from otdel.motivation.rules.simulated import GateOdds, Lacking, Pair, PartOdds, Payroll, PersonOdds, Simulation
from otdel.scorecard.queries.measures import company_currency

PATHS = 10_000
SEED = 20_260
FEWEST = 6  # past periods with everything known: fewer say nothing
ZERO = 0.004  # money nobody sees
AT_TARGET = 1 - 1e-9


class Futures(Protocol):
    """Where paths come from: the past drawn anew, or a forecast."""

    def paths(self, history: Floats, who: str, columns: Sequence[Column]) -> Floats:
        """[paths, columns] of one person's inputs, from their past [periods, columns]; nan where unknown."""
        ...

    def margin(self, past: Floats) -> Floats:
        """[paths] of the department's margin."""
        ...


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """Past periods drawn whole, the same one for everybody in a path."""

    drawn: Drawn

    def paths(self, history: Floats, who: str, columns: Sequence[Column]) -> Floats:
        return self.drawn.of(history)

    def margin(self, past: Floats) -> Floats:
        return self.drawn.of(past)


@dataclass(frozen=True, slots=True, eq=False)
class _Person:
    """One person's paths: `known` are those with everything, `variable` is nan on the others."""

    paid: Paid
    plan: Compiled
    past: Floats
    noise: Floats
    paths: Floats
    periods: int
    borrowed: int
    known: Flags
    found: payouts.Paid
    variable: Floats
    past_variable: Floats


@dataclass(frozen=True)
class Simulator:
    """One past and its people; asked about any plan of the same period, it answers from memory."""

    history: History
    people: tuple[Paid, ...]
    futures: Futures | None = None
    count: int = PATHS
    seed: int = SEED
    currency: str = ""  # the company's, in which margin is
    _kept: dict[str, Simulation] = field(default_factory=dict)

    def of(self, plan: Plan) -> Simulation:
        """The simulation of a plan: whoever's past is too short is named and left out."""
        key = digest(plan)
        if key not in self._kept:
            self._kept[key] = _Run(self, plan, key).simulation()
        return self._kept[key]


@dataclass(frozen=True)
class _Run:
    simulator: Simulator
    plan: Plan
    digest: str

    def simulation(self) -> Simulation:
        periods, given = self.simulator.history.periods, self.simulator
        nothing = Simulation(
            self.digest, self.plan.currency, self.plan.period, given.count, given.seed, "", "", (), (), None, ()
        )  # fmt: skip
        if not given.people:
            return replace(nothing, because=Reason.of("lint_nobody_paid"))
        if len(periods) < FEWEST:
            return replace(nothing, because=Reason.of("too_few_periods", known=len(periods), needed=FEWEST))
        futures = given.futures or Bootstrap(draw(len(periods), given.count, given.seed))
        found = [self._person(one, futures) for one in given.people]
        people = [one for one in found if isinstance(one, _Person)]
        return replace(
            nothing,
            first=periods[0].code,
            last=periods[-1].code,
            people=tuple(self._odds(one) for one in people),
            lacking=tuple(one for one in found if isinstance(one, Lacking)),
            payroll=self._payroll(people, futures) if people else None,
            pairs=tuple(_pairs(people)),
        )

    def _person(self, one: Paid, futures: Futures) -> _Person | Lacking:
        columns, history = columns_of(self.plan), self.simulator.history
        past, noise, borrowed = history.table(one.who.id, columns), history.noise(one.who.id, columns), 0
        if _whole(past) < FEWEST:
            past, noise, borrowed = history.with_earlier(one.who.id, columns)
        periods = _whole(past)
        if periods < FEWEST:
            return Lacking(one.who.slug, one.who.name, _why(past, columns, periods))
        plan = compiled(replace(self.plan, base=one.base, target_variable=one.target_variable), one.who.slug)
        paths = futures.paths(past, one.who.slug, columns)
        known = ~payouts.gaps(paths)
        paid = payouts.pay(plan, paths[known])
        variable = np.full(len(paths), np.nan)
        variable[known] = paid.variable
        whole = ~payouts.gaps(past)
        past_variable = np.full(len(past), np.nan)
        past_variable[whole] = payouts.pay(plan, past[whole]).variable
        return _Person(one, plan, past, noise, paths, periods, borrowed, known, paid, variable, past_variable)

    def _odds(self, one: _Person) -> PersonOdds:
        table, periods, paid = one.paths[one.known], one.periods, one.found
        columns = columns_of(self.plan)
        noise = self._noise(one)
        unknown = {column.code for place, column in enumerate(columns) if np.isnan(noise[:, place]).all()}
        capped = paid.capped & np.isfinite(one.plan.cap)
        return PersonOdds(
            slug=one.paid.who.slug, name=one.paid.who.name, base=one.paid.base, target=one.paid.target_variable,
            periods=periods, borrowed=one.borrowed, variable=chances.spread(paid.variable),
            average=chances.expected(one.past_variable[~np.isnan(one.past_variable)], self.simulator.seed),
            at_target=chances.chance(paid.variable >= one.plan.target - ZERO, periods),
            nothing=chances.chance(paid.variable < ZERO, periods),
            capped=chances.chance(capped, periods),
            any_gate=chances.chance(np.asarray(paid.failed.any(axis=1), dtype=np.bool_), periods),
            luck=exact(luck(one.plan, table, noise[one.known], self.simulator.seed), 2),
            no_noise=tuple(sorted(unknown)),
            parts=tuple(self._parts(one, table)),
            gates=tuple(
                GateOdds(gate.kpi, chances.chance(paid.failed[:, place], periods))
                for place, gate in enumerate(self.plan.gates)
            ),
            heap=chances.heap(paid.variable),
        )  # fmt: skip

    def _noise(self, one: _Person) -> Floats:
        """Of each path: that of the past period it comes from, or the usual one where paths are no past periods."""
        if isinstance(futures := self.simulator.futures, Bootstrap) or futures is None:
            drawn = futures.drawn if futures else draw(len(one.past), self.simulator.count, self.simulator.seed)
            return drawn.of(one.noise)
        usual = np.array([_usual(one.noise[:, place]) for place in range(one.noise.shape[1])])
        return np.tile(usual, (len(one.paths), 1))

    def _parts(self, one: _Person, table: Floats) -> list[PartOdds]:
        whole = one.past[~payouts.gaps(one.past)]
        found = []
        for part, bend in zip(self.plan.components, one.plan.bends, strict=True):
            pays = bend.of(table)
            tenths = np.quantile(whole[:, bend.column], np.arange(1, 10) / 10)
            found.append(
                PartOdds(
                    part.kpi,
                    chances.chance(pays <= 0, one.periods),
                    chances.chance(pays >= AT_TARGET, one.periods),
                    chances.expected(bend.of(whole), self.simulator.seed, 4),
                    tuple(exact(float(value), 6) for value in tenths),
                )
            )
        return found

    def _payroll(self, people: list[_Person], futures: Futures) -> Payroll | None:
        """On the paths where everybody's pay is known."""
        together = np.all([one.known for one in people], axis=0)
        whole = np.all([~np.isnan(one.past_variable) for one in people], axis=0)
        if int(whole.sum()) < FEWEST:
            return None
        base = sum(payouts.number(one.paid.base) for one in people)
        pay = base + np.sum([one.variable for one in people], axis=0)[together]
        target = sum((_budget(one) for one in people), Decimal(0))
        spread = chances.spread(pay)
        over = chances.chance(pay > payouts.number(target) + ZERO, int(whole.sum()))
        risk = max(spread.high - target, Decimal(0))
        found = Payroll(spread, target, over, risk, chances.heap(pay))
        return self._against_margin(found, pay, base, people, futures.margin(self.simulator.history.margin)[together])

    def _against_margin(
        self, found: Payroll, pay: Floats, base: float, people: list[_Person], margin: Floats
    ) -> Payroll:
        """Pay against the margin of the same past periods, where there was one."""
        if self.plan.currency != self.simulator.currency:
            return replace(found, lacks=Reason.of("lint_other_currency", currency=self.plan.currency))
        there = margin > 0
        if not len(margin) or not there.any():
            return replace(found, lacks=Reason.of("lint_no_margin"))
        past = base + np.sum([one.past_variable for one in people], axis=0)
        return replace(
            found,
            margin=chances.spread(margin[there]),
            share=chances.spread(pay[there] / margin[there], 4),
            goes=chances.together(past, self.simulator.history.margin),
        )


def _budget(one: _Person) -> Decimal:
    """Fixed pay and the variable at target; what was paid on average where a plan pays by the piece."""
    usual = exact(float(np.nanmean(one.past_variable)), 2)
    return one.paid.base + (one.paid.target_variable or usual)


def _whole(table: Floats) -> int:
    return int((~payouts.gaps(table)).sum())


def _usual(noise: Floats) -> float:
    known = noise[~np.isnan(noise)]
    return float(np.median(known)) if len(known) else np.nan


def _why(past: Floats, columns: tuple[Column, ...], periods: int) -> Reason:
    """Names the input that is known least often."""
    known = (~np.isnan(past)).sum(axis=0)
    least = int(np.argmin(known))
    return Reason.of("lint_past_short", kpi=columns[least].code, known=periods, needed=FEWEST)


def _pairs(people: list[_Person]) -> list[Pair]:
    """Every two people, most closely together first."""
    found = []
    for place, left in enumerate(people):
        for right in people[place + 1 :]:
            goes = chances.together(left.past_variable, right.past_variable)
            if goes is not None:
                found.append(Pair(left.paid.who.name, right.paid.who.name, goes))
    return sorted(found, key=lambda one: -abs(one.goes.middle))


def simulator_of(
    version: PlanVersion, today: date, kpis: Mapping[str, KpiFacts], *, paths: int = PATHS, seed: int = SEED,
    futures: Futures | None = None,
) -> Simulator:  # fmt: skip
    """A simulator for a version as of `today`: the people it pays, and the past of every KPI the company keeps."""
    plan = read_plan(version.body)
    people = people_of(version, plan, today)
    role, members = version.plan.role, [one.who for one in people]
    history = history_of(plan.period, today, _looked_at(plan, kpis), kpis, role, members)
    return Simulator(history, people, futures, paths, seed, company_currency())


def _looked_at(plan: Plan, kpis: Mapping[str, KpiFacts]) -> set[str]:
    """KPIs of the plan and of its role, of which mends may take one, and those other people are paid by."""
    own = {one.code for one in columns_of(plan)} | {code for code, one in kpis.items() if one.role == plan.role}
    return (own | paid_elsewhere()) & set(kpis)


__all__ = ["FEWEST", "Bootstrap", "Futures", "Ranged", "Simulator", "simulator_of"]
