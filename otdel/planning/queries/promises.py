"""Promises as pages show them: late ones first, and which share of those due was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from otdel.accounts.queries import company_today
from otdel.kit.reason import NoData
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.queries.members import MemberRef, ref
from otdel.planning.models import Promise
from otdel.planning.queries.rights import Reach, reach, visible_promises
from otdel.planning.rules.promises import PromiseState, promise_state, share_kept


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """`to` is a member, or nothing when `to_name` names somebody outside. `may` say kept; `may_break` say broken.

    The company's own has no `maker` but `maker_name`; `period` is the code of the period whose pay is promised.
    """

    id: int
    what: str
    kind: str
    period: str
    maker: MemberRef | None
    maker_name: str
    to: MemberRef | None
    to_name: str
    made_on: date
    due: date
    kept_on: date | None
    broken_on: date | None
    note: str
    state: PromiseState
    days_late: int
    may: bool
    may_break: bool

    @property
    def by_whom(self) -> str:
        return self.maker.name if self.maker else self.maker_name

    @property
    def to_whom(self) -> str:
        return self.to.name if self.to else self.to_name

    @property
    def settled(self) -> bool:
        return self.state in (PromiseState.KEPT, PromiseState.KEPT_LATE, PromiseState.BROKEN)


@dataclass(frozen=True, slots=True)
class Promises:
    """`share` is kept in time out of all whose day came; `due` how many those are."""

    rows: tuple[PromiseRow, ...]
    open: int
    late: int
    kept: int
    due: int
    share: Decimal | NoData
    people: tuple[MemberRef, ...]


def promises(viewer: Viewer, person: str = "", kind: str = "") -> Promises:
    """Promises the viewer may see, late ones first, then those coming, then the settled, newest first."""
    of = reach(viewer)
    if of.own is None and not of.everybody:
        raise NotAllowed("this person has no place in the department")
    wanted = Q(maker__slug=person) | Q(to__slug=person) if person else Q()
    found = rows(viewer, of, visible_promises(of) & wanted & (Q(kind=kind) if kind else Q()))
    people = {one.id: one for row in rows(viewer, of, visible_promises(of)) for one in (row.maker, row.to) if one}
    return summed(found, tuple(sorted(people.values(), key=lambda one: one.name)))


def promises_of(viewer: Viewer, member: int) -> Promises:
    """Those a member made and those made to them. NotAllowed when they are not the viewer's to see."""
    of = reach(viewer)
    if not of.has(member):
        raise NotAllowed("these are another person's promises")
    return summed(rows(viewer, of, visible_promises(of) & (Q(maker_id=member) | Q(to_id=member))), ())


def summed(found: list[PromiseRow], people: tuple[MemberRef, ...]) -> Promises:
    states = [row.state for row in found]
    return Promises(
        rows=tuple(found),
        open=states.count(PromiseState.OPEN) + states.count(PromiseState.LATE),
        late=states.count(PromiseState.LATE),
        kept=states.count(PromiseState.KEPT),
        due=len(states) - states.count(PromiseState.OPEN),
        share=share_kept(states),
        people=people,
    )


def rows(viewer: Viewer, of: Reach, which: Q) -> list[PromiseRow]:
    today = company_today(viewer)
    found = [_row(promise, of, today) for promise in Promise.objects.filter(which).select_related("maker", "to")]
    coming = [row for row in found if not row.settled]
    settled = [row for row in found if row.settled]
    coming.sort(key=lambda row: (row.due, row.id))
    settled.sort(key=lambda row: (row.kept_on or row.broken_on or row.due, row.id), reverse=True)
    return coming + settled


def _row(promise: Promise, of: Reach, today: date) -> PromiseRow:
    state = promise_state(promise.due, promise.kept_on, promise.broken_on, today)
    return PromiseRow(
        id=promise.pk,
        what=promise.what,
        kind=promise.kind,
        period=promise.period,
        maker=ref(promise.maker) if promise.maker else None,
        maker_name=promise.maker_name,
        to=ref(promise.to) if promise.to else None,
        to_name=promise.to_name,
        made_on=promise.made_on,
        due=promise.due,
        kept_on=promise.kept_on,
        broken_on=promise.broken_on,
        note=promise.note,
        state=state,
        days_late=(today - promise.due).days if state is PromiseState.LATE else 0,
        may=of.settles(promise),
        may_break=of.breaks(promise),
    )
