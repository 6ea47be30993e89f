"""Those who leave, and what must still be closed behind them: accesses, processes, zones, their own account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Access, Accountability, Engagement, Holding, Member, Part, Process, Zone
from otdel.organisation.queries.able import left_by, open_accesses
from otdel.organisation.queries.access_lines import Held, held_line
from otdel.organisation.queries.members import MemberRef, ref
from otdel.organisation.words import process_words, zone_name


@dataclass(frozen=True, slots=True)
class Open:
    """A way in that is still to be taken away, with the access it leads to."""

    held: Held
    access_id: int
    name: str
    company_owned: bool | None


@dataclass(frozen=True, slots=True)
class Orphan:
    """A process, access or zone that has nobody after them; `code` names it in its address."""

    name: str
    code: str
    critical: bool


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who leaves: `last_day` is None while it is not said. `open` must be closed; the rest needs a new hand.

    `account` is true while they can still sign in to Otdel.
    """

    member: MemberRef
    last_day: date | None
    open: tuple[Open, ...]
    closed: int
    processes: tuple[Orphan, ...]
    accesses: tuple[Orphan, ...]
    zones: tuple[Orphan, ...]
    reports: tuple[MemberRef, ...]
    account: bool

    @property
    def late(self) -> int:
        return sum(one.held.late for one in self.open)

    @property
    def loose(self) -> int:
        return len(self.processes) + len(self.accesses) + len(self.zones) + len(self.reports)

    @property
    def done(self) -> bool:
        return not self.open and not self.loose and not self.account


def leaver(viewer: Viewer, member: Member) -> Leaver:
    """The closing list of a member. For owner and head."""
    viewer.must(Role.OWNER, Role.HEAD)
    return _leaver(member, company_today(viewer))


def leavers(viewer: Viewer) -> list[Leaver]:
    """Everybody who has left, or has a last day, and has something open; those who are late first."""
    viewer.must(Role.OWNER, Role.HEAD)
    today = company_today(viewer)
    marked = Holding.objects.filter(end=None).exclude(close_by=None).values_list("member_id", flat=True)
    found = Member.objects.filter(pk__in={*marked, *left_by(today)}).select_related("person")
    lines = [_leaver(member, today) for member in found]
    return sorted((one for one in lines if not one.done), key=lambda one: (-one.late, one.last_day or today))


def _leaver(member: Member, today: date) -> Leaver:
    ends = list(Engagement.objects.filter(member=member).values_list("end", flat=True))
    last = None if not ends or None in ends else max(end for end in ends if end) - date.resolution
    now = timezone.now()
    held = Holding.objects.filter(member=member).select_related("access", "member")
    return Leaver(
        member=ref(member),
        last_day=last,
        open=tuple(
            Open(held_line(one, now), one.access_id, str(one.access), one.access.company_owned)
            for one in held.filter(Q(end=None) | Q(end__gt=today))
        ),
        closed=held.filter(end__lte=today).count(),
        processes=_processes(member, today),
        accesses=_accesses(member, today),
        zones=_zones(member, today, last),
        reports=_reports(member, today, last),
        account=member.person is not None and member.person.is_active,
    )


def _processes(member: Member, today: date) -> tuple[Orphan, ...]:
    rows = Process.objects.on(today).filter(Q(holder=member) | Q(backup=member), role__retired_on=None)
    found = rows.select_related("role").order_by("-critical", "position", "id")
    return tuple(Orphan(process_words(row).name, row.code, row.critical) for row in found)


def _accesses(member: Member, today: date) -> tuple[Orphan, ...]:
    rows: Iterable[Access] = open_accesses(today).filter(Q(owner=member) | Q(backup=member))
    return tuple(Orphan(str(row), str(row.pk), row.critical) for row in rows)


def _zones(member: Member, today: date, last: date | None) -> tuple[Orphan, ...]:
    """Zones that were theirs to the end and have nobody answering since."""
    if last is None:
        return ()
    after = max(today, last + date.resolution)
    theirs = Accountability.objects.filter(member=member, part=Part.ACCOUNTABLE, end=last + date.resolution)
    taken = Accountability.objects.on(after).filter(part=Part.ACCOUNTABLE).values_list("zone_id", flat=True)
    rows = Zone.objects.filter(pk__in=theirs.values("zone_id"), retired_on=None).exclude(pk__in=taken)
    return tuple(Orphan(zone_name(row), str(row.pk), row.critical) for row in rows.select_related("role"))


def _reports(member: Member, today: date, last: date | None) -> tuple[MemberRef, ...]:
    """Who would report to nobody who is there."""
    if last is None:
        return ()
    rows = Engagement.objects.on(max(today, last + date.resolution)).filter(reports_to=member)
    return tuple(ref(row.member) for row in rows.select_related("member"))
