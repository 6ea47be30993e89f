"""`otdel people design`: what to hire next, from the company's own facts or from a plan in a YAML file."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otdel.cli import start
from otdel.cli.subcommands import tell
from otdel.cli.words import BadCommand, _
from otdel.kit.viewer import AT_TERMINAL

if TYPE_CHECKING:
    from otdel.organisation.rules.designer import Plan


def add(words: Any) -> None:
    """Puts `design` beside the other words of `otdel people`."""
    said = _("what to hire next: the best mix of roles for a budget")
    parser = words.add_parser("design", help=said, description=said)
    parser.add_argument(
        "--from", dest="source", type=Path, metavar="FILE", help=_("a plan in YAML; needs no company and no set-up")
    )
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.add_argument("--matters", action="store_true", help=_("also which assumption matters most (some seconds)"))
    parser.add_argument("--figures", action="store_true", help=_("name every figure with its value, and stop"))
    parser.set_defaults(word=_design, begin=_begin)


def _begin(given: argparse.Namespace) -> None:
    """With a file no company is needed: then the settings get a folder of their own for as long as this runs."""
    if given.source is None or start.home().is_dir():
        start.django(migrate=given.source is None)
        return
    with tempfile.TemporaryDirectory(prefix="otdel-") as folder:
        os.environ["OTDEL_HOME"] = folder
        start.django(migrate=False)


def _design(given: argparse.Namespace) -> int:
    from otdel.organisation.rules.designer import problems
    from otdel.web.reasons import say

    plan = _plan(given)
    if given.figures:
        return _figures(plan)
    for problem in problems(plan):
        raise BadCommand(say(problem))
    return _as_json(plan, given) if given.json else _in_words(plan, given)


def _plan(given: argparse.Namespace) -> Plan:
    """Raises Refused."""
    from otdel.organisation.exchange.designs import read_plan
    from otdel.organisation.queries.designer import CURRENCY, known, library_figures
    from otdel.organisation.rules.designer import Plan

    if given.source is None:
        facts = known(AT_TERMINAL)
        return Plan.made(facts.currency, facts.figures, facts.people)
    try:
        text = given.source.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        words = _("%(file)s cannot be read (%(why)s).")
        raise BadCommand(words % {"file": given.source, "why": error}) from error
    return read_plan(given.source.name, text, library_figures(), CURRENCY)


def _figures(plan: Plan) -> int:
    from otdel.organisation.wording.design_names import figure_name

    for code, value in plan.figures.items():
        print(f"{code:28} {format(value.normalize(), 'f'):>12}  {figure_name(code)}")
    return 0


def _as_json(plan: Plan, given: argparse.Namespace) -> int:
    from otdel.organisation.exchange.designs import as_data
    from otdel.organisation.queries.designer import answer, what_matters

    found = as_data(plan, answer(plan), what_matters(plan) if given.matters else None)
    tell(found)
    return 0 if found["possible"] else 1


def _in_words(plan: Plan, given: argparse.Namespace) -> int:
    """The page's own sentence and tables, as lines."""
    from django.utils.html import strip_tags

    from otdel.organisation.pages import designer as words
    from otdel.organisation.pages import designer_tables as tables
    from otdel.organisation.queries.designer import answer, what_matters
    from otdel.organisation.rules.designer import Mix

    found, titles = answer(plan), words.Titles(known=given.source is None)
    print(strip_tags(words.verdict(plan, found, titles)))
    if not isinstance(found.best, Mix):
        for way in found.best.ways:
            print("- " + strip_tags(words.way_out(plan, way)))
        return 1
    for hole in words.holes(found.best):
        print(f"- {hole.kind}: {hole.hours}. {hole.means}")
    if given.matters:
        for row in tables.matters(plan, found.best, what_matters(plan), titles).rows:
            print("  ".join(str(getattr(cell, "text", cell)) for cell in row))
    return 0
