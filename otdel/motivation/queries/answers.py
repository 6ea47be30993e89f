"""Offers of pay that need a person: unsigned ones for whom they are made, refused and forgotten ones for the owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from otdel.accounts.queries import company_today
from otdel.kit.viewer import Viewer
from otdel.motivation.models import PayAgreement
from otdel.motivation.queries.agreements import stands
from otdel.motivation.queries.rights import APPROVES
from otdel.organisation.queries.members import MemberRef, member_of, ref

Answer = Literal["waits", "declined", "missed"]

KEPT = timedelta(days=30)  # what nobody offered anew for so long after its first day is history, not news


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """`stands`: "waits" for the viewer's own signature; "declined" or "missed" by somebody and not offered anew."""

    id: int
    who: MemberRef
    plan_name: str
    start: date
    stands: Answer


def open_offers(viewer: Viewer) -> list[OpenOffer]:
    """The viewer's own unanswered offers, then, for owners, what came to nothing; by first day. No amounts."""
    today = company_today(viewer)
    return [*_own(viewer, today), *(_come_to_nothing(today) if viewer.may(*APPROVES) else [])]


def _own(viewer: Viewer, today: date) -> list[OpenOffer]:
    own = member_of(viewer)
    if own is None:
        return []
    found = PayAgreement.objects.filter(member=own.id, signed_at=None, declined_at=None, withdrawn_at=None)
    rows = found.filter(start__gte=today).select_related("member", "version__plan").order_by("start", "id")
    return [_open(one, "waits") for one in rows]


def _come_to_nothing(today: date) -> list[OpenOffer]:
    """The last offer made to each person in a role, when it was declined or its day came without an answer."""
    last: dict[tuple[int, int], PayAgreement] = {}
    found = PayAgreement.objects.filter(withdrawn_at=None).select_related("member", "version__plan")
    for one in found.order_by("offered_at", "id"):
        last[one.member_id, one.version.plan.role_id] = one
    rows = sorted(last.values(), key=lambda one: (one.start, one.pk))
    fresh = [(one, stands(one, today)) for one in rows if one.start + KEPT > today]
    return [_open(one, how) for one, how in fresh if how in ("declined", "missed")]


def _open(one: PayAgreement, how: Answer) -> OpenOffer:
    return OpenOffer(one.pk, ref(one.member), one.version.plan.name, one.start, how)
