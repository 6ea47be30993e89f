"""Ahrefs: headers of organic keywords and of keyword ideas; its money is in US dollars."""

from __future__ import annotations

import pyarrow.compute as pc

from otdel.connectors.columns import Evidence, Field, Metric, observations
from otdel.connectors.columns.draft import Draft
from otdel.connectors.columns.repeats import finer_breakdown, part_repeats
from otdel.kit.facts import Kind


def _by_country(draft: Draft) -> None:
    """The same word in two countries is two readings: the country stands in the breakdown, as "keyword GB"."""
    countries = draft.columns.pop("country", None)
    if countries is not None:
        finer_breakdown(draft, pc.utf8_upper(countries))
    part_repeats(draft, "keyword page", "page")


REPORTS = (
    observations(
        "ahrefs.organic_keywords",
        "Ahrefs: organic keywords",
        breakdown="keyword",
        subject=("Keyword",),
        day=("Updated", "Last update"),
        extra=(
            Field("country", ("Country code",), kind=Kind.TEXT),
            Field("page", ("Current URL", "URL"), kind=Kind.TEXT),
        ),
        metrics=(
            Metric("position", ("Current position", "Position"), unit="position"),
            Metric("volume", ("Volume",)),
            Metric("difficulty", ("KD", "Keyword Difficulty"), unit="ratio"),
            Metric("cpc", ("CPC",), unit="USD"),
            Metric("traffic", ("Organic traffic", "Current organic traffic", "Traffic")),
        ),
        evidence=Evidence(
            needs=(("Keyword",), ("Current position",), ("Volume",)),
            signs=("KD", "Organic traffic", "Current URL", "Entities", "Branded"),
            base=0.45,
        ),
        adjust=_by_country,
        undated=True,  # Ahrefs leaves the date empty for words it has not looked at for long
    ),
    observations(
        "ahrefs.keyword_ideas",
        "Ahrefs: keyword ideas",
        breakdown="keyword",
        subject=("Keyword",),
        day=("Last Update",),
        extra=(Field("country", ("Country",), kind=Kind.TEXT),),
        metrics=(
            Metric("volume", ("Volume",)),
            Metric("global_volume", ("Global volume",)),
            Metric("difficulty", ("Difficulty",), unit="ratio"),
            Metric("cpc", ("CPC",), unit="USD"),
            Metric("traffic_potential", ("Traffic potential",)),
        ),
        evidence=Evidence(
            needs=(("Keyword",), ("Volume",), ("Difficulty",)),
            signs=("Parent Keyword", "Traffic potential", "CPS", "Global volume"),
            base=0.42,
        ),
        adjust=_by_country,
        undated=True,  # Ahrefs leaves the date empty for words it has not looked at for long
    ),
)
