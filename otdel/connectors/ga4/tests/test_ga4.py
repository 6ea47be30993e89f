"""GA4: days counted from the start, several tables in one file, visits by source, events of visitors."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.compute as pc

from otdel.connectors.ga4.tables import breakdown, metric
from otdel.connectors.tests.files import facts, rows, table, total, understood
from otdel.kit.period import Period
from otdel.testing.shared import shared

SESSIONS = (
    "# ----------------------------------------\n# Traffic acquisition\n# Account: Acme\n# Property: acme.ua\n"
    "# ----------------------------------------\n#\n# Start date: 20260901\n# End date: 20260902\n"
)


def test_the_nth_day_is_counted_from_the_start_date() -> None:
    result = understood(shared("data/formats/ga4/data-export_D.csv"))
    found = table(result)
    users = found.filter(pc.and_(pc.equal(found["metric"], "users"), pc.equal(found["breakdown"], "property")))
    by_day = {row["day"]: row["value"] for row in users.to_pylist()}
    assert len(by_day) == 28
    assert by_day[date(2023, 9, 23)] == 1 and by_day[date(2023, 10, 9)] == 1 and by_day[date(2023, 10, 15)] == 2
    assert set(found["account"].to_pylist()) == {"science x"}
    assert result.period == Period(date(2023, 9, 23), date(2023, 10, 21))


def test_a_table_without_days_speaks_for_the_whole_period() -> None:
    found = table(understood(shared("data/formats/ga4/data-export_D.csv")))
    (channel,) = found.filter(pc.equal(found["breakdown"], "session default channel group")).to_pylist()
    assert (channel["subject"], channel["metric"], channel["value"]) == ("Organic Social", "sessions", 7)
    assert (channel["day"], channel["until"]) == (date(2023, 9, 23), date(2023, 10, 21))


def test_users_of_a_big_snapshot_add_up_to_its_own_lines() -> None:
    path = shared("data/formats/ga4/data-export_A.csv")
    lines = path.read_text().splitlines()
    first_table = [int(line.split(",")[1]) for line in lines[9:553]]
    found = table(understood(path))
    users = found.filter(pc.and_(pc.equal(found["metric"], "users"), pc.equal(found["breakdown"], "property")))
    assert pc.sum(users["value"]).as_py() == sum(first_table) > 0


def test_an_exploration_keeps_its_days_and_leaves_out_its_grand_total() -> None:
    result = understood(shared("data/formats/ga4/exploration_free_form.csv"))
    assert result.period == Period(date(2024, 11, 22), date(2026, 1, 21))
    assert "" not in set(table(result)["subject"].to_pylist())
    assert set(table(result)["account"].to_pylist()) == {"Ten10 GA4"}


def test_dated_sessions_are_visits_with_source_and_medium(tmp_path: Path) -> None:
    text = SESSIONS + (
        "Date,Session source / medium,Session campaign,Sessions,Engaged sessions,Key events,Total revenue\n"
        "20260901,google / cpc,Autumn,10,7,2,150.5\n20260902,(direct) / (none),(not set),4,1,0,0\n"
    )
    result = facts(tmp_path, "ga4.csv", text, currency="UAH")
    paid, direct = table(result).to_pylist()
    assert result.batches[0].shape.name == "sessions"
    assert (paid["utm_source"], paid["utm_medium"], paid["utm_campaign"]) == ("google", "cpc", "Autumn")
    assert (paid["sessions"], paid["revenue"], paid["currency"]) == (10, Decimal("150.5"), "UAH")
    assert (direct["utm_source"], direct["utm_medium"], direct["day"]) == ("(direct)", "(none)", date(2026, 9, 2))


def test_money_of_sessions_without_a_currency_is_asked_about(tmp_path: Path) -> None:
    text = SESSIONS + "Date,Sessions,Total revenue\n20260901,10,150.5\n"
    assert [question.key for question in facts(tmp_path, "ga4.csv", text).questions] == ["currency"]
    free = SESSIONS + "Date,Sessions,Total revenue\n20260901,10,0\n"
    assert facts(tmp_path, "ga4.csv", free).questions == ()


def test_russian_and_ukrainian_headers_have_the_same_metric_names(tmp_path: Path) -> None:
    text = (
        "# Страницы и экраны\n# Ресурс: acme.ua\n# Дата начала: 20260901\n# Дата окончания: 20260930\n"
        "Путь страницы и класс экрана,Просмотры,Активные пользователи\n/a,5,3\n/b,7,4\n"
    )
    result = facts(tmp_path, "ga4.csv", text)
    assert set(table(result)["metric"].to_pylist()) == {"views", "active_users"}
    assert set(table(result)["breakdown"].to_pylist()) == {"page"}
    assert total(result, "value", "views") == 12


def test_units_follow_what_is_measured() -> None:
    units = {header: metric(header).unit for header in ("Views", "Bounce rate", "Average engagement time", "ARPU")}
    assert units == {
        "Views": "count",
        "Bounce rate": "ratio",
        "Average engagement time": "seconds",
        "ARPU": "currency",
    }
    assert metric("7 days").name == "active_users_7_days"
    assert breakdown(["Page path and screen class"]) == "page"


def test_events_are_touches_and_money_belongs_to_purchases() -> None:
    result = understood(shared("data/fixtures/ga4_bigquery/event_data.csv"))
    assert (result.report, rows(result, "touches")) == ("ga4_bigquery.events", 6)
    found = {row["session"] + row["event"]: row for row in table(result).to_pylist()}
    bought = found["session_123purchase"]
    assert (bought["transaction"], bought["value"], bought["currency"]) == ("txn_123", Decimal("29.99"), "USD")
    assert (bought["at"], bought["click_id"]) == (datetime(2024, 9, 10, 12, 35, tzinfo=UTC), "gclid:gclid_abc")
    # A checkout carries an order number and a value before anybody has paid.
    checkout = found["session_125checkout"]
    assert (checkout["transaction"], checkout["value"]) == ("", None)
    assert total(result, "value") == Decimal("29.99")


def test_the_first_source_of_a_user_is_not_the_source_of_a_visit() -> None:
    found = {row["session"] + row["event"]: row for row in table(
        understood(shared("data/fixtures/ga4_bigquery/event_data.csv"))
    ).to_pylist()}  # fmt: skip
    assert found["session_123purchase"]["utm_source"] == ""  # traffic_source says source1, of another day
    assert found["session_789scroll"]["utm_source"] == "source2"


def test_raw_microseconds_are_moments(tmp_path: Path) -> None:
    text = "event_timestamp,event_name,user_pseudo_id\n1725971700000000,session_start,1.2\n"
    (row,) = table(facts(tmp_path, "events.csv", text)).to_pylist()
    assert row["at"] == datetime(2024, 9, 10, 12, 35, tzinfo=UTC)
