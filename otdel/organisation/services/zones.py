"""Who answers for what: zones, and a member's part in one from a day on. A second one who answers is never let in."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Accountability, JobRole, Member, Part, Zone
from otdel.organisation.models.dated import DatedQuerySet
from otdel.organisation.rules.dates import Span, first_meeting, why_not_span
from otdel.organisation.rules.slugs import free_slug, slug_of
from otdel.organisation.services.people import LEADERS


def add_zone(viewer: Viewer, name: str, role: JobRole | None = None, *, critical: bool = False) -> Zone:
    """A zone in the company's own words. Raises NotAllowed."""
    viewer.must(*LEADERS)
    start = f"{role.code}." if role else ""
    code = free_slug(start + slug_of(name, "zone"), lambda one: Zone.objects.filter(code=one).exists())
    with transaction.atomic():
        last = Zone.objects.filter(role=role).order_by("position").last()
        zone = Zone.objects.create(
            code=code, role=role, name=name, critical=critical, position=last.position + 1 if last else 0
        )
        audit(viewer, "zone.added", f"zone:{zone.pk}", name=name)
    return zone


def change_zone(viewer: Viewer, zone: Zone, *, name: str, critical: bool) -> None:
    """Call it otherwise, or say how much hangs on it. Without a name the library's words stand. Raises NotAllowed."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        zone.name, zone.critical = name, critical
        zone.save()
        audit(viewer, "zone.changed", f"zone:{zone.pk}", name=str(zone))


def retire_zone(viewer: Viewer, zone: Zone, day: date) -> None:
    """Nobody needs to answer for it from `day` on; its history stays. Raises NotAllowed."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        zone.retired_on = day
        zone.save()
        _end(Accountability.objects.filter(zone=zone), day)
        audit(viewer, "zone.retired", f"zone:{zone.pk}", name=str(zone), day=str(day))


def make_part(
    viewer: Viewer, zone: Zone, member: Member, part: str, start: date, end: date | None = None
) -> Accountability:
    """`member` answers for, helps in or stands in for a zone from `start`. Raises NotAllowed, Refused."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        _alone_with(zone)
        why = why_not_part(zone, member, part, Span(start, end))
        if why:
            raise Refused(why)
        made = Accountability.objects.create(zone=zone, member=member, part=part, start=start, end=end)
        audit(viewer, f"zone.{part}", f"zone:{zone.pk}", name=member.name, zone=str(zone), day=str(start))
    return made


def hand_over(viewer: Viewer, zone: Zone, to: Member, day: date) -> Accountability:
    """From `day` on `to` alone answers for the zone: all others end that day. Raises NotAllowed."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        _alone_with(zone)
        answers = Accountability.objects.filter(zone=zone, part=Part.ACCOUNTABLE)
        _end(answers.exclude(member=to), day)
        _end(Accountability.objects.filter(zone=zone, member=to, part=Part.BACKUP), day)
        kept = answers.filter(member=to).during(day, date.max).first()
        if kept is None:
            kept = Accountability.objects.create(zone=zone, member=to, part=Part.ACCOUNTABLE, start=day)
        elif kept.start > day or kept.end is not None:
            kept.start, kept.end = min(kept.start, day), None
            kept.save()
            answers.filter(member=to, start__gt=kept.start).delete()
        audit(viewer, "zone.handed_over", f"zone:{zone.pk}", name=to.name, zone=str(zone), day=str(day))
    return kept


def end_part(viewer: Viewer, held: Accountability, day: date) -> None:
    """`day` is the first day without it; one that had not begun by then is taken away. Raises NotAllowed."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        _end(Accountability.objects.filter(pk=held.pk), day)
        values = {"name": held.member.name, "zone": str(held.zone), "day": str(day)}
        audit(viewer, "zone.part_ended", f"zone:{held.zone_id}", **values)


def why_not_part(zone: Zone, member: Member, part: str, span: Span, but: int | None = None) -> Reason | None:
    """Why `member` may not have this part in these days; nothing when they may."""
    if why := why_not_span(span.start, span.end):
        return why
    if zone.retired_on and (span.end is None or span.end > zone.retired_on):
        return Reason.of("zone_retired", day=str(zone.retired_on))
    held = Accountability.objects.filter(zone=zone).exclude(pk=but or 0).select_related("member")
    if _meeting(span, [one for one in held if one.member_id == member.pk and one.part == part]):
        return Reason.of("part_held_already", name=member.name)
    if part == Part.ACCOUNTABLE:
        other = _meeting(span, [one for one in held if one.part == Part.ACCOUNTABLE])
        return Reason.of("somebody_answers", name=other.member.name, day=str(span.start)) if other else None
    own = [one for one in held if one.member_id == member.pk and one.part == Part.ACCOUNTABLE]
    return Reason.of("stands_in_for_self", name=member.name) if part == Part.BACKUP and _meeting(span, own) else None


def _alone_with(zone: Zone) -> None:
    """Until the transaction ends nobody else gives out parts in this zone: two heads at once cannot make two answer."""
    Zone.objects.select_for_update().get(pk=zone.pk)


def _meeting(span: Span, held: list[Accountability]) -> Accountability | None:
    """The first of these parts that shares a day with `span`."""
    met = first_meeting(span, (Span(one.start, one.end) for one in held))
    return next((one for one in held if met == Span(one.start, one.end)), None)


def _end(held: DatedQuerySet[Accountability], day: date) -> None:
    """End what holds on `day` or later; what would begin then never does."""
    held.filter(start__gte=day).delete()
    held.during(day, date.max).update(end=day)
