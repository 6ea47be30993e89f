"""`otdel new`: sets up the company and its first owner, by asking or by flags."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from typing import Any

from otdel.cli import asking, start
from otdel.cli.words import BadCommand, _, language

FIELDS = ("company", "currency", "language", "time_zone", "owner_name", "owner_email")


def summary() -> str:
    return _("set up a company and its first owner")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--company", help=_("the company's name"))
    parser.add_argument("--currency", help=_("currency of reports, three letters: UAH, EUR, USD"))
    parser.add_argument("--language", choices=("en", "uk", "ru"), help=_("the company's language"))
    parser.add_argument("--time-zone", help=_("for example Europe/Kyiv"))
    parser.add_argument("--owner-name", help=_("the first owner's name"))
    parser.add_argument("--owner-email", help=_("the address the first owner signs in with"))
    parser.add_argument(
        "--password-stdin", action="store_true", help=_("read the owner's password from standard input")
    )


def run(given: argparse.Namespace) -> int:
    values = {name: getattr(given, name) or "" for name in FIELDS}
    password = sys.stdin.readline().rstrip("\n") if given.password_stdin else os.environ.get("OTDEL_OWNER_PASSWORD", "")
    if sys.stdin.isatty() and not given.password_stdin:
        values, password = _ask(values, password)
    missing = [f"--{name.replace('_', '-')}" for name, value in values.items() if not value]
    missing += [] if password else ["--password-stdin"]
    if missing:
        raise BadCommand(_("Nobody is at the keyboard, so these are needed: %s") % " ".join(missing))
    start.django(create=True)
    _found(values, password)
    print(
        _("%(company)s is set up in %(folder)s. Start it with: otdel run")
        % {"company": values["company"], "folder": start.home()}
    )
    return 0


def _ask(values: dict[str, str], password: str) -> tuple[dict[str, str], str]:
    asked = {
        "company": (_("Company"), asking.any_text),
        "currency": (_("Currency of reports (UAH, EUR, USD...)"), asking.currency),
        "language": (_("Language (en, uk, ru)"), asking.language),
        "time_zone": (_("Time zone"), asking.time_zone),
        "owner_name": (_("Your name"), asking.any_text),
        "owner_email": (_("Your e-mail"), asking.email),
    }
    offered = {"language": language(), "time_zone": _local_zone()}
    answers = {
        name: asking.ask(label, check, given=values[name], offered=offered.get(name, ""))
        for name, (label, check) in asked.items()
    }
    return answers, password or asking.new_password(getpass.getpass)


def _local_zone() -> str:
    zone = os.environ.get("TZ", "").lstrip(":")
    link = os.path.realpath("/etc/localtime")
    return zone or (link.split("zoneinfo/", 1)[1] if "zoneinfo/" in link else "UTC")


def _as_fields(values: dict[str, str]) -> dict[str, Any]:
    return {"name" if name == "company" else name: value for name, value in values.items()}


def _found(values: dict[str, str], password: str) -> None:
    from django.core.exceptions import ValidationError
    from django.utils import translation

    from otdel.accounts.forms import founding_errors
    from otdel.accounts.services import Refused, found
    from otdel.web.reasons import say

    with translation.override(language(sys.argv)):
        problems = founding_errors(values, password)
        if problems:
            raise BadCommand(_("Nothing was set up.") + "".join(f"\n  {problem}" for problem in problems))
        try:
            found(password=password, **_as_fields(values))
        except Refused as refused:
            raise BadCommand(say(refused.reason)) from refused
        except ValidationError as error:
            raise BadCommand("; ".join(error.messages)) from error
