"""What is asked of the designer: the figures, the people there are, and the hours of work that follow from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.organisation.rules.designer.assumptions import ASSUMPTIONS, Figures, completed
from otdel.organisation.rules.designer.codes import (
    BEGINS,
    ENGAGEMENTS,
    HEAD,
    KINDS,
    LEAD,
    MAIN_ROLE,
    NORMS,
    ROLES,
    SHARE_OF,
    SHARES,
    VOLUMES,
    paces,
)

Key = tuple[str, str, str]  # role, terms and share: a way to hire
MOST_HOURS = 20_000  # a month: about 150 people; above it a picture of roles is not what helps


@dataclass(frozen=True, slots=True)
class Now:
    """Somebody who is there already. `role` is the library's id, empty for work the designer does not know."""

    role: str
    terms: str = "staff"
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Option:
    """A way to hire somebody. `hours` of work a month out of the `paid` ones; `leading` hours somebody leads them."""

    role: str
    terms: str
    share: str
    cost: Decimal
    hours: float
    paid: float
    leading: float

    def beats(self, other: Option) -> bool:
        """No worse in anything: the same role and share for no more money, no fewer hours and no more leading."""
        return (
            (self.role, self.share) == (other.role, other.share)
            and self.cost <= other.cost
            and self.hours >= other.hours
            and self.leading <= other.leading
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """A question to the designer. Money is in `currency`, a month; every figure of `ASSUMPTIONS` is in `figures`."""

    currency: str
    figures: Figures
    people: tuple[Now, ...] = ()

    @classmethod
    def made(cls, currency: str, given: Figures, people: tuple[Now, ...] = ()) -> Plan:
        return cls(currency, completed(currency, given), people)

    def of(self, code: str) -> float:
        return float(self.figures[code])

    def money(self, code: str) -> Decimal:
        return self.figures[code]

    def changed(self, **changes: Decimal) -> Plan:
        """With other figures; a code's dots are written as two underscores."""
        return self.with_figures({code.replace("__", "."): value for code, value in changes.items()})

    def with_figures(self, changes: Figures) -> Plan:
        return replace(self, figures={**self.figures, **changes})

    def paces(self, role: str) -> Mapping[str, float]:
        return paces(role, self.of("pace.generalist"))


def problems(plan: Plan) -> list[Reason]:
    """Figures that cannot be worked with, each named; empty when all can."""
    found = []
    for code, one in ASSUMPTIONS.items():
        value = plan.figures.get(code)
        if value is None:
            return [Reason.of("design_no_anchor", currency=plan.currency)]
        if not value.is_finite() or not one.least <= value <= one.most:
            said = str(value) if value.is_finite() and abs(value) < 10**15 else "∞"
            found.append(
                Reason.of("design_figure_outside", figure=code, value=said, least=str(one.least), most=str(one.most))
            )
    hours = 0.0 if found else sum(fixed_need(plan).values())
    if hours > MOST_HOURS:
        found.append(Reason.of("design_too_large", hours=int(hours), most=MOST_HOURS))
    return found


def leads(plan: Plan) -> float:
    """Qualified leads wanted a month: as said, else what the revenue wanted takes."""
    said, per_lead = plan.of("volume.leads"), plan.of("goal.per_lead")
    return said if said > 0 or per_lead <= 0 else plan.of("goal.revenue") / per_lead


def fixed_need(plan: Plan) -> dict[str, float]:
    """Hours of work a month by kind, without the leading of people yet to come."""
    volumes = {volume: plan.of(f"volume.{volume}") for volume in VOLUMES} | {"leads": leads(plan)}
    need = dict.fromkeys(KINDS, 0.0)
    for volume, kinds in NORMS.items():
        for kind in kinds:
            need[kind] += volumes[volume] * plan.of(f"norm.{volume}.{kind}")
    need["ads"] += plan.of("spend") / plan.of("norm.spend")
    begun = volumes | {"spend": plan.of("spend")}
    for kind, beginnings in BEGINS.items():
        need[kind] += plan.of(f"routine.{kind}") if any(begun[one] > 0 for one in beginnings) else 0.0
    need[LEAD] += plan.of(f"routine.{LEAD}") + sum(leading(plan, one.role, one.terms) for one in plan.people)
    return need


def leading(plan: Plan, role: str, terms: str) -> float:
    """Hours a month of leading one person, whatever their share; a head leads themselves."""
    if role == HEAD:
        return 0.0
    return plan.of("lead.contract" if terms == "contract" else "lead.person")


def capacity(plan: Plan, role: str, terms: str, share: float) -> float:
    """Hours of work a month somebody gives on these terms."""
    return plan.of("hours.full") * share * (plan.of(f"fit.{role}.{terms}") if role in ROLES else 1.0)


def worth_of_hour(plan: Plan, kind: str) -> float:
    """What a covered hour is worth: what it costs to buy outside, times how much it matters here."""
    return plan.of(f"weight.{kind}") * plan.of(f"cost.{MAIN_ROLE[kind]}.contract") / plan.of("hours.full")


def options(plan: Plan, keep: Collection[Key] = ()) -> list[Option]:
    """Every way to hire somebody with something to do, in a fixed order, without those another way beats.

    What is in `keep` is there anyway. Of two ways that are alike in everything the earlier one stays.
    """
    need, kept = fixed_need(plan), {role for role, _terms, _share in keep}
    busy = [role for role in ROLES if role in kept or role == HEAD or any(need[one] > 0 for one in plan.paces(role))]
    found: list[Option] = []
    for one in (option(plan, role, terms, share) for role in busy for terms in ENGAGEMENTS for share in SHARES):
        if (one.role, one.terms, one.share) in keep or not any(other.beats(one) for other in found):
            found = [other for other in found if _key(other) in keep or not one.beats(other)]
            found.append(one)
    return sorted(found, key=lambda one: (ROLES.index(one.role), ENGAGEMENTS.index(one.terms), SHARES.index(one.share)))


def _key(one: Option) -> Key:
    return one.role, one.terms, one.share


def option(plan: Plan, role: str, terms: str, share: str) -> Option:
    part = SHARE_OF[share]
    cost = plan.money(f"cost.{role}.{terms}") * Decimal(str(part))
    paid = plan.of("hours.full") * part
    return Option(role, terms, share, cost, capacity(plan, role, terms, part), paid, leading(plan, role, terms))
