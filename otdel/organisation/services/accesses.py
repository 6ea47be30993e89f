"""What people do about accesses: register, change and close them, hand them out, take them back, look who has them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from otdel.accounts.queries import company, company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Access, AccessCheck, Holding, Member
from otdel.organisation.queries.circle import must_see_access
from otdel.organisation.services.people import LEADERS


@dataclass(frozen=True, slots=True)
class AccessCard:
    """What the register says of an access. `company_owned` is None while nobody looked; `owner`, `backup` are ids."""

    system: str
    asset: str = ""
    company_owned: bool | None = None
    critical: bool = False
    owner: int | None = None
    backup: int | None = None
    payer: str = ""
    renewal: date | None = None
    note: str = ""


def register_access(viewer: Viewer, card: AccessCard) -> Access:
    """A new line of the register. Raises NotAllowed, Refused when there is such a line."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        access = _fill(Access(), card)
        audit(viewer, "access.registered", f"access:{access.pk}", access=str(access))
    return access


def change_access(viewer: Viewer, access: Access, card: AccessCard) -> Access:
    """What is known of it now. Raises NotAllowed, Refused."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        _fill(access, card)
        audit(viewer, "access.changed", f"access:{access.pk}", access=str(access))
    return access


def close_access(viewer: Viewer, access: Access, day: date) -> None:
    """The department works in it no longer; its line stays in history. Raises NotAllowed, Refused while it is held."""
    viewer.must(*LEADERS)
    names = sorted({one.member.name for one in access.holdings.on(day).select_related("member")})
    if names:
        raise Refused(Reason.of("access_still_held", names=", ".join(names)))
    with transaction.atomic():
        access.closed_on = day
        access.save(update_fields=["closed_on"])
        audit(viewer, "access.closed", f"access:{access.pk}", access=str(access), day=str(day))


def reopen_access(viewer: Viewer, access: Access) -> None:
    """The department works in it again. Raises NotAllowed."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        access.closed_on = None
        access.save(update_fields=["closed_on"])
        audit(viewer, "access.reopened", f"access:{access.pk}", access=str(access))


def grant(viewer: Viewer, access: Access, member: Member, level: str, start: date) -> Holding:
    """`member` can get in from `start`. Raises NotAllowed, Refused when they can already."""
    viewer.must(*LEADERS)
    open_now = Holding.objects.filter(access=access, member=member).during(start, date.max).first()
    if open_now:
        raise Refused(Reason.of("access_held_already", name=member.name, on=open_now.start.isoformat()))
    with transaction.atomic():
        holding = Holding.objects.create(access=access, member=member, level=level.strip(), start=start)
        audit(viewer, "access.granted", f"access:{access.pk}", access=str(access), name=member.name, day=str(start))
    return holding


def revoke(viewer: Viewer, holding: Holding, day: date) -> None:
    """`day` is the first day they can no longer get in. Raises NotAllowed, Refused when dates cross or lie ahead."""
    viewer.must(*LEADERS)
    if day > company_today(viewer) + timedelta(days=1):
        raise Refused(Reason.of("revoke_in_future"))
    with transaction.atomic():
        holding.end = max(day, holding.start + timedelta(days=1))
        holding.save(update_fields=["end"])
        audit(
            viewer,
            "access.revoked",
            f"access:{holding.access_id}",
            access=str(holding.access),
            name=holding.member.name,
            day=str(day),
        )


def keep(viewer: Viewer, holding: Holding) -> None:
    """They stay after all, so the way in need not be closed. Raises NotAllowed, Refused for somebody who has left."""
    viewer.must(*LEADERS)
    if not holding.member.engagements.filter(end=None).exists():
        raise Refused(Reason.of("keeper_has_left", name=holding.member.name))
    with transaction.atomic():
        holding.close_by = None
        holding.save(update_fields=["close_by"])
        values = {"access": str(holding.access), "name": holding.member.name}
        audit(viewer, "access.kept", f"access:{holding.access_id}", **values)


def check_access(viewer: Viewer, access: Access, day: date, note: str, *, found: bool) -> AccessCheck:
    """Somebody looked who really has it. For owner, head and its own people.

    Raises NotAllowed; Refused for a day to come, or a register found wrong without saying how.
    """
    must_see_access(viewer, access)
    if day > company_today(viewer):
        raise Refused(Reason.of("check_in_future"))
    if not found and not note.strip():
        raise Refused(Reason.of("check_wrong_without_note"))
    with transaction.atomic():
        check = AccessCheck.objects.create(
            access=access, day=day, found=found, note=note.strip(), by_id=viewer.person or None, name=viewer.name
        )
        audit(viewer, "access.checked", f"access:{access.pk}", access=str(access), found=found)
    return check


def mark_to_close(viewer: Viewer, member: Member, gone: date) -> int:
    """Every way in `member` has must be closed within the day `gone`, the first without them: how many there are.

    To be called inside a transaction.
    """
    facts = company(viewer)
    zone = ZoneInfo("UTC" if isinstance(facts, NoData) else facts.time_zone)
    close_by = datetime.combine(gone + timedelta(days=1), time(), zone)
    return Holding.objects.filter(member=member).during(gone, date.max).update(close_by=close_by)


def _fill(access: Access, card: AccessCard) -> Access:
    if card.owner is not None and card.owner == card.backup:
        raise Refused(Reason.of("backup_is_owner"))
    same = (
        Access.objects.filter(system__iexact=card.system, asset__iexact=card.asset).exclude(pk=access.pk or 0).first()
    )
    if same:
        raise Refused(Reason.of("access_registered_already", access=str(same)))
    for name, value in asdict(card).items():
        setattr(access, f"{name}_id" if name in ("owner", "backup") else name, value)
    access.save()
    return access
