"""GA4 tables as facts: dated sessions are sessions, every other table is readings over its period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.api_shapes.sums import add_up
from otdel.connectors.columns import Draft, Evidence, Field, Metric, find, fold, observations, report, with_columns
from otdel.connectors.contract import Hints, Question, Reading, Report, Sheet, Understood
from otdel.connectors.ga4 import universal
from otdel.connectors.ga4.preamble import is_ga4, period_of, property_of
from otdel.connectors.ga4.spans import SPANS, days_of
from otdel.connectors.ga4.tables import DATES, NAMES, breakdown, is_index, metric, split
from otdel.kit.facts import OBSERVATIONS, SESSIONS, Kind
from otdel.kit.period import Period
from otdel.kit.reason import Reason

DAY, UNTIL, SUBJECT = "otdel day", "otdel until", "otdel subject"
TITLE = "GA4: reports and explorations"
SOURCE_MEDIUM = (
    "Session source / medium",
    "Источник или канал сеанса",
    "Источник/канал сеанса",
    "Джерело/канал сеансу",
)
EVIDENCE = Evidence(needs=(), base=0.7)


WIDEST = 300  # columns; a report shows a dozen, and what has thousands is no report of GA4


def _fits(sheet: Sheet) -> float:
    return 0.7 if 1 < len(sheet.header) <= WIDEST and is_ga4(sheet) else 0.0


def _build(reading: Reading, sheet: Sheet, hints: Hints) -> Understood:
    """Choose the shape of one table: it needs both "Sessions" and single days to be rows of visits."""
    dimensions, metrics = split(sheet)
    if not metrics and sheet.cells.num_rows:
        found = ", ".join(sheet.header[:12])
        return Understood(reading, "ga4", "ga4.report", refused=Reason.of("nothing_recognised", headers=found))
    dated = _dated(sheet, dimensions)
    units = {unit for one in sheet.header if (unit := is_index(one))}
    has_days = find(dated.header, (DAY,)) is not None
    if find(sheet.header, NAMES["sessions"]) is not None and has_days and not units & set(SPANS):
        made = _sessions(dimensions, by_hour="hour" in units)
    else:
        made = _readings(dimensions, metrics, units, dated=has_days)
    return made.build(reading, dated, hints)


def _dated(sheet: Sheet, dimensions: list[str]) -> Sheet:
    """Days as columns of their own: from dates, from counts, or the one day of the period; and joined subjects."""
    period = period_of(sheet)
    if period is None:
        return sheet
    added: dict[str, Any] = {SUBJECT: _subjects(sheet, dimensions)}
    for place, header in enumerate(sheet.header):
        cells = sheet.cells.column(place)
        if fold(header) in DATES:
            added[DAY] = cells
        elif unit := is_index(header):
            added |= _counted(cells.to_pylist(), unit, period)
    if DAY not in added and period.days == 1:
        added[DAY] = str(period.start)
    lines = (f"{period.start} - {period.last_day}",)
    return replace(with_columns(sheet, added), preamble=lines)


def _counted(texts: list[str], unit: str, period: Period) -> dict[str, Any]:
    """First days, and with weeks and longer the days after the last; a text that is no count is left as it stands."""
    spans = days_of(texts, unit, period)
    firsts = [str(span.start) if span else text for span, text in zip(spans, texts, strict=True)]
    if unit not in SPANS:
        return {DAY: pa.array(firsts, pa.string())}
    ends = pa.array([str(span.end) if span else "" for span in spans], pa.string())
    return {DAY: pa.array(firsts, pa.string()), UNTIL: ends}


def _subjects(sheet: Sheet, dimensions: list[str]) -> Any:
    places = [sheet.header.index(one) for one in dimensions if not is_index(one) and fold(one) not in DATES]
    if not places:
        return ""
    return pc.binary_join_element_wise(*(sheet.cells.column(place) for place in places), " | ")


def _account(draft: Draft) -> None:
    """The property is named once, above the first table of a file."""
    draft.fill("account", property_of(draft.reading.sheets[0].preamble))


def _readings(dimensions: list[str], metrics: list[str], units: set[str], *, dated: bool) -> Report:
    wanted = [metric(header) for header in metrics]
    span = next((unit for unit in SPANS if unit in units), "")

    def adjust(draft: Draft) -> None:
        _account(draft)
        if "ends" in draft.columns:
            _until(draft)
        if "hour" in units:
            _add_hours(draft, wanted)

    return observations(
        "ga4.report",
        TITLE,
        breakdown=breakdown(dimensions) + (f" by {span}" if span else ""),  # a week never replaces its first day
        subject=(SUBJECT,),
        day=(DAY,) if dated else (),
        extra=(Field("ends", (UNTIL,), kind=Kind.DAY),) if span else (),
        metrics=wanted,
        evidence=EVIDENCE,
        adjust=adjust,
    )


def _until(draft: Draft) -> None:
    draft.columns["until"] = ends = draft.columns.pop("ends")
    last = pc.max(ends).as_py()
    if draft.period and last:
        draft.period = Period(draft.period.start, last)


def _add_hours(draft: Draft, metrics: Sequence[Metric]) -> None:
    for one in metrics:
        if one.unit not in ("count", "currency") or not one.whole_total:
            draft.columns.pop(f"metric:{one.name}", None)
            draft.notes.append(Reason.of("column_unused", column=draft.headers.get(f"metric:{one.name}", one.name)))
    add_up(draft)


def _sessions(dimensions: list[str], *, by_hour: bool) -> Report:
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
        finish=_finish_hours if by_hour else _finish_sessions,
    )


def _finish_sessions(draft: Draft) -> None:
    _account(draft)
    days = pc.min_max(draft.columns["day"].filter(pc.invert(draft.bad))).as_py()
    draft.period = Period.closed(days["min"], days["max"]) if days["min"] else None
    revenue = draft.columns.get("revenue")
    if revenue is not None and "currency" not in draft.columns and pc.any(pc.not_equal(revenue, 0)).as_py():
        draft.questions.append(Question("currency", "", ()))
    if "origin" in draft.columns:
        _source_and_medium(draft, draft.columns["origin"])


def _finish_hours(draft: Draft) -> None:
    """Visits of the hours add up to the day's; people who stayed for two hours would count twice."""
    if "users" in draft.columns:
        del draft.columns["users"]
        draft.notes.append(Reason.of("column_unused", column=draft.headers["users"]))
    _finish_sessions(draft)


def _source_and_medium(draft: Draft, pairs: Any) -> None:
    """ "google / cpc" is a source and a medium."""
    for place, column in enumerate(("utm_source", "utm_medium")):
        pattern = (r"^(?P<part>.*?)(?: / .*)?$", r"^.*? / (?P<part>.*)$")[place]
        found = pc.struct_field(pc.extract_regex(pairs, pattern), "part")
        draft.columns.setdefault(column, pc.fill_null(found, ""))


REPORTS = (Report("ga4.report", "ga4", TITLE, OBSERVATIONS, _fits, _build), *universal.REPORTS)
