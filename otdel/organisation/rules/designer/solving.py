"""The best mix, the two usual starts beside it, and what to loosen when no mix is possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from otdel.organisation.rules.designer.answer import Cover, Design, Hire, Impossible, Limit, Loosen, Mix, Start
from otdel.organisation.rules.designer.codes import GENERALIST, HEAD, KINDS, LEAD
from otdel.organisation.rules.designer.plan import Key, Plan
from otdel.organisation.rules.designer.program import INFINITE, Columns, Limits, Program, Row, Rule

SLACK = 1e-7  # of all work's worth: what the solver may be off by
Fixed = Mapping[Key, int]


def design(plan: Plan) -> Design:
    """Who to hire next. The plan's figures are checked by `problems` first."""
    return Design(nobody(plan), best(plan), starts(plan))


def best(plan: Plan, fixed: Fixed | None = None) -> Mix | Impossible:
    """The mix whose uncovered hours are worth least; among equals the cheapest, then the one of fewest people."""
    program = Program(plan, fixed or {})
    people = optimum(program, Limits.of(plan))
    return impossible(program) if people is None else mix_of(plan, hired(program, people))


def optimum(program: Program, limits: Limits, *, settled: bool = True, gap: float = 0.0) -> Columns | None:
    """The columns of the best mix, to within `gap` of it; nothing when the limits cannot all be kept.

    `settled` ends ties of equal cover and equal cost always the same way.
    """
    rules = program.rules(limits)
    lost, base = program.uncovered()
    found = program.solve(lost, rules, gap)
    if found is None:
        return None
    reached = value(lost, found)
    if reached + base <= SLACK * max(1.0, base):
        rules += program.all_covered()
    else:
        rules.append((lost, -INFINITE, reached + SLACK * max(1.0, base)))
    for following in (program.cost(), program.rank())[: 2 if settled else 1]:
        better = program.solve(following, rules, gap)
        if better is None:  # the solver's last digit: what it found before stands
            break
        found = better
        rules.append((following, -INFINITE, value(following, found) + 0.5))  # sums are whole numbers
    return found


def value(row: Row, columns: Columns) -> float:
    return float(sum(factor * columns[place] for place, factor in row.items()))


def hired(program: Program, columns: Columns) -> dict[Key, int]:
    pairs = list(zip(program.options, columns, strict=False))
    return {(one.role, one.terms, one.share): round(float(count)) for one, count in pairs if round(float(count))}


def nobody(plan: Plan) -> Mix:
    return mix_of(plan, {})


def mix_of(plan: Plan, people: Fixed) -> Mix:
    """What these people cover at best, together with those who are there; broken limits are left out one by one."""
    program = Program(plan, people, only=True)
    lost, _base = program.uncovered()
    free = Limits(None, None, filled=False)
    for limits in (Limits(None, None), free, replace(free, asked=0.0)):
        columns = program.solve(lost, program.rules(limits))
        if columns is not None:
            return as_mix(program, columns)
    raise AssertionError("nobody doing anything keeps every rule that is left")


def as_mix(program: Program, columns: Columns) -> Mix:
    """The columns in words of people and hours."""
    plan, counts = program.plan, hired(program, columns)
    of = {(one.role, one.terms, one.share): one for one in program.options}
    hires = tuple(Hire(of[key], count) for key, count in counts.items())
    done = dict.fromkeys(KINDS, 0.0)
    worked = 0.0
    for hours, (place, kind) in zip(columns[len(program.options) :], program.arcs, strict=True):
        source = program.sources[place]
        done[kind] += float(hours) * source.paces[kind]
        worked += float(hours) if source.coming else 0.0
    growth = sum(hire.option.leading * hire.count for hire in hires)
    covers = tuple(
        Cover(
            kind,
            program.need[kind] + (growth if kind == LEAD else 0.0),
            done[kind],
            program.worths[kind],
            plan.of(f"least.{kind}"),
        )
        for kind in KINDS
    )
    given = sum(hire.option.hours * hire.count for hire in hires)
    cost = sum((hire.cost for hire in hires), Decimal(0))
    led = value(program.led(), columns)
    left = Decimal(program.span_left() - led).quantize(Decimal(1), ROUND_FLOOR)
    return Mix(hires, covers, max(0.0, given - worked), plan.money("budget") - cost, int(left))


def starts(plan: Plan) -> tuple[Start, ...]:
    """One all-round marketer; and a director who then picks the team."""
    return (_generalist(plan), _head(plan))


def _generalist(plan: Plan) -> Start:
    there = any(one.role == GENERALIST for one in plan.people)
    people: Fixed = {} if there else {(GENERALIST, _cheapest(plan, GENERALIST), "full"): 1}
    return _start("generalist", mix_of(plan, people), there=there)


def _head(plan: Plan) -> Start:
    """The director comes first, then the best team for what is left; alone when nothing else is possible."""
    there = any(one.role == HEAD for one in plan.people)
    fixed: Fixed = {} if there else {(HEAD, _cheapest(plan, HEAD), "full"): 1}
    found = best(plan, fixed)
    if isinstance(found, Mix):
        return _start("head", found, there=there)
    enough = next((way.enough for way in found.ways if way.limit == "budget"), None)
    program = Program(plan, fixed)
    people = optimum(program, replace(Limits.of(plan), asked=0.0))
    mix = mix_of(plan, fixed if people is None else hired(program, people))
    return replace(_start("head", mix, there=there), enough=enough)


def _cheapest(plan: Plan, role: str) -> str:
    """The terms whose hours of this role cost least; in the office when they cost the same."""
    terms = ("staff", "remote", "contract")
    return min(terms, key=lambda one: plan.of(f"cost.{role}.{one}") / plan.of(f"fit.{role}.{one}"))


def _start(code: str, mix: Mix, *, there: bool) -> Start:
    breaks: list[Limit] = []
    if mix.unspent < 0:
        breaks.append("budget")
    if any(cover.short for cover in mix.covers):
        breaks.append("least")
    if mix.lead_left < 0:
        breaks.append("span")
    enough = mix.cost if mix.unspent < 0 else None
    return Start("head" if code == "head" else "generalist", mix, tuple(breaks), there, enough)


def impossible(program: Program) -> Impossible:
    """Each limit which, loosened alone, would do, with how far."""
    given = Limits.of(program.plan)
    ways = (_budget(program, given), _least(program, given), _span(program, given), _useful(program, given))
    return Impossible(tuple(way for way in ways if way is not None))


def least_budget(program: Program, limits: Limits) -> Decimal | None:
    """The least money a month that would do, exactly; nothing when no money would."""
    found = program.solve(program.cost(), program.rules(replace(limits, budget=None)))
    if found is None:
        return None
    pairs = zip(program.options, found, strict=False)
    return sum((one.cost * round(float(count)) for one, count in pairs), Decimal(0))


def _budget(program: Program, given: Limits) -> Loosen | None:
    enough = least_budget(program, given)
    now = program.plan.money("budget")
    return Loosen("budget", now, enough) if enough is not None and enough > now else None


def _least(program: Program, given: Limits) -> Loosen | None:
    """The largest part of every least cover that can be kept; as a share of what was asked."""

    def possible(asked: float) -> bool:
        return program.solve({}, program.rules(replace(given, asked=asked))) is not None

    return Loosen("least", Decimal(1), _largest(possible, 1.0)) if possible(0.0) else None


def _largest(possible: Callable[[float], bool], most: float) -> Decimal:
    """The largest share below `most` that is possible, found by halving, to the hundredth below."""
    low, high = 0.0, most
    while high - low > 0.005:
        middle = (low + high) / 2
        low, high = (middle, high) if possible(middle) else (low, middle)
    return Decimal(str(low)).quantize(Decimal("0.01"), ROUND_FLOOR)


def _span(program: Program, given: Limits) -> Loosen | None:
    """How many more people the owner would have to lead themselves."""
    rules: list[Rule] = program.rules(replace(given, span=None))
    found = program.solve(program.led(), rules)
    if found is None:
        return None
    over = Decimal(value(program.led(), found) - program.span_left()).quantize(Decimal(1), ROUND_CEILING)
    now = program.plan.money("span.owner")
    return Loosen("span", now, now + over) if over > 0 else None


def _useful(program: Program, given: Limits) -> Loosen | None:
    """How small a filled part of a hire's hours would do."""
    now = program.plan.money("useful")

    def possible(useful: float) -> bool:
        other = Program(program.plan.with_figures({"useful": Decimal(str(useful))}), program.fixed)
        return other.solve({}, other.rules(given)) is not None

    return Loosen("useful", now, _largest(possible, float(now))) if now and possible(0.0) else None


__all__ = ["SLACK", "as_mix", "best", "design", "least_budget", "mix_of", "nobody", "optimum", "starts"]
