"""What a simulation of a plan says: people, their chances, the payroll against the margin. Plain Decimals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from otdel.analytics.chances import Ranged
from otdel.kit.reason import Reason

Step = tuple[Decimal, Decimal, Decimal]  # from, to, share of paths


@dataclass(frozen=True, slots=True)
class PartOdds:
    """A component over the paths. `tenths` are the nine inputs that 1, 2 ... 9 paths of 10 stay under.

    `floor` is where its curve stops paying, None for one that always pays; `pays` is its average payout.
    """

    kpi: str
    below_floor: Ranged
    at_target: Ranged
    pays: Ranged
    tenths: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class GateOdds:
    kpi: str
    fails: Ranged


@dataclass(frozen=True, slots=True)
class PersonOdds:
    """One person's variable pay a period.

    `variable` is what 8 paths in 10 lie between, `average` the mean with the range few periods leave. `luck` is the
    standard deviation that sampling noise makes by itself; `no_noise` names KPIs whose noise nobody can tell.
    `borrowed` of the `periods` are of those who held the role before.
    """

    slug: str
    name: str
    base: Decimal
    target: Decimal
    periods: int
    borrowed: int
    variable: Ranged
    average: Ranged
    at_target: Ranged
    nothing: Ranged
    capped: Ranged
    any_gate: Ranged
    luck: Decimal
    no_noise: tuple[str, ...]
    parts: tuple[PartOdds, ...]
    gates: tuple[GateOdds, ...]
    heap: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A person whose pay cannot be simulated, and why."""

    slug: str
    name: str
    because: Reason


@dataclass(frozen=True, slots=True)
class Pair:
    """How two people's variable pay goes together, -1..1."""

    left: str
    right: str
    goes: Ranged


@dataclass(frozen=True, slots=True)
class Payroll:
    """Everybody together in a period. `target` is base and variable at target (on average, where there is no target).

    `over` is the chance to pay more than that, `risk` how much more 1 path in 10 costs. `margin` is the department's
    margin in the same paths, `share` pay over margin, `goes` how closely they move together; `lacks` says why not.
    """

    pay: Ranged
    target: Decimal
    over: Ranged
    risk: Decimal
    heap: tuple[Step, ...]
    margin: Ranged | None = None
    share: Ranged | None = None
    goes: Ranged | None = None
    lacks: Reason | None = None


@dataclass(frozen=True, slots=True)
class Simulation:
    """`first` and `last` are names of the oldest and the newest past period used (2024-09, 2025-q1)."""

    digest: str
    currency: str
    unit: str
    paths: int
    seed: int
    first: str
    last: str
    people: tuple[PersonOdds, ...]
    lacking: tuple[Lacking, ...]
    payroll: Payroll | None
    pairs: tuple[Pair, ...]
    because: Reason | None = None  # why nothing could be simulated at all
