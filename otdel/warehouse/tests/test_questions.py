"""What the warehouse can be asked about itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from otdel.warehouse import UnknownQuestion, Warehouse, asking, question, questions
from otdel.warehouse.tests.facts import MONDAY, TUESDAY, deal, land_deals, land_spend, spend

WEEK: dict[str, Any] = {"from_day": MONDAY, "to_day": MONDAY + timedelta(days=7)}


def test_sources_tell_how_far_each_source_reaches(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10), spend("Brand", 20, TUESDAY))
    land_spend(warehouse, 2, spend("Brand", 12))
    land_deals(warehouse, 3, deal("D1", "open"))
    fresh = warehouse.ask("data_sources").to_pylist()
    assert [(row["shape"], row["first_day"], row["last_day"], row["row_count"], row["imports"]) for row in fresh] == [
        ("deals", MONDAY, MONDAY, 1, 1),
        ("spend", MONDAY, TUESDAY, 2, 2),
    ]


def test_gaps_are_runs_of_missing_days(warehouse: Warehouse) -> None:
    days = [date(2026, 6, day) for day in (1, 2, 5, 6, 8)]
    land_spend(warehouse, 1, *[spend("Brand", 1, day) for day in days], spend("Brand", 1, None))
    gaps = [(row["from_day"], row["until_day"]) for row in warehouse.ask("data_gaps").to_pylist()]
    assert gaps == [(date(2026, 6, 3), date(2026, 6, 5)), (date(2026, 6, 7), date(2026, 6, 8))]


def test_a_campaigns_day_opens_down_to_file_and_row(warehouse: Warehouse) -> None:
    land_spend(warehouse, 4, spend("Brand", 3, ad="A", row=17), spend("Brand", 4, ad="B", row=18), file="c" * 64)
    rows = warehouse.snapshot().session.query("select * from spend order by ad").to_pylist()
    assert [(row["ad"], row["import_id"], row["file"], row["row"]) for row in rows] == [
        ("A", 4, "c" * 64, 17),
        ("B", 4, "c" * 64, 18),
    ]


def test_a_row_of_an_import_says_whether_it_still_counts(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10, row=2), spend("Generic", 5, row=3))
    land_spend(warehouse, 2, spend("Brand", 12))
    counts = [warehouse.ask("row_spend", import_id=1, sheet="", row=row)["counts"].to_pylist() for row in (2, 3)]
    assert counts == [[False], [True]]


def test_money_is_summed_exactly(warehouse: Warehouse) -> None:
    """Ten times 0.1 is 1 and nothing else."""
    land_spend(warehouse, 1, *[spend("Brand", "0.1", row=row) for row in range(2, 12)])
    assert warehouse.ask("spend_by_day", **WEEK)["cost"].to_pylist() == [Decimal("1.000000")]


def test_an_empty_warehouse_answers_with_no_rows(warehouse: Warehouse) -> None:
    assert warehouse.ask("data_sources").num_rows == 0
    assert warehouse.ask("spend_by_day", **WEEK).num_rows == 0


def test_a_question_names_the_parameters_it_misses_or_does_not_know(warehouse: Warehouse) -> None:
    with pytest.raises(TypeError, match=r"missing \$to_day, unknown \$until"):
        warehouse.ask("spend_by_day", from_day=MONDAY, until=TUESDAY)
    with pytest.raises(UnknownQuestion):
        warehouse.ask("../secrets")


def test_small_tables_join_a_question_for_one_ask(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sql = "-- Cost by channel.\nselect channel, cost from spend join channel_map using (campaign)"
    (tmp_path / "joined.sql").write_text(sql)
    monkeypatch.setattr(asking, "FOLDER", tmp_path)
    asking.question.cache_clear()
    land_spend(warehouse, 1, spend("Brand", 10))
    channels = pa.table({"campaign": ["Brand"], "channel": ["Paid search"]})
    assert warehouse.ask("joined", tables={"channel_map": channels})["channel"].to_pylist() == ["Paid search"]
    other = pa.table({"campaign": ["Brand"], "channel": ["Display"]})
    assert warehouse.ask("joined", tables={"channel_map": other})["channel"].to_pylist() == ["Display"]
    asking.question.cache_clear()


def test_a_snapshot_keeps_its_answers_while_others_import(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10))
    before = warehouse.snapshot()
    land_spend(warehouse, 2, spend("Brand", 12))
    warehouse.compact(least=2)
    assert before.ask("spend_by_day", **WEEK)["cost"].to_pylist() == [10]
    assert warehouse.ask("spend_by_day", **WEEK)["cost"].to_pylist() == [12]


def test_threads_ask_while_another_imports(warehouse: Warehouse) -> None:
    """Each answer is that of one whole import: the two campaigns always have the same cost."""
    land_spend(warehouse, 1, spend("Brand", 1), spend("Generic", 1, row=3))

    def ask(_: int) -> list[int]:
        rows = warehouse.snapshot().session.query("select cost from spend order by campaign")
        return [int(cost) for cost in rows["cost"].to_pylist()]

    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(ask, range(40))
        for n in range(2, 8):
            land_spend(warehouse, n, spend("Brand", n), spend("Generic", n, row=3))
    assert all(len(answer) == 2 and answer[0] == answer[1] for answer in answers)


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_question_says_what_it_answers(asked: asking.Question) -> None:
    assert asked.answers.endswith(".")
    assert question(asked.name).name == asked.name


def test_daily_spend_adds_up_the_ads_of_a_campaign(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "daily.sql").write_text("-- One campaign's days.\nselect * from spend_daily where campaign = 'Brand'")
    monkeypatch.setattr(asking, "FOLDER", tmp_path)
    asking.question.cache_clear()
    land_spend(warehouse, 1, spend("Brand", 3, ad="A", clicks=1, row=2), spend("Brand", 4, ad="B", clicks=None, row=3))
    land_spend(warehouse, 2, spend("Generic", 5))
    rows = warehouse.ask("daily").to_pylist()
    assert [(row["cost"], row["clicks"], row["row_count"]) for row in rows] == [(7, 1, 2)]
    land_spend(warehouse, 3, spend("Brand", 9))
    assert [row["cost"] for row in warehouse.ask("daily").to_pylist()] == [9]
    asking.question.cache_clear()
