"""Members of the department: adding, changing, taking out those who left no trace."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import ProtectedError

from otdel.accounts.models import Person
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Member
from otdel.organisation.rules.slugs import free_slug, slug_of

LEADERS = (Role.OWNER, Role.HEAD)


@dataclass(frozen=True, slots=True)
class Card:
    """What is written about a member. `person` is the id of their account, when they sign in."""

    name: str
    title: str = ""
    is_firm: bool = False
    email: str = ""
    contact: str = ""
    person: int | None = None


def add_member(viewer: Viewer, card: Card, slug: str = "") -> Member:
    """Somebody who works for the department. Raises NotAllowed, Refused."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        _account_is_free(card.person, None)
        member = Member(slug=slug or free_slug(slug_of(card.name), _taken))
        _fill(member, card)
        audit(viewer, "member.added", f"member:{member.pk}", name=member.name)
    return member


def change_member(viewer: Viewer, member: Member, card: Card) -> None:
    """Correct what is written about a member; their address stays. Raises NotAllowed, Refused."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        _account_is_free(card.person, member)
        _fill(member, card)
        audit(viewer, "member.changed", f"member:{member.pk}", name=member.name)


def delete_member(viewer: Viewer, member: Member) -> None:
    """Take out somebody added by mistake. Raises NotAllowed, and Refused when there is anything they took part in."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        subject = f"member:{member.pk}"
        try:
            with transaction.atomic():
                member.delete()
        except ProtectedError as error:
            raise Refused(Reason.of("member_has_history", name=member.name)) from error
        audit(viewer, "member.deleted", subject, name=member.name)


def _fill(member: Member, card: Card) -> None:
    for name, value in asdict(card).items():
        setattr(member, "person_id" if name == "person" else name, value)
    member.save()


def _taken(slug: str) -> bool:
    return Member.objects.filter(slug=slug).exists()


def _account_is_free(person: int | None, member: Member | None) -> None:
    """Raises Refused when the account is somebody else's, or does not exist."""
    if person is None:
        return
    if not Person.objects.filter(pk=person).exists():
        raise Refused(Reason.of("account_unknown"))
    other = Member.objects.filter(person_id=person).exclude(pk=member.pk if member else 0).first()
    if other:
        raise Refused(Reason.of("account_taken", name=other.name))
