"""The command itself: words, files, questions, answer, outputs. Exit codes: 0 done, 1 nothing to show, 2 asks back."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from otdel.connectors.contract import Question
from otdel.connectors.generic import guess_mapping
from otdel.evidence.queries import MoneyAnswer, MoneyQuestion, money
from otdel.evidence.terminal.asking import Wanted, WronglyAsked, wanted
from otdel.evidence.terminal.files import Told, tell
from otdel.evidence.terminal.paper import Paper
from otdel.evidence.terminal.person import ask_mapping, ask_person
from otdel.evidence.terminal.printing import print_answer, print_files
from otdel.evidence.terminal.speaking import speak
from otdel.kit.facts import SHAPES
from otdel.kit.viewer import AT_TERMINAL
from otdel.measurement import wording as reading_words
from otdel.measurement.currency import VatRule
from otdel.warehouse import Warehouse

PRESET = '{"mapping": {"shape": "spend", "day": "Date", "campaign": "Name", "cost": "Cost", "source": "=radio"}}'


def main(argv: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if argv is None else argv)
    speak(_language(given))
    try:
        return run(wanted(given))
    except WronglyAsked as error:
        print(f"otdel money: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 0


def run(asked: Wanted) -> int:
    warehouse = Warehouse.in_memory()
    told = tell(asked, warehouse, ask_person, ask_mapping)
    paper = Paper.of_terminal()
    if any(one.understood.questions for one in told):
        print_files(paper, told)
        print(paper, end="", file=sys.stderr if asked.as_json else sys.stdout)
        return print_questions(told)
    answer = money(AT_TERMINAL, warehouse, question(asked, warehouse))
    _write(asked, answer, told)
    if asked.as_json:
        from otdel.evidence.terminal.plain import as_json

        print(as_json(answer, told))
    else:
        print_files(paper, told)
        if any(one.landed for one in told):
            print_answer(paper, answer)
        print(paper, end="")
    return 0 if any(one.landed for one in told) else 1


def question(asked: Wanted, warehouse: Warehouse) -> MoneyQuestion:
    """Raises WronglyAsked when VAT is given for a system no file is of."""
    coverage = warehouse.ask("money_coverage", zone=asked.zone).to_pylist()
    return MoneyQuestion(
        currency=asked.currency or main_currency(coverage),
        today=asked.today,
        period=asked.period,
        basis=asked.basis,
        default_margin=asked.margin,
        with_vat=asked.with_vat,
        vat=vat_rules(asked, sorted({row["source"] for row in coverage})),
        zone=asked.zone,
    )


def vat_rules(asked: Wanted, sources: Sequence[str]) -> tuple[VatRule, ...]:
    strange = sorted(asked.vat.keys() - {"", *sources})
    if strange:
        words = _("No file is of the system %(source)s; the files are of %(known)s.")
        raise WronglyAsked(words % {"source": strange[0], "known": ", ".join(sources)})
    rates = {source: asked.vat.get(source, asked.vat.get("")) for source in sources}
    return tuple(VatRule(source, not asked.with_vat, rate) for source, rate in rates.items() if rate is not None)


def main_currency(coverage: Sequence[dict[str, Any]]) -> str:
    """The currency most rows of spend are in; of sales when there is no spend; USD when there is no money at all."""
    for shape in ("spend", "deals"):
        counts: dict[str, int] = {}
        for row in coverage:
            if row["shape"] == shape and row["currency"]:
                counts[row["currency"]] = counts.get(row["currency"], 0) + row["row_count"]
        if counts:
            return max(sorted(counts), key=lambda currency: counts[currency])
    return "USD"


def print_questions(told: Sequence[Told]) -> int:
    """Every open question as a sentence, with the answer to give. Returns the exit code."""
    for one in told:
        for note in one.understood.notes if one.understood.questions else ():
            if note.code.startswith("answer_"):
                print(f"\n{one.name}: {reading_words.say(note)}", file=sys.stderr)
        for open_one in one.understood.questions:
            print(
                f"\n{one.name}: {reading_words.ask(open_one.code, open_one.column, open_one.samples)}", file=sys.stderr
            )
            print(f"  {how_to_answer(open_one)}", file=sys.stderr)
            if open_one.code == "mapping" and (preset := likely_preset(one)):
                print(f"  {_('This may be right; correct it where it is not:')}\n  {preset}", file=sys.stderr)
    print("\n" + _("Nothing was counted yet."), file=sys.stderr)
    return 2


def how_to_answer(asked: Question) -> str:
    if asked.code == "mapping":
        return _(
            "Write which column is which into a JSON file and give it with --preset. With the file’s own headers on "
            "the right it looks like this: %(example)s. The shape is one of: %(shapes)s."
        ) % {"example": PRESET, "shapes": ", ".join(SHAPES)}
    examples = {"currency": ("EUR",), "period": ("2026-10-01/2026-11-01",), "account": ("Main",)}
    options = (*examples.get(asked.code, ()), *asked.options) or ("…",)
    ways = [f"--answer '{asked.key}={option}'" for option in options[:6]]
    return _("Answer with %(ways)s.") % {"ways": (" " + _("or") + " ").join(ways)}


def likely_preset(told: Told) -> str:
    """A preset as we would guess it, in JSON; empty when the columns tell us nothing."""
    guesses = [guess_mapping(sheet) for sheet in told.understood.reading.sheets]
    best = max(guesses, key=lambda one: one.confidence, default=None)
    if best is None or not best.shape:
        return ""
    return json.dumps({"mapping": {"shape": best.shape, **best.mapping}}, ensure_ascii=False)


def _write(asked: Wanted, answer: MoneyAnswer, told: Sequence[Told]) -> None:
    if asked.csv:
        from otdel.evidence.export import as_csv

        _save(asked.csv, as_csv(answer))
    if asked.html:
        from otdel.evidence.terminal.report import report

        _save(asked.html, report(answer, told, asked.language).encode("utf-8"))


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise WronglyAsked(_("%(path)s cannot be written: %(error)s") % {"path": path, "error": error}) from None
    print(_("Written: %(path)s") % {"path": path}, file=sys.stderr)


def _language(given: Sequence[str]) -> str:
    """The value of --lang, read before anything is said."""
    for place, word in enumerate(given):
        if word == "--lang" and place + 1 < len(given):
            return given[place + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return ""
