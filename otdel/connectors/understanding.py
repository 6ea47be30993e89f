"""From a reading to facts: the report that fits each sheet is chosen and built, and what they say is put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from otdel.connectors import answers, registry
from otdel.connectors.contract import Hints, Question, Reading, Report, Sheet, Understood
from otdel.kit.facts import SHAPES
from otdel.kit.period import Period
from otdel.kit.reason import Reason

_FAULTS = (ValueError, ArithmeticError, LookupError, TypeError, NotImplementedError, RecursionError)  # pyarrow's too


def understand(reading: Reading, hints: Hints | None = None) -> Understood:
    """A file as facts: batches, rows set aside, questions, checks of totals.

    Nothing lands while `questions` is not empty or `refused` is set. A file nobody recognises ends in the question
    "mapping", whose options are the shapes and whose samples are the headers found. An answer that fits its question
    in no way is not used: a note names it, and the question is asked again. Never raises for a file's content.
    """
    if reading.refused:
        return Understood(reading, refused=reading.refused)
    checked = answers.check(hints or Hints())
    if not answers.knows_zone(checked.hints.time_zone):
        return Understood(reading, refused=Reason.of("time_zone_unknown", zone=checked.hints.time_zone[:80]))
    try:
        found = _understand(reading, checked.hints)
    except _FAULTS as error:
        return Understood(reading, refused=_failed(error))
    return replace(found, notes=(*checked.notes, *found.notes)) if checked.notes else found


def _understand(reading: Reading, hints: Hints) -> Understood:
    chosen = choose(reading, hints)
    if isinstance(chosen, Reason):
        return Understood(reading, refused=chosen)
    if not chosen:
        return _unknown(reading)
    return combine(
        reading, [_build(report, reading, sheet, hints) for sheet, report in chosen], _skipped(reading, chosen)
    )


def choose(reading: Reading, hints: Hints) -> list[tuple[Sheet, Report]] | Reason:
    """Each sheet with its report; a reason when a report was asked for that does not exist."""
    if not hints.report and hints.mapping:
        hints = replace(hints, report=f"table.{hints.mapping.get('shape', 'spend')}")
    if not hints.report:
        pairs = [(sheet, registry.best(sheet)) for sheet in reading.sheets]
        return [(sheet, report) for sheet, report in pairs if report]
    report = registry.by_name(hints.report)
    if report is None:
        return Reason.of("report_unknown", report=hints.report)
    fitting = [sheet for sheet in reading.sheets if report.fits(sheet) > 0] or list(reading.sheets[:1])
    return [(sheet, report) for sheet in fitting]


def _build(report: Report, reading: Reading, sheet: Sheet, hints: Hints) -> Understood:
    try:
        return report.build(reading, sheet, hints)
    except _FAULTS as error:
        return Understood(reading, report.source, report.name, refused=_failed(error))


def _failed(error: Exception) -> Reason:
    return Reason.of("file_failed", detail=f"{type(error).__name__}: {error}"[:300])


def combine(reading: Reading, parts: Sequence[Understood], notes: tuple[Reason, ...] = ()) -> Understood:
    """The sheets' results as one. A sheet that was refused ends the file only when no other sheet has facts."""
    good = [part for part in parts if part.refused is None]
    if not good:
        return parts[0]
    periods = [part.period for part in good if part.period]
    whole = Understood(
        reading,
        good[0].source,
        good[0].report,
        batches=tuple(chain.from_iterable(part.batches for part in good)),
        rejected=tuple(chain.from_iterable(part.rejected for part in good)),
        questions=_once(chain.from_iterable(part.questions for part in good)),
        checks=tuple(chain.from_iterable(part.checks for part in good)),
        notes=(
            *chain.from_iterable(part.notes for part in good),
            *(part.refused for part in parts if part.refused),
            *notes,
        ),
        period=Period(min(one.start for one in periods), max(one.end for one in periods)) if periods else None,
    )
    return _without_facts(whole)


def _without_facts(whole: Understood) -> Understood:
    """A result that asks nothing and has no good row is a refusal: there is nothing to land."""
    if whole.questions:
        return replace(whole, batches=())
    if any(batch.rows.num_rows for batch in whole.batches):
        return whole
    reason = (
        Reason.of("no_good_rows", rows=len(whole.rejected))
        if whole.rejected
        else Reason.of("no_rows", report=whole.report)
    )
    return replace(whole, batches=(), refused=reason)


def _once(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Questions with the same key are asked once; batches wait for the answer."""
    return tuple({one.key: one for one in questions}.values())


def _skipped(reading: Reading, chosen: Sequence[tuple[Sheet, Report]]) -> tuple[Reason, ...]:
    used = {id(sheet) for sheet, _ in chosen}
    return tuple(Reason.of("sheet_skipped", sheet=sheet.name) for sheet in reading.sheets if id(sheet) not in used)


def _unknown(reading: Reading) -> Understood:
    widest = max(reading.sheets, key=lambda sheet: (len(sheet.header) > 1, sheet.cells.num_rows), default=None)
    if widest is None or len(widest.header) < 2:
        found = ", ".join(widest.header[:12]) if widest else ""
        return Understood(reading, refused=Reason.of("nothing_recognised", headers=found))
    return Understood(reading, questions=(Question("mapping", "", tuple(SHAPES), widest.header),))
