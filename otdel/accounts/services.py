"""What people do about the company and each other: found it, invite, accept, change rights."""

from __future__ import annotations

from decimal import Decimal

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.utils import timezone

from otdel.accounts.models import Company, Invitation, Person
from otdel.accounts.rules import INVITATION_LIVES, digest, fresh_secret, why_not_change
from otdel.accounts.signals import invitation_accepted
from otdel.accounts.trail import audit
from otdel.accounts.viewers import as_viewer
from otdel.kit.reason import Reason
from otdel.kit.viewer import AT_TERMINAL, Role, Viewer


class Refused(Exception):
    """It cannot be done; `reason` says why in a code wording knows."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


@transaction.atomic
def found(
    *,
    name: str,
    currency: str,
    language: str,
    time_zone: str,
    owner_name: str,
    owner_email: str,
    password: str,
    vat_rate: Decimal = Decimal(0),
) -> Person:
    """Sets up the company and its first owner. Raises Refused when there is one, ValidationError for a bad value."""
    if Company.objects.exists():
        raise Refused(Reason.of("company_exists", name=str(Company.objects.first())))
    company = Company(
        pk=1, name=name, currency=currency.upper(), language=language, time_zone=time_zone, vat_rate=vat_rate
    )
    company.full_clean()
    company.save()
    owner = Person.objects.create_person(
        owner_email, password, name=owner_name, role=Role.OWNER.value, language=language
    )
    audit(as_viewer(owner), "company_founded", "company:1", name=name, currency=company.currency)
    return owner


def invite(viewer: Viewer, role: Role, email: str = "") -> str:
    """Returns the secret of a one-time link. It is shown once; the inviter hands it over. For owners."""
    viewer.must(Role.OWNER)
    email = email.strip().lower()
    if email and Person.objects.filter(email=email).exists():
        raise Refused(Reason.of("already_here", email=email))
    secret = fresh_secret()
    made = Invitation.objects.create(
        digest=digest(secret),
        email=email,
        role=role.value,
        invited_by_id=viewer.person if viewer != AT_TERMINAL else None,
        expires_at=timezone.now() + INVITATION_LIVES,
    )
    audit(viewer, "invited", f"invitation:{made.pk}", email=email, role=role.value)
    return secret


def withdraw_invitation(viewer: Viewer, invitation: int) -> None:
    """The link stops working. An accepted or unknown invitation is left as it is."""
    viewer.must(Role.OWNER)
    if Invitation.objects.filter(pk=invitation, accepted_by=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    ):
        audit(viewer, "invitation_withdrawn", f"invitation:{invitation}")


def open_invitation(secret: str) -> Invitation:
    """The invitation behind a link. Raises Refused when it is unknown, used, withdrawn or too old."""
    found_one = Invitation.objects.select_related("invited_by").filter(digest=digest(secret)).first()
    if found_one is None or found_one.withdrawn_at:
        raise Refused(Reason.of("invitation_unknown"))
    if found_one.accepted_by_id:
        raise Refused(Reason.of("invitation_used"))
    if found_one.expires_at <= timezone.now():
        raise Refused(Reason.of("invitation_expired"))
    return found_one


@transaction.atomic
def accept(secret: str, *, name: str, email: str, password: str, language: str) -> Person:
    """Makes the account an invitation promised. Raises Refused, or ValidationError for a bad value."""
    invitation = open_invitation(secret)
    if not Invitation.objects.select_for_update().filter(pk=invitation.pk, accepted_by=None).exists():
        raise Refused(Reason.of("invitation_used"))  # by somebody who pressed at the same moment
    if Person.objects.filter(email=email.strip().lower()).exists():
        raise Refused(Reason.of("already_here", email=email))
    person = Person.objects.create_person(email, password, name=name, role=invitation.role, language=language)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
    invitation_accepted.send(Person, person=person, email=invitation.email)
    audit(as_viewer(person), "invitation_accepted", f"invitation:{invitation.pk}", role=invitation.role)
    return person


@transaction.atomic
def change_rights(viewer: Viewer, person_id: int, *, role: Role, active: bool) -> Person:
    """Gives a person another role, or closes or reopens the door. For owners; the last owner stays one."""
    viewer.must(Role.OWNER)
    person = Person.objects.select_for_update().get(pk=person_id)
    owners = len(Person.objects.select_for_update().filter(role=Role.OWNER.value, is_active=True))  # two owners at once
    reason = why_not_change(
        role=Role(person.role), active=person.is_active, becomes=role, stays=active, active_owners=owners
    )
    if reason:
        raise Refused(reason)
    before, was_active = person.role, person.is_active
    person.role, person.is_active = role.value, active
    person.save(update_fields=["role", "is_active"])
    audit(viewer, "rights_changed", f"person:{person.pk}", before=before, after=role.value, was=was_active, now=active)
    return person


def password_link(viewer: Viewer, person_id: int) -> tuple[str, str]:
    """The two parts (uid, key) of a one-time address where a person sets a new password. For owners; shown once."""
    viewer.must(Role.OWNER)
    person = Person.objects.get(pk=person_id, is_active=True)
    audit(viewer, "password_link_made", f"person:{person.pk}")
    return user_pk_to_url_str(person), default_token_generator.make_token(person)
