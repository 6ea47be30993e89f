"""`otdel forecast`: what comes next and the chance to reach a plan, from a plain file; no company, no set-up."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from otdel.cli.forecast_asked import amount, horizon_end, paydays, period, seed, unit_of
from otdel.cli.subcommands import tell, write
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.forecast.checking import Findings
    from otdel.analytics.forecast.shapes import Series

GOAL = "goal"


def summary() -> str:
    return _("what comes next, with honest ranges, and the chance to reach a plan; needs no company")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="+", metavar="[goal] FILE", help=_("dates and values: CSV, TSV or XLSX; goal asks for the chance")
    )
    parser.add_argument("--plan", metavar="AMOUNT", help=_("what the period should bring"))
    parser.add_argument("--period", metavar="2026-11", help=_("a month, 2026-W48, 2026-Q4, 2026 or from..to"))
    parser.add_argument("--horizon", metavar="8w", help=_("how far: 30d, 8w, 6m or 4q; 8 are steps of the file"))
    parser.add_argument("--column", default="", metavar="NAME", help=_("what is forecast; the first column of numbers"))
    parser.add_argument("--dates", default="", metavar="COLUMN", help=_("found by itself when not given"))
    parser.add_argument("--country", default="", metavar="UA", help=_("adds its holidays and Black Friday"))
    parser.add_argument("--paydays", default="", metavar="10,25", help=_("days of the month on which people are paid"))
    parser.add_argument("--unit", default="", metavar="UAH", help=_("of the file, when it does not say"))
    parser.add_argument("--plan-unit", default="", metavar="UAH", help=_("of the plan: another one is refused"))
    parser.add_argument("--decimal", default="", choices=(".", ","), help=_("when the file does not tell"))
    parser.add_argument(
        "--order", default="", choices=("dmy", "mdy"), help=_("03/04 is 3 April (dmy) or 4 March (mdy)")
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help=_("the same seed gives the same numbers"))
    parser.add_argument(
        "--json", nargs="?", const="-", metavar="OUT.json", help=_("everything as JSON; - is the screen")
    )


def run(given: argparse.Namespace) -> int:
    """0 answered; 1 refused, with the reason."""
    asks_goal = given.file[0] == GOAL and len(given.file) > 1
    names = given.file[1:] if asks_goal else given.file
    if len(names) != 1:
        raise BadCommand(_("One file is forecast at a time: otdel forecast goal FILE, or otdel forecast FILE."))
    if asks_goal and not (given.plan and given.period):
        raise BadCommand(_("A goal needs --plan and --period, as --plan 1200000 --period 2026-11."))
    if not asks_goal and not given.horizon:
        raise BadCommand(_("Say how far with --horizon, as --horizon 8w, or ask for a goal: otdel forecast goal FILE."))
    path = Path(names[0])
    if given.json and given.json != "-" and Path(given.json).resolve() == path.resolve():
        raise BadCommand(_("--json %s would be written over the file that is forecast; name another.") % given.json)
    seed(given.seed)
    return _goal(given, path) if asks_goal else _ahead(given, path)


def _goal(given: argparse.Namespace, path: Path) -> int:
    from otdel.analytics.forecast.checking import check_period, check_plan
    from otdel.cli.forecast_answers import goal_of
    from otdel.cli.forecast_files import findings_of

    start, end = period(given.period)
    plan, currency = amount(given.plan)
    unit = unit_of(given.plan_unit) or currency
    if currency and unit != currency:
        raise BadCommand(_("--plan is in %(one)s and --plan-unit says %(other)s.") % {"one": currency, "other": unit})
    findings = findings_of(path, given)
    if (series := findings.series) is not None:
        steps = max(1, series.step.between(start, end))
        more = [*check_period(series, start, end), *check_plan(series, plan, steps, unit)]
        findings = findings.and_also(more)
    if findings.refused or findings.series is None:
        return _refused(given, path, findings)
    return _answer(given, goal_of(findings, start, end, plan, _columns(given, findings.series, end), given.seed), path)


def _ahead(given: argparse.Namespace, path: Path) -> int:
    from otdel.analytics.forecast.checking import check_distance
    from otdel.cli.forecast_answers import ahead_of
    from otdel.cli.forecast_files import findings_of

    findings = findings_of(path, given)
    if findings.series is None:
        return _refused(given, path, findings)
    end = horizon_end(given.horizon, findings.series)
    findings = findings.and_also(check_distance(findings.series, end))
    if findings.refused or findings.series is None:
        return _refused(given, path, findings)
    return _answer(given, ahead_of(findings, end, _columns(given, findings.series, end), given.seed), path)


def _answer(given: argparse.Namespace, answer: dict[str, object], path: Path) -> int:
    from otdel.cli.forecast_words import told

    answer = {"file": path.name, **answer}
    if given.json:
        return _as_json(given.json, answer)
    for line in told(answer):
        print(line)
    return 0


def _refused(given: argparse.Namespace, path: Path, findings: Findings) -> int:
    from otdel.cli.forecast_answers import findings_said

    said = findings_said(findings)
    if given.json:
        _as_json(given.json, {"file": path.name, "refused": True, "findings": said})
        return 1
    print(_("%(file)s was not forecast, and nothing was changed:") % {"file": path.name}, file=sys.stderr)
    for one in [one for one in said if one["refuses"]] + [one for one in said if one["line"] and not one["refuses"]]:
        print(f"  {one['said']}", file=sys.stderr)
    return 1


def _as_json(out: str, answer: dict[str, object]) -> int:
    if out == "-":
        return tell(answer)
    import json

    write(Path(out), (json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode())
    return 0


def _columns(given: argparse.Namespace, series: Series, end: date) -> object:
    """Columns of holidays and paydays over the past and what is to come; None when not asked for."""
    if not given.country and not given.paydays:
        return None
    from otdel.analytics.forecast.calendar import UnknownCountry, columns

    ahead, days = max(1, series.step.covering(series.end, end)), paydays(given.paydays)
    try:
        _names, found = columns(given.country, series.start, series.step, len(series.values) + ahead, paydays=days)
    except UnknownCountry as unknown:
        raise BadCommand(_("Nothing is known of the holidays of %s; leave --country out.") % given.country) from unknown
    return found
