"""What stands still while somebody is away: which critical work falls due, and who could do it in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from otdel.kit.period import Period
from otdel.organisation.rules.cadence import working

Away = Mapping[int, Sequence[Period]]  # member -> the days they are not there


class Cover(StrEnum):
    """How an item fares while somebody is away."""

    COVERED = "covered"  # somebody who has shown they can is there
    UNTRIED = "untried"  # a backup is named and there, but never showed it
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Need:
    """Something needed on `days`. `able` have shown they can; `named` are only written down as able to step in."""

    key: str
    able: frozenset[int]
    named: frozenset[int]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """How a need fares: the worst of its days, those days, and who stands in on them."""

    key: str
    cover: Cover
    days: tuple[date, ...]
    stand_ins: tuple[int, ...]


def absence_test(member: int, period: Period, needs: Iterable[Need], away: Away) -> list[Fate]:
    """The fate of each need that hangs on `member` and falls into `period`, the worst first.

    `away` are absences already planned: a backup on holiday covers nothing.
    """
    gone = {**away, member: (*away.get(member, ()), period)}
    touched = (need for need in needs if member in need.able | need.named)
    fates = [_fate(need, [day for day in need.days if day in period], gone) for need in touched]
    order = list(Cover)[::-1]
    return sorted(
        (fate for fate in fates if fate.days), key=lambda fate: (order.index(fate.cover), fate.days, fate.key)
    )


def working_days(period: Period) -> tuple[date, ...]:
    """When an access is needed: any working day."""
    return tuple(day for day in period if working(day))


def _fate(need: Need, days: Sequence[date], gone: Away) -> Fate:
    covers = {day: _on(need, day, gone) for day in days}
    for cover in (Cover.NOBODY, Cover.UNTRIED, Cover.COVERED):
        bad = tuple(day for day, (found, _) in covers.items() if found is cover)
        if bad:
            return Fate(need.key, cover, bad, tuple(sorted({one for day in bad for one in covers[day][1]})))
    return Fate(need.key, Cover.COVERED, (), ())


def _on(need: Need, day: date, gone: Away) -> tuple[Cover, frozenset[int]]:
    able, named = _there(need.able, day, gone), _there(need.named, day, gone)
    if able:
        return Cover.COVERED, able
    return (Cover.UNTRIED, named) if named else (Cover.NOBODY, frozenset())


def _there(members: frozenset[int], day: date, gone: Away) -> frozenset[int]:
    return frozenset(one for one in members if not any(day in period for period in gone.get(one, ())))
