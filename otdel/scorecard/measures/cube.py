"""Facts by place and day, as the Money pages count them: asked once for a state of the facts and kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from otdel.evidence.queries.days import CAME, SOLD, days
from otdel.evidence.queries.facts import Asked
from otdel.evidence.queries.ground import Ground, ground
from otdel.evidence.queries.origins import TAGS
from otdel.evidence.queries.question import Basis, MoneyQuestion
from otdel.evidence.rules.matching import Matcher, Tags
from otdel.measurement.channels import Origin, channel_of
from otdel.measurement.standard_channels import STANDARD
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.measures.series import Series, added, millionths
from otdel.scorecard.rules.kinds import OF_STANDARD, ChannelKind, kind_of

MATURITY, FIRST_MONTHS = 90, 183  # days a lead may take to pay; days a new customer's margin is counted over
Places = frozenset[int]
ByDay = dict[int, int]


@dataclass
class Cube:
    """`places` are numbers of Origins.places. Series of a column over places are added up once and kept."""

    asked: Asked
    question: MoneyQuestion
    base: Ground
    brands: tuple[str, ...]
    said: Mapping[str, str]  # channel -> kind, where the company said it
    tables: dict[str, pa.Table] = field(default_factory=dict)
    _columns: dict[tuple[str, str], dict[int, ByDay]] = field(default_factory=dict)
    _series: dict[tuple[str, str, Places], Series] = field(default_factory=dict)

    @classmethod
    def of(cls, asked: Asked, question: MoneyQuestion, brands: Iterable[str], said: Mapping[str, str]) -> Cube:
        """Ask everything. `brands` are words of the brand in lower case."""
        base = ground(asked, question)
        cube = cls(asked, question, base, tuple(brands), said)
        leads_basis = days(asked, base, replace(question, basis=Basis.LEAD))
        cube.tables["spend"], cube.tables["sales"] = leads_basis.spend, leads_basis.deals
        cube.tables["came"] = leads_basis.leads
        cube.tables["paid"] = days(asked, base, replace(question, basis=Basis.PAYMENT)).deals
        return cube

    @cached_property
    def brand_table(self) -> pa.Table:
        return pa.table({"word": pa.array(self.brands, pa.string())})

    @cached_property
    def leads(self) -> pa.Table:
        """A row for each lead: place, day, where it stands in its file, qualified, won, branded."""
        tables = {name: self.base.tables[name] for name in ("found", "places", "sales")}
        return self.asked.table(
            "kpi_leads", {**tables, "brands": self.brand_table}, window=MATURITY, zone=self.question.zone
        ).combine_chunks()

    @cached_property
    def cohorts(self) -> pa.Table:
        tables = {name: self.base.tables[name] for name in ("places", "sales")}
        margin = self.question.default_margin
        return self.asked.table("kpi_cohorts", tables, window=FIRST_MONTHS, usual_margin=margin).combine_chunks()

    @cached_property
    def sessions(self) -> pa.Table:
        return self.asked.table("kpi_sessions", {"origin_map": self.origin_map}).combine_chunks()

    @cached_property
    def tags(self) -> list[dict[str, Any]]:
        """Every set of tags with the channel it leads to."""
        matcher = Matcher(self.base.origins.campaigns, (*self.question.rules, *self.question.standard))
        rows = self.asked.ask("money_origins")
        for row in rows:
            row["channel"] = matcher.place(Tags(*(str(row[name]) for name in TAGS))).channel
        return rows

    @cached_property
    def channels(self) -> list[str]:
        """Channels visits lead to, all that the tags of a visit tell: places of sessions are numbers in this list."""
        return sorted({str(row["channel"]) for row in self.tags})

    @cached_property
    def origin_map(self) -> pa.Table:
        """The number of the channel of each set of tags a visit may have."""
        names = ("utm_source", "utm_medium", "utm_campaign", "campaign_id")
        numbers = {channel: number for number, channel in enumerate(self.channels)}
        visited = {
            tuple(str(row[name]) for name in names): numbers[row["channel"]]
            for row in self.tags
            if not row["click_kind"] and not row["origin"]
        }
        columns = zip(*visited, strict=True) if visited else ((), (), (), ())
        table = {name: pa.array(values, pa.string()) for name, values in zip(names, columns, strict=True)}
        return pa.table(table | {"place": pa.array(visited.values(), pa.int64())})

    @cached_property
    def search(self) -> list[dict[str, Any]]:
        return self.asked.ask("kpi_search", {"brands": self.brand_table})

    @cached_property
    def ranks(self) -> list[dict[str, Any]]:
        return self.asked.ask("kpi_ranks")

    @cached_property
    def told(self) -> list[dict[str, Any]]:
        """Readings of measures by their own names, from imported files."""
        codes = pa.table({"code": pa.array(list(MEASURES), pa.string())})
        return self.asked.ask("kpi_values", {"measures": codes})

    @cached_property
    def kinds(self) -> dict[str, ChannelKind]:
        """The kind of each channel there is: as the company says, else as found."""
        return {channel: ChannelKind(self.said.get(channel, kind)) for channel, kind in self.found_kinds.items()}

    @cached_property
    def found_kinds(self) -> dict[str, ChannelKind]:
        """The kind of each channel as its money, tags and name tell it."""
        spent: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        tagged: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for number, standard in self.standard.items():
            channel = self.base.origins.places[number][0]
            spent[channel][standard] += Decimal(sum(self.column("spend", "amount").get(number, {}).values()))
        for row in self.tags:
            tagged[row["channel"]][_standard_of_tags(row)] += row["leads"] + row["deals"] + row["visits"]
        return {channel: kind_of(channel, spent[channel], tagged[channel]) for channel, _ in self.base.origins.places}

    @cached_property
    def standard(self) -> dict[int, str]:
        """The standard channel of each campaign money of an outside system was spent on, whatever the company says."""
        types: dict[tuple[str, str, str], str] = {}
        for row in self.asked.ask("money_campaigns"):
            types[row["source"], row["account"], row["campaign"]] = str(row["campaign_type"])
        return {
            one.number: _standard(
                Origin(one.source, campaign=one.name, campaign_type=types.get((one.source, one.account, one.name), ""))
            )
            for one in self.base.origins.campaigns
            if one.source != "manual"
        }

    def own_kind(self, number: int) -> ChannelKind | None:
        """The kind of a campaign's own money, when the standard grouping tells it."""
        kind = OF_STANDARD.get(self.standard.get(number, ""), ChannelKind.NONE)
        return None if kind in (ChannelKind.NONE, ChannelKind.OTHER) else kind

    def column(self, table: str, name: str) -> dict[int, ByDay]:
        """A column by place and day's ordinal, in whole millionths. Rows without a day are in no period."""
        if (table, name) not in self._columns:
            for other, found in _by_place(self._table(table), table).items():
                self._columns[table, other] = found
        return self._columns[table, name]

    def series(self, table: str, name: str, places: Places) -> Series:
        key = (table, name, places)
        if key not in self._series:
            column = self.column(table, name)
            self._series[key] = added(column[place] for place in places if place in column)
        return self._series[key]

    def _table(self, name: str) -> pa.Table:
        if name in self.tables:
            return self.tables[name]
        found: pa.Table = getattr(self, name)
        if name == "leads":
            for flag in ("qualified", "won", "branded"):
                found = found.set_column(found.column_names.index(flag), flag, pc.cast(found[flag], pa.int64()))
            both = pc.multiply(found["qualified"], pc.subtract(1, found["branded"]))
            found = found.append_column("unbranded", both)
        return found


COLUMNS: dict[str, tuple[str, ...]] = {
    "spend": ("amount", "row_count"),
    "sales": SOLD,
    "paid": SOLD,
    "came": CAME,
    "leads": ("qualified", "won", "unbranded"),
    "cohorts": ("customers", "margin", "costless", "row_count"),
    "sessions": ("sessions", "row_count"),
}


def _by_place(table: pa.Table, name: str) -> dict[str, dict[int, ByDay]]:
    columns = COLUMNS[name]
    dated = table.filter(pc.is_valid(table["day"]))
    grouped = dated.group_by(["place", "day"]).aggregate([(column, "sum") for column in columns])
    places, ordinals = grouped["place"].to_pylist(), [day.toordinal() for day in grouped["day"].to_pylist()]
    found: dict[str, dict[int, ByDay]] = {}
    for column in columns:
        by_place: dict[int, ByDay] = defaultdict(dict)
        values = millionths(grouped[f"{column}_sum"])
        for place, day, value in zip(places, ordinals, values, strict=True):
            if value:
                by_place[place][day] = value
        found[column] = dict(by_place)
    return found


def _standard_of_tags(row: Mapping[str, Any]) -> str:
    origin = Origin(
        utm_source=str(row["utm_source"]),
        utm_medium=str(row["utm_medium"]),
        campaign=str(row["utm_campaign"]),
        click_id=str(row["click_kind"]),
        origin=str(row["origin"]),
    )
    return _standard(origin)


@lru_cache(maxsize=50_000)
def _standard(origin: Origin) -> str:
    """By the standard grouping; the same tags come again every day."""
    return channel_of(origin, STANDARD)
