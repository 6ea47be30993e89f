"""`otdel payback` on plain files: the verdict, the same as JSON, and a sentence for everything that is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from otdel.analytics.cohorts.shapes import month_name
from otdel.analytics.cohorts.tests.worlds import START, shop
from otdel.cli import main
from otdel.testing.shared import shared

Say = Callable[..., tuple[int, str]]
MONTHS = 10


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTDEL_LANG", "en")


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """A shop of two channels with order numbers, in the order of its dates."""
    rows = shop(11, months=MONTHS, size=60, channels=2)
    days = [date(1970, 1, 1) + timedelta(days=int(day)) for day in rows.day]
    found = [
        f"{day},c{who},{spent:.2f},{rows.channels[through]}"
        for day, who, spent, through in zip(days, rows.customer, rows.margin, rows.channel, strict=True)
    ]
    return [f"{number},{line}" for number, line in enumerate(sorted(found))]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs the command on lines written to a file, and answers with its code and all it said."""

    def asked(rows: list[str], *words: str, header: str = "order_id,date,customer,revenue,channel") -> tuple[int, str]:
        path = tmp_path / "rows.csv"
        path.write_text("\n".join([header, *rows]) + "\n")
        code = main(["payback", str(path), *words])
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    return asked


@pytest.fixture
def costs(tmp_path: Path) -> Path:
    path = tmp_path / "costs.csv"
    rows = [f"{month_name(START + month)},channel {at},{2700 + at * 900}" for month in range(MONTHS) for at in (0, 1)]
    path.write_text("\n".join(["month,channel,cost", *rows]) + "\n")
    return path


def answer(said: tuple[int, str]) -> dict[str, Any]:
    assert said[0] == 0
    found: dict[str, Any] = json.loads(said[1])
    return found


def codes(found: dict[str, Any]) -> dict[str, str]:
    return {one["code"].removeprefix("payback."): one["said"] for one in found["findings"]}


def test_the_verdict_comes_first_and_channels_under_it(lines: list[str], say: Say, costs: Path) -> None:
    code, said = say(lines, "--costs", str(costs), "--margin", "0.6")
    assert code == 0
    assert said.startswith("New customers pay back by month ")
    assert "not within 24 months" in said.splitlines()[0]
    rows = [line.split("  ")[0] for line in said.splitlines()[4:8]]
    assert rows[0] == "all"
    assert set(rows[1:3]) == {"channel 0", "channel 1"}


def test_the_json_holds_chances_that_add_up(lines: list[str], say: Say, costs: Path) -> None:
    found = answer(say(lines, "--costs", str(costs), "--margin", "60%", "--json"))
    assert (found["last_month"], found["new_since"], found["horizon"]) == ("2023-10", "2023-01", 24)
    for group in (found["everyone"], *found["channels"], *found["cells"]):
        back = group["payback"]
        assert back["by"] == sorted(back["by"])
        assert back["by"][-1] + back["not_yet"] == pytest.approx(1, abs=2e-4)
        assert [one["months"] for one in group["value"]] == [3, 6, 12, 24]
        assert all(one["low80"] <= one["middle"] <= one["high80"] for one in group["value"])
    cheap, dear = (next(one for one in found["channels"] if one["channel"] == f"channel {at}") for at in (0, 1))
    assert dear["payback"]["not_yet"] > cheap["payback"]["not_yet"]
    assert sum(one["customers"] for one in found["channels"]) == found["everyone"]["customers"]
    assert found["cohorts"][0]["bought"][0] == 1
    assert found["cohorts"][0]["months_known"] == MONTHS
    assert len(found["cells"]) == 2 * MONTHS
    assert found["tried"]["cells"] > 50


def test_margin_scales_what_customers_bring(lines: list[str], say: Say) -> None:
    whole, half = (answer(say(lines, "--margin", share, "--json"))["cohorts"][2] for share in ("1", "0.5"))
    assert half["margin"] == pytest.approx([value / 2 for value in whole["margin"]], rel=1e-3)
    assert half["bought"] == whole["bought"]


def test_without_costs_payback_is_not_told(lines: list[str], say: Say) -> None:
    found = answer(say(lines, "--json"))
    assert found["everyone"]["payback"] is None
    assert found["everyone"]["value"][0]["over_cost"] is None
    assert {"no_costs", "no_margin", "not_censored", "beyond"} <= set(codes(found))


def test_bad_rows_are_named_and_every_good_one_is_kept(lines: list[str], say: Say) -> None:
    tomorrow = datetime.now(UTC).date() + timedelta(days=30)
    bad = [
        "901,soon,c1,10,channel 0", "902,2023-05-05,c1,ten,channel 0", "903,2023-05-05,,77.5,channel 0",
        f"904,{tomorrow},c1,10,channel 0", "905,2023-05-05,c1,,channel 0", lines[0], "906,2023-06-06,c1,-5,channel 0",
    ]  # fmt: skip
    clean = answer(say(lines, "--margin", "1", "--json"))
    found = answer(say([*lines, *bad], "--margin", "1", "--json"))
    said, first = codes(found), len(lines) + 2
    assert said["bad_date"].startswith(f"Line {first} was left out: “soon” in date")
    assert said["bad_number"].startswith(f"Line {first + 1} was left out: “ten” in revenue")
    assert f"1 with 77.5 of margin in all, the first in line {first + 2}, column customer" in said["no_id"]
    assert f"1, the first in line {first + 3}, column date" in said["future"]
    assert f"1, the first in line {first + 4}" in said["empty_number"]
    assert f"1 too many, the first in line {first + 5}" in said["repeated"]
    assert f"1 rows with -5 of margin, the first in line {first + 6}" in said["refunds"]
    assert "unordered" in said
    assert found["cohorts"][-1]["margin"] == clean["cohorts"][-1]["margin"]
    assert found["customers"] == clean["customers"]


def test_repeated_rows_without_an_order_number_are_counted_and_said(lines: list[str], say: Say) -> None:
    bare = [line.partition(",")[2] for line in lines]
    found = answer(say([bare[0], *bare], "--json", header="date,customer,revenue,channel"))
    assert "the first in line 3" in codes(found)["repeated_kept"]


def test_two_currencies_refuse_with_the_line(lines: list[str], say: Say) -> None:
    code, said = say([*lines[:50], "77,2023-03-01,c1,$12,ads", "78,2023-03-01,c1,€12,ads", *lines[50:]])
    assert code == 1
    assert "Line 53, column revenue: EUR, while the rows before are in USD" in said


def test_a_column_of_currencies_has_to_name_one(lines: list[str], say: Say) -> None:
    rows = [*(f"{line},UAH" for line in lines), "78,2023-03-01,c1,12,ads,USD"]
    code, said = say(rows, header="order_id,date,customer,revenue,channel,currency")
    assert code == 1
    assert f"Line {len(rows) + 1}, column currency: USD" in said


def test_too_little_is_refused_with_the_reason(lines: list[str], say: Say) -> None:
    first = [line for line in lines if "2023-01" in line]
    code, said = say(first)
    assert code == 1
    assert "was not reckoned" in said
    assert "Whole months in the file: " in said
    code, said = say([line.replace("c", "x", 1) for line in lines], header="order_id,date,who,revenue,channel")
    assert code == 1
    assert "Name it with --customer" in said


def test_half_a_month_at_the_end_is_left_out(lines: list[str], say: Say) -> None:
    found = answer(say([line for line in lines if line.split(",")[1] < "2023-10-12"], "--json"))
    assert found["last_month"] == "2023-09"
    assert "known only up to 2023-10-11" in codes(found)["partial_month"]


def test_costs_that_do_not_fit_are_said(lines: list[str], say: Say, tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    rows = [
        "2023-01,channel 0,900",
        "2023-01,channel 0,100",
        "2023-02,Radio,50",
        "someday,channel 0,5",
        "2023-03,channel 1,-4",
    ]
    path.write_text("\n".join(["month,channel,cost", *rows]) + "\n")
    found = answer(say(lines, "--costs", str(path), "--json"))
    said = codes(found)
    assert "line 5: “someday”" in said["costs_bad_month"]
    assert "line 6" in said["costs_negative"]
    assert "line 4: the channel “Radio”" in said["costs_channel"]
    assert "8, the first is 2023-03" in said["months_without_cost"]
    cell = next(one for one in found["cells"] if (one["month"], one["channel"]) == ("2023-01", "channel 0"))
    assert cell["cost"] * cell["customers"] == pytest.approx(1000, rel=1e-4)


def test_costs_in_another_currency_refuse(lines: list[str], say: Say, tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("month,cost (USD)\n2023-01,900\n")
    code, said = say(lines, "--costs", str(path), "--unit", "UAH")
    assert code == 1
    assert "The costs are in USD and the transactions in UAH" in said


def test_the_same_file_gives_the_same_answer(lines: list[str], say: Say, costs: Path) -> None:
    words = ("--costs", str(costs), "--json")
    assert say(lines, *words) == say(lines, *words)


@pytest.mark.parametrize("words", [("--margin", "40"), ("--since", "soon"), ("--months", "0"), ("--value", "Nothing")])
def test_a_wrong_wish_is_answered_with_how_to_write_it(lines: list[str], say: Say, words: tuple[str, str]) -> None:
    code, said = say(lines, *words)
    assert code == 1
    assert words[1] in said or words[0] in said


def test_no_number_is_nan(lines: list[str], say: Say, costs: Path) -> None:
    said = say(lines, "--costs", str(costs), "--months", "60", "--json")[1]
    assert "NaN" not in said
    assert "Infinity" not in said


def test_the_retailers_file_is_read_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Blank customers, refunds, twelve months of which the last is half and the first is full of regulars."""
    path = shared("data/sets/online_retail_sample/OnlineRetail.csv")
    found = answer((main(["payback", str(path), "--margin", "0.4", "--json"]), capsys.readouterr().out))
    assert (found["last_month"], found["new_since"], found["kept_out"]["months"]) == ("2011-11", "2011-01", 1)
    assert (found["columns"]["value"], found["columns"]["times"]) == ("Quantity", "UnitPrice")
    said = codes(found)
    assert "3722 with" in said["no_id"]
    assert "3655 rows" in said["refunds"]
    assert np.isfinite([one["middle"] for one in found["everyone"]["value"]]).all()
