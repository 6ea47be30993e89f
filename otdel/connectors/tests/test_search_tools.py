"""Search, video and ranking tools: what a reading is of, its days, and shares written as percents."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.compute as pc

from otdel.connectors.tests.files import asked, facts, rows, table, total, understood
from otdel.kit.period import Period
from otdel.testing.shared import shared


def reading(path: Path, subject: str, metric: str) -> list[dict[str, object]]:
    found = table(understood(path))
    mask = pc.and_(pc.equal(found["subject"], subject), pc.equal(found["metric"], metric))
    return list(found.filter(mask).to_pylist())


def test_search_clicks_equal_a_plain_sum_of_the_file() -> None:
    path = shared("data/formats/gsc/Queries.csv")
    with path.open(newline="") as file:
        lines = list(csv.DictReader(file))
    result = understood(path)
    assert total(result, "value", "impressions") == sum(int(line["Impressions"]) for line in lines)
    assert rows(result) == 4 * len(lines)


def test_percents_of_csv_and_shares_of_workbooks_are_the_same_number() -> None:
    (text,) = reading(shared("data/formats/gsc/Queries.csv"), "dentplant", "ctr")
    (real,) = reading(shared("data/formats/gsc_xlsx/Performance-on-Search.xlsx"), "matter of form", "ctr")
    assert (text["value"], text["unit"]) == (Decimal("0.2857"), "ratio")
    assert (real["value"], real["unit"]) == (Decimal("0.6988"), "ratio")


def test_tables_of_a_workbook_speak_for_the_days_of_its_chart() -> None:
    path = shared("data/formats/gsc_xlsx/Performance-on-Search.xlsx")
    (row,) = reading(path, "matter of form", "clicks")
    assert (row["day"], row["until"]) == (date(2025, 1, 7), date(2026, 1, 7))
    assert understood(path).period == Period(date(2025, 1, 7), date(2026, 1, 7))


def test_a_lone_table_asks_which_days_it_covers() -> None:
    assert asked(shared("data/formats/gsc/Pages.csv")) == {"period"}
    assert asked(shared("data/formats/gsc/Chart.csv")) == set()


def test_search_console_in_ukrainian_names_its_site_by_its_file(tmp_path: Path) -> None:
    text = "Найпопулярніші запити,Кліки,Покази,CTR,Позиція\nкухні київ,12,300,4%,3.5\n"
    result = facts(
        tmp_path, "https___acme.ua_-Performance-on-Search-2026-10-01.csv", text, period="2026-09-01/2026-10-01"
    )
    (clicks,) = table(result).filter(pc.equal(table(result)["metric"], "clicks")).to_pylist()
    assert (result.report, clicks["account"], clicks["value"]) == ("search_console.query", "acme.ua", 12)


def test_ranks_of_many_days_become_a_row_a_day() -> None:
    found = reading(shared("data/formats/seranking/positions_detailed.csv"), "cyber security", "position")
    assert len(found) == 27  # of thirty days, three have no rank
    assert (found[0]["day"], found[0]["value"]) == (date(2026, 2, 1), 51)
    (volume,) = reading(shared("data/formats/seranking/positions_detailed.csv"), "cyber security", "volume")
    assert volume["value"] == 33100


def test_semrush_tracking_reads_days_out_of_its_headers() -> None:
    path = shared("data/formats/semrush/position_tracking_rankings_overview.csv.xls")
    (rank,) = reading(path, "starfield ps5", "position")
    assert (rank["day"], rank["value"], rank["account"]) == (date(2023, 9, 9), 32, "starfieldportal.com")
    assert reading(path, "starfield review", "position") == []  # "-" is no rank, not rank nought


def test_a_keyword_in_two_places_of_a_results_page_keeps_both() -> None:
    found = table(understood(shared("data/formats/semrush/organic.Positions.xlsx")))
    keys = [tuple(key.values()) for key in found.select(["breakdown", "subject", "metric", "day"]).to_pylist()]
    assert len(keys) == len(set(keys))
    assert {"keyword", "keyword ai overview", "keyword people also ask"} <= set(found["breakdown"].to_pylist())


def test_ahrefs_readings_carry_their_country() -> None:
    (rank,) = reading(shared("data/formats/ahrefs/organic-keywords.csv"), "ten10", "position")
    assert (rank["breakdown"], rank["value"], rank["day"]) == ("keyword GB", 1, date(2025, 12, 28))


def test_a_place_is_known_by_its_address_and_explanations_are_no_place() -> None:
    result = understood(shared("data/formats/gmb/gmb_insights.csv"))
    assert len(set(table(result)["subject"].to_pylist())) == 4
    assert total(result, "value", "directions") == 63 + 124 + 77 + 30


def test_a_video_list_says_that_its_total_speaks_for_more_than_its_rows() -> None:
    path = shared("data/formats/youtube/Table data.csv")
    (share,) = reading(path, "UWQNrpakgcA", "impressions_ctr")
    assert share["value"] == Decimal("0.0351")
    views = next(check for check in understood(path).checks if check.column == "Views")
    assert (views.ours, views.theirs) == (Decimal(153235), Decimal(181588))
    assert not views.agrees


def test_paypal_money_is_added_by_day_and_payers_are_not_read(tmp_path: Path) -> None:
    text = (
        '"Date","Time","Time zone","Name","Type","Status","Currency","Gross","Fee","Net","Receipt ID","Balance"\n'
        '"13/09/2026","10:00","CET","Anna","Express Checkout","Completed","EUR","100.00","-3.20","96.80","","9"\n'
        '"13/09/2026","11:00","CET","Bob","Express Checkout","Completed","EUR","50.00","-1.80","48.20","","9"\n'
        '"13/09/2026","12:00","CET","Eve","Express Checkout","Pending","EUR","9.00","0.00","9.00","","9"\n'
    )
    result = facts(tmp_path, "paypal.csv", text)
    assert total(result, "value", "gross") == Decimal(150)
    assert set(table(result)["unit"].to_pylist()) == {"EUR"}
    assert "Anna" not in str(table(result).to_pylist())
