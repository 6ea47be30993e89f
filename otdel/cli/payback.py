"""`otdel payback`: when new customers pay back what they cost, by month and channel, from plain files; no company."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otdel.cli.subcommands import tell, write
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.cohorts.checking import Finding
    from otdel.analytics.cohorts.costs import Costs
    from otdel.analytics.cohorts.reading import Asked, Ledger
    from otdel.analytics.mix.reading import Table

LONGEST, USUAL = 60, 24  # months ahead


def summary() -> str:
    return _("when new customers pay back what they cost, by month and channel; needs no company")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("transactions: customer, date, value; CSV, TSV or XLSX"))
    parser.add_argument("--costs", metavar="FILE", help=_("month, cost and, when known, channel"))
    parser.add_argument("--margin", metavar="0.4", help=_("the share of the value that is margin"))
    parser.add_argument("--customer", default="", metavar="COLUMN", help=_("found by itself when not given"))
    parser.add_argument("--dates", default="", metavar="COLUMN", help=_("found by itself when not given"))
    parser.add_argument("--value", default="", metavar="COLUMN", help=_("or a product, as Quantity*UnitPrice"))
    parser.add_argument("--channel", default="", metavar="COLUMN", help=_("through what a customer came first"))
    parser.add_argument(
        "--since", metavar="2026-01", help=_("the first month whose customers are new; found by itself when not given")
    )
    parser.add_argument("--months", type=int, default=USUAL, metavar="24", help=_("how many months ahead to look"))
    parser.add_argument("--unit", default="", metavar="UAH", help=_("of the file, when it does not say"))
    parser.add_argument("--decimal", default="", choices=(".", ","), help=_("when the file does not tell"))
    parser.add_argument("--seed", type=int, default=0, metavar="N", help=_("the same seed gives the same numbers"))
    parser.add_argument(
        "--json", nargs="?", const="-", metavar="OUT.json", help=_("everything as JSON; - is the screen")
    )


def run(given: argparse.Namespace) -> int:
    """0 answered; 1 refused, with the reason."""
    from otdel.analytics.cohorts.checking import refused
    from otdel.analytics.cohorts.reading import read_ledger
    from otdel.analytics.cohorts.study import check, last_month

    asked, since = _asked(given), _since(given.since)
    if given.seed < 0 or not 1 <= given.months <= LONGEST:
        raise BadCommand(_("--months is from 1 to %(most)s, and --seed is not under 0.") % {"most": LONGEST})
    path = Path(given.file)
    ledger = read_ledger(_table(path), asked, datetime.now(UTC).astimezone().date())
    found = list(ledger.found)
    if ledger.rows is None:
        return _refused(given, path, found)
    last, partial = last_month(ledger.rows)
    found += [*([partial] if partial else []), *check(ledger.rows, last)]
    costs, more = _costs(given, ledger)
    found += more
    if refused(found):
        return _refused(given, path, found)
    return _answered(given, ledger, last, costs, since, found)


def _answered(
    given: argparse.Namespace, ledger: Ledger, last: int, costs: Costs | None, since: int | None, found: list[Finding]
) -> int:
    from otdel.analytics.cohorts.study import study, tried
    from otdel.cli.payback_answers import answer_of
    from otdel.cli.payback_words import told

    path = Path(given.file)
    if ledger.rows is None:
        return _refused(given, path, found)
    made, said = study(ledger.rows, last, costs, horizon=given.months, since=since, seed=given.seed)
    if made is None:
        return _refused(given, path, [*found, *said])
    cells = tried(ledger.rows, made, given.seed)
    answer = {"file": path.name, **answer_of(ledger, made, cells, [*found, *said], given.seed)}
    if given.json:
        return _as_json(given.json, answer)
    for line in told(answer):
        print(line)
    return 0


def _costs(given: argparse.Namespace, ledger: Ledger) -> tuple[Costs | None, list[Finding]]:
    from otdel.analytics.cohorts.reading import read_costs

    if not given.costs or ledger.rows is None:
        return None, []
    read = read_costs(_table(Path(given.costs)), ledger.rows.channels, ledger.currency, given.decimal)
    return read.costs, list(read.found)


def _asked(given: argparse.Namespace) -> Asked:
    from otdel.analytics.cohorts.reading import Asked

    return Asked(
        given.customer,
        given.dates,
        given.value,
        given.channel,
        _margin(given.margin),
        given.decimal,
        given.unit.upper(),
    )


def _margin(text: str | None) -> float | None:
    """A share of the value: 0.4, 0,4 or 40%. Raises BadCommand."""
    if text is None:
        return None
    bare = text.strip().replace(",", ".")
    try:
        share = float(bare.removesuffix("%")) / (100 if bare.endswith("%") else 1)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise BadCommand(_("--margin %s: write a share above 0 and up to 1, as 0.4 or 40%%.") % text)
    return share


def _since(text: str | None) -> int | None:
    from otdel.analytics.cohorts.reading.costs import month_in

    found = month_in(text.strip()) if text else None
    if text and found is None:
        raise BadCommand(_("--since %s: write a month, as 2026-01.") % text)
    return found


def _table(path: Path) -> Table:
    from otdel.analytics.mix.checking import Fault
    from otdel.analytics.mix.reading import Table
    from otdel.evidence.mix_report.tables import table_of

    try:
        found = table_of(path)
    except OSError as error:
        raise BadCommand(_("%(file)s cannot be read (%(why)s).") % {"file": path, "why": error.strerror}) from error
    if isinstance(found, Fault) and found.line:
        ragged = _(
            "%(file)s, line %(at)s, has more or fewer cells than the line of names. Nothing was reckoned; mend it."
        )
        raise BadCommand(ragged % {"file": path.name, "at": found.line})
    if not isinstance(found, Table):
        raise BadCommand(
            _("%s is no table that can be read: a line of names and rows under it are needed.") % path.name
        )
    return found


def _refused(given: argparse.Namespace, path: Path, found: list[Finding]) -> int:
    from otdel.cli.payback_answers import findings_said

    said = findings_said(found)
    if given.json:
        _as_json(given.json, {"file": path.name, "refused": True, "findings": said})
        return 1
    print(_("%(file)s was not reckoned, and nothing was changed:") % {"file": path.name}, file=sys.stderr)
    for one in sorted(said, key=lambda one: not one["refuses"]):
        print(f"  {one['said']}", file=sys.stderr)
    return 1


def _as_json(out: str, answer: dict[str, Any]) -> int:
    if out == "-":
        return tell(answer)
    import json

    write(Path(out), (json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode())
    return 0
