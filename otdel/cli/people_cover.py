"""`otdel people dossier` and `otdel people accesses`: a handover dossier, and the register out and in."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otdel.cli.subcommands import content_of, write
from otdel.cli.words import BadCommand, _
from otdel.kit.viewer import AT_TERMINAL

if TYPE_CHECKING:
    from otdel.organisation.queries.accesses import Register


def add(words: Any) -> None:
    said = _("the handover dossier of a person; with --pdf as a file")
    dossier = words.add_parser("dossier", help=said, description=said)
    dossier.add_argument("slug", help=_("as it stands in the address of their page, or the name"))
    dossier.add_argument("--pdf", type=Path, metavar="FILE", help=_("write it as a PDF"))
    dossier.add_argument("--html", type=Path, metavar="FILE", help=_("write it as one HTML file"))
    dossier.set_defaults(word=_dossier)
    said = _("the register of accesses: shown, written to a file, or taken from one")
    accesses = words.add_parser("accesses", help=said, description=said)
    accesses.add_argument("--csv", type=Path, metavar="FILE", help=_("write it as CSV"))
    accesses.add_argument("--xlsx", type=Path, metavar="FILE", help=_("write it as XLSX"))
    accesses.add_argument("--import", type=Path, metavar="FILE", dest="bring", help=_("take a CSV or XLSX in"))
    accesses.add_argument("--json", action="store_true", help=_("as JSON"))
    accesses.set_defaults(word=_accesses)


def _dossier(given: argparse.Namespace) -> int:
    from django.db.models import Q

    from otdel.organisation.models import Member
    from otdel.organisation.paper import NoPaper, pdf_of
    from otdel.organisation.queries.dossier import dossier
    from otdel.organisation.views.dossier import on_paper, title_of
    from otdel.web.reasons import say

    member = Member.objects.filter(Q(slug=given.slug) | Q(name=given.slug)).first()
    if member is None:
        raise BadCommand(_("Nobody is called %(name)s. “otdel people list” names everybody.") % {"name": given.slug})
    found = dossier(AT_TERMINAL, member)
    if given.html:
        _write(given.html, on_paper(AT_TERMINAL, found).encode())
    if given.pdf:
        try:
            _write(given.pdf, pdf_of(on_paper(AT_TERMINAL, found)))
        except NoPaper as error:
            words = _("The PDF cannot be made: Pango is not installed. Install libpango, or use --html FILE.")
            raise BadCommand(words) from error
    if not given.pdf and not given.html:
        print(title_of(found))
        for reason in found.missing:
            print(f"- {say(reason)}")
        for line in found.processes:
            last = str(line.last_run.day) if line.last_run else "-"
            print(f"  {last:10}  {line.name}  ({'+' if line.steps else '-'})")
        for extract in found.accesses:
            print(f"  {extract.line.name}: {extract.level or '-'}")
    return 0


def _accesses(given: argparse.Namespace) -> int:
    from otdel.organisation.exchange.register import as_csv, as_xlsx, table
    from otdel.organisation.queries.accesses import register

    if given.bring:
        return _bring(given)
    if given.csv:
        _write(given.csv, as_csv(AT_TERMINAL))
    if given.xlsx:
        _write(given.xlsx, as_xlsx(AT_TERMINAL))
    if given.json:
        print(json.dumps(list(table(AT_TERMINAL)), ensure_ascii=False, indent=2))
    if not (given.csv or given.xlsx or given.json):
        _show(register(AT_TERMINAL))
    return 0


def _show(found: Register) -> None:
    from otdel.web.reasons import say

    print(" ".join(say(part) for part in found.verdict))
    for line in found.lines:
        holders = ", ".join(one.member.name for one in line.holders) or "-"
        print(f"{'!' if line.critical else ' '} {line.name:40.40} {holders}")
        for problem in line.problems:
            print(f"    {say(problem.why)}")


def _bring(given: argparse.Namespace) -> int:
    """1 when a row was not taken; every such row is named on the error channel."""
    from otdel.organisation.exchange.register import read_register
    from otdel.organisation.exchange.register_taking import take
    from otdel.web.reasons import say

    taken = take(AT_TERMINAL, read_register(given.bring.name, content_of(given.bring)))
    counts = {"made": taken.made, "changed": taken.changed, "same": taken.same, "bad": len(taken.bad)}
    if given.json:
        rows = [{"row": one.row, "column": one.column, "code": one.reason.code} for one in taken.bad]
        print(json.dumps({**counts, "rows": rows}, ensure_ascii=False))
    else:
        print(_("new lines: %(made)s, changed: %(changed)s, as before: %(same)s, not taken: %(bad)s") % counts)
    for one in taken.bad:
        place = f"{given.bring.name}:{one.row} {one.column}".strip()
        print(f"{place}: {say(one.reason)}", file=sys.stderr)
    return 1 if taken.bad else 0


def _write(path: Path, content: bytes) -> None:
    write(path, content)
    print(path)
