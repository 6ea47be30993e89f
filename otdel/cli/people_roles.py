"""`otdel people roles`: the roles of the company and of the library, out to a YAML file and back in."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otdel.cli.subcommands import content_of, tell, word, write
from otdel.cli.words import BadCommand, _
from otdel.kit.viewer import AT_TERMINAL

if TYPE_CHECKING:
    from otdel.organisation.models import JobRole


def add(words: Any) -> None:
    """Puts `roles` with its own words beside those of `otdel people`."""
    said = _("roles of the company and of the library")
    roles = words.add_parser("roles", help=said, description=said).add_subparsers(metavar="WORD", required=True)
    word(roles, "list", _("roles of the library and of the company"), _list).add_argument(
        "--json", action="store_true", help=_("as JSON")
    )
    shown = word(roles, "show", _("one role in words"), _show)
    shown.add_argument("code", help=_("as “otdel people roles list” says it"))
    shown.add_argument("--library", action="store_true", help=_("as the library has it, not our copy"))
    shown.add_argument("--json", action="store_true", help=_("as JSON"))
    word(roles, "copy", _("copy a role of the library into the company"), _copy).add_argument("code")
    out = word(roles, "export", _("write a role into a YAML file"), _export)
    out.add_argument("code")
    out.add_argument("file", type=Path, nargs="?", help=_("where to; on the screen when left out"))
    taken = word(roles, "import", _("take a role from a YAML file"), _import)
    taken.add_argument("file", type=Path)
    taken.add_argument("--replace", action="store_true", help=_("lay it over the role with the same code"))
    taken.add_argument("--dry-run", action="store_true", help=_("say what is wrong with it and change nothing"))


def _list(given: argparse.Namespace) -> int:
    from otdel.organisation.queries.library import shelf

    found = shelf(AT_TERMINAL)
    if given.json:
        return tell(asdict(found))
    for one in found.roles:
        held = ", ".join(who.name for who in one.holders)
        state = one.code or "-"
        print(f"{one.id:18} {state:18} {one.title:44.44} {held}")
    for own in found.own:
        print(f"{'-':18} {own.code:18} {own.title:44.44} {', '.join(who.name for who in own.holders)}")
    print(_("roles of the library in use: %(count)s of %(all)s") % {"count": found.in_use, "all": len(found.roles)})
    return 0


def _show(given: argparse.Namespace) -> int:
    from otdel.organisation.library import library
    from otdel.organisation.words import role_text, spoken

    if given.library:
        if given.code not in library().ids:
            raise BadCommand(_unknown(given.code))
        text = library().text(given.code, spoken())
    else:
        text = role_text(_role(given.code))
    if given.json:
        return tell(asdict(text))
    print(f"{text.title}\n\n{text.mission}\n")
    for heading, lines in (
        (_("Zones"), text.zones.values()),
        (_("Duties"), text.duties.values()),
        (_("Processes"), (f"{one.name}: {one.output}" for one in text.processes.values())),
        (_("KPIs"), (one.name for one in text.kpis.values())),
    ):
        print(heading, *(f"  - {line}" for line in lines), sep="\n", end="\n\n")
    return 0


def _copy(given: argparse.Namespace) -> int:
    from otdel.organisation.services.adopting import adopt
    from otdel.organisation.words import role_title

    role = adopt(AT_TERMINAL, given.code)
    print(_("Copied: %(title)s (%(code)s)") % {"title": role_title(role), "code": role.code})
    return 0


def _export(given: argparse.Namespace) -> int:
    from otdel.organisation.exchange.roles import role_yaml

    text = role_yaml(_role(given.code))
    if given.file is None:
        sys.stdout.write(text)
        return 0
    write(given.file, text.encode())
    print(given.file)
    return 0


def _import(given: argparse.Namespace) -> int:
    from otdel.organisation.exchange.roles import read_role
    from otdel.organisation.services.role_import import import_role
    from otdel.web.reasons import say

    found = read_role(str(given.file), content_of(given.file))
    for reason in found.wrong:
        print(say(reason), file=sys.stderr)
    if found.wrong:
        return 1
    if given.dry_run:
        print(_("%(file)s can be taken: the role %(code)s.") % {"file": given.file, "code": found.data["code"]})
        return 0
    role = import_role(AT_TERMINAL, found.data, replace=given.replace)
    print(_("Taken: the role %(code)s.") % {"code": role.code})
    return 0


def _role(code: str) -> JobRole:
    from otdel.organisation.models import JobRole

    found = JobRole.objects.filter(code=code).first()
    if found is None:
        raise BadCommand(_unknown(code))
    return found


def _unknown(code: str) -> str:
    return _("There is no role %(code)s here. “otdel people roles list” names those there are.") % {"code": code}
