"""GA4 tables as facts: dated sessions are sessions, every other table is readings over its period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Field, find, fold, observations, report, with_columns
from otdel.connectors.contract import Hints, Question, Reading, Report, Sheet, Understood
from otdel.connectors.ga4 import universal
from otdel.connectors.ga4.preamble import is_ga4, period_of, property_of
from otdel.connectors.ga4.tables import DATES, NAMES, breakdown, is_index, metric, split
from otdel.kit.facts import OBSERVATIONS, SESSIONS
from otdel.kit.period import Period

DAY, SUBJECT = "otdel day", "otdel subject"
TITLE = "GA4: reports and explorations"
SOURCE_MEDIUM = (
    "Session source / medium",
    "Источник или канал сеанса",
    "Источник/канал сеанса",
    "Джерело/канал сеансу",
)
EVIDENCE = Evidence(needs=(), base=0.7)


def _fits(sheet: Sheet) -> float:
    return 0.7 if is_ga4(sheet) and len(sheet.header) > 1 else 0.0


def _build(reading: Reading, sheet: Sheet, hints: Hints) -> Understood:
    """Choose the shape of one table: it needs both "Sessions" and days to be rows of visits."""
    dimensions, metrics = split(sheet)
    dated = _dated(sheet, dimensions)
    if find(sheet.header, NAMES["sessions"]) is not None and find(dated.header, (DAY,)) is not None:
        made = _sessions(dimensions)
    else:
        made = _readings(dimensions, metrics, dated=find(dated.header, (DAY,)) is not None)
    return made.build(reading, dated, hints)


def _dated(sheet: Sheet, dimensions: list[str]) -> Sheet:
    """Days as a column of their own: from dates, from "Nth day", or the one day of the period; and joined subjects."""
    period = period_of(sheet)
    if period is None:
        return sheet
    added: dict[str, Any] = {SUBJECT: _subjects(sheet, dimensions)}
    for place, header in enumerate(sheet.header):
        cells = sheet.cells.column(place)
        if fold(header) in DATES:
            added[DAY] = cells
        elif unit := is_index(header):
            added[DAY] = pa.array([_nth(period.start, text, unit) for text in cells.to_pylist()], pa.string())
    if DAY not in added and period.days == 1:
        added[DAY] = str(period.start)
    lines = (f"{period.start} - {period.last_day}",)
    return replace(with_columns(sheet, added), preamble=lines)


def _nth(start: date, text: str, unit: str) -> str:
    """The day a count from the start stands for; the text itself when it is no count, so that its row is set aside."""
    if not text.isdigit() or len(text) > 5 or unit not in ("day", "cohort", "month"):
        return text
    if unit != "month":
        return str(start + timedelta(days=int(text)))
    months = start.year * 12 + start.month - 1 + int(text)
    return str(date(months // 12, months % 12 + 1, 1))


def _subjects(sheet: Sheet, dimensions: list[str]) -> Any:
    places = [sheet.header.index(one) for one in dimensions if not is_index(one) and fold(one) not in DATES]
    if not places:
        return ""
    return pc.binary_join_element_wise(*(sheet.cells.column(place) for place in places), " | ")


def _account(draft: Draft) -> None:
    """The property is named once, above the first table of a file."""
    draft.fill("account", property_of(draft.reading.sheets[0].preamble))


def _readings(dimensions: list[str], metrics: list[str], *, dated: bool) -> Report:
    return observations(
        "ga4.report",
        TITLE,
        breakdown=breakdown(dimensions),
        subject=(SUBJECT,),
        day=(DAY,) if dated else (),
        metrics=[metric(header) for header in metrics],
        evidence=EVIDENCE,
        adjust=_account,
    )


def _sessions(dimensions: list[str]) -> Report:
    return report(
        "ga4.report",
        TITLE,
        SESSIONS,
        fields=(
            Field("day", (DAY,)),
            Field("utm_source", ("Session source", "Session manual source", "Источник сеанса", "Джерело сеансу")),
            Field("utm_medium", ("Session medium", "Session manual medium", "Канал сеанса", "Канал сеансу")),
            Field("origin", SOURCE_MEDIUM),
            Field("utm_campaign", ("Session campaign", "Session manual campaign name", "Кампания сеанса")),
            Field("utm_term", ("Session manual term", "Session Google Ads keyword text")),
            Field("utm_content", ("Session manual ad content",)),
            Field("campaign_id", ("Session Google Ads campaign ID", "Session campaign ID")),
            Field(
                "channel_group",
                (
                    "Session default channel group",
                    "Session primary channel group (Default Channel Group)",
                    "Основная группа каналов сеанса",
                    "Основна група каналів сеансу",
                ),
            ),
            Field("page", ("Landing page", "Landing page + query string", "Page path and screen class", "Page path")),
            Field("sessions", NAMES["sessions"]),
            Field("users", (*NAMES["total_users"], *NAMES["active_users"], *NAMES["users"])),
            Field("engaged_sessions", NAMES["engaged_sessions"]),
            Field("key_events", NAMES["key_events"]),
            Field("revenue", NAMES["total_revenue"]),
        ),
        evidence=EVIDENCE,
        constants={"breakdown": breakdown(dimensions).replace("property", "day")},
        finish=_finish_sessions,
    )


def _finish_sessions(draft: Draft) -> None:
    _account(draft)
    days = pc.min_max(draft.columns["day"]).as_py()
    draft.period = Period.closed(days["min"], days["max"]) if days["min"] else None
    revenue = draft.columns.get("revenue")
    if revenue is not None and "currency" not in draft.columns and pc.any(pc.not_equal(revenue, 0)).as_py():
        draft.questions.append(Question("currency", "", ()))
    if "origin" in draft.columns:
        _source_and_medium(draft, draft.columns["origin"])


def _source_and_medium(draft: Draft, pairs: Any) -> None:
    """ "google / cpc" is a source and a medium."""
    for place, column in enumerate(("utm_source", "utm_medium")):
        pattern = (r"^(?P<part>.*?)(?: / .*)?$", r"^.*? / (?P<part>.*)$")[place]
        found = pc.struct_field(pc.extract_regex(pairs, pattern), "part")
        draft.columns.setdefault(column, pc.fill_null(found, ""))


REPORTS = (Report("ga4.report", "ga4", TITLE, OBSERVATIONS, _fits, _build), *universal.REPORTS)
