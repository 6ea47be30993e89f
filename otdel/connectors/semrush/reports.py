"""Semrush: headers of organic positions, and of position tracking with a set of columns a date."""

from __future__ import annotations

import re

import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Field, Metric, observations, wide_to_long
from otdel.connectors.columns.repeats import finer_breakdown, part_repeats
from otdel.connectors.contract import Hints, Reading, Report, Sheet
from otdel.kit.facts import OBSERVATIONS, Kind

_DATED = re.compile(r"^(?P<site>.+)_(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})$")


def _typed_places(draft: Draft) -> None:
    """A keyword may stand in several places of one results page: organic, AI overview, local pack."""
    kinds = draft.columns.pop("kind", None)
    if kinds is not None:
        kinds = pc.utf8_lower(kinds)
        finer_breakdown(draft, pc.if_else(pc.equal(kinds, "organic"), "", kinds))
    part_repeats(draft, "keyword page", "page")


def _positions_long(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    places = {n: "{year}-{month}-{day}".format(**found.groupdict()) for n, found in _dated(sheet).items()}
    return wide_to_long(sheet, places, "day", "position")


def _dated(sheet: Sheet) -> dict[int, re.Match[str]]:
    found = {n: _DATED.match(header) for n, header in enumerate(sheet.header)}
    return {n: one for n, one in found.items() if one}


def _name_site(draft: Draft) -> None:
    site = next((one["site"].strip("*./") for one in _dated(draft.sheet).values()), "")
    draft.fill("account", site)


def _tracking() -> Report:
    plain = observations(
        "semrush.position_tracking",
        "Semrush: position tracking",
        breakdown="keyword",
        subject=("Keyword",),
        day=("day",),
        metrics=(
            Metric("position", ("position",), unit="position"),
            Metric("volume", ("Search Volume",)),
            Metric("difficulty", ("Keyword Difficulty",), unit="ratio"),
            Metric("cpc", ("CPC",), unit="USD"),
        ),
        evidence=Evidence(needs=(("Keyword",), ("Search Volume",)), titles=("position_tracking",), base=0.3),
        reshape=_positions_long,
        adjust=_name_site,
    )

    def fits(sheet: Sheet) -> float:
        return 0.9 if plain.fits(sheet) and _dated(sheet) else 0.0

    return Report(plain.name, plain.source, plain.title, OBSERVATIONS, fits, plain.build)


REPORTS = (
    observations(
        "semrush.organic_positions",
        "Semrush: organic positions",
        breakdown="keyword",
        subject=("Keyword",),
        day=("Timestamp",),
        extra=(
            Field("kind", ("Position Type",), kind=Kind.TEXT),
            Field("page", ("URL",), kind=Kind.TEXT),
        ),
        metrics=(
            Metric("position", ("Position",), unit="position"),
            Metric("volume", ("Search Volume",)),
            Metric("difficulty", ("Keyword Difficulty",), unit="ratio"),
            Metric("cpc", ("CPC",), unit="USD"),
            Metric("traffic", ("Traffic",)),
            Metric("traffic_cost", ("Traffic Cost",), unit="USD"),
        ),
        evidence=Evidence(
            needs=(("Keyword",), ("Position",), ("Search Volume",), ("Timestamp",)),
            signs=("Position Type", "Traffic Cost", "Keyword Intents", "SERP Features by Keyword"),
            base=0.45,
        ),
        adjust=_typed_places,
    ),
    _tracking(),
)
