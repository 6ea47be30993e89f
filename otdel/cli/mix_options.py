"""The options of `otdel mix fit` and what each may hold."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation
from pathlib import Path

from otdel.cli.words import _

FORMS = ("hill", "logistic", "free_hill")
LEAST_DRAWS, MOST_DRAWS = 50, 20_000  # a chain: fewer tell nothing of themselves, more outgrow the memory
MOST_MONEY = 10**13  # a week
MOST_WEEKS = 520  # ten years: nobody holds a budget longer
MOST_CHANGE, MOST_MARGIN = 10.0, 1.0


def options(fit: argparse.ArgumentParser) -> None:
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
    """`--weeks` and `--limit` are None when not given, so that they can be refused without a budget."""
    fit.add_argument("--budget", type=_money, metavar="AMOUNT", help=_("money a week: where should it go?"))
    fit.add_argument("--weeks", type=_weeks, metavar="N", help=_("how long the budget is held"))
    fit.add_argument("--limit", type=_change, metavar="30", help=_("most a channel changes, percent"))
    fit.add_argument("--fixed", type=_names, default=(), metavar="A,B", help=_("channels that stay as they are"))
    fit.add_argument("--margin", type=_margin, metavar="40", help=_("percent of the target that is earned"))
    fit.add_argument("--cautious", action="store_true", help=_("best for the worst fifth of cases"))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _forms(text: str) -> tuple[str, ...]:
    names = _names(text.lower())
    if not names or set(names) - set(FORMS):
        raise argparse.ArgumentTypeError(_("the forms are %s") % ", ".join(FORMS))
    return tuple(name for name in FORMS if name in names)


def _weeks(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_WEEKS:
        raise argparse.ArgumentTypeError(_("a whole number from 1 to 520"))
    return int(text)


def _draws(text: str) -> int:
    if not text.isdecimal() or not LEAST_DRAWS <= int(text) <= MOST_DRAWS:
        raise argparse.ArgumentTypeError(_("a whole number from 50 to 20000"))
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise argparse.ArgumentTypeError(_("a whole number from 0, of at most 18 digits"))
    return int(text)


def _change(text: str) -> float:
    return _percent(text, MOST_CHANGE, _("percent above zero, as 30"))


def _margin(text: str) -> float:
    return _percent(text, MOST_MARGIN, _("percent above zero and at most 100, as 40"))


def _percent(text: str, most: float, asked: str) -> float:
    """As a share. Raises ArgumentTypeError with what is asked for."""
    try:
        share = float(text.rstrip("%").replace(",", ".")) / 100
    except ValueError:
        share = -1.0
    if not 0 < share <= most:
        raise argparse.ArgumentTypeError(asked)
    return share


def _money(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        amount = Decimal(-1)
    if not (amount.is_finite() and 0 < amount < MOST_MONEY) or amount != round(amount, 2):
        raise argparse.ArgumentTypeError(_("an amount above zero with at most two decimals, as 100000 or 2500.50"))
    return amount
