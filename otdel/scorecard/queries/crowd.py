"""A scorecard of a crowd: most people are counted, a line each, instead of a row for each of their numbers."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count

from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.queries.answer import Counted
from otdel.scorecard.queries.repeats import longer

if TYPE_CHECKING:
    from otdel.scorecard.queries.cards import Shown

Key = tuple[str, int]  # a KPI's code and a member's id, 0 for the department
DEPARTMENT = 0
CROWD = 24  # of more people than this a page counts the rows instead of showing them


def folded(shown: Shown) -> tuple[Counted, ...]:
    """Takes everybody out of `shown` but holders of the first role, whose numbers are the department's; counts them."""
    holders, last = shown.valuer.holders, shown.periods[shown.last].period
    top = holders.top_role(last.last_day)
    kept = {DEPARTMENT, *(holders.of_role(top, last) if top is not None else ())}
    found = _counted(shown, {pk: one for pk, one in shown.seen.items() if pk not in kept})
    shown.seen = {pk: one for pk, one in shown.seen.items() if pk in kept}
    return found


def _counted(shown: Shown, crowd: dict[int, MemberRef]) -> tuple[Counted, ...]:
    """Those with most off target first; nobody without numbers."""
    states, known = _last_two(shown)
    tally: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for key in _keys(shown):
        if key[1] in crowd:
            hidden = shown.hides(shown.valuer.rule(shown.kpis[key[0]]))
            before, now = ("", "") if hidden else states.get(key, ("", ""))
            off = now == "off"
            for place, one in enumerate((True, off, off and before == "off", hidden or key not in known)):
                tally[key[1]][place] += one
    found = [Counted(crowd[pk], *numbers) for pk, numbers in tally.items()]
    return tuple(sorted(found, key=lambda one: (-one.off, -one.off_twice, one.who.name)))


def _keys(shown: Shown) -> list[Key]:
    """What each holds or has stored in these periods, but for numbers measured by a longer unit only."""
    stored = shown.values().values_list("kpi", "whose").annotate(known=Count("value"))
    having = {(kpi, whose): bool(count) for kpi, whose, count in stored if kpi in shown.kpis}
    keys = dict.fromkeys([*shown.held(), *having])
    unit = shown.periods[0].unit
    blank = {
        key for key in keys
        if not having.get(key) and longer(shown.valuer.rule(shown.kpis[key[0]]).period, unit)
    }  # fmt: skip
    blank -= shown.had_before(blank)
    return [key for key in keys if key not in blank]


def _last_two(shown: Shown) -> tuple[dict[Key, tuple[str, str]], set[Key]]:
    """States in the last period and in the one before it; and which have a value in the last, corrections included."""
    last = shown.periods[shown.last].period.start
    starts = [one.period.start for one in shown.periods[: shown.last + 1]][-2:]
    states: dict[Key, dict[date, str]] = defaultdict(dict)
    known = {key[:2] for key, new in shown.corrected().items() if key[2] == last and new is not None}
    rows = shown.values().filter(start__in=starts).values_list("kpi", "whose", "start", "state", "value")
    for kpi, whose, start, state, value in rows:
        states[kpi, whose][start] = state
        if start == last and value is not None:
            known.add((kpi, whose))
    first = starts[0] if len(starts) > 1 else date.min
    return {key: (of.get(first, ""), of.get(last, "")) for key, of in states.items()}, known
