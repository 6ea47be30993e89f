"""The integer programme: whole people of each kind, and hours of each role given to each kind of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import ceil, gcd

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from otdel.organisation.rules.designer.codes import HEAD, KINDS, LEAD
from otdel.organisation.rules.designer.plan import Key, Option, Plan, capacity, fixed_need, options, worth_of_hour

MOST_OF_ONE = 60  # people hired on the same terms; no department of a size the designer takes needs more
PLACES = 4  # of money that are reckoned with
INFINITE = float("inf")
Row = dict[int, float]
Columns = NDArray[np.float64]
Rule = tuple[Row, float, float]  # least <= row <= most


@dataclass(frozen=True, slots=True)
class Source:
    """Hours of one role: of people who are there (`own` hours), or of people yet to come."""

    role: str
    own: float
    paces: Mapping[str, float]
    coming: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds a mix back. A limit that is None is not kept; `asked` is the share of the least cover that is."""

    budget: Decimal | None
    span: float | None
    asked: float = 1.0
    filled: bool = True

    @classmethod
    def of(cls, plan: Plan) -> Limits:
        return cls(plan.money("budget"), 0.0)


@dataclass(frozen=True)
class Program:
    """A plan as columns and rows. `fixed` people are hired whatever it costs; `only` them when nobody else may be."""

    plan: Plan
    fixed: Mapping[Key, int] = field(default_factory=dict)
    only: bool = False

    @cached_property
    def options(self) -> list[Option]:
        return options(self.plan, tuple(self.fixed))

    @cached_property
    def need(self) -> dict[str, float]:
        return fixed_need(self.plan)

    @cached_property
    def sources(self) -> list[Source]:
        plan = self.plan
        held: dict[str, float] = {}
        for one in plan.people:
            held[one.role] = held.get(one.role, 0.0) + capacity(plan, one.role, one.terms, one.share)
        there = [Source(role, hours, plan.paces(role)) for role, hours in sorted(held.items())]
        owner = Source("", plan.of("lead.owner"), {LEAD: 1.0})
        roles = dict.fromkeys(one.role for one in self.options)
        return [owner, *there, *(Source(role, 0.0, plan.paces(role), coming=True) for role in roles)]

    @cached_property
    def arcs(self) -> list[tuple[int, str]]:
        """Which source may work on which kind: only where there is work, or may come to be."""
        return [
            (place, kind)
            for place, source in enumerate(self.sources)
            for kind in KINDS
            if source.paces.get(kind, 0.0) > 0 and (self.need[kind] > 0 or kind == LEAD)
        ]

    @property
    def width(self) -> int:
        return len(self.options) + len(self.arcs)

    @cached_property
    def worths(self) -> dict[str, float]:
        return {kind: worth_of_hour(self.plan, kind) for kind in KINDS}

    @cached_property
    def unit(self) -> float:
        """The largest amount all costs are whole numbers of: the solver proves whole sums sooner."""
        cents = [int(one.cost.scaleb(PLACES)) for one in self.options]
        return float(Decimal(gcd(*cents) or 1).scaleb(-PLACES))

    def uncovered(self) -> tuple[Row, float]:
        """What uncovered hours are worth, in `unit`: a row of the columns, and what it starts from."""
        row = {place: self.worths[LEAD] * one.leading / self.unit for place, one in enumerate(self.options)}
        for column, (source, kind) in self._numbered():
            row[column] = -self.worths[kind] * self.sources[source].paces[kind] / self.unit
        return row, sum(self.worths[kind] * hours for kind, hours in self.need.items()) / self.unit

    def cost(self) -> Row:
        return {place: float(one.cost) / self.unit for place, one in enumerate(self.options)}

    def rank(self) -> Row:
        """Among equals fewer people, then those earlier in the list."""
        return {place: 1000.0 + place for place in range(len(self.options))}

    def rules(self, limits: Limits) -> list[Rule]:
        rules = [*self._capacities(), *self._needs(), *self._least(limits.asked)]
        if limits.filled:
            rules += self._filled()
        if limits.span is not None and self.led():
            rules.append((self.led(), -INFINITE, self.span_left() + limits.span))
        if limits.budget is not None:
            rules.append((self.cost(), -INFINITE, float(limits.budget) / self.unit))
        return rules

    def led(self) -> Row:
        """People led, less those that heads yet to come may lead."""
        span = self.plan.of("span.head")
        return {place: -span if one.role == HEAD else 1.0 for place, one in enumerate(self.options)}

    def span_left(self) -> float:
        """How many more people may be led by the owner and by the heads there are; less than nothing when too many."""
        heads = sum(one.role == HEAD for one in self.plan.people)
        return self.plan.of("span.owner") + heads * self.plan.of("span.head") - (len(self.plan.people) - heads)

    def solve(self, objective: Row, rules: Sequence[Rule], gap: float = 0.0) -> Columns | None:
        """The columns that make `objective` least, to within `gap` of it; nothing when the rules cannot all be kept."""
        if not self.width:
            return np.zeros(0) if all(least <= 0 <= most for _row, least, most in rules) else None
        whole = np.array([1] * len(self.options) + [0] * len(self.arcs))
        matrix = np.zeros((len(rules), self.width))
        for place, (row, _least, _most) in enumerate(rules):
            matrix[place, list(row)] = list(row.values())
        within = LinearConstraint(matrix, [rule[1] for rule in rules], [rule[2] for rule in rules])
        costs = np.zeros(self.width)
        costs[list(objective)] = list(objective.values())
        found = milp(costs, integrality=whole, bounds=self._bounds(), constraints=within, options={"mip_rel_gap": gap})
        return None if found.x is None else np.where(whole == 1, np.round(found.x), found.x)

    def _bounds(self) -> Bounds:
        fewest = [float(self.fixed.get((one.role, one.terms, one.share), 0)) for one in self.options]
        most = [
            least if self.only else max(least, self._most(one)) for least, one in zip(fewest, self.options, strict=True)
        ]
        return Bounds([*fewest, *[0.0] * len(self.arcs)], [*most, *[INFINITE] * len(self.arcs)])

    def _most(self, one: Option) -> float:
        """Two halves on the same terms are one full; and a specialist more than there is work for is never better."""
        if one.share == "half":
            return 1.0
        kinds = self.plan.paces(one.role)
        if LEAD in kinds:
            return float(MOST_OF_ONE)
        return min(float(MOST_OF_ONE), ceil(sum(self.need[kind] for kind in kinds) / one.hours))

    def _numbered(self) -> list[tuple[int, tuple[int, str]]]:
        return list(enumerate(self.arcs, len(self.options)))

    def _capacities(self) -> list[Rule]:
        """Nobody works more hours than they have."""
        rules: list[Rule] = []
        for place, source in enumerate(self.sources):
            row = {column: 1.0 for column, (one, _kind) in self._numbered() if one == place}
            if source.coming:
                row |= {at: -one.hours for at, one in enumerate(self.options) if one.role == source.role}
            rules.append((row, -INFINITE, source.own))
        return rules

    def _work(self, kind: str, *, skill: float = 0.0) -> Row:
        """Hours of a kind that get done, by those whose pace is at least `skill`."""
        paces = {column: self.sources[one].paces[kind] for column, (one, of) in self._numbered() if of == kind}
        return {column: pace for column, pace in paces.items() if pace >= skill}

    def _grown(self, kind: str, part: float) -> Row:
        """Leading grows with everybody who comes; other work does not."""
        return {at: -part * one.leading for at, one in enumerate(self.options)} if kind == LEAD else {}

    def all_covered(self) -> list[Rule]:
        """Every hour there is gets done: the same as losing nothing, and found sooner."""
        return [(row, most, INFINITE) for row, _least, most in self._needs()]

    def _needs(self) -> list[Rule]:
        """No kind of work takes more hours than there are of it."""
        return [(self._work(kind) | self._grown(kind, 1.0), -INFINITE, self.need[kind]) for kind in KINDS]

    def _least(self, asked: float) -> list[Rule]:
        """Critical work is covered at least so far, by hands quick enough at it."""
        skill = self.plan.of("skill")
        parts = {kind: self.plan.of(f"least.{kind}") * asked for kind in KINDS}
        return [
            (self._work(kind, skill=skill) | self._grown(kind, part), part * self.need[kind], INFINITE)
            for kind, part in parts.items()
            if part > 0
        ]

    def _filled(self) -> list[Rule]:
        """Nobody is hired for less than a useful part of their hours; people fixed beforehand may be idle."""
        rules: list[Rule] = []
        useful = self.plan.of("useful")
        for place, source in enumerate(self.sources):
            if source.coming:
                row = {column: 1.0 for column, (one, _kind) in self._numbered() if one == place}
                row |= {at: -useful * one.paid for at, one in enumerate(self.options) if one.role == source.role}
                rules.append((row, -useful * self._fixed_paid(source.role), INFINITE))
        return rules

    def _fixed_paid(self, role: str) -> float:
        return sum(
            self.fixed.get((one.role, one.terms, one.share), 0) * one.paid for one in self.options if one.role == role
        )
