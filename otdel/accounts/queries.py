"""The company and its people, as others see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from otdel.accounts.models import Company, Invitation, Person
from otdel.kit.reason import NoData
from otdel.kit.viewer import Role, Viewer


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """How the company counts. `vat_rate` and `usual_margin` are shares (0.2 for 20 %); `week_start` 0 is Monday."""

    name: str
    currency: str
    language: str
    time_zone: str
    week_start: int
    vat_rate: Decimal
    show_vat: bool
    usual_margin: Decimal | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    name: str
    email: str
    role: Role
    active: bool
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationRow:
    id: int
    email: str
    role: Role
    invited_by: str
    expires_at: datetime


def company(viewer: Viewer) -> CompanyFacts | NoData:
    """The company of this installation; no data before `otdel new`. Everybody who signs in may know it."""
    row = Company.objects.first()
    if row is None:
        return NoData.because("company_not_set_up")
    return CompanyFacts(
        name=row.name,
        currency=row.currency,
        language=row.language,
        time_zone=row.time_zone,
        week_start=row.week_start,
        vat_rate=row.vat_rate / 100,
        show_vat=row.show_vat,
        usual_margin=None if row.usual_margin is None else row.usual_margin / 100,
    )


def company_today(viewer: Viewer) -> date:
    """The day it is where the company is; in UTC before there is a company."""
    found = company(viewer)
    zone = "UTC" if isinstance(found, NoData) else found.time_zone
    return datetime.now(ZoneInfo(zone)).date()


def people(viewer: Viewer) -> list[PersonRow]:
    """Everybody with an account, active first, by name. Contractors see nobody but themselves."""
    found = Person.objects.order_by("-is_active", "name", "id")
    if viewer.may(Role.CONTRACTOR):
        found = found.filter(pk=viewer.person)
    return [PersonRow(row.pk, row.name, row.email, Role(row.role), row.is_active, row.joined_at) for row in found]


def open_invitations(viewer: Viewer) -> list[InvitationRow]:
    """Invitations that can still be accepted. For owners."""
    viewer.must(Role.OWNER)
    return [
        InvitationRow(
            id=row.pk,
            email=row.email,
            role=Role(row.role),
            invited_by=row.invited_by.name if row.invited_by else "",
            expires_at=row.expires_at,
        )
        for row in Invitation.objects.select_related("invited_by").filter(
            accepted_by=None, withdrawn_at=None, expires_at__gt=timezone.now()
        )
    ]
