"""How tests read a shared file: as the Import page does, answering only what the file asks."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors import understand
from otdel.connectors.contract import Hints, Understood
from otdel.connectors.reading import read

ANSWERS = {"currency": "USD", "period": "2026-01-01/2026-02-01"}


def understood(path: Path) -> Understood:
    """The file's facts. A currency or a period it does not state is answered, as a person would."""
    reading = read(path, path.name)
    first = understand(reading, Hints())
    asked = {question.code for question in first.questions}
    if not asked or "mapping" in asked:
        return first
    return understand(reading, Hints(answers={code: ANSWERS[code] for code in asked}))


def asked(path: Path) -> set[str]:
    """What the file leaves open."""
    return {question.code for question in understand(read(path, path.name), Hints()).questions}


def facts(folder: Path, name: str, text: str, encoding: str = "utf-8", **answers: str) -> Understood:
    """What a file with this text means. Answers to questions about a column are given as code__column."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    given = {key.replace("__", ":"): value for key, value in answers.items()}
    return understand(read(path, name), Hints(answers=given))


def rows(result: Understood, shape: str = "") -> int:
    """How many rows landed, of one shape or of all."""
    return sum(batch.rows.num_rows for batch in result.batches if shape in ("", batch.shape.name))


def table(result: Understood) -> pa.Table:
    """All rows of a result of one shape."""
    return pa.concat_tables([batch.rows for batch in result.batches if batch.rows.num_rows])


def total(result: Understood, column: str, metric: str = "") -> Decimal:
    """The sum of a column; of one metric of observations when it is named."""
    found = table(result)
    if metric:
        found = found.filter(pc.equal(found["metric"], metric))
    return Decimal(pc.sum(found[column]).as_py() or 0)
