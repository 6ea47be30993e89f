"""SE Ranking: detailed positions, where every day is a pair of columns, the position and its change."""

from __future__ import annotations

import re

import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Field, Metric, observations, wide_to_long
from otdel.connectors.columns.repeats import part_repeats
from otdel.connectors.contract import Hints, Reading, Report, Sheet
from otdel.kit.facts import OBSERVATIONS, Kind

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
CHANGE = ("Dynamics", "Динамика", "Динаміка")
VOLUME = ("Search vol.", "Частотность", "Частотність")


def _days(sheet: Sheet) -> dict[int, str]:
    return {n: header for n, header in enumerate(sheet.header) if _DAY.match(header)}


def _long(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    return wide_to_long(sheet, _days(sheet), "day", "position")


def _volume_once(draft: Draft) -> None:
    """A word's volume is one reading, not one a day: it belongs to the last."""
    volume, days = draft.columns.get("metric:volume"), draft.columns["day"]
    if volume is not None:
        draft.columns["metric:volume"] = pc.if_else(pc.equal(days, pc.max(days)), volume, None)
    part_repeats(draft, "keyword page", "page")


def _positions() -> Report:
    plain = observations(
        "seranking.positions",
        "SE Ranking: positions by day",
        breakdown="keyword",
        subject=("Keyword", "Запрос", "Ключевое слово", "Ключове слово"),
        day=("day",),
        extra=(Field("page", ("URL",), kind=Kind.TEXT),),
        metrics=(Metric("position", ("position",), unit="position"), Metric("volume", VOLUME)),
        evidence=Evidence(needs=(("Keyword", "Запрос", "Ключевое слово", "Ключове слово"), CHANGE), base=0.8),
        reshape=_long,
        adjust=_volume_once,
    )

    def fits(sheet: Sheet) -> float:
        return plain.fits(sheet) if _days(sheet) else 0.0

    return Report(plain.name, plain.source, plain.title, OBSERVATIONS, fits, plain.build)


REPORTS = (_positions(),)
