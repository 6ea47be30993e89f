"""Who somebody is in the department, and whose numbers and records a viewer may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from otdel.accounts.queries import company_today
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role, Viewer
from otdel.organisation.models import Engagement, Member

SEES_EVERYBODY = (Role.OWNER, Role.HEAD)
SEES_THE_TEAM = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT)  # names, roles, zones; never pay or contacts


@dataclass(frozen=True, slots=True)
class MemberRef:
    """A member as a name with an address."""

    id: int
    slug: str
    name: str

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()


def ref(member: Member) -> MemberRef:
    return MemberRef(member.pk, member.slug, member.name)


def member_of(viewer: Viewer) -> MemberRef | None:
    """The viewer's own place in the department; nothing when they have none (an owner, an accountant)."""
    found = Member.objects.filter(person_id=viewer.person).first() if viewer.person else None
    return ref(found) if found else None


def may_see(viewer: Viewer, member_id: int) -> bool:
    """True when the viewer may see this member's own numbers, tasks and promises: their own, or any for owner and head.

    Whoever others report to, directly or through others, sees theirs.
    """
    if viewer.may(*SEES_EVERYBODY) or viewer == AT_TERMINAL:
        return True
    own = member_of(viewer)
    return own is not None and (own.id == member_id or member_id in led_by(own.id, company_today(viewer)))


def must_see(viewer: Viewer, member_id: int) -> None:
    """Raises NotAllowed when the viewer may not see this member's own numbers."""
    if not may_see(viewer, member_id):
        raise NotAllowed("these are another person's numbers")


def led_by(leader: int, day: date) -> frozenset[int]:
    """Members who report to `leader` on `day`, directly or through others; never `leader`, even in a cycle."""
    pairs = Engagement.objects.on(day).exclude(reports_to=None).values_list("reports_to_id", "member_id")
    return below(leader, pairs) - {leader}


def below(leader: int, pairs: Iterable[tuple[int | None, int]]) -> frozenset[int]:
    """Everybody under `leader` in (leader, member) pairs."""
    reports: dict[int | None, set[int]] = {}
    for above, member in pairs:
        reports.setdefault(above, set()).add(member)
    found: set[int] = set()
    waiting = [leader]
    while waiting:
        fresh = reports.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return frozenset(found)
