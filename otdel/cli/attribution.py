"""`otdel attribution`: what brought the conversions by eight models side by side, from a plain file; no company."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from otdel.cli.subcommands import tell, write
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from otdel.analytics.attribution.checking import Finding
    from otdel.analytics.attribution.models import Choices
    from otdel.analytics.attribution.reading import Asked, Read

MODELS = ("first", "last", "last_non_direct", "linear", "position", "time_decay", "markov", "shapley")
COLUMNS = ("path", "conversions", "value", "nulls", "user", "time", "channel")
LONGEST = 3650  # days of a look-back and of a half-life


def summary() -> str:
    return _("what brought the conversions, by eight models side by side, from a file of paths; needs no company")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=_("paths a > b > c, or touches of users: CSV, TSV, XLSX or Parquet"))
    parser.add_argument("--model", type=_models, default=MODELS, metavar="A,B", help="all, " + ", ".join(MODELS))
    parser.add_argument("--order", type=int, choices=(1, 2, 3), default=1, help=_("touches the Markov chain remembers"))
    parser.add_argument("--half-life", type=_days, metavar="7", help=_("days in which a touch loses half its weight"))
    parser.add_argument("--worth", choices=("conversions", "rate"), default="conversions", help=_("of a Shapley group"))
    parser.add_argument("--direct", type=_names, default=(), metavar="A,B", help=_("channels that are direct visits"))
    parser.add_argument("--look-back", type=_days, metavar="30", help=_("days before a conversion; of touches"))
    parser.add_argument("--zone", default="", metavar="Europe/Kyiv", help=_("of times that name none"))
    parser.add_argument("--days", default="", choices=("dmy", "mdy"), help=_("what 03/04/2026 is, when nothing tells"))
    parser.add_argument("--bots", type=_count, metavar="200", help=_("touches a day of one user taken for a machine"))
    parser.add_argument("--separator", default="", metavar="'>'", help=_("between the steps of a path"))
    for name in COLUMNS:
        parser.add_argument(f"--{name}", default="", metavar="COLUMN", help=_("found by itself when not given"))
    parser.add_argument("--decimal", default="", choices=(".", ","), help=_("when the file does not tell"))
    parser.add_argument("--seed", type=_count, default=0, metavar="N", help=_("the same seed gives the same numbers"))
    parser.add_argument(
        "--json", nargs="?", const="-", metavar="OUT.json", help=_("everything as JSON; - is the screen")
    )


def run(given: argparse.Namespace) -> int:
    """0 answered; 1 refused, with the reason."""
    from otdel.analytics.attribution.checking import check
    from otdel.cli.attribution_files import read_file

    read = read_file(given.file, _asked(given))
    checked = check(read.paths) if read.paths is not None else ()
    findings = tuple(sorted((*read.findings, *checked), key=lambda one: not one.refuses))
    if read.paths is None or any(one.refuses for one in findings):
        return _refused(given, findings)
    return _answered(given, read, findings)


def _answered(given: argparse.Namespace, read: Read, findings: Sequence[Finding]) -> int:
    from otdel.cli.attribution_answers import answer_of
    from otdel.cli.attribution_words import told

    look_back = _asked(given).look_back
    answer = answer_of(given.file.name, read, findings, given.model, _choices(given), look_back)
    known = any(model["channels"] is not None for model in answer["models"])
    if given.json:
        _as_json(given.json, answer)
    else:
        print(*told(answer), sep="\n")
    return 0 if known else 1


def _refused(given: argparse.Namespace, findings: Sequence[Finding]) -> int:
    from otdel.cli.attribution_answers import findings_said

    said = findings_said(findings)
    if given.json:
        _as_json(given.json, {"version": 1, "file": given.file.name, "refused": True, "findings": said})
        return 1
    print(_("%(file)s was not attributed, and nothing was changed:") % {"file": given.file.name}, file=sys.stderr)
    for one in said:
        print(f"  {one['said']}", file=sys.stderr)
    return 1


def _as_json(out: str, answer: dict[str, object]) -> int:
    if out == "-":
        return tell(answer)
    import json

    write(Path(out), (json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode())
    return 0


def _asked(given: argparse.Namespace) -> Asked:
    from otdel.analytics.attribution.reading import Asked
    from otdel.analytics.attribution.reading.asked import BOTS, LOOK_BACK

    columns = {name: getattr(given, name) for name in COLUMNS if getattr(given, name)}
    bots = BOTS if given.bots is None else given.bots
    zone = _zone(given.zone)
    return Asked(columns, given.separator, given.decimal, zone, given.days, given.look_back or LOOK_BACK, bots)


def _choices(given: argparse.Namespace) -> Choices:
    from otdel.analytics.attribution.heuristics import HALF_LIFE
    from otdel.analytics.attribution.models import DIRECT, Choices

    direct = given.direct or DIRECT
    return Choices(direct, given.half_life or HALF_LIFE, given.order, given.worth, given.seed)


def _zone(name: str) -> str:
    from otdel.cli.asking import time_zone

    if not name:
        return ""
    found = time_zone(name)
    if found.wrong:
        asked = _("--zone %s: there is no such time zone. Write it as Europe/Kyiv.")
        raise BadCommand(asked % name)
    return found.value


def _models(text: str) -> tuple[str, ...]:
    names = _names(text.lower().replace("-", "_"))
    if names == ("all",):
        return MODELS
    if not names or set(names) - set(MODELS):
        raise argparse.ArgumentTypeError(_("the models are %s") % ", ".join(("all", *MODELS)))
    return tuple(name for name in MODELS if name in names)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _days(text: str) -> float:
    try:
        days = float(text.replace(",", "."))
    except ValueError:
        days = 0.0
    if not 0 < days <= LONGEST:
        raise argparse.ArgumentTypeError(_("days above zero, at most %s") % LONGEST)
    return days


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(_("a whole number from 0"))
    return int(text)
