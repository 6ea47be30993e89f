"""Who holds which KPI when, and what their numbers are counted over: read once, answered from memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from otdel.kit.period import Period
from otdel.organisation.models import Engagement, JobRole
from otdel.organisation.queries.members import MemberRef, below
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.answer import EVERYTHING, Scope
from otdel.scorecard.rules.goals import ONE, ramp_share

NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """An engagement as numbers need it; `end` is date.max while it is open."""

    member: MemberRef
    role: int
    role_position: int
    start: date
    end: date
    leader: int | None
    scope: dict[str, Any]
    ramp: tuple[Any, ...]

    def during(self, period: Period) -> bool:
        return self.start < period.end and self.end > period.start

    def on(self, day: date) -> bool:
        return self.start <= day < self.end


@dataclass
class Holders:
    """All engagements and KPIs."""

    held: list[Held]
    kpis: list[Kpi]
    _roles: dict[int, JobRole] = field(default_factory=dict)
    _by_member: dict[int, list[Held]] = field(default_factory=dict)
    _by_role: dict[int, list[Held]] = field(default_factory=dict)
    _scopes: dict[tuple[int, int | None, Period], Scope] = field(default_factory=dict)
    _led: dict[tuple[int, date], frozenset[int]] = field(default_factory=dict)
    _pairs: dict[date, list[tuple[int | None, int]]] = field(default_factory=dict)
    _tops: dict[date, frozenset[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.held:
            self._by_member.setdefault(one.member.id, []).append(one)
            self._by_role.setdefault(one.role, []).append(one)

    @classmethod
    def load(cls) -> Holders:
        names = (
            "member_id", "member__slug", "member__name", "role_id", "role__position", "start", "end", "reports_to_id",
            "scope", "ramp",
        )  # fmt: skip
        rows = Engagement.objects.order_by("start", "id").values_list(*names)
        held = [
            Held(
                MemberRef(pk, slug, name),
                role,
                position,
                start,
                end or date.max,
                leader,
                scope or {},
                tuple(ramp or ()),
            )
            for pk, slug, name, role, position, start, end, leader, scope, ramp in rows
        ]
        return cls(held, list(Kpi.objects.order_by("role__position", "position", "id")))

    def role_of(self, kpi: Kpi) -> JobRole:
        """The KPI's role, read once for all KPIs: it holds the words of three languages."""
        if not self._roles:
            self._roles = JobRole.objects.in_bulk({one.role_id for one in self.kpis})
        return self._roles[kpi.role_id]

    def kpis_on(self, day: date) -> list[Kpi]:
        return [one for one in self.kpis if one.holds_on(day)]

    def of_role(self, role: int, period: Period) -> dict[int, MemberRef]:
        """Members with an engagement in the role on any day of the period."""
        return {one.member.id: one.member for one in self._by_role.get(role, ()) if one.during(period)}

    def of_department(self, day: date) -> list[Kpi]:
        """KPIs of the role whose holder reports to nobody, and those marked as the department's."""
        top = self.top_role(day)
        return [one for one in self.kpis_on(day) if one.role_id == top or one.settings.get("department")]

    def top_role(self, day: date) -> int | None:
        """Of those who report to nobody, the role of whoever leads the most people; the first in order when equal.

        An owner who holds no role of the department counts as nobody.
        """
        there = [one for one in self.held if one.on(day)]
        engaged = {one.member.id for one in there}
        tops = [one for one in there if one.leader not in engaged]
        ranked = sorted(tops, key=lambda one: (-len(self.led_by(one.member.id, day)), one.role_position, one.role))
        return ranked[0].role if ranked else None

    def led_by(self, leader: int, day: date) -> frozenset[int]:
        if leader not in self._leaders(day):
            return NOBODY
        if (leader, day) not in self._led:
            self._led[leader, day] = below(leader, self._pairs[day]) - {leader}
        return self._led[leader, day]

    def _leaders(self, day: date) -> frozenset[int]:
        if day not in self._tops:
            on_day = (one for one in self.held if one.leader is not None and one.on(day))
            self._pairs[day] = [(one.leader, one.member.id) for one in on_day]
            self._tops[day] = frozenset(leader for leader, _ in self._pairs[day] if leader is not None)
        return self._tops[day]

    def scope_of(self, member: int | None, role: int | None, period: Period) -> Scope:
        """The scope of a member's latest engagement (in the role, when given); everything for the department."""
        if member is None:
            return EVERYTHING
        key = (member, role, period)
        if key not in self._scopes:
            self._scopes[key] = self._scope(member, role, period)
        return self._scopes[key]

    def _scope(self, member: int, role: int | None, period: Period) -> Scope:
        found = self._engagement(member, role, period)
        told = found.scope if found else {}
        others = self.led_by(member, period.last_day)
        return Scope(
            (member, *sorted(others)), *(_texts(told.get(name)) for name in ("channels", "regions", "products"))
        )

    def ramp_of(self, member: int | None, role: int, period: Period) -> Decimal:
        found = self._engagement(member, role, period) if member is not None else None
        return ramp_share(found.ramp, found.start, period) if found else ONE

    def _engagement(self, member: int, role: int | None, period: Period) -> Held | None:
        fitting = [
            one for one in self._by_member.get(member, ())
            if (role is None or one.role == role) and one.during(period)
        ]  # fmt: skip
        return fitting[-1] if fitting else None


def _texts(values: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(sorted({str(one) for one in values or ()}))
