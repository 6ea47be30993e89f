"""Twenty-five lints: what makes a pay plan unfair, unclear or impossible to keep, found before anybody signs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from otdel.motivation.rules.lints import curves, goals, money, odds, people, records, weights
from otdel.motivation.rules.lints.context import Context
from otdel.motivation.rules.lints.finding import Finding, Level, Mend
from otdel.motivation.rules.plan import Plan

__all__ = ["LINTS", "Context", "Finding", "Level", "Lint", "lint"]

EMPTY = Context()


@dataclass(frozen=True, slots=True)
class Lint:
    """`find` yields what one lint has to say about a plan."""

    id: str
    find: Callable[[Plan, Context], Iterator[Finding]]


LINTS = {
    one.id: one
    for one in (
        Lint("L01", weights.sums), Lint("L02", weights.few), Lint("L03", curves.cliffs), Lint("L04", curves.bends),
        Lint("L05", weights.control), Lint("L06", goals.guarded), Lint("L07", goals.costs),
        Lint("L08", money.variable_share), Lint("L09", odds.fair), Lint("L10", odds.dead_zone),
        Lint("L11", odds.lucky), Lint("L12", money.maturity), Lint("L13", records.measured),
        Lint("L14", records.dated), Lint("L15", records.ratchet), Lint("L16", people.conflicts),
        Lint("L17", people.twice), Lint("L18", odds.gates), Lint("L19", goals.ranking), Lint("L20", goals.team),
        Lint("L21", money.clawback), Lint("L22", money.ramp), Lint("L23", records.bunching),
        Lint("L24", records.promised), Lint("L25", records.recomputed),
    )
}  # fmt: skip
ORDER = (Level.ERROR, Level.WARN, Level.NOTE, Level.UNCHECKED)
FROM_PAST = frozenset({"L09", "L10", "L11", "L18"})  # too slow to ask again for every mend of another lint


def lint(plan: Plan, context: Context = EMPTY) -> list[Finding]:
    """Everything the lints find, gravest first, each with the first of its mends that works."""
    found = [_mended(one, plan, context) for each in LINTS.values() for one in each.find(plan, context)]
    return sorted(found, key=lambda one: (ORDER.index(one.level), one.id))


def _mended(finding: Finding, plan: Plan, context: Context) -> Finding:
    if not finding.offers:
        return finding
    before = _errors(plan, context)
    for offer in finding.offers:
        if proves(finding, offer, plan, context, before):
            return _with(finding, replace(offer, proved=True))
    return _with(finding, finding.offers[0])


def _with(finding: Finding, mend: Mend) -> Finding:
    """The finding with the mend it keeps; a picture of a curve gets the mended one beside."""
    shown, kpi = finding.picture, finding.path.removeprefix("components.")
    better = next((one.curve for one in mend.plan.components if one.kpi == kpi), None) if mend.plan else None
    if shown is not None and shown.kind == "curve" and better:
        shown = replace(shown, other=tuple(curves.payout(better, Decimal(at)) for at in shown.labels))
    return replace(finding, mend=mend, offers=(), picture=shown)


def proves(finding: Finding, mend: Mend, plan: Plan, context: Context, errors: frozenset[tuple[str, str]]) -> bool:
    """With the mend this finding is gone, and nothing becomes an error that was none."""
    better = mend.plan or plan
    if mend.start is not None and context.dates is not None:
        context = replace(context, dates=replace(context.dates, start=mend.start))
    left = LINTS[finding.id].find(better, context)
    same = any((one.because.code, one.path) == (finding.because.code, finding.path) for one in left)
    return not same and _errors(better, context) <= errors


def _errors(plan: Plan, context: Context) -> frozenset[tuple[str, str]]:
    kept = (each for code, each in LINTS.items() if code not in FROM_PAST)
    found = (one for each in kept for one in each.find(plan, context))
    return frozenset((one.id, one.path) for one in found if one.level is Level.ERROR)
