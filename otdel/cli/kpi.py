"""`otdel kpi`: a value, the scorecard, a measure, a formula checked; readings and plans in and out; computing."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otdel.cli.subcommands import run_word, tell, word, write
from otdel.cli.words import BadCommand, _
from otdel.kit.viewer import AT_TERMINAL

if TYPE_CHECKING:
    from otdel.kit.calendar import Named
    from otdel.organisation.queries.members import MemberRef
    from otdel.scorecard.exchange.reading import Taken

UNITS = ("week", "month", "quarter", "year")
COUNTS = {"week": 13, "month": 12, "quarter": 8, "year": 3}


def summary() -> str:
    return _("KPIs: a value, the scorecard, a measure, readings and plans in and out")


run = run_word


def arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(metavar="WORD", required=True)
    value = word(words, "value", _("one KPI in a period"), _value)
    value.add_argument("name", help=_("the code of the KPI, such as ppc_waste"))
    listed = word(words, "list", _("KPIs in force today"), _list)
    card = word(words, "scorecard", _("KPIs over the last periods"), _scorecard)
    card.add_argument("--by", choices=UNITS, default="month")
    measure = word(words, "measure", _("one measure in a period, with its largest rows"), _measure)
    measure.add_argument("code")
    measure.add_argument("--rows", type=int, default=10, help=_("how many rows to show"))
    for one in (value, measure):
        one.add_argument("--period", required=True, help=_("2026-10, 2026-q4, 2026-w47 or 2026"))
    for one in (value, card, measure, listed):
        one.add_argument("--who", default="", metavar="SLUG", help=_("a person; without it, the whole department"))
        one.add_argument("--json", action="store_true", help=_("as JSON"))
    check = word(words, "check", _("whether a formula can be used"), _check)
    check.add_argument("formula")
    check.add_argument("--unit", default="", help=_("the unit its result should have"))
    for name, said in (("readings", _("typed readings")), ("plans", _("plans of measures"))):
        kept = words.add_parser(name, help=said, description=said).add_subparsers(metavar="WORD", required=True)
        word(kept, "import", _("take a CSV, XLSX or YAML file"), _import, name).add_argument("file", type=Path)
        word(kept, "export", _("write them to a .csv, .xlsx or .yaml file"), _export, name).add_argument(
            "file", type=Path
        )
    word(words, "compute", _("count every stored value anew now"), _compute)


def _value(given: argparse.Namespace) -> int:
    from otdel.scorecard.exchange import plain
    from otdel.scorecard.queries.values import UnknownKpi, kpi_value

    try:
        answer = kpi_value(AT_TERMINAL, given.name, _whose(given.who), _period(given.period))
    except UnknownKpi as error:
        raise BadCommand(
            _("There is no KPI “%(name)s”. “otdel kpi list” has them all.") % {"name": given.name}
        ) from error
    if given.json:
        return tell(plain.kpi(answer))
    from otdel.scorecard.pages.goals import goal_words

    said = plain.value(answer.value)
    print(f"{answer.name}: {_figure(answer)}")
    print(f"  {_('goal')}: {goal_words(answer.goal, answer.unit, answer.currency, answer.direction)}")
    if said["no_data"]:
        print(f"  {said['no_data']}")
    for part in answer.parts:
        print(f"  {part.code} = {_measured(part)}")
    return 0


def _list(given: argparse.Namespace) -> int:
    from otdel.accounts.queries import company_today
    from otdel.organisation.words import kpi_name
    from otdel.scorecard.models import Kpi
    from otdel.scorecard.queries.values import kpis_of

    today, who = company_today(AT_TERMINAL), _whose(given.who)
    held = kpis_of(AT_TERMINAL, who.id, today) if who else list(Kpi.objects.on(today).select_related("role"))
    found = [(one.code, kpi_name(one.role, one.code, one.own), one.formula) for one in held]
    if given.json:
        return tell([{"kpi": code, "name": name, "formula": formula} for code, name, formula in found])
    for code, name, formula in found:
        print(f"{code:<16} {name}\n{'':<16} {formula}")
    return 0


def _scorecard(given: argparse.Namespace) -> int:
    from otdel.accounts.queries import company_today
    from otdel.kit.calendar import containing
    from otdel.scorecard.exchange import plain
    from otdel.scorecard.pages.figures import figure
    from otdel.scorecard.queries.values import scorecard

    who = _whose(given.who)
    last = containing(company_today(AT_TERMINAL), given.by).earlier().period.last_day
    card = scorecard(AT_TERMINAL, given.by, last, COUNTS[given.by], who.slug if who else "")
    if given.json:
        return tell(plain.scorecard(card))
    for row in card.every:
        cells = (f"{figure(one.value, row.unit, row.currency)}{'!' if one.state == 'off' else ''}" for one in row.cells)
        print(f"{row.who.name if row.who else '-':<20} {row.name}: {' | '.join(cells)}")
    return 0


def _measure(given: argparse.Namespace) -> int:
    from otdel.scorecard.exchange import plain
    from otdel.scorecard.measures.registry import MEASURES
    from otdel.scorecard.pages.formula_words import measure_name
    from otdel.scorecard.queries.measures import measure_rows
    from otdel.scorecard.queries.values import scope_of

    if given.code not in MEASURES:
        raise BadCommand(_("There is no measure “%(name)s”.") % {"name": given.code})
    who, period = _whose(given.who), _period(given.period).period
    scope = scope_of(who.id if who else None, period.last_day)
    found = measure_rows(AT_TERMINAL, given.code, scope, period, max(given.rows, 0))
    if given.json:
        return tell(plain.rows(found))
    print(f"{measure_name(given.code)}: {_measured(found.answer)}")
    for row in found.rows:
        origin = f"{row.file}:{row.row}" if row.row else row.file
        print(f"  {row.day or ''!s:<12}{row.value.normalize():f}  {row.what}  {origin}")
    return 0


def _check(given: argparse.Namespace) -> int:
    from otdel.scorecard.pages.formula_words import in_words
    from otdel.scorecard.queries.formulas import wrong_with
    from otdel.web.reasons import say

    wrong = wrong_with(given.formula, given.unit)
    for reason in wrong:
        print(say(reason))
    if not wrong:
        print(in_words(given.formula))
    return 1 if wrong else 0


def _import(given: argparse.Namespace) -> int:
    from otdel.web.reasons import say

    if not given.file.is_file():
        raise BadCommand(_("There is no file %(file)s.") % {"file": given.file})
    taken: Taken = _exchange(given.what).take(AT_TERMINAL, given.file, given.file.name)
    for bad in taken.bad:
        print(_("row %(row)s: %(why)s") % {"row": bad.row, "why": say(bad.reason)})
    print(
        _("%(new)s taken, %(same)s there already, %(bad)s set aside")
        % {"new": taken.new, "same": taken.same, "bad": len(taken.bad)}
    )
    return 1 if taken.bad else 0


def _export(given: argparse.Namespace) -> int:
    from otdel.scorecard.exchange.writing import WRITERS

    kind = given.file.suffix.lower().removeprefix(".").replace("yml", "yaml")
    if kind not in WRITERS:
        raise BadCommand(_("Name the file .csv, .xlsx or .yaml."))
    exchange = _exchange(given.what)
    lines = exchange.export(AT_TERMINAL)
    write(given.file, WRITERS[kind][0](exchange.HEADER, lines))
    print(_("%(count)s rows in %(file)s") % {"count": len(lines), "file": given.file})
    return 0


def _compute(given: argparse.Namespace) -> int:
    from otdel.accounts.queries import company_today
    from otdel.scorecard.services.computing import compute

    done = compute(company_today(AT_TERMINAL), everything=True)
    print(
        _("%(values)s values counted, %(changed)s changed, %(frozen)s frozen")
        % {"values": done.values, "changed": done.changed, "frozen": done.frozen}
    )
    return 0


def _exchange(what: str) -> Any:
    from otdel.scorecard.exchange import plans, readings

    return readings if what == "readings" else plans


def _whose(slug: str) -> MemberRef | None:
    from otdel.organisation.queries.members import ref
    from otdel.scorecard.services.common import known_member

    found = known_member(slug)
    return ref(found) if found else None


def _period(text: str) -> Named:
    from otdel.kit.calendar import named

    found = named(text.lower())
    if found is None or found.unit not in UNITS:
        raise BadCommand(
            _("“%(text)s” is no period. Write 2026-10, 2026-q4, 2026-w47 or 2026.") % {"text": text}
        )  # fmt: skip
    return found


def _figure(answer: Any) -> str:
    from otdel.scorecard.pages.figures import compared_to, figure

    return figure(answer.value, answer.unit, answer.currency, of_another=bool(compared_to(answer.formula)))


def _measured(answer: Any) -> str:
    from otdel.scorecard.pages.figures import exact

    return exact(answer.value, answer.unit, answer.currency)
