"""`otdel pay` with a company: plans, periods, a person's pay, statements and the ledger, as tables, JSON or CSV."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from otdel.cli.subcommands import tell, word
from otdel.cli.words import BadCommand, _
from otdel.kit.viewer import AT_TERMINAL

Rows = Sequence[Mapping[str, Any]]


def add(words: Any) -> None:
    """Puts the words that need a company beside the others."""
    listed = word(words, "plans", _("pay plans of the company"), _plans)
    periods = word(words, "periods", _("pay periods and how far each is"), _periods)
    period = word(words, "period", _("one pay period: people and payments"), _period)
    period.add_argument("period", metavar="PERIOD", help=_("2026-10 or 2026-q3"))
    statement = word(words, "statement", _("a statement with every line"), _statement)
    statement.add_argument("number", type=int, metavar="NUMBER", help=_("its number, as “otdel pay period” shows it"))
    ledger = words.add_parser("ledger", help=_("the ledger of pay"), description=_("the ledger of pay"))
    verify = word(ledger.add_subparsers(metavar="WORD", required=True), "verify", _("prove every line of it"), _verify)
    for one in (listed, periods, period, statement, verify):
        one.add_argument("--json", action="store_true", help=_("as JSON"))
    for one in (listed, periods, period, statement):
        one.add_argument("--csv", action="store_true", help=_("as CSV"))


def _plans(given: argparse.Namespace) -> int:
    from otdel.accounts.queries import company_today
    from otdel.motivation import plain
    from otdel.motivation.queries.plans import plans

    found = [plain.plan(one) for one in plans(AT_TERMINAL, company_today(AT_TERMINAL))]
    rows = [
        {name: one[name] for name in ("code", "name", "role", "people", "waiting")}
        | {f"version_{name}": one["shown"][name] for name in ("number", "start", "stage")}
        for one in found
    ]
    return _tell(given, found, rows)


def _periods(given: argparse.Namespace) -> int:
    from otdel.motivation import plain
    from otdel.motivation.queries.runs import periods

    found = [plain.run(one) for one in periods(AT_TERMINAL).runs]
    return _tell(given, found, [_flat(one) for one in found])


def _flat(run: Mapping[str, Any]) -> dict[str, Any]:
    """A period on one line, its totals as text by currency."""
    totals = ", ".join(f"{one['payable']} {one['currency']}" for one in run["totals"])
    plain = ("period", "state", "people", "pay_day", "late")
    return {**{name: run[name] for name in plain}, "payable": totals}


def _period(given: argparse.Namespace) -> int:
    from otdel.kit.calendar import named
    from otdel.kit.viewer import NotAllowed
    from otdel.motivation import plain
    from otdel.motivation.queries.runs import run_view

    asked = named(given.period.lower())
    if asked is None or asked.unit not in ("month", "quarter"):
        raise BadCommand(_("“%(text)s” is no pay period. Write 2026-10 or 2026-q3.") % {"text": given.period})
    try:
        found = plain.run_view(run_view(AT_TERMINAL, asked.unit, asked.period.start))
    except NotAllowed as error:
        raise BadCommand(_("The pay period %(text)s was not begun yet.") % {"text": asked.code}) from error
    rows = [{**one, "who": one["who"]["name"]} for one in found["people"]]
    return _tell(given, found, rows)


def _statement(given: argparse.Namespace) -> int:
    from otdel.kit.viewer import NotAllowed
    from otdel.motivation import plain
    from otdel.motivation.queries.statement import statement_of

    try:
        found = plain.statement(statement_of(AT_TERMINAL, given.number))
    except NotAllowed as error:
        raise BadCommand(_("There is no statement %(number)s.") % {"number": given.number}) from error
    columns = ("id", "code", "kind", "subject", "amount", "state", "words")
    return _tell(given, found, [{name: one[name] for name in columns} for one in found["lines"]])


def _verify(given: argparse.Namespace) -> int:
    """1 when something was changed behind the ledger's back."""
    from otdel.motivation import plain
    from otdel.motivation.queries.ledger import verify

    found = plain.chain(verify(AT_TERMINAL))
    if given.json:
        tell(found)
    elif found["whole"]:
        print(_("The ledger is whole: %(lines)s lines, %(digest)s.") % found)
    else:
        for one in found["faults"]:
            print(one["words"])
    return 0 if found["whole"] else 1


def _tell(given: argparse.Namespace, found: Any, rows: Rows) -> int:
    """All of it as JSON; the rows as CSV or as a table."""
    if given.json:
        return tell(json.loads(json.dumps(found, default=_text, ensure_ascii=False)))
    if given.csv:
        return _csv(rows)
    return _table(rows)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _csv(rows: Rows) -> int:
    if rows:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return 0


def _table(rows: Rows) -> int:
    cells = [[_cell(value) for value in row.values()] for row in rows]
    heads = [name.replace("_", " ") for name in rows[0]] if rows else []
    widths = [max(len(row[place]) for row in [heads, *cells]) for place in range(len(heads))]
    for row in [heads, *cells] if rows else []:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    return 0


def _cell(value: Any) -> str:
    return "" if value is None else _text(value)
