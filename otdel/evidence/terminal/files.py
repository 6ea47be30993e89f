"""Files into facts: read, understood, landed in memory; what each was understood as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from otdel.connectors import understand
from otdel.connectors.contract import Hints, Question, Reading, Understood
from otdel.connectors.reading import read
from otdel.evidence.terminal.asking import Preset, Wanted
from otdel.warehouse import Warehouse

Ask = Callable[[str, Question], str | None]  # file name, question -> the answer, or None when nobody can be asked
AskMapping = Callable[[Reading], Mapping[str, str] | None]  # which column is which, or None


@dataclass(frozen=True, slots=True)
class Told:
    """One file and what it was understood as. `same_as` names the earlier file with the very same content."""

    name: str
    understood: Understood
    same_as: str = ""

    @property
    def landed(self) -> bool:
        return not self.same_as and not self.understood.refused and not self.understood.questions

    @property
    def rows(self) -> int:
        """Rows of the file that became facts; a row spread over days is still one row."""
        places = [batch.rows.select(["sheet", "row"]) for batch in self.understood.batches]
        return pa.concat_tables(places).group_by(["sheet", "row"]).aggregate([]).num_rows if places else 0


def tell(wanted: Wanted, warehouse: Warehouse, ask: Ask, ask_mapping: AskMapping) -> tuple[Told, ...]:
    """Read each file, land those that leave no question, in the order given: a later file is the newer word."""
    told: list[Told] = []
    seen: dict[str, str] = {}
    for number, path in enumerate(wanted.files, start=1):
        reading = read(path, path.name)
        if reading.sha256 in seen:
            told.append(Told(path.name, Understood(reading), seen[reading.sha256]))
            continue
        seen[reading.sha256] = path.name
        one = Told(path.name, _understood(reading, wanted, ask, ask_mapping))
        if one.landed:
            warehouse.land(number, reading.sha256, one.understood.batches)
        told.append(one)
    return tuple(told)


def _understood(reading: Reading, wanted: Wanted, ask: Ask, ask_mapping: AskMapping) -> Understood:
    """As far as answers go: those of the command line, of the preset for a file nobody knows, and of a person."""
    hints = Hints(answers=wanted.answers, time_zone=wanted.zone)
    found = understand(reading, hints)
    if _is_unknown(found) and wanted.preset.mapping:
        preset = _with_preset(hints, wanted.preset)
        told = understand(reading, preset)
        if told.refused is None or told.refused.code != "mapping_headers_missing":  # the preset is for another file
            hints, found = preset, told
    if _is_unknown(found) and (mapping := ask_mapping(reading)):
        hints = replace(hints, mapping=mapping)
        found = understand(reading, hints)
    while found.questions and not _is_unknown(found):
        answered = {one.key: ask(reading.name, one) for one in found.questions}
        if None in answered.values():
            return found
        given = {**hints.answers, **{key: value for key, value in answered.items() if value is not None}}
        if given == dict(hints.answers):
            return found  # the same answers would bring the same questions
        hints = replace(hints, answers=given)
        found = understand(reading, hints)
    return found


def _is_unknown(found: Understood) -> bool:
    return any(question.code == "mapping" for question in found.questions)


def _with_preset(hints: Hints, preset: Preset) -> Hints:
    answers: Mapping[str, str] = {**preset.answers, **hints.answers}
    return replace(hints, report=preset.report, mapping=preset.mapping, answers=answers)
