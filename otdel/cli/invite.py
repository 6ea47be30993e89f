"""`otdel invite`: a one-time link for a new person, or for somebody who lost the password."""

from __future__ import annotations

import argparse

from otdel.cli import start
from otdel.cli.words import BadCommand, _
from otdel.kit.viewer import AT_TERMINAL, Role


def summary() -> str:
    return _("make a one-time link for a new person or a lost password")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", choices=[role.value for role in Role], default=Role.SPECIALIST.value)
    parser.add_argument("--email", default="", help=_("fills the field in for them; nothing is sent"))
    parser.add_argument("--new-password", metavar="EMAIL", help=_("a link to set a new password for this person"))


def run(given: argparse.Namespace) -> int:
    start.django()
    from django.conf import settings

    base = settings.OTDEL_ADDRESS or f"http://localhost:{settings.OTDEL_PORT}"
    path = _password_path(given.new_password) if given.new_password else _invitation_path(given.role, given.email)
    print(base.rstrip("/") + path)
    return 0


def _invitation_path(role: str, email: str) -> str:
    from django.urls import reverse

    from otdel.accounts.services import Refused, invite
    from otdel.web.reasons import say

    try:
        return reverse("accounts:accept", args=[invite(AT_TERMINAL, Role(role), email)])
    except Refused as refused:
        raise BadCommand(say(refused.reason)) from refused


def _password_path(email: str) -> str:
    from django.urls import reverse

    from otdel.accounts.models import Person
    from otdel.accounts.services import password_link
    from otdel.kit.reason import Reason
    from otdel.web.reasons import say

    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise BadCommand(say(Reason.of("person_unknown", email=email)))
    uid, key = password_link(AT_TERMINAL, person.pk)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
