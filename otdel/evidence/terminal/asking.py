"""What the command line asks: files, period, currency, answers, and where to put the result."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _

from otdel.connectors.answers import accepted
from otdel.evidence.queries import Basis
from otdel.evidence.terminal.speaking import LANGUAGES
from otdel.kit.period import Period


class WronglyAsked(Exception):
    """The command line cannot be followed; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Preset:
    """How to read files that are not known by heart: a report, columns by name, answers."""

    report: str = ""
    mapping: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    files: tuple[Path, ...]
    period: Period | None
    currency: str
    basis: Basis
    margin: Decimal | None
    vat: dict[str, Decimal]  # by source, "" for all the others
    with_vat: bool
    answers: dict[str, str]
    preset: Preset
    zone: str
    today: date
    html: Path | None
    csv: Path | None
    as_json: bool
    language: str


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="otdel money",
        description=_("Reads export files as they are and shows where the money went and what came back."),
    )
    made.add_argument("files", nargs="+", type=Path, metavar=_("FILE"), help=_("exports: CSV, TSV, XLSX, JSON"))
    made.add_argument("--from", dest="first", metavar="DAY", help=_("first day, as 2026-10-01"))
    made.add_argument("--to", dest="last", metavar="DAY", help=_("last day, which is included"))
    made.add_argument("--currency", default="", help=_("the currency of the answer, as EUR"))
    made.add_argument("--basis", choices=[one.value for one in Basis], default="lead", help=_("day a sale belongs to"))
    made.add_argument("--margin", metavar="PERCENT", help=_("margin to assume where the cost of a sale is not known"))
    made.add_argument(
        "--vat",
        action="append",
        default=[],
        metavar="PERCENT",
        help=_("VAT that amounts include and that is taken off; SOURCE=PERCENT for one system, as google_ads=20"),
    )
    made.add_argument("--with-vat", action="store_true", help=_("the amounts come without that VAT: put it on instead"))
    made.add_argument("--answer", action="append", default=[], metavar="KEY=VALUE", help=_("answers a file’s question"))
    made.add_argument("--preset", type=Path, help=_("a JSON file that says which column is which"))
    made.add_argument("--zone", default="UTC", help=_("time zone of times that have none, as Europe/Kyiv"))
    made.add_argument("--html", type=Path, metavar="OUT", help=_("also draw a report into this file"))
    made.add_argument("--csv", type=Path, metavar="OUT", help=_("also write the table into this file"))
    made.add_argument("--json", action="store_true", help=_("print the whole answer as JSON instead"))
    made.add_argument("--lang", choices=LANGUAGES, default="", help=_("language of the words"))
    return made


def wanted(argv: Sequence[str]) -> Wanted:
    """Raises WronglyAsked for a value that cannot be read; argparse itself exits with 2 for unknown words."""
    given = parser().parse_args(argv)
    missing = next((path for path in given.files if not path.is_file()), None)
    if missing is not None:
        raise WronglyAsked(_("There is no file %(name)s.") % {"name": missing})
    return Wanted(
        files=tuple(given.files),
        period=_period(given.first, given.last),
        currency=_currency(given.currency),
        basis=Basis(given.basis),
        margin=_margin(given.margin),
        vat=_vat(given.vat),
        with_vat=given.with_vat,
        answers=_answers(given.answer),
        preset=_preset(given.preset),
        zone=given.zone,
        today=datetime.now(UTC).astimezone().date(),
        html=given.html,
        csv=given.csv,
        as_json=given.json,
        language=given.lang,
    )


def _period(first: str | None, last: str | None) -> Period | None:
    if not first and not last:
        return None
    if not first or not last:
        raise WronglyAsked(_("Give both --from and --to, or neither."))
    start, end = _day(first), _day(last)
    if end < start:
        raise WronglyAsked(_("--to is before --from."))
    return Period.closed(start, end)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WronglyAsked(_("“%(day)s” is not a day; write it as 2026-10-01.") % {"day": text}) from None


def _currency(word: str) -> str:
    code = accepted("currency", word)
    if word.strip() and not code:
        message = _("“%(word)s” is no currency of ISO 4217. Write its three-letter code, such as EUR or UAH.")
        raise WronglyAsked(message % {"word": word})
    return code


def _margin(percent: str | None) -> Decimal | None:
    share = None if percent is None else _share(percent)
    if share is not None and not 0 <= share <= 1:
        raise WronglyAsked(_("A margin lies between 0 and 100 percent."))
    return share


def _vat(given: Sequence[str]) -> dict[str, Decimal]:
    """Rates by source; one that names no source is for all the others."""
    rates = {}
    for one in given:
        source, _mark, percent = one.rpartition("=")
        rates[source.strip()] = _share(percent)
        if not 0 <= rates[source.strip()] < 1:
            raise WronglyAsked(_("VAT lies between 0 and 100 percent."))
    return rates


def _share(percent: str) -> Decimal:
    try:
        share = Decimal(percent.strip().rstrip("%").replace(",", ".")) / 100
    except InvalidOperation:
        share = Decimal("nan")
    if not share.is_finite():
        raise WronglyAsked(_("“%(value)s” is not a percentage.") % {"value": percent})
    return share


def _answers(given: Sequence[str]) -> dict[str, str]:
    answers = {}
    for one in given:
        key, mark, value = one.partition("=")
        if not mark or not key:
            raise WronglyAsked(_("“%(answer)s” is not an answer; write it as KEY=VALUE.") % {"answer": one})
        answers[key] = value
    return answers


def _preset(path: Path | None) -> Preset:
    if path is None:
        return Preset()
    try:
        plain = json.loads(path.read_text("utf-8"))
        return Preset(str(plain.get("report", "")), dict(plain.get("mapping", {})), dict(plain.get("answers", {})))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise WronglyAsked(_("The preset cannot be read: %(error)s") % {"error": error}) from None
