"""`otdel pay`: what a plan pays for given results, and what is wrong with a plan; both from files, with no set-up."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otdel.cli import start
from otdel.cli.subcommands import content_of, run_word, tell, word
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.kit.reason import Reason
    from otdel.motivation.rules.lines import Inputs, Line, Pay
    from otdel.motivation.rules.lints import Finding
    from otdel.motivation.rules.plan import Plan
    from otdel.motivation.rules.reading import WrongPlan

MORE: tuple[str, ...] = ("pay_records",)  # their `add(words)` puts words in


def summary() -> str:
    return _("what a pay plan pays, and what is wrong with one; needs no company")


run = run_word


def arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(metavar="WORD", required=True)
    counted = word(words, "compute", _("what a plan in YAML pays for results in YAML, line by line"), _compute)
    counted.add_argument("plan", metavar="PLAN.yaml", help=_("a file, or the code of a plan of the library"))
    counted.add_argument("inputs", metavar="INPUTS.yaml", type=Path)
    linted = word(words, "lint", _("what makes a plan in YAML unfair, unclear or impossible to keep"), _lint)
    linted.add_argument("plan", metavar="PLAN.yaml", help=_("a file, or the code of a plan of the library"))
    for one in (counted, linted):
        one.add_argument("--json", action="store_true", help=_("as JSON"))
        one.set_defaults(begin=_begin)
    for name in MORE:
        import_module(f"otdel.cli.{name}").add(words)


def _begin(given: argparse.Namespace) -> None:
    """Words and settings only. Without a company the settings get a folder of their own for as long as this runs."""
    if start.home().is_dir():
        start.django(migrate=False)
        return
    with tempfile.TemporaryDirectory(prefix="otdel-") as folder:
        os.environ["OTDEL_HOME"] = folder
        start.django(migrate=False)


def _compute(given: argparse.Namespace) -> int:
    from otdel.motivation.rules.compute import compute

    plan, inputs = _plan(given.plan), _inputs(given.inputs)
    _tell_unused(given.inputs, plan, inputs)
    pay = compute(plan, inputs)
    return tell(_as_data(plan, inputs, pay)) if given.json else _in_words(plan, pay)


def _tell_unused(path: Path, plan: Plan, inputs: Inputs) -> None:
    """A result under a name the plan does not have is most likely a slip: the part it was meant for stays without."""
    from otdel.motivation.rules.checking import named_kpis, named_measures

    known = {code for _path, code in (*named_kpis(plan), *named_measures(plan))}
    if unused := [name for name in (*inputs.results, *inputs.measures) if name not in known]:
        words = _("%(file)s: the plan has nothing named %(names)s, so it counts for nothing.")
        print(words % {"file": path, "names": ", ".join(unused)}, file=sys.stderr)


def _plan(name: str) -> Plan:
    from otdel.motivation.library import plans
    from otdel.motivation.rules.reading import WrongPlan, read_plan, read_yaml

    if name in plans() and not Path(name).exists():
        return plans()[name]
    content = content_of(Path(name))
    try:
        return read_plan(read_yaml(content))
    except WrongPlan as wrong:
        raise _refused(name, content, wrong) from wrong


def _inputs(path: Path) -> Inputs:
    from otdel.motivation.rules.given import read_inputs
    from otdel.motivation.rules.reading import WrongPlan, read_yaml

    content = content_of(path)
    try:
        return read_inputs(read_yaml(content) or {})
    except WrongPlan as wrong:
        raise _refused(str(path), content, wrong) from wrong


def _refused(name: str, content: bytes, wrong: WrongPlan) -> BadCommand:
    """Every fault on a line of its own: where in the file, sentence."""
    from otdel.motivation.pages.fault_words import told

    faults = [f"  {one.place}: {one.words}" if one.place else f"  {one.words}"
              for one in told(wrong.faults, content)]  # fmt: skip
    return BadCommand("\n".join([_("%(file)s cannot be used:") % {"file": name}, *faults]))


def _as_data(plan: Plan, inputs: Inputs, pay: Pay) -> dict[str, Any]:
    from otdel.motivation.rules.marginal import one_more
    from otdel.motivation.rules.reading import digest

    return {
        "plan": plan.code,
        "digest": digest(plan),
        "currency": pay.currency,
        "earned": f"{pay.earned:f}",
        "payable": f"{pay.payable:f}",
        "held": f"{pay.held:f}",
        "reserved": f"{pay.reserved:f}",
        "lines": [_line(one) for one in pay.lines],
        "one_more": [
            {"of": one.kpi, "by": one.by.value, "step": f"{one.step:f}", "amount": f"{one.amount:f}"}
            for one in one_more(plan, inputs)
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    """As a statement keeps it, with the words of the line and of each step."""
    from otdel.motivation.rules.recorded import line_data
    from otdel.web.reasons import say

    said = line_data(line)
    steps = zip(said["steps"], line.steps, strict=True)
    return {
        **said,
        "words": say(line.because),
        "steps": [{**data, "words": say(step.because)} for data, step in steps],
    }


def _in_words(plan: Plan, pay: Pay) -> int:
    from otdel.kit.reason import NoData
    from otdel.motivation.wording.numbers import name_of
    from otdel.web import format as say
    from otdel.web.reasons import say as words

    for line in pay.lines:
        kind = "" if line.kind.value == "paid" else f" ({line.kind.value})"
        title = f"{line.code}{kind}" + (f": {name_of(line.subject)}" if line.subject else "")
        print(f"{title:60.60} {say.amount(line.amount, pay.currency, 2):>16}\n  {words(line.because)}")
        for step in line.steps:
            figure = words(step.figure.reason) if isinstance(step.figure, NoData) else say.number(step.figure, 6)
            print(f"    {words(step.because)}: {figure}")
    totals = (_("to pay"), pay.payable), (_("held back"), pay.held), (_("reserved"), pay.reserved)
    print("; ".join(f"{name} {say.amount(amount, pay.currency, 2)}" for name, amount in totals))
    return 0


def _lint(given: argparse.Namespace) -> int:
    """1 when there is an error, 0 otherwise."""
    from otdel.motivation.rules.lints import Level, lint
    from otdel.motivation.rules.lints.facts import library_context

    found = lint(_plan(given.plan), library_context())
    if given.json:
        tell([_finding(one) for one in found])
    else:
        _print_findings(found)
    return 1 if any(one.level is Level.ERROR for one in found) else 0


def _finding(one: Finding) -> dict[str, Any]:
    from otdel.motivation.rules.reading import write_plan

    mend = one.mend and {
        "words": _said(one.mend.because),
        "proved": one.mend.proved,
        "plan": write_plan(one.mend.plan) if one.mend.plan else None,
    }
    return {"id": one.id, "level": one.level.value, "path": one.path, "words": _said(one.because), "mend": mend}


def _said(because: Reason) -> str:
    """As the page of a rule says it: names instead of codes, places of curves as curves have them."""
    from otdel.motivation.pages.check_page import in_words
    from otdel.motivation.wording.numbers import names_now

    return in_words(because, names_now())


def _print_findings(found: list[Finding]) -> None:
    """The verdict, what was found, and once for each reason what could not be checked."""
    from otdel.motivation.pages.check_page import verdict_of
    from otdel.motivation.rules.lints import Level

    print(verdict_of([one.level for one in found]))
    unchecked: dict[str, list[str]] = {}
    for one in found:
        if one.level is Level.UNCHECKED:
            unchecked.setdefault(_said(one.because), []).append(one.id)
            continue
        print(f"\n{one.id} {one.level.value:5} {one.path}\n  {_said(one.because)}")
        if one.mend:
            print(f"  -> {_said(one.mend.because)}")
    for words, lints in unchecked.items():
        print(f"\n{', '.join(dict.fromkeys(lints))}\n  {words}")
