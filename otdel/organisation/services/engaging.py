"""Who works in which role, from which day: engaging, changing from a day on, ending. The past is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from otdel.accounts.models import Company
from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Accountability, Engagement, JobRole, Member
from otdel.organisation.rules.chart import circle
from otdel.organisation.rules.dates import Span, first_meeting, why_not_span
from otdel.organisation.services.accesses import mark_to_close
from otdel.organisation.services.people import LEADERS

LEAST, MOST = Decimal("0.05"), Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms somebody holds a role. `share` of a full week; `reports_to` is a member's id, or nobody.

    `scope` is {"channels": [...], "regions": [...], "products": [...]}; `ramp` the share of the target by month.
    """

    kind: str = "staff"
    share: Decimal = Decimal(1)
    reports_to: int | None = None
    scope: dict[str, list[str]] = field(default_factory=dict)
    ramp: tuple[float, ...] = ()


def engage(
    viewer: Viewer, member: Member, role: JobRole, terms: Terms, start: date, end: date | None = None
) -> Engagement:
    """`member` holds `role` from `start`; the only one who does runs its processes that nobody runs.

    Raises NotAllowed, Refused.
    """
    viewer.must(*LEADERS)
    with transaction.atomic():
        check(member, role, terms, Span(start, end))
        made = Engagement(member=member, role=role, start=start, end=end)
        _fill(made, terms)
        if start <= company_today(viewer):
            _run_what_nobody_runs(member, role, start)
        audit(viewer, "engagement.begun", f"member:{member.pk}", name=member.name, role=role.code, day=str(start))
    return made


def change_from(viewer: Viewer, engagement: Engagement, terms: Terms, day: date) -> Engagement:
    """New terms from `day` on: the old row ends there and a new one begins. On its first day the row itself is mended.

    Raises NotAllowed, Refused.
    """
    viewer.must(*LEADERS)
    if not Span(engagement.start, engagement.end).holds_on(day):
        raise Refused(Reason.of("day_outside_engagement", start=str(engagement.start), end=str(engagement.end or "…")))
    with transaction.atomic():
        span = Span(day, engagement.end)
        check(engagement.member, engagement.role, terms, span, but=engagement.pk)
        made = engagement
        if day > engagement.start:
            made = Engagement(member=engagement.member, role=engagement.role, start=day, end=engagement.end)
            engagement.end = day
            engagement.save()
        _fill(made, terms)
        values = {"name": made.member.name, "role": made.role.code, "day": str(day)}
        audit(viewer, "engagement.changed", f"member:{made.member_id}", **values)
    return made


def end_engagement(viewer: Viewer, engagement: Engagement, end: date) -> int:
    """`end` is the first day without it. With the last engagement a member's zones end too: how many were let go;
    their ways in are then to be closed within a day.

    Raises NotAllowed, Refused.
    """
    viewer.must(*LEADERS)
    if why := why_not_span(engagement.start, end):
        raise Refused(why)
    with transaction.atomic():
        engagement.end = end
        engagement.save()
        member = engagement.member
        still = Engagement.objects.filter(member=member).during(end, date.max).exclude(pk=engagement.pk).exists()
        let_go = 0 if still else _let_zones_go(member, end)
        if not still:
            mark_to_close(viewer, member, end)
        audit(viewer, "engagement.ended", f"member:{member.pk}", name=member.name, day=str(end), zones=let_go)
    return let_go


def check(member: Member, role: JobRole, terms: Terms, span: Span, but: int | None = None) -> None:
    """Raises Refused when these terms cannot be; the engagement `but` is looked away from."""
    Company.objects.select_for_update().first()  # two changes of the chart at once could close a circle between them
    for why in (
        why_not_span(span.start, span.end),
        _why_not_share(terms.share),
        _why_not_again(member, role, span, but),
        _why_not_under(member, terms.reports_to, span, but),
    ):
        if why:
            raise Refused(why)


def shifted_ramp(ramp: Iterable[float], start: date, day: date) -> tuple[float, ...]:
    """What is left of a newcomer's ramp when it is counted from `day` instead of `start`."""
    return tuple(ramp)[max(0, (day.year - start.year) * 12 + day.month - start.month) :]


def _run_what_nobody_runs(member: Member, role: JobRole, day: date) -> None:
    """A role's only holder would be asked for its processes anyway; with two, somebody has to say whose they are."""
    if not Engagement.objects.filter(role=role).during(day, date.max).exclude(member=member).exists():
        role.processes.filter(holder=None).update(holder=member)


def _why_not_share(share: Decimal) -> Reason | None:
    return None if LEAST <= share <= MOST else Reason.of("share_outside", share=str(share))


def _why_not_again(member: Member, role: JobRole, span: Span, but: int | None) -> Reason | None:
    others = Engagement.objects.filter(member=member, role=role).exclude(pk=but or 0)
    met = first_meeting(span, (Span(other.start, other.end) for other in others))
    if met is None:
        return None
    return Reason.of("engaged_already", name=member.name, start=str(met.start), end=str(met.end or "…"))


def _why_not_under(member: Member, leader: int | None, span: Span, but: int | None) -> Reason | None:
    """A circle on any day of the span: looked for on its first day and on each day somebody's leader changes."""
    if leader is None:
        return None
    others = Engagement.objects.exclude(reports_to=None).exclude(pk=but or 0).during(span.start, span.end or date.max)
    rows = list(others.values_list("member_id", "reports_to_id", "start", "end"))
    for day in sorted({span.start, *(start for _m, _l, start, _e in rows if start > span.start)}):
        reports: dict[int, list[int]] = {}
        for one, above, start, end in rows:
            if above and Span(start, end).holds_on(day):
                reports.setdefault(one, []).append(above)
        if found := circle(reports, member.pk, leader):
            names = dict(Member.objects.filter(pk__in=found).values_list("pk", "name"))
            return Reason.of("reports_in_circle", circle=" → ".join(names[one] for one in found))
    return None


def _let_zones_go(member: Member, end: date) -> int:
    parts = Accountability.objects.filter(member=member).during(end, date.max)
    parts.filter(start__gte=end).delete()
    return parts.update(end=end)


def _fill(engagement: Engagement, terms: Terms) -> None:
    values: dict[str, Any] = {"kind": terms.kind, "share": terms.share, "reports_to_id": terms.reports_to}
    for name, value in {**values, "scope": terms.scope, "ramp": list(terms.ramp)}.items():
        setattr(engagement, name, value)
    engagement.save()
