"""`otdel experiment`: tests of users and of regions from plain files, and how large they have to be; no company."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otdel.cli.experiment_geo import day_of
from otdel.cli.subcommands import tell, word, write
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.mix.reading import Table

ESTIMATORS = ("demeaned", "augmented", "plain", "regression", "difference")


def summary() -> str:
    return _("what a test of users or regions showed, and how large a test has to be; needs no company")


def run(given: argparse.Namespace) -> int:
    """0 answered; 1 refused, with the reason."""
    return int(given.word(given))


def arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(metavar="WORD", required=True)
    _users(word(words, "ab", _("compare arms of users: means, ratios, guardrails, the split"), _ab))
    _test(word(words, "geo", _("compare treated regions with what they would have had"), _geo))
    _choice(word(words, "regions", _("which regions to treat, and what effect would be noticed"), _regions))
    _size(word(words, "power", _("how many users and days a test needs"), _power))


def _users(ab: argparse.ArgumentParser) -> None:
    ab.add_argument("file", type=Path, help=_("a row a user, or several: CSV, TSV or XLSX"))
    ab.add_argument("--arm", required=True, metavar="COLUMN", help=_("which arm a user was in"))
    ab.add_argument(
        "--metric",
        action="append",
        required=True,
        metavar="COLUMN",
        help=_("what is compared; a/b is a ratio; may be repeated"),
    )
    ab.add_argument("--user", default="", metavar="COLUMN", help=_("who; without it each row is a user"))
    ab.add_argument("--control", default="", metavar="ARM", help=_("the arm the others are held against"))
    ab.add_argument(
        "--before",
        action="append",
        default=[],
        metavar="METRIC=COLUMN",
        help=_("the same before the test, which makes ranges narrower (CUPED)"),
    )
    ab.add_argument(
        "--guardrail",
        action="append",
        default=[],
        metavar="COLUMN[:less]",
        help=_("must not get worse; :less where less is better"),
    )
    ab.add_argument(
        "--margin",
        type=_percentage,
        default=2.0,
        metavar="2",
        help=_("a loss of a guardrail that may be borne, percent"),
    )
    ab.add_argument(
        "--split", default="", metavar="A=50,B=50", help=_("shares the arms were meant to have; equal when not given")
    )
    ab.add_argument("--planned", type=_count, default=0, metavar="N", help=_("users the test was planned for"))
    ab.add_argument(
        "--date", default="", metavar="COLUMN", help=_("when a user came: looks by day, arms of unequal length")
    )
    ab.add_argument(
        "--sequential",
        action="store_true",
        help=_("the test was looked at on the way: conclude from the always-valid view"),
    )
    ab.add_argument(
        "--expect",
        type=_percentage,
        default=5.0,
        metavar="5",
        help=_("lift the always-valid view is quickest to find, percent, fixed before the test"),
    )
    ab.add_argument(
        "--belief",
        type=_percentage,
        default=10.0,
        metavar="10",
        help=_("how large lifts usually are, percent, before the test is seen"),
    )
    _common(ab)


def _test(geo: argparse.ArgumentParser) -> None:
    _panel(geo)
    geo.add_argument("--treated", required=True, metavar="A,B", help=_("regions that were treated"))
    geo.add_argument("--start", required=True, type=day_of, metavar="2026-09-01", help=_("first day of the test"))
    geo.add_argument("--end", required=True, type=day_of, metavar="2026-09-28", help=_("last day of the test"))
    geo.add_argument(
        "--estimator",
        default="demeaned",
        choices=ESTIMATORS,
        help=_("the one the verdict is drawn from; all are shown"),
    )
    geo.add_argument(
        "--cost", type=_amount, metavar="AMOUNT", help=_("what the treatment cost, or what switching off saved")
    )
    geo.add_argument("--switch-off", action="store_true", help=_("the treatment was to switch something off"))
    geo.add_argument("--seed", type=_count, default=0, metavar="N", help=_("the same seed gives the same numbers"))
    _common(geo)


def _choice(regions: argparse.ArgumentParser) -> None:
    _panel(regions)
    regions.add_argument("--days", required=True, type=_days, metavar="28", help=_("how long the test would be"))
    regions.add_argument("--lift", type=_percentage, default=5.0, metavar="5", help=_("lift hoped for, percent"))
    regions.add_argument("--sizes", default="1-5", metavar="1-5", help=_("regions in a set"))
    regions.add_argument("--include", default="", metavar="A,B", help=_("regions that have to be treated"))
    regions.add_argument("--exclude", default="", metavar="A,B", help=_("regions that must not be treated"))
    regions.add_argument("--price", type=_amount, metavar="AMOUNT", help=_("what one more of the value costs"))
    regions.add_argument(
        "--power", type=_sureness, default=80.0, metavar="80", help=_("how often it should be noticed, percent")
    )
    _common(regions)


def _panel(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=_("a row a region and day or week: CSV, TSV or XLSX"))
    parser.add_argument("--date", required=True, metavar="COLUMN")
    parser.add_argument("--region", required=True, metavar="COLUMN")
    parser.add_argument("--value", required=True, metavar="COLUMN", help=_("what is compared: revenue, orders"))
    parser.add_argument("--without", default="", metavar="A,B", help=_("regions to leave out"))
    parser.add_argument("--add-up", action="store_true", help=_("several rows of a region and a day are parts of it"))


def _size(size: argparse.ArgumentParser) -> None:
    size.add_argument("--rate", type=_number, metavar="4", help=_("usual conversion, percent"))
    size.add_argument("--mean", type=_amount, metavar="52", help=_("usual value of a user"))
    size.add_argument("--spread", type=_amount, metavar="110", help=_("its standard deviation over users"))
    size.add_argument(
        "--lift", required=True, type=_percentage, metavar="5", help=_("lift that should be noticed, percent")
    )
    size.add_argument("--daily", type=_amount, metavar="N", help=_("users a day, all arms together"))
    size.add_argument(
        "--users", type=_count, default=0, metavar="N", help=_("users there are: what would they notice?")
    )
    size.add_argument("--arms", type=_arms, default=2, metavar="2", help=_("with control"))
    size.add_argument(
        "--saved", type=_share, default=0.0, metavar="30", help=_("variance that the time before takes away, percent")
    )
    size.add_argument("--price", type=_amount, metavar="AMOUNT", help=_("of one user"))
    size.add_argument(
        "--power", type=_sureness, default=80.0, metavar="80", help=_("how often it should be noticed, percent")
    )
    _ends(size)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--decimal", default="", choices=(".", ","), help=_("when the file does not tell"))
    parser.add_argument("--blank-is-zero", action="store_true", help=_("an empty cell means that nothing happened"))
    _ends(parser)


def _ends(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--level", type=_sureness, default=95.0, metavar="95", help=_("of the ranges, percent"))
    parser.add_argument("--unit", default="", metavar="UAH", help=_("of the value, when the file does not say"))
    parser.add_argument(
        "--json", nargs="?", const="-", metavar="OUT.json", help=_("everything as JSON; - is the screen")
    )


def _ab(given: argparse.Namespace) -> int:
    from otdel.cli.experiment_ab import answer_of, told

    return _answered(given, lambda table: answer_of(table, given), told)


def _geo(given: argparse.Namespace) -> int:
    from otdel.cli.experiment_geo import answer_of, told

    return _answered(given, lambda table: answer_of(table, given), told)


def _regions(given: argparse.Namespace) -> int:
    from otdel.cli.experiment_geo import regions_of, regions_told

    return _answered(given, lambda table: regions_of(table, given), regions_told)


def _power(given: argparse.Namespace) -> int:
    from otdel.cli.experiment_power import answer_of, told

    return _out(given, answer_of(given), told)


def _answered(
    given: argparse.Namespace,
    answer_of: Callable[[Table], dict[str, Any]],
    told: Callable[[dict[str, Any]], Iterable[str]],
) -> int:
    from otdel.analytics.experiments.findings import Refused

    table = _table(given.file)
    try:
        answer = answer_of(table)
    except Refused as refused:
        return _refused(given, refused)
    return _out(given, {"file": given.file.name, **answer}, told)


def _out(given: argparse.Namespace, answer: dict[str, Any], told: Callable[[dict[str, Any]], Iterable[str]]) -> int:
    if given.json:
        return _as_json(given.json, answer)
    for line in told(answer):
        print(line)
    return 0


def _refused(given: argparse.Namespace, refused: Any) -> int:
    from otdel.cli.experiment_shown import findings_said

    said = findings_said([refused.finding])
    if given.json:
        _as_json(given.json, {"file": given.file.name, "refused": True, "findings": said})
        return 1
    print(_("%(file)s gives no answer, and nothing was changed:") % {"file": given.file.name}, file=sys.stderr)
    print(f"  {said[0]['said']}", file=sys.stderr)
    return 1


def _as_json(out: str, answer: dict[str, Any]) -> int:
    if out == "-":
        return tell(answer)
    import json

    write(Path(out), (json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode())
    return 0


def _table(path: Path) -> Table:
    from otdel.analytics.mix.reading import Table
    from otdel.evidence.mix_report.tables import table_of

    try:
        found = table_of(path)
    except OSError as error:
        raise BadCommand(_("%(file)s cannot be read (%(why)s).") % {"file": path, "why": error.strerror}) from error
    if not isinstance(found, Table) or not found.rows:
        raise BadCommand(_("%s is no table that can be read.") % path.name)
    return found


def _number(text: str) -> float:
    try:
        return float(text.strip().rstrip("%").replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("%s is no number") % text) from error


def _percentage(text: str) -> float:
    found = _number(text)
    if not 0 < abs(found) <= 1000:
        raise argparse.ArgumentTypeError(_("%s: a percentage over 0 is needed") % text)
    return found


def _share(text: str) -> float:
    found = _number(text)
    if not 0 <= found < 100:
        raise argparse.ArgumentTypeError(_("%s: a percentage under 100 is needed") % text)
    return found


def _amount(text: str) -> float:
    found = _number(text)
    if not 0 < found < 1e15:
        raise argparse.ArgumentTypeError(_("%s: a number over 0 is needed") % text)
    return found


def _count(text: str) -> int:
    found = _number(text)
    if found < 0 or found != int(found) or found > 1e12:
        raise argparse.ArgumentTypeError(_("%s: a whole number is needed") % text)
    return int(found)


def _sureness(text: str) -> float:
    found = _number(text)
    if not 50 <= found <= 99.9:
        raise argparse.ArgumentTypeError(_("%s: a percentage from 50 to 99.9 is needed") % text)
    return found


def _days(text: str) -> int:
    found = _count(text)
    if not 1 <= found <= 730:
        raise argparse.ArgumentTypeError(_("%s: from 1 to 730 days") % text)
    return found


def _arms(text: str) -> int:
    found = _count(text)
    if not 2 <= found <= 12:
        raise argparse.ArgumentTypeError(_("%s: from 2 to 12 arms") % text)
    return found
