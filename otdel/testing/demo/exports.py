"""Which files the demo company's people exported, and when: the folder is written in the order it is imported in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from otdel.kit.period import Period
from otdel.testing.demo import paths, truth, visits
from otdel.testing.demo.company import GOOGLE_ACCOUNT
from otdel.testing.demo.manifest import ExportFile, Manifest, Preset
from otdel.testing.demo.mishaps import ROZETKA
from otdel.testing.demo.seasons import months_back, quarters_of
from otdel.testing.demo.spend import Spent
from otdel.testing.demo.world import World, world
from otdel.testing.demo.writers import analytics, google_ads, hubspot, meta_ads, plain, shopify

GOOGLE = (truth.SEARCH, truth.YOUTUBE)
META_FORMS = (
    ("csv", meta_ads.ENGLISH),
    ("xlsx", meta_ads.UKRAINIAN),
    ("xlsx", meta_ads.ENGLISH),
    ("csv", meta_ads.UKRAINIAN),
)
TOUCH_DAYS = 120
SEARCH_TABLES = {"Chart": "site", "Queries": "query", "Pages": "page"}


def write_exports(folder: Path, *, seed: int = 7, today: date) -> Manifest:
    """Write every export of the demo company into `folder` and say what is in them. Writes nothing else.

    The same `seed` and `today` write the same bytes. Takes about five seconds.
    """
    lived = world(today, seed)
    parts = (_rates, _google, _meta, _plain, _shop, _goods, _firms, _analytics, _ranks, _search_before, _search)
    return Manifest(folder, tuple(file for part in parts for file in part(folder, lived)))


def _rates(folder: Path, lived: World) -> Iterator[ExportFile]:
    plain.write_rates(folder / "nbu-rates.csv", lived.rates)
    days = lived.rates.days
    total = sum((rate for course in lived.rates.by_currency.values() for rate in course.values()), Decimal(0))
    yield ExportFile("nbu-rates.csv", "nbu.rates", Period.closed(days[0], days[-1]), 2 * len(days), {"rate": total})


def _google(folder: Path, lived: World) -> Iterator[ExportFile]:
    """A report a quarter, languages in turn; then one exported too early, and the newer one that restates it."""
    calendar = lived.calendar
    old = Period(calendar.history.start, calendar.first_report.start)
    for place, quarter in enumerate(quarters_of(old)):
        language = google_ads.UKRAINIAN if place % 2 else google_ads.ENGLISH
        yield _google_report(folder, lived, quarter, language)
    yield _google_report(folder, lived, calendar.first_report, google_ads.ENGLISH, early=True)
    yield _google_report(folder, lived, calendar.restated, google_ads.UKRAINIAN)


def _google_report(
    folder: Path, lived: World, period: Period, language: google_ads.Language, *, early: bool = False
) -> ExportFile:
    name = f"google-ads/{language.title} {_label(period)}.csv"
    rows = _rows(lived, period, *GOOGLE)
    if early:
        rows = [lived.mishaps.as_first_reported(row) for row in rows]
    google_ads.write(folder / name, rows, period, language)
    return ExportFile(name, "google_ads.campaigns", period, len(rows), _sums(rows), {"account": GOOGLE_ACCOUNT})


def _meta(folder: Path, lived: World) -> Iterator[ExportFile]:
    """A report a quarter, forms in turn; the last whole quarter was downloaded, and is imported, twice."""
    quarters = quarters_of(lived.calendar.history)
    for place, quarter in enumerate(quarters):
        suffix, header = META_FORMS[place % len(META_FORMS)]
        stem = f"meta-ads/Lumen-Home-Campaigns {_label(quarter)}"
        rows = _rows(lived, quarter, truth.META)
        copies = [f"{stem}.{suffix}"] + ([f"{stem} (1).{suffix}"] if place == len(quarters) - 2 else [])
        for name in copies:
            meta_ads.write(folder / name, rows, quarter, header)
            yield ExportFile(name, "meta_ads.campaigns", quarter, len(rows), _sums(rows), {"account": "Lumen Home"})


Writer = Callable[[Path, Sequence[Spent], Callable[[Spent], str]], None]
TABLES: tuple[tuple[str, str, tuple[str, ...], Writer, Preset], ...] = (
    ("marketplaces/rozetka", truth.MARKETPLACES, (ROZETKA,), plain.write_rozetka, plain.ROZETKA_PRESET),
    ("marketplaces/prom", truth.MARKETPLACES, ("Prom, top of the list",), plain.write_prom, plain.PROM_PRESET),
    ("partners/commission", truth.AFFILIATES, (), plain.write_partners, plain.PARTNERS_PRESET),
    ("mailing/esputnik", truth.EMAIL, (), plain.write_mailing, plain.MAILING_PRESET),
)


def _plain(folder: Path, lived: World) -> Iterator[ExportFile]:
    """Tables of systems nobody wrote a reader for: read by presets saved in the mapping wizard."""
    for stem, channel, names, write, preset in TABLES:
        for year in _years(lived.calendar.history):
            rows = [row for row in _rows(lived, year, channel) if not names or row.campaign.name in names]
            kept = [row for row in rows if not lived.mishaps.missing(row)]
            good = [row for row in kept if lived.mishaps.readable(row)]
            name = f"{stem} {year.start.year}.csv"
            write(folder / name, kept, lived.mishaps.spoilt)
            yield ExportFile(
                name, preset.report, year, len(good), {"cost": _cost(good)}, {}, preset, len(kept) - len(good)
            )


def _shop(folder: Path, lived: World) -> Iterator[ExportFile]:
    for quarter in quarters_of(lived.calendar.history):
        orders = [order for order in lived.orders if order.at.date() in quarter]
        name = f"shop/orders_export {_label(quarter)}.csv"
        shopify.write(folder / name, orders, lived.calendar.today)
        sums = {
            "revenue": Decimal(sum(order.total for order in orders if lived.paid(order))),
            "returned": Decimal(sum(order.refunded for order in orders)),
        }
        yield ExportFile(name, "shopify.orders", quarter, len(orders), sums)


def _goods(folder: Path, lived: World) -> Iterator[ExportFile]:
    """The accounts know what each order cost; the shop does not."""
    preset = plain.GOODS_PRESET
    for year in _years(lived.calendar.history):
        orders = [order for order in lived.orders if order.at.date() in year and not order.cancelled]
        name = f"accounts/cost-of-goods {year.start.year}.csv"
        plain.write_goods(folder / name, orders)
        total = sum((order.variable_cost for order in orders), Decimal(0))
        yield ExportFile(name, preset.report, year, len(orders), {"value": total}, {}, preset)


def _firms(folder: Path, lived: World) -> Iterator[ExportFile]:
    deals = [firm for firm in lived.firms if firm.deal_at]
    won = [firm for firm in deals if firm.won]
    hubspot.write_contacts(folder / "crm/contacts.csv", lived.firms)
    hubspot.write_deals(folder / "crm/deals.csv", lived.firms)
    history = lived.calendar.history
    yield ExportFile("crm/contacts.csv", "hubspot.contacts", history, len(lived.firms), {})
    sums = {
        "revenue": sum((firm.amount for firm in won), Decimal(0)),
        "variable_cost": sum((firm.goods for firm in won), Decimal(0)),
    }
    yield ExportFile("crm/deals.csv", "hubspot.deals", history, len(deals), sums)


def _analytics(folder: Path, lived: World) -> Iterator[ExportFile]:
    year = Period(months_back(lived.calendar.today, 12).start, lived.calendar.today)
    for quarter in quarters_of(year):
        rows = visits.of(lived, quarter)
        name = f"analytics/Traffic by day {_label(quarter)}.csv"
        analytics.write_exploration(folder / name, rows, quarter)
        revenue = sum((row.revenue for row in rows), Decimal(0))
        sums = {"sessions": Decimal(sum(row.sessions for row in rows)), "revenue": revenue}
        yield ExportFile(name, "ga4.report", quarter, len(rows), sums, {"currency": "UAH"})
    touches = paths.touches(lived, TOUCH_DAYS)
    analytics.write_events(folder / "analytics/events.csv", touches, lived.rates)
    days = Period(lived.calendar.today - timedelta(days=TOUCH_DAYS), lived.calendar.today)
    yield ExportFile("analytics/events.csv", "ga4_bigquery.events", days, len(touches), {})


def _ranks(folder: Path, lived: World) -> Iterator[ExportFile]:
    """Positions week after week, a file a year, since the tool was bought."""
    since = Period(months_back(lived.calendar.today, visits.RANK_MONTHS).start, lived.calendar.today)
    for year in _years(since):
        rows = visits.ranks(lived, year)
        name = f"rank-tracker/positions {year.start.year}.csv"
        plain.write_ranks(folder / name, rows)
        total = Decimal(sum(position for _, _, position in rows))
        yield ExportFile(name, plain.RANKS_PRESET.report, year, len(rows), {"value": total}, {}, plain.RANKS_PRESET)


def _search_before(folder: Path, lived: World) -> Iterator[ExportFile]:
    """Queries of each quarter that is over, as they were exported when it was: the year before can be compared."""
    for quarter in quarters_of(lived.calendar.history)[:-1]:
        clicks = sum(day.clicks for day in visits.shown_by_day(lived, quarter))
        rows = visits.shown_by(lived, quarter, visits.QUERIES, clicks)
        name = f"search-console/{_label(quarter)}/Queries.csv"
        analytics.write_search(folder / "search-console" / _label(quarter), {"Queries": rows})
        sums = {"clicks": Decimal(sum(row.clicks for row in rows))}
        asked = {"period": f"{quarter.start}/{quarter.end}"}
        yield ExportFile(name, "search_console.query", quarter, len(rows), sums, asked)


def _search(folder: Path, lived: World) -> Iterator[ExportFile]:
    period = Period(lived.calendar.today - timedelta(days=91), lived.calendar.today)
    chart = visits.shown_by_day(lived, period)
    clicks = sum(day.clicks for day in chart)
    tables = {
        "Chart": chart,
        "Queries": visits.shown_by(lived, period, visits.QUERIES, clicks),
        "Pages": visits.shown_by(lived, period, visits.PAGES, clicks),
    }
    analytics.write_search(folder / "search-console", tables)
    asked = {"period": f"{period.start}/{period.end}"}
    for name, rows in tables.items():
        sums = {"clicks": Decimal(sum(row.clicks for row in rows))}
        report = f"search_console.{SEARCH_TABLES[name]}"
        yield ExportFile(f"search-console/{name}.csv", report, period, len(rows), sums, asked)


def _rows(lived: World, period: Period, *channels: str) -> list[Spent]:
    return [row for row in lived.spending.of(*channels) if row.day in period]


def _cost(rows: Iterable[Spent]) -> Decimal:
    return sum((row.cost for row in rows), Decimal(0))


def _sums(rows: Sequence[Spent]) -> dict[str, Decimal]:
    return {
        "cost": _cost(rows),
        "clicks": Decimal(sum(row.clicks for row in rows)),
        "impressions": Decimal(sum(row.impressions for row in rows)),
    }


def _years(period: Period) -> list[Period]:
    found = (Period.year(year).clip(period) for year in range(period.start.year, period.last_day.year + 1))
    return [part for part in found if part]


def _label(period: Period) -> str:
    return f"{period.start} to {period.last_day}"
