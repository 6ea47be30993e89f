"""`otdel mix fit`: what each channel brought, from a plain file of weeks; no company, no database, no set-up."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from otdel.cli import mix_asked
from otdel.cli.mix_options import options
from otdel.cli.subcommands import word, write
from otdel.cli.words import BadCommand, _, language

if TYPE_CHECKING:
    from otdel.analytics.mix.budget import Move
    from otdel.analytics.mix.checking import Fault
    from otdel.analytics.mix.reading import Table
    from otdel.analytics.mix.shapes import LiftTest, Mix, MixData
    from otdel.evidence.mix_report.answer import Answer
    from otdel.evidence.mix_report.words import Say

USUAL_WEEKS, USUAL_CHANGE = 13, 0.3
SECONDS = (
    2e-6  # of one fit for each step times channels cubed: 40 channels in 52 weeks take seven, 100 in 156 five minutes
)
SLOW = 20  # seconds from which it is said that it takes a while


class _Unusable(Exception):
    """A file that cannot be used, with everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(len(faults))
        self.faults = faults


def summary() -> str:
    return _("what each channel brought and the next 1 would bring, from a file of weeks; needs no company")


def run(given: argparse.Namespace) -> int:
    return int(given.word(given))


def arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(metavar="WORD", required=True)
    said = _("fit the mix model: back per 1 spent, the next 1, each with its range")
    options(word(words, "fit", said, _fit))


def _fit(given: argparse.Namespace) -> int:
    """0 done; 1 the file cannot be used, and every reason is said."""
    mix_asked.outputs(given)
    mix_asked.budget_words(given)
    try:
        data, faults, lines = _weeks(given)
        tests, wrong = _tests(given.lift, data)
        _check_budget(given, data)
    except _Unusable as unusable:
        return _refused(given, unusable.faults)
    answer = _answered(given, data, tests, (*faults, *wrong), lines)
    _tell(given, answer)
    return 0


def _weeks(given: argparse.Namespace) -> tuple[MixData, tuple[Fault, ...], tuple[int, ...]]:
    """The data, what was said of them, and the lines they came from. Raises _Unusable."""
    from otdel.analytics.mix.checking import check
    from otdel.analytics.mix.reading import Asked, read

    asked = Asked(
        given.target, given.spend, given.controls, given.dates, given.country, given.decimal, given.kind,
        given.blank_is_zero,
    )  # fmt: skip
    found = read(_table(given.file), asked)
    checked, data = check(found.data) if found.data else ((), None)
    faults = (*found.faults, *checked)
    if data is None:
        raise _Unusable(faults)
    return data, faults, found.lines


def _table(path: Path) -> Table:
    """Raises _Unusable when there is no table in it, BadCommand when there is no file."""
    from otdel.analytics.mix.checking import Fault
    from otdel.analytics.mix.reading import Table
    from otdel.evidence.mix_report.tables import table_of

    try:
        found = table_of(path)
    except OSError as error:
        raise BadCommand(_("%(file)s cannot be read (%(why)s).") % {"file": path, "why": error.strerror}) from error
    if isinstance(found, Table):
        return found
    raise _Unusable((found if isinstance(found, Fault) else Fault(found, refuses=True),))


def _tests(path: Path | None, data: MixData) -> tuple[tuple[LiftTest, ...], tuple[Fault, ...]]:
    """Good rows count, bad ones are said; a file of which nothing can be used ends it."""
    if path is None:
        return (), ()
    from otdel.analytics.mix.reading import lift_tests

    say = _say()
    try:
        tests, faults = lift_tests(_table(path), data)
    except _Unusable as unusable:
        tests, faults = (), unusable.faults
    if faults and not tests:
        raise BadCommand("\n".join(f"{path.name}: {say(one.reason)}" for one in faults))
    return tests, faults


def _check_budget(given: argparse.Namespace, data: MixData) -> None:
    """Limits that no plan could keep end it before the fit, which tells nothing of them."""
    if given.budget is None:
        return
    from otdel.analytics.mix.budget import Limits, refusal

    limits = Limits(given.limit or USUAL_CHANGE, fixed=mix_asked.fixed(given, data))
    refused = refusal(data, given.budget, limits)
    if refused:
        raise BadCommand(_say()(refused))


def _answered(
    given: argparse.Namespace,
    data: MixData,
    tests: tuple[LiftTest, ...],
    faults: tuple[Fault, ...],
    lines: tuple[int, ...],
) -> Answer:
    from otdel.analytics.mix.fit import DRAWS, fit
    from otdel.analytics.mix.shapes import Form
    from otdel.evidence.mix_report.answer import answered

    priors, because = mix_asked.priors(given.prior, data)
    forms = tuple(Form[name.upper()] for name in given.forms)
    _warn_of_time(data)
    mix = fit(data, priors, tests, forms=forms, draws=given.draws or DRAWS, seed=given.seed)
    return answered(
        mix,
        file=given.file.name,
        because=because,
        faults=faults,
        lines=lines,
        move=_move(given, mix),
        margin=given.margin or 1.0,
    )


def _warn_of_time(data: MixData) -> None:
    seconds = SECONDS * len(data.starts) * len(data.channels) ** 3
    if seconds >= SLOW:
        words = _("%(channels)s channels: this may take %(minutes)s min. Fewer channels are quicker and better known.")
        told = {"channels": len(data.channels), "minutes": max(1, round(seconds / 60))}
        print(words % told, file=sys.stderr, flush=True)


def _move(given: argparse.Namespace, mix: Mix) -> Move | None:
    if given.budget is None:
        return None
    from otdel.analytics.mix.budget import optimise
    from otdel.kit.reason import Reason

    found = optimise(
        mix,
        given.budget,
        weeks=given.weeks or USUAL_WEEKS,
        change=given.limit or USUAL_CHANGE,
        fixed=mix_asked.fixed(given, mix.data),
        margin=given.margin,
        cautious=given.cautious,
    )
    if isinstance(found, Reason):  # `_check_budget` asked the same limits before the fit
        raise BadCommand(_say()(found))
    return found


def _tell(given: argparse.Namespace, answer: Answer) -> None:
    """The files that were asked for, and the table on the screen unless one of them has it."""
    say = _say()
    if given.html:
        from otdel.evidence.mix_report.page import page

        _write(given.html, page(answer, say))
    if given.json:
        from otdel.evidence.mix_report.plain import as_json

        _write(given.json, as_json(answer, say))
    if mix_asked.SCREEN not in (str(given.json), str(given.html)):
        from otdel.evidence.mix_report.printing import print_answer
        from otdel.evidence.terminal.paper import Paper

        paper = Paper.of_terminal()
        print_answer(paper, answer, say)
        _show(str(paper).removesuffix("\n"))


def _refused(given: argparse.Namespace, faults: tuple[Fault, ...]) -> int:
    from otdel.evidence.mix_report.printing import print_faults
    from otdel.evidence.terminal.paper import Paper

    say, paper = _say(), Paper.of_terminal()
    paper.say(_("%(file)s was not fitted, and nothing was written over:") % {"file": given.file.name})
    print_faults(paper, faults, say)
    print(paper, end="", file=sys.stderr)
    if given.json:
        from otdel.evidence.mix_report.plain import refused_json

        _write(given.json, refused_json(given.file.name, faults, say))
    return 1


def _write(path: Path, text: str) -> None:
    if str(path) == mix_asked.SCREEN:
        _show(text)
    else:
        write(path, f"{text}\n".encode())


def _show(text: str) -> None:
    """On the screen. Raises BadCommand when it takes no more; a reader who has had enough is `main`'s to see."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is not tried once more at the end
        raise BadCommand(_("%(file)s cannot be written: %(why)s") % {"file": "-", "why": error.strerror}) from error


def _say() -> Say:
    from otdel.evidence.mix_report.words import speaking

    return speaking(language())
