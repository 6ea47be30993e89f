"""What the designer answers: who to hire, what is then covered, what is not, and which limit stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from otdel.organisation.rules.designer.plan import Option

Limit = Literal["budget", "least", "span", "useful"]


@dataclass(frozen=True, slots=True)
class Hire:
    """`count` people on the same terms; `cost` of all of them a month."""

    option: Option
    count: int

    @property
    def cost(self) -> Decimal:
        return self.option.cost * self.count


@dataclass(frozen=True, slots=True)
class Cover:
    """Hours of one kind of work a month: needed, covered, and what an hour is worth. `least` share was asked for."""

    kind: str
    needed: float
    covered: float
    worth: float
    least: float

    @property
    def uncovered(self) -> float:
        return max(0.0, self.needed - self.covered)

    @property
    def short(self) -> bool:
        """Under the least cover asked for."""
        return self.covered < self.least * self.needed - 0.05


@dataclass(frozen=True, slots=True)
class Mix:
    """People to hire with what they cover, together with those who are there.

    `idle` is paid hours a month that nothing fills, of new people; `unspent` is left of the budget, less than nothing
    when it is not enough; `lead_left` is how many more people could be led.
    """

    hires: tuple[Hire, ...]
    covers: tuple[Cover, ...]
    idle: float
    unspent: Decimal
    lead_left: int

    @property
    def cost(self) -> Decimal:
        return sum((hire.cost for hire in self.hires), Decimal(0))

    @property
    def people(self) -> int:
        return sum(hire.count for hire in self.hires)

    @property
    def needed(self) -> float:
        return sum(one.needed for one in self.covers)

    @property
    def covered(self) -> float:
        return sum(one.covered for one in self.covers)

    @property
    def uncovered(self) -> float:
        return sum(one.uncovered for one in self.covers)

    @property
    def lost(self) -> float:
        """What the uncovered hours are worth, a month."""
        return sum(one.uncovered * one.worth for one in self.covers)

    def of(self, kind: str) -> Cover:
        return next(one for one in self.covers if one.kind == kind)

    @property
    def signature(self) -> tuple[tuple[str, str, str, int], ...]:
        """Who is hired, comparable."""
        return tuple((one.option.role, one.option.terms, one.option.share, one.count) for one in self.hires)


@dataclass(frozen=True, slots=True)
class Loosen:
    """One limit which alone stands in the way: what it is now and what would do. Money in the plan's currency."""

    limit: Limit
    now: Decimal
    enough: Decimal


@dataclass(frozen=True, slots=True)
class Impossible:
    """No mix keeps every limit. `ways` are limits of which any one could be loosened; empty when one is not enough."""

    ways: tuple[Loosen, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """A usual way to begin beside the best mix. `breaks` are limits it does not keep; `there` when it is so already."""

    code: Literal["generalist", "head"]
    mix: Mix
    breaks: tuple[Limit, ...]
    there: bool = False
    enough: Decimal | None = None  # the least budget this start would do with, when the budget is what it breaks


@dataclass(frozen=True, slots=True)
class Swing:
    """What another value of an assumption would change: the mix, its cost, and the hours left uncovered.

    `mix` is nothing when no mix would be possible.
    """

    code: str
    factor: Decimal
    mix: Mix | None
    effect: float  # in money a month: the change of cost, and of uncovered hours at what they are worth now
    cost: Decimal
    hours: float
    other_mix: bool

    @property
    def possible(self) -> bool:
        return self.mix is not None


@dataclass(frozen=True, slots=True)
class Design:
    """The whole answer. `best` is the mix, or why there is none; `now` is without hiring anybody."""

    now: Mix
    best: Mix | Impossible
    starts: tuple[Start, ...]
