"""`otdel work`: what is promised and not yet done; a task added; a board's export taken in; tasks written to a file."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otdel.cli.subcommands import run_word, tell, word, write
from otdel.cli.words import BadCommand, _
from otdel.kit.viewer import AT_TERMINAL

if TYPE_CHECKING:
    from otdel.planning.exchange.taking import Taken
    from otdel.planning.queries.tasks import TaskRow

TABS = ("all", "late", "waiting", "done")


def summary() -> str:
    return _("tasks: list, add, take from a file, write to a file")


run = run_word


def arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(metavar="WORD", required=True)
    listed = word(words, "list", _("tasks that are not over, or late, waiting or done ones"), _list)
    listed.add_argument("tab", nargs="?", choices=TABS, default="all")
    listed.add_argument("--who", default="", metavar="SLUG", help=_("only this person’s"))
    listed.add_argument("--kind", default="", help=_("only this kind"))
    added = word(words, "add", _("write a task down"), _add)
    added.add_argument("title")
    added.add_argument("--owner", required=True, metavar="SLUG", help=_("whose it is"))
    added.add_argument("--due", required=True, type=date.fromisoformat, metavar="DAY", help=_("such as 2026-10-01"))
    added.add_argument("--kind", default="task", help=_("task, text, post, publication and so on"))
    added.add_argument("--customer", default="", metavar="SLUG", help=_("who accepts it"))
    taken = word(words, "import", _("take tasks from a board’s export: CSV or XLSX"), _import)
    taken.add_argument("file", type=Path)
    for one in (listed, added, taken):
        one.add_argument("--json", action="store_true", help=_("as JSON"))
    written = word(words, "export", _("write all tasks into a file: .yaml, .csv or .xlsx"), _export)
    written.add_argument("file", type=Path)


def _list(given: argparse.Namespace) -> int:
    from otdel.planning.queries.tasks import Filtered, board

    found = board(AT_TERMINAL, given.tab, Filtered(given.who, given.kind))
    if given.json:
        return tell([asdict(row) | {"href": row.href} for row in found.rows])
    for row in found.rows:
        print(_line(row))
    words = _("open: %(going)s · late: %(late)s · waiting for another person: %(waiting)s")
    print(words % {"going": found.going, "late": found.late, "waiting": found.waiting})
    return 0


def _line(row: TaskRow) -> str:
    from otdel.planning.wording import STATES

    state = _("late") if row.late else str(STATES[row.state][0])
    return f"{row.id:>6}  {row.due}  {state:<16}  {row.owner.slug:<16}  {row.title}"


def _add(given: argparse.Namespace) -> int:
    from otdel.planning.services import NewTask, new_task

    customer = _member(given.customer) if given.customer else None
    new = NewTask(given.title, _member(given.owner), given.due, kind=given.kind, customer=customer)
    made = new_task(AT_TERMINAL, new)
    if given.json:
        return tell({"id": made.pk, "title": made.title, "due": made.due})
    print(_("Written down: %(title)s (%(id)s)") % {"title": made.title, "id": made.pk})
    return 0


def _member(slug: str) -> int:
    from otdel.accounts.services import Refused
    from otdel.kit.reason import Reason
    from otdel.organisation.models import Member

    found = Member.objects.filter(slug=slug).first()
    if found is None:
        raise Refused(Reason.of("work_member_unknown", who=slug))
    return found.pk


def _import(given: argparse.Namespace) -> int:
    from otdel.planning.exchange.reading import read_board
    from otdel.planning.exchange.taking import take_board

    if not given.file.is_file():
        raise BadCommand(_("There is no file %(file)s.") % {"file": given.file})
    taken = take_board(AT_TERMINAL, read_board(given.file))
    if given.json:
        tell(
            {
                "added": taken.added,
                "already": taken.already,
                "left_out": [_bad(taken, n) for n in range(len(taken.bad))],
            }
        )
    else:
        for n in range(len(taken.bad)):
            print(_bad(taken, n)["said"], file=sys.stderr)
        words = _("added: %(added)s · here already: %(already)s · left out: %(bad)s")
        print(words % {"added": taken.added, "already": taken.already, "bad": len(taken.bad)})
    return 1 if taken.bad and not taken.added and not taken.already else 0


def _bad(taken: Taken, n: int) -> dict[str, Any]:
    from otdel.web.reasons import say

    one = taken.bad[n]
    where = f"{taken.name}:{one.row}" if one.row else taken.name
    said = ": ".join(part for part in (where, one.column, say(one.reason)) if part)
    return {"row": one.row, "column": one.column, "value": one.value, "code": one.reason.code, "said": said}


def _export(given: argparse.Namespace) -> int:
    from otdel.planning.exchange.writing import WRITE, task_rows

    as_kind = WRITE.get(given.file.suffix.lower())
    if as_kind is None:
        raise BadCommand(_("Name the file .yaml, .csv or .xlsx, so that its kind is known."))
    rows = task_rows(AT_TERMINAL)
    write(given.file, as_kind(rows))
    print(_("written: %(count)s, to %(file)s") % {"count": len(rows), "file": given.file})
    return 0
