"""`otdel people`: who is in the department, who answers for what, and the whole of it out to a file and back in."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otdel.cli.subcommands import content_of, run_word, tell, word, write
from otdel.cli.words import BadCommand, _
from otdel.kit.viewer import AT_TERMINAL

if TYPE_CHECKING:
    from otdel.organisation.exchange.taking import Taken

MORE: tuple[str, ...] = ("people_roles", "people_cover", "people_design")  # their `add(words)` puts words in


def summary() -> str:
    return _("who is in the department and who answers for what; import and export")


run = run_word


def arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(metavar="WORD", required=True)
    listed = word(words, "list", _("everybody with a role on a day"), _list)
    shown = word(words, "show", _("one person: roles and zones"), _show)
    shown.add_argument("slug", help=_("as it stands in the address of their page, or the name"))
    grid = word(words, "grid", _("zones and who answers for them"), _grid)
    grid.add_argument("--problems", action="store_true", help=_("only zones with nobody or with two"))
    for one in (listed, shown, grid):
        one.add_argument("--json", action="store_true", help=_("as JSON"))
        one.add_argument("--on", type=_day, metavar="DAY", help=_("as of this day, such as 2026-10-01"))
    taken = word(words, "import", _("take people, zones and parts from a file"), _import)
    taken.add_argument("file", type=Path)
    taken.add_argument("--dry-run", action="store_true", help=_("say what would change and change nothing"))
    taken.add_argument("--json", action="store_true", help=_("as JSON"))
    word(words, "export", _("write everything into a file: .yaml, .xlsx or .zip"), _export).add_argument(
        "file", type=Path
    )
    for name in MORE:
        import_module(f"otdel.cli.{name}").add(words)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _today(given: argparse.Namespace) -> date:
    from otdel.accounts.queries import company_today

    return given.on or company_today(AT_TERMINAL)


def _list(given: argparse.Namespace) -> int:
    from otdel.organisation.queries.people import people

    found = people(AT_TERMINAL, _today(given))
    if given.json:
        return tell([asdict(person) | {"share": str(person.share)} for person in found])
    for person in found:
        print(f"{person.who.slug:28} {person.who.name:28} {person.share:>5}  {person.roles}")
    return 0


def _show(given: argparse.Namespace) -> int:
    from otdel.organisation.models import Member
    from otdel.organisation.queries.people import person_page

    named = Member.objects.filter(name=given.slug).values_list("slug", flat=True).first()
    found = person_page(AT_TERMINAL, named or given.slug, _today(given))
    if found is None:
        raise BadCommand(_("Nobody is called %(name)s. “otdel people list” names everybody.") % {"name": given.slug})
    if given.json:
        return tell(asdict(found))
    print(f"{found.person.who.name}  ({found.person.who.slug})")
    for held in (*found.now, *found.ahead, *found.before):
        above = held.reports_to.name if held.reports_to else "-"
        print(f"  {held.start} .. {held.end or ''}  {held.role}, {held.kind}, {held.share}  -> {above}")
    for part in found.parts:
        print(f"  {part.part:12} {part.zone}")
    return 0


def _grid(given: argparse.Namespace) -> int:
    from otdel.organisation.queries.structure import structure

    found = structure(AT_TERMINAL, _today(given))
    zones = [zone for zone in found.zones if zone.state != "one" or not given.problems]
    if given.json:
        return tell({"tally": asdict(found.tally), "zones": [asdict(zone) for zone in zones]})
    marks = {"one": " ", "empty": "0", "double": "2"}
    for zone in zones:
        print(f"{marks[zone.state]} {zone.role:34.34} {zone.name:46.46} {', '.join(one.name for one in zone.answers)}")
    tally = found.tally
    print(_("zones: %(zones)s, nobody: %(empty)s, two or more: %(double)s") % asdict(tally))
    return 0


def _import(given: argparse.Namespace) -> int:
    from otdel.organisation.exchange.reading import read
    from otdel.organisation.exchange.taking import take

    taken = take(AT_TERMINAL, read(given.file.name, content_of(given.file)), trial=given.dry_run)
    return _told(given, taken)


def _told(given: argparse.Namespace, taken: Taken) -> int:
    """What was taken, and each row that could not be: file, row, column, why. 1 when there was any."""
    from otdel.organisation.exchange.tables import Bad
    from otdel.web.reasons import say

    def line(bad: Bad) -> dict[str, Any]:
        return {"file": bad.file, "table": bad.table, "row": bad.row, "column": bad.column, "why": say(bad.reason)}

    wrong = [line(bad) for bad in taken.bad]
    if given.json:
        tell({"counts": taken.counts, "bad": wrong, "doubles": taken.doubles, "skipped": taken.skipped})
        return 1 if wrong else 0
    for table, count in taken.counts.items():
        print(f"{table:18} " + ", ".join(f"{what} {number}" for what, number in count.items()))
    for one in wrong:
        print("{file}, {table} {row} {column}: {why}".format(**one), file=sys.stderr)
    if given.dry_run:
        print(_("This was a trial: nothing was changed."))
    return 1 if wrong else 0


def _export(given: argparse.Namespace) -> int:
    from otdel.organisation.exchange.writing import WRITERS, rows_of

    kind = given.file.suffix.lower().removeprefix(".").replace("yml", "yaml")
    if kind not in WRITERS:
        raise BadCommand(_("The name says what is written: end it with .yaml, .xlsx or .zip."))
    write(given.file, WRITERS[kind][0](rows_of(AT_TERMINAL)))
    return 0
