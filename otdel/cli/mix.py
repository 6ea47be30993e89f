"""`otdel mix fit`: what each channel brought, from a plain file of weeks; no company, no database, no set-up."""

from __future__ import annotations

import argparse
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from otdel.cli.subcommands import word, write
from otdel.cli.words import BadCommand, _, language

if TYPE_CHECKING:
    from otdel.analytics.mix.budget import Move
    from otdel.analytics.mix.checking import Fault
    from otdel.analytics.mix.reading import Table
    from otdel.analytics.mix.shapes import LiftTest, Mix, MixData, Priors
    from otdel.evidence.mix_report.words import Say
    from otdel.kit.reason import Reason

FORMS = ("hill", "logistic", "free_hill")
SPREAD = 0.5  # of a prior given without one
MEDIANS, SPREADS = (1e-9, 1e12), (0.01, 10.0)  # of a prior: narrower than a hundredth is no belief but a fixed number
LEAST_DRAWS, MOST_DRAWS = 50, 20_000  # a chain: fewer tell nothing of themselves, more outgrow the memory
MOST_MONEY = 10**13  # a week


def summary() -> str:
    return _("what each channel brought and the next 1 would bring, from a file of weeks; needs no company")


def run(given: argparse.Namespace) -> int:
    return int(given.word(given))


def arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(metavar="WORD", required=True)
    said = _("fit the mix model: back per 1 spent, the next 1, each with its range")
    fit = word(words, "fit", said, _fit)
    fit.add_argument("file", type=Path, help=_("weeks or days: CSV, TSV or XLSX"))
    _columns(fit)
    _beliefs(fit)
    _budget(fit)
    fit.add_argument("--json", type=Path, metavar="OUT.json", help=_("write everything as JSON; - is the screen"))
    fit.add_argument("--html", type=Path, metavar="OUT.html", help=_("write a page that opens by itself"))


def _columns(fit: argparse.ArgumentParser) -> None:
    fit.add_argument("--target", required=True, metavar="COLUMN", help=_("what is to be explained: revenue, orders"))
    fit.add_argument("--spend", required=True, type=_names, metavar="A,B", help=_("a column a channel; * fits many"))
    fit.add_argument(
        "--controls", type=_names, default=(), metavar="A,B", help=_("what else moves it: price, promotions")
    )
    fit.add_argument("--dates", default="", metavar="COLUMN", help=_("found by itself when not given"))
    fit.add_argument("--country", default="", metavar="UA", help=_("adds its holidays and Black Friday"))
    fit.add_argument("--kind", default="", choices=("money", "count"), help=_("what the target is"))
    fit.add_argument("--decimal", default="", choices=(".", ","), help=_("when the file does not tell"))
    fit.add_argument("--blank-is-zero", action="store_true", help=_("an empty cell of spend: nothing was spent"))


def _beliefs(fit: argparse.ArgumentParser) -> None:
    fit.add_argument("--lift", type=Path, metavar="TESTS.csv", help=_("experiments: channel,start,end,lift,error"))
    fit.add_argument(
        "--prior", action="append", default=[], metavar="CHANNEL=2.0:0.5", help=_("back per 1 believed, and its spread")
    )
    fit.add_argument("--forms", type=_forms, default=FORMS, metavar="A,B", help=", ".join(FORMS))
    fit.add_argument("--draws", type=_draws, metavar="N", help=_("a chain; there are four"))
    fit.add_argument("--seed", type=_seed, default=0, metavar="N", help=_("the same seed gives the same numbers"))


def _budget(fit: argparse.ArgumentParser) -> None:
    fit.add_argument("--budget", type=_money, metavar="AMOUNT", help=_("money a week: where should it go?"))
    fit.add_argument("--weeks", type=_count, default=13, metavar="N", help=_("how long the budget is held"))
    fit.add_argument("--limit", type=_percent, default=0.3, metavar="30", help=_("most a channel changes, percent"))
    fit.add_argument("--fixed", type=_names, default=(), metavar="A,B", help=_("channels that stay as they are"))
    fit.add_argument("--margin", type=_percent, metavar="40", help=_("percent of the target that is earned"))
    fit.add_argument("--cautious", action="store_true", help=_("best for the worst fifth of cases"))


def _fit(given: argparse.Namespace) -> int:
    """0 done; 1 the file cannot be used, and every reason is said."""
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
        return _refused(given, faults)
    tests, wrong = _tests(given.lift, data)
    return _answered(given, data, tests, (*faults, *wrong), found.lines)


def _answered(
    given: argparse.Namespace,
    data: MixData,
    tests: tuple[LiftTest, ...],
    faults: tuple[Fault, ...],
    lines: tuple[int, ...],
) -> int:
    from otdel.analytics.mix.fit import DRAWS, fit
    from otdel.analytics.mix.shapes import Form
    from otdel.evidence.mix_report.answer import answered

    priors, because = _priors(given.prior, data)
    forms = tuple(Form[name.upper()] for name in given.forms)
    mix = fit(data, priors, tests, forms=forms, draws=given.draws or DRAWS, seed=given.seed)
    answer = answered(
        mix,
        file=given.file.name,
        because=because,
        faults=faults,
        lines=lines,
        move=_move(given, mix),
        margin=given.margin or 1.0,
    )
    say = _say()
    if given.html:
        from otdel.evidence.mix_report.page import page

        write(given.html, page(answer, say).encode())
    if given.json:
        from otdel.evidence.mix_report.plain import as_json

        _write_json(given.json, as_json(answer, say))
    if not given.json or str(given.json) != "-":
        from otdel.evidence.mix_report.printing import print_answer
        from otdel.evidence.terminal.paper import Paper

        paper = Paper.of_terminal()
        print_answer(paper, answer, say)
        print(paper, end="")
    return 0


def _refused(given: argparse.Namespace, faults: tuple[Fault, ...]) -> int:
    from otdel.evidence.mix_report.printing import print_faults
    from otdel.evidence.terminal.paper import Paper

    say, paper = _say(), Paper.of_terminal()
    if given.json:
        from otdel.evidence.mix_report.plain import refused_json

        _write_json(given.json, refused_json(given.file.name, faults, say))
    paper.say(_("%(file)s was not fitted, and nothing was written over:") % {"file": given.file.name})
    print_faults(paper, faults, say)
    print(paper, end="", file=sys.stderr)
    return 1


def _write_json(path: Path, text: str) -> None:
    if str(path) == "-":
        print(text)
    else:
        write(path, f"{text}\n".encode())


def _say() -> Say:
    from otdel.evidence.mix_report.words import speaking

    return speaking(language())


def _table(path: Path) -> Table:
    from otdel.analytics.mix.checking import Fault
    from otdel.analytics.mix.reading import Table
    from otdel.evidence.mix_report.tables import table_of

    try:
        found = table_of(path)
    except OSError as error:
        raise BadCommand(_("%(file)s cannot be read (%(why)s).") % {"file": path, "why": error.strerror}) from error
    if isinstance(found, Table):
        return found
    raise BadCommand(_say()(found.reason) if isinstance(found, Fault) else _unreadable(path, found))


def _unreadable(path: Path, reason: Reason) -> str:
    _say()
    from otdel.measurement.wording import say

    return f"{path.name}: {say(reason)}"


def _tests(path: Path | None, data: MixData) -> tuple[tuple[LiftTest, ...], tuple[Fault, ...]]:
    """Good rows count, bad ones are said; a file of which nothing can be used ends it."""
    if path is None:
        return (), ()
    from otdel.analytics.mix.reading import lift_tests

    tests, faults = lift_tests(_table(path), data)
    if faults and not tests:
        say = _say()
        raise BadCommand("\n".join(f"{path.name}: {say(one.reason)}" for one in faults))
    return tests, faults


def _priors(given: list[str], data: MixData) -> tuple[Priors, Reason | None]:
    """Defaults with what was said of single channels; without the reason of the defaults when all were said."""
    from dataclasses import replace

    from otdel.analytics.mix.beliefs import believed
    from otdel.analytics.mix.shapes import RoiPrior

    default = believed(data)
    said: dict[str, RoiPrior] = {}
    for one in given:
        channel, _equals, belief = one.rpartition("=")
        median, _colon, spread = belief.partition(":")
        if channel not in data.channels:
            known = ", ".join(data.channels)
            raise BadCommand(_("--prior %(one)s: the channels are %(known)s.") % {"one": one, "known": known})
        try:
            said[channel] = RoiPrior(float(median), float(spread or SPREAD))
        except ValueError:
            said[channel] = RoiPrior(0.0, 0.0)
        if not (_within(said[channel].median, MEDIANS) and _within(said[channel].spread, SPREADS)):
            asked = _("--prior %s: write CHANNEL=MEDIAN:SPREAD, above zero, spread from 0.01 to 10, as search=2.0:0.5.")
            raise BadCommand(asked % one)
    everything = len(said) == len(data.channels)
    return replace(default.priors, roi={**default.priors.roi, **said}), None if everything else default.because


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _move(given: argparse.Namespace, mix: Mix) -> Move | Reason | None:
    if given.budget is None:
        return None
    from otdel.analytics.mix.budget import optimise

    return optimise(
        mix,
        given.budget,
        weeks=given.weeks,
        change=given.limit,
        fixed=given.fixed,
        margin=given.margin,
        cautious=given.cautious,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _forms(text: str) -> tuple[str, ...]:
    names = _names(text.lower())
    if not names or set(names) - set(FORMS):
        raise argparse.ArgumentTypeError(_("the forms are %s") % ", ".join(FORMS))
    return tuple(name for name in FORMS if name in names)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(_("a whole number above zero"))
    return int(text)


def _draws(text: str) -> int:
    if not text.isdecimal() or not LEAST_DRAWS <= int(text) <= MOST_DRAWS:
        raise argparse.ArgumentTypeError(_("a whole number from 50 to 20000"))
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise argparse.ArgumentTypeError(_("a whole number from 0, of at most 18 digits"))
    return int(text)


def _percent(text: str) -> float:
    try:
        share = float(text.rstrip("%").replace(",", ".")) / 100
    except ValueError:
        share = -1.0
    if not 0 < share <= 10:
        raise argparse.ArgumentTypeError(_("percent above zero, as 30"))
    return share


def _money(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        amount = Decimal(-1)
    if not (amount.is_finite() and 0 < amount < MOST_MONEY) or amount != round(amount, 2):
        raise argparse.ArgumentTypeError(_("an amount above zero with at most two decimals, as 100000 or 2500.50"))
    return amount
