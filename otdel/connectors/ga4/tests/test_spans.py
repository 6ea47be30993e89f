"""Rows of GA4 that speak for weeks, months or hours: readings of their own days, hours added into the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.compute as pc

from otdel.connectors.contract import Understood
from otdel.connectors.tests.files import facts, table
from otdel.kit.period import Period


def exported(folder: Path, first: str, last: str, body: str) -> Understood:
    head = f"# ---\n# Traffic\n# Property: acme.ua\n# ---\n#\n# Start date: {first}\n# End date: {last}\n"
    return facts(folder, "ga4.csv", head + body)


def readings(found: Understood, metric: str) -> list[tuple[str, date, date, int]]:
    rows = table(found).filter(pc.equal(table(found)["metric"], metric)).to_pylist()
    return [(row["subject"], row["day"], row["until"], int(row["value"])) for row in rows]


def test_a_week_is_a_reading_of_its_seven_days_and_the_last_ends_with_the_report(tmp_path: Path) -> None:
    """They used to be set aside, every one."""
    body = "Nth week,Session medium,Sessions,Total users\n0000,cpc,70,50\n0001,cpc,35,30\n0002,cpc,5,4\n"
    found = exported(tmp_path, "20260902", "20260917", body)
    assert found.rejected == ()
    assert readings(found, "sessions") == [
        ("cpc", date(2026, 9, 2), date(2026, 9, 9), 70),
        ("cpc", date(2026, 9, 9), date(2026, 9, 16), 35),
        ("cpc", date(2026, 9, 16), date(2026, 9, 18), 5),
    ]
    assert found.period == Period(date(2026, 9, 2), date(2026, 9, 18))


def test_weeks_of_the_calendar_are_known_by_one_week_too_many(tmp_path: Path) -> None:
    """From Wednesday, 14 days touch three weeks that begin on a Sunday."""
    found = exported(tmp_path, "20260902", "20260915", "Nth week,Sessions\n0,40\n1,70\n2,30\n")
    assert [row[1:3] for row in readings(found, "sessions")] == [
        (date(2026, 9, 2), date(2026, 9, 6)),
        (date(2026, 9, 6), date(2026, 9, 13)),
        (date(2026, 9, 13), date(2026, 9, 16)),
    ]


def test_a_month_lasts_to_its_end_and_not_for_its_first_day(tmp_path: Path) -> None:
    found = exported(tmp_path, "20260115", "20260310", "Nth month,Views\n0,10\n1,20\n2,7\n")
    assert readings(found, "views") == [
        ("", date(2026, 1, 15), date(2026, 2, 1), 10),
        ("", date(2026, 2, 1), date(2026, 3, 1), 20),
        ("", date(2026, 3, 1), date(2026, 3, 11), 7),
    ]


def test_a_week_does_not_replace_its_first_day(tmp_path: Path) -> None:
    weekly = table(exported(tmp_path, "20260901", "20260914", "Nth week,Views\n0,70\n1,35\n"))
    daily = table(exported(tmp_path, "20260901", "20260914", "Nth day,Views\n0,10\n1,12\n"))
    assert not set(weekly["breakdown"].to_pylist()) & set(daily["breakdown"].to_pylist())


def test_hours_of_visits_add_up_in_their_day_and_people_do_not(tmp_path: Path) -> None:
    body = "Nth hour,Session medium,Sessions,Total users\n0000,cpc,3,3\n0023,cpc,4,3\n0024,cpc,5,5\n"
    found = exported(tmp_path, "20260901", "20260902", body)
    rows = table(found).to_pylist()
    assert [(row["day"], row["sessions"], row["users"]) for row in rows] == [
        (date(2026, 9, 1), 3, None),
        (date(2026, 9, 1), 4, None),
        (date(2026, 9, 2), 5, None),
    ]
    assert [note.values["column"] for note in found.notes] == ["Total users"]


def test_hours_of_other_counts_are_one_reading_a_day(tmp_path: Path) -> None:
    body = "Nth hour,Event name,Event count,Bounce rate\n0,scroll,10,0.5\n1,scroll,5,0.7\n25,scroll,2,0.1\n"
    found = table(exported(tmp_path, "20260901", "20260902", body)).to_pylist()
    assert [(row["day"], row["until"], row["metric"], row["value"]) for row in found] == [
        (date(2026, 9, 1), date(2026, 9, 2), "event_count", Decimal(15)),
        (date(2026, 9, 2), date(2026, 9, 3), "event_count", Decimal(2)),
    ]


def test_a_count_beyond_the_report_is_set_aside(tmp_path: Path) -> None:
    found = exported(tmp_path, "20260901", "20260914", "Nth week,Views\n0,70\n9,35\nlast,1\n")
    assert [(one.row, one.value, one.reason.code) for one in found.rejected] == [
        (10, "9", "not_a_day"),
        (11, "last", "not_a_day"),
    ]


def test_a_bad_cell_does_not_turn_a_metric_into_a_dimension(tmp_path: Path) -> None:
    """The whole table was lost, and the report said that there was no data."""
    found = exported(tmp_path, "20260901", "20260903", "Nth day,Widgets,Sessions\n0,5,7\n1,many,7\n2,6,=cmd\n")
    assert [(row["day"].day, row["sessions"]) for row in table(found).to_pylist()] == [(1, 7), (2, 7)]
    assert [(one.row, one.column) for one in found.rejected] == [(11, "Sessions")]
    found = exported(tmp_path, "20260901", "20260903", "Nth day,Widgets\n0,5\n1,many\n2,6\n")
    assert [(row["metric"], row["value"]) for row in table(found).to_pylist()] == [("widgets", 5), ("widgets", 6)]
    assert [one.row for one in found.rejected] == [10]


def test_a_table_without_a_metric_is_not_called_empty(tmp_path: Path) -> None:
    found = exported(tmp_path, "20260901", "20260903", "Nth day,Mood\n0,good\n1,bad\n")
    assert found.refused is not None
    assert found.refused.code == "nothing_recognised"


def test_numbers_of_the_calendar_are_not_summed(tmp_path: Path) -> None:
    found = table(exported(tmp_path, "20260901", "20260930", "Page path,Hour,Views\n/,09,70\n/,10,35\n"))
    assert set(found["metric"].to_pylist()) == {"views"}
    assert found["subject"].to_pylist() == ["/ | 09", "/ | 10"]
