"""A line of the dictionary of measures: words, unit, way, who uses it, the last value or the step that brings it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from otdel.kit.reason import NoData
from otdel.scorecard.pages import links, periods
from otdel.scorecard.pages.figures import figure, no_data, unit_name
from otdel.scorecard.pages.formula_words import measure_definition, measure_name
from otdel.scorecard.queries.measures import MeasureEntry
from otdel.scorecard.wording import names
from otdel.web.parts import Cell, Column, Link, Row, Table
from otdel.web.reasons import say as words_of


@dataclass(frozen=True, slots=True)
class Line:
    """One measure as the dictionary shows it. `known` is true when the last month has a value."""

    code: str
    name: str
    definition: str
    unit: str
    way: str
    way_name: str
    group: str
    sources: str
    used_by: str
    known: bool
    value: str
    when: str
    why: str
    step: Link | None
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The measures whose value first of all needs one system. `opened` when the page shows them at once."""

    name: str
    lines: tuple[Line, ...]
    opened: bool


def groups(lines: Sequence[Line], wanted: Collection[str], *, opened: bool) -> list[Group]:
    """In the order of their first measure. A group with a code of `wanted` is open; `opened` opens them all."""
    found: dict[str, list[Line]] = {}
    for one in lines:
        found.setdefault(one.group, []).append(one)
    return [Group(name, tuple(of), opened or any(one.code in wanted for one in of)) for name, of in found.items()]


def line(entry: MeasureEntry, kpis: Mapping[str, str]) -> Line:
    """`kpis` are their names by code."""
    answer = entry.last_month
    missing = isinstance(answer.value, NoData)
    step = None
    if missing and answer.next_step is not None and answer.next_href:
        step = Link(words_of(answer.next_step), answer.next_href)
    return Line(
        code=entry.code,
        name=measure_name(entry.code),
        definition=measure_definition(entry.code),
        unit=unit_name(entry.unit, answer.currency),
        way=entry.way.value,
        way_name=str(names.WAYS[entry.way]),
        group=names.source_names(entry.sources[:1]) or str(names.WAYS[entry.way]),
        sources=names.source_names(entry.sources),
        used_by=", ".join(kpis.get(code, code) for code in entry.used_by),
        known=not missing,
        value=no_data() if missing else figure(answer.value, answer.unit, answer.currency),
        when=periods.days(answer.period),
        why=words_of(answer.value.reason) if isinstance(answer.value, NoData) else "",
        step=step,
        href=links.of_measure(entry.code, "", links.code_of(answer.period)),
    )


def table(lines: Sequence[Line]) -> Table:
    """The dictionary as a table, for those who search in it and for its CSV."""
    columns = [
        Column(pgettext("column", "Measure")),
        Column(pgettext("column", "Unit")),
        Column(pgettext("column", "Comes from")),
        Column(pgettext("column", "Used by KPIs")),
        Column(pgettext("column", "Last month"), "number"),
    ]
    rows: list[Row] = [
        [
            Cell(one.name, href=one.href, note=one.definition),
            one.unit,
            Cell(one.way_name, note=one.sources),
            one.used_by,
            Cell(one.value, note="" if one.known else one.why),
        ]
        for one in lines
    ]
    return Table(pgettext("page", "Measures"), columns, rows)
