"""`otdel forecast` on plain files: an answer, the same as JSON, and a sentence for everything that is wrong."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from otdel.cli import main
from otdel.cli.forecast_asked import period

FIRST, DAYS = date(2025, 10, 1), 413  # up to 17 November 2026


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTDEL_LANG", "en")
    monkeypatch.setattr("otdel.cli.forecast_files._today", lambda: FIRST + timedelta(days=DAYS))


def written(path: Path, values: list[Any], first: date = FIRST, step: int = 1) -> Path:
    lines = [f"{first + timedelta(days=step * place)},{value}" for place, value in enumerate(values)]
    path.write_text("\n".join(["date,revenue", *lines]) + "\n")
    return path


def sales(days: int = DAYS) -> list[float]:
    chance = np.random.default_rng(1)
    week = np.resize([1.2, 1.1, 1.0, 1.0, 1.0, 0.8, 0.9], days)
    return [round(float(value), 2) for value in 40000 * week * np.exp(chance.normal(0, 0.2, days))]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return written(tmp_path / "shop.csv", sales())


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["forecast", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_goal_answers_with_the_chance_first(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "goal", str(shop), "--plan", "1200000", "--period", "2026-11"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("The chance to reach 1\u202f200\u202f000 by the end of the period is ")
    assert "8 in 10 futures lie between" in said


def test_the_json_holds_what_is_known_and_what_is_likely(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "goal", str(shop), "--plan", "1200000", "--period", "2026-11")
    assert found["so_far"] == pytest.approx(sum(sales()[(date(2026, 11, 1) - FIRST).days :]), rel=1e-5)
    assert found["range_95"][0] < found["range_80"][0] < found["middle"] < found["range_80"][1] < found["range_95"][1]
    assert found["so_far"] < found["middle"]
    assert len(found["dots"]) == 20
    assert found["findings"] == []


def test_a_higher_plan_is_never_likelier(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plans = [700_000, 1_100_000, 1_200_000, 1_300_000, 2_000_000]
    odds = [answer(capsys, "goal", str(shop), "--plan", str(plan), "--period", "2026-11")["odds"] for plan in plans]
    assert odds == sorted(odds, reverse=True)
    assert odds[0] > 0.95
    assert odds[-1] < 0.05


def test_the_same_file_gives_the_same_answer(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("goal", str(shop), "--plan", "1200000", "--period", "2026-11")
    assert answer(capsys, *words) == answer(capsys, *words)


def test_eight_weeks_ahead_of_days_are_shown_by_week(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, str(shop), "--horizon", "8w")
    assert found["step"] == "week"
    assert [step["from"] for step in found["steps"]][:2] == ["2026-11-18", "2026-11-25"]
    assert len(found["steps"]) == 8
    assert sum(step["middle"] for step in found["steps"]) == pytest.approx(found["total"]["middle"], rel=0.03)


def test_holidays_and_paydays_are_taken_in_when_asked_for(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = answer(capsys, str(shop), "--horizon", "14d")
    told = answer(capsys, str(shop), "--horizon", "14d", "--country", "UA", "--paydays", "10,25")
    assert told["total"] != plain["total"]
    assert main(["forecast", str(shop), "--horizon", "14d", "--country", "XX"]) == 1
    assert "holidays of XX" in capsys.readouterr().err


BAD: dict[str, tuple[list[Any], list[str], str]] = {
    "zeros": ([0] * 60, [], "All values are zero"),
    "three": ([5, 6, 7], [], "no range would be honest"),
    "words": (["soon"] * 3 + [""] * 30, ["--column", "revenue"], "no number to forecast from"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_what_cannot_be_forecast_is_refused_with_a_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values, more, said = BAD[name]
    file = written(tmp_path / "bad.csv", values)
    assert main(["forecast", str(file), "--horizon", "4w", *more]) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--plan", "1200000", "--period", "2026-10"], "There is nothing to forecast"),
        (["--plan", "1200000", "--period", "2025"], "before the first value"),
        (["--plan", "1200000", "--period", "2026-11", "--unit", "UAH", "--plan-unit", "USD"], "cannot be compared"),
        (["--plan", "1200000", "--period", "2099"], "nothing honest can be said"),
        (["--plan", "-5", "--period", "2026-11"], "above zero"),
        (["--plan", "many", "--period", "2026-11"], "write a number"),
        (["--plan", "5", "--period", "2026-13"], "write 2026-11"),
        (["--plan", "5"], "needs --plan and --period"),
    ],
)
def test_a_goal_that_cannot_be_answered_is_refused(
    words: list[str], said: str, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forecast", "goal", str(shop), *words]) == 1
    assert said in capsys.readouterr().err


def test_a_refusal_is_json_too(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "goal", str(shop), "--plan", "9", "--period", "2026-10", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["refused"] is True
    assert "forecast.period_over" in [one["code"] for one in found["findings"]]


def test_bad_rows_are_named_and_the_good_ones_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values: list[Any] = sales(120)
    values[40] = "?"
    found = answer(capsys, str(written(tmp_path / "odd.csv", values)), "--horizon", "2w")
    (number, gap, _stale) = found["findings"]
    assert (number["code"], number["line"]) == ("forecast.bad_number", 42)
    assert gap["code"] == "forecast.gaps"


def test_days_missing_in_the_period_are_not_taken_for_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values: list[Any] = sales()
    whole = answer(capsys, "goal", str(written(tmp_path / "a.csv", values)), "--plan", "1200000", "--period", "2026-11")
    values[-10:-5] = [""] * 5
    holed = answer(capsys, "goal", str(written(tmp_path / "b.csv", values)), "--plan", "1200000", "--period", "2026-11")
    assert holed["so_far"] < whole["so_far"] - 100_000
    assert holed["middle"] == pytest.approx(whole["middle"], rel=0.05)


def test_a_plan_in_thousands_is_asked_about(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "goal", str(shop), "--plan", "1200", "--period", "2026-12")
    assert [one["code"] for one in found["findings"]] == ["forecast.plan_far"]


def test_a_short_file_is_answered_widely(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "young.csv", sales(6), step=7)
    found = answer(capsys, str(file), "--horizon", "4w")
    low, high = found["total"]["range_80"]
    assert high > 1.5 * low
    assert found["findings"][0]["code"] == "forecast.few_points"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2026-W48", date(2026, 11, 23), date(2026, 11, 30)),
        ("2026-11-01..2026-11-15", date(2026, 11, 1), date(2026, 11, 16)),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, start: date, end: date) -> None:
    assert period(text) == (start, end)


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_it_speaks_the_language_of_the_terminal(
    language: str, shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTDEL_LANG", language)
    assert main(["forecast", "goal", str(shop), "--plan", "1200000", "--period", "2026-11"]) == 0
    assert "Шанс" in capsys.readouterr().out
