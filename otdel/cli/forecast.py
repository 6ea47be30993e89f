"""`otdel forecast`: what comes next and the chance to reach a plan, from a plain file; no company, no set-up."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from otdel.cli.subcommands import tell, write
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.forecast.checking import Findings
    from otdel.analytics.forecast.shapes import Series, Step

GOAL = "goal"
STEPS_OF = {"d": "day", "w": "week", "m": "month", "q": "quarter"}


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
    return _goal(given, Path(names[0])) if asks_goal else _ahead(given, Path(names[0]))


def _goal(given: argparse.Namespace, path: Path) -> int:
    from otdel.analytics.forecast.checking import check_period, check_plan
    from otdel.cli.forecast_answers import goal_of
    from otdel.cli.forecast_files import findings_of

    start, end = period(given.period)
    plan = amount(given.plan)
    findings = findings_of(path, given)
    if (series := findings.series) is not None:
        steps = max(1, series.step.between(start, end))
        more = [*check_period(series, start, end), *check_plan(series, plan, steps, given.plan_unit)]
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
    end = _end(given.horizon, findings.series)
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
    for one in said:
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

    ahead = max(1, series.step.between(series.end, end))
    paydays = _paydays(given.paydays)
    try:
        _names, found = columns(given.country, series.start, series.step, len(series.values) + ahead, paydays=paydays)
    except UnknownCountry as unknown:
        raise BadCommand(_("Nothing is known of the holidays of %s; leave --country out.") % given.country) from unknown
    return found


def _paydays(text: str) -> tuple[int, ...]:
    days = [part.strip() for part in text.split(",") if part.strip()]
    if not all(day.isdigit() and 1 <= int(day) <= 31 for day in days):
        raise BadCommand(_("--paydays %s: write days of the month, as 10,25.") % text)
    return tuple(int(day) for day in days)


def period(text: str) -> tuple[date, date]:
    """[from, to) of 2026, 2026-Q4, 2026-11, 2026-W48 or 2026-11-01..2026-11-15 (both days in). Raises BadCommand."""
    try:
        return _period(text.strip().upper())
    except ValueError as error:
        shown = _("--period %s: write 2026-11, 2026-W48, 2026-Q4, 2026 or 2026-11-01..2026-11-15.")
        raise BadCommand(shown % text) from error


def _period(text: str) -> tuple[date, date]:
    from datetime import timedelta

    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", text):
        start, last = date.fromisoformat(found[1]), date.fromisoformat(found[2])
        if last < start:
            raise ValueError(text)
        return start, last + timedelta(days=1)
    if found := re.fullmatch(r"(\d{4})-?W(\d\d?)", text):
        start = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return start, start + timedelta(days=7)
    found = re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)))?", text)
    if not found:
        raise ValueError(text)
    first, count = (int(found[2]) * 3 - 2, 3) if found[2] else (int(found[3]), 1) if found[3] else (1, 12)
    start = date(int(found[1]), first, 1)
    months = start.year * 12 + start.month - 1 + count
    return start, date(months // 12, months % 12 + 1, 1)


def amount(text: str) -> float:
    """A plan as a number: 1200000, 1 200 000 or 1200000,50. Raises BadCommand."""
    bare = re.sub(r"[\s\u00a0\u202f']", "", text).replace(",", ".")
    try:
        return float(bare)
    except ValueError as error:
        raise BadCommand(_("--plan %s: write a number, as 1200000 or 2500.50.") % text) from error


def _end(text: str, series: Series) -> date:
    """The day after the last step that is asked for. Raises BadCommand."""
    from otdel.analytics.forecast.shapes import Step

    found = re.fullmatch(r"(\d{1,4})\s*([dwmq]?)", text.strip().lower())
    if not found or not int(found[1]):
        raise BadCommand(_("--horizon %s: write 30d, 8w, 6m or 4q.") % text)
    wanted = Step(STEPS_OF[found[2]]) if found[2] else series.step
    end = _after(series.end, wanted, int(found[1]))
    if series.step.between(series.end, end) < 1:
        raise BadCommand(_("--horizon %s is shorter than one step of the file.") % text)
    return end


def _after(start: date, step: Step, count: int) -> date:
    """So many steps on; months from the middle of a month end on the same day, or the last that there is."""
    from calendar import monthrange

    landed = step.after(start, count)
    if step.value in ("day", "week"):
        return landed
    return landed.replace(day=min(start.day, monthrange(landed.year, landed.month)[1]))
