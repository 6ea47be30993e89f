"""An invited person's account finds its place by the e-mail the invitation was written for, and by nothing else."""

from __future__ import annotations

import pytest

from otdel.accounts.models import AuditLine, Person
from otdel.accounts.services import accept, invite
from otdel.kit.viewer import AT_TERMINAL, Role
from otdel.organisation.models import Member

pytestmark = pytest.mark.django_db
EMAIL = "ihor@example.com"


def join(invited: str, typed: str) -> Person:
    secret = invite(AT_TERMINAL, Role.SPECIALIST, invited)
    return accept(secret, name="Ihor", email=typed, password="a long enough secret", language="uk")


def test_the_account_is_linked_and_the_trail_says_so() -> None:
    member = Member.objects.create(name="Ihor", slug="ihor", email="Ihor@Example.com")
    person = join(EMAIL, EMAIL)
    member.refresh_from_db()
    assert member.person == person
    assert AuditLine.objects.filter(verb="member.linked", subject=f"member:{member.pk}").exists()


def test_what_the_invited_type_joins_them_to_nobody() -> None:
    Member.objects.create(name="Ihor", slug="ihor", email=EMAIL)
    join("", EMAIL)
    assert not Member.objects.exclude(person=None).exists()


def test_a_member_with_an_account_keeps_it_and_twins_are_left_to_the_head() -> None:
    first = join("", "first@example.com")
    Member.objects.create(name="Ihor", slug="ihor", email=EMAIL, person=first)
    join(EMAIL, EMAIL)
    assert Member.objects.get().person == first
    for slug in ("one", "two"):
        Member.objects.create(name=slug, slug=slug, email="twin@example.com")
    join("twin@example.com", "twin@example.com")
    assert Member.objects.exclude(person=None).count() == 1
