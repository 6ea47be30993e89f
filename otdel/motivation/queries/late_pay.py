"""Pay that was promised by a day which is over and was not paid: what the owner and whoever pays must see first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from otdel.accounts.queries import company_today
from otdel.kit.viewer import Viewer
from otdel.motivation.models import PayRun, Statement
from otdel.motivation.queries.rights import PAYS
from otdel.organisation.queries.members import MemberRef, ref


@dataclass(frozen=True, slots=True)
class LatePay:
    """People whose pay of one period is late, by name; `due` is the oldest of the days promised to them."""

    unit: str
    start: date
    period: str
    people: tuple[MemberRef, ...]
    due: date
    days: int


def late_pay(viewer: Viewer) -> list[LatePay]:
    """Periods with late pay, the longest late first; nothing for those who neither approve nor pay. No amounts."""
    if not viewer.may(*PAYS):
        return []
    today = company_today(viewer)
    late = Statement.objects.filter(promise__kept_on=None, promise__broken_on=None, promise__due__lt=today)
    found: dict[PayRun, list[Statement]] = {}
    for one in late.select_related("member", "promise", "snapshot__run").order_by("member__name", "id"):
        found.setdefault(one.snapshot.run, []).append(one)
    return sorted((_late(run, rows, today) for run, rows in found.items()), key=lambda one: (one.due, one.unit))


def _late(run: PayRun, rows: list[Statement], today: date) -> LatePay:
    due = min(one.promise.due for one in rows if one.promise)
    named = run.named
    people = {one.member_id: ref(one.member) for one in rows}
    return LatePay(run.unit, run.start, named.code, tuple(people.values()), due, (today - due).days)
