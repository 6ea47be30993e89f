"""Files Otdel writes itself from costs and rates typed by hand, read back like any other export."""

from __future__ import annotations

from otdel.connectors.columns import Evidence, Field, report
from otdel.kit.facts import RATES, SPEND

COSTS = report(
    "manual.costs",
    "Otdel: costs typed by hand",
    SPEND,
    fields=(
        Field("day", ("Day",)),
        Field("campaign_id", ("Cost reference",)),
        Field("campaign", ("Cost name",)),
        Field("ad_group", ("Cost kind",)),
        Field("campaign_type", ("Channel",)),
        Field("currency", ("Currency",)),
        Field("cost", ("Amount",)),
    ),
    evidence=Evidence(needs=(("Cost reference",), ("Cost kind",), ("Amount",)), base=0.9),
)

TYPED_RATES = report(
    "manual.rates",
    "Otdel: rates typed by hand",
    RATES,
    fields=(
        Field("day", ("Day",)),
        Field("currency", ("Currency",)),
        Field("into", ("Into",)),
        Field("rate", ("Rate",)),
    ),
    evidence=Evidence(needs=(("Day",), ("Currency",), ("Into",), ("Rate",)), base=0.5),
)

REPORTS = (COSTS, TYPED_RATES)
