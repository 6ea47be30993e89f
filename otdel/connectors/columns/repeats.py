"""Readings with the same subject and day: the first keeps the plain breakdown, the others say what sets them apart."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.draft import Draft, Values


def finer_breakdown(draft: Draft, words: Values) -> None:
    """Put a word after the breakdown of every row that has one: "keyword" and "GB" are "keyword GB"."""
    joined = pc.binary_join_element_wise(draft.columns["breakdown"], words, " ")
    draft.columns["breakdown"] = pc.utf8_trim_whitespace(joined)


def part_repeats(draft: Draft, breakdown: str, apart: str) -> None:
    """Give every repeated (breakdown, subject, day) the breakdown `breakdown` and `apart`'s text after its subject.

    A keyword that ranks with two pages keeps both rows: "shoes", and "shoes /sale" under the finer breakdown.
    """
    length = len(draft.rows)
    days = draft.columns["day"].to_pylist() if "day" in draft.columns else [None] * length
    details = draft.columns.pop(apart).to_pylist() if apart in draft.columns else [""] * length
    breakdowns, subjects = draft.columns["breakdown"].to_pylist(), draft.columns["subject"].to_pylist()
    seen: set[tuple[object, ...]] = set()
    for row, (group, subject, day, detail) in enumerate(zip(breakdowns, subjects, days, details, strict=True)):
        if (group, subject, day) in seen:
            breakdowns[row], subjects[row] = breakdown, f"{subject} {detail}".strip()
        count, told = 1, subjects[row]
        while (breakdowns[row], subjects[row], day) in seen:
            count += 1
            subjects[row] = f"{told} ({count})"
        seen.add((breakdowns[row], subjects[row], day))
    draft.columns["breakdown"] = pa.array(breakdowns, pa.string())
    draft.columns["subject"] = pa.array(subjects, pa.string())
