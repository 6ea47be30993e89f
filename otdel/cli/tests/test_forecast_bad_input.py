"""Files that would be misread in silence: each is asked about, refused or named, and never answered with certainty."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from otdel.cli import main
from otdel.cli.forecast_asked import amount
from otdel.cli.tests.test_forecast import DAYS, FIRST, answer, sales, written
from otdel.cli.words import BadCommand

TODAY = FIRST + timedelta(days=DAYS)
Said = Callable[..., str]


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTDEL_LANG", "en")
    monkeypatch.setattr("otdel.cli.forecast_files._today", lambda: TODAY)


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Said:
    def said(*words: str) -> str:
        assert main(["forecast", *words]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        return told.err

    return said


def lines(path: Path, rows: Iterable[str], head: str = "date,revenue") -> str:
    path.write_text("\n".join([head, *rows]) + "\n")
    return str(path)


def dated(days: int = DAYS) -> list[tuple[date, float]]:
    return [(FIRST + timedelta(days=place), value) for place, value in enumerate(sales(days))]


def test_days_that_become_months_are_not_one_series(tmp_path: Path, refused: Said) -> None:
    daily = [f"{day},{value}" for day, value in dated(90)]
    monthly = [f"2026-{month:02d}-01,1000000" for month in range(2, 11)]
    said = refused(lines(tmp_path / "a.csv", daily + monthly), "--horizon", "4w")
    assert "Days, weeks and months cannot be mixed" in said
    assert "range" not in said, "nothing is widened when nothing is said"


def test_days_that_become_weeks_are_not_one_series(tmp_path: Path, refused: Said) -> None:
    weekly = [f"{FIRST + timedelta(days=90 + 7 * place)},280000" for place in range(5)]
    file = lines(tmp_path / "a.csv", [f"{day},{value}" for day, value in dated(90)] + weekly)
    assert "1 and 7 days" in refused(file, "--horizon", "4w")


def test_a_file_of_years_is_not_taken_for_days(tmp_path: Path, refused: Said) -> None:
    file = lines(tmp_path / "a.csv", [f"{year}-01-01,3000000" for year in range(2008, 2026)])
    assert "of the steps between the first date and the last are missing" in refused(file, "--horizon", "4w")


def test_a_month_of_a_weekly_file_is_made_of_the_days_of_its_weeks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Weeks of exactly 7,000: November, 30 days, is 30,000 and not four or five whole weeks."""
    file = written(tmp_path / "w.csv", [7000 + place % 2 for place in range(59)], date(2025, 9, 29), step=7)
    found = answer(capsys, "goal", str(file), "--plan", "30000", "--period", "2026-11")
    assert found["so_far"] == pytest.approx(1000 * 1 + 2 * 7000, abs=10), "1 November, and two weeks"
    assert found["range_95"][0] < found["range_95"][1], "the rest of the month is not known"
    assert found["middle"] == pytest.approx(30_000, rel=0.02)
    assert "forecast.weeks_shared" in [one["code"] for one in found["findings"]]


@pytest.mark.parametrize("period", ["2026-W50", "2026-11-10..2026-12-20"])
def test_part_of_a_month_cannot_be_told_from_months(period: str, tmp_path: Path, refused: Said) -> None:
    rows = [f"{2023 + place // 12}-{place % 12 + 1:02d}-01,{1000000 + place}" for place in range(46)]
    file = lines(tmp_path / "m.csv", rows)
    assert "not made of whole ones" in refused("goal", file, "--plan", "300000", "--period", period)


def test_a_day_read_a_hundred_times_too_high_is_named_though_it_is_the_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = sales()
    usual = answer(capsys, str(written(tmp_path / "a.csv", values)), "--horizon", "2w")
    values[-1] *= 100
    found = answer(capsys, str(written(tmp_path / "b.csv", values)), "--horizon", "2w")
    assert [one["code"] for one in found["findings"]] == ["forecast.import_fault"]
    assert found["total"]["middle"] == pytest.approx(usual["total"]["middle"], rel=0.1)


def test_amounts_of_two_currencies_are_not_added_up(tmp_path: Path, refused: Said) -> None:
    rows = [f"{day};{value} {'грн' if day.day % 2 else '$'}" for day, value in dated()]
    said = refused(lines(tmp_path / "a.csv", rows, "date;revenue"), "--horizon", "4w")
    assert "several currencies: UAH, USD" in said


def test_a_plan_with_its_currency_is_compared_with_the_files(tmp_path: Path, refused: Said) -> None:
    file = lines(tmp_path / "a.csv", [f"{day};{value}" for day, value in dated()], "date;revenue (UAH)")
    november = ("--period", "2026-11")
    assert "The plan is in USD and the file in UAH" in refused("goal", file, "--plan", "$1200000", *november)
    assert "Leave --unit out" in refused("goal", file, "--plan", "1200000", "--unit", "USD", *november)
    assert main(["forecast", "goal", file, "--plan", "1200000 грн", *november]) == 0


def test_a_file_without_a_unit_is_not_silently_in_the_plans(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(written(tmp_path / "a.csv", sales()))
    found = answer(capsys, "goal", file, "--plan", "1200000", "--plan-unit", "USD", "--period", "2026-11")
    assert "forecast.unit_not_said" in [one["code"] for one in found["findings"]]


def test_dates_that_can_be_read_two_ways_are_asked_about(
    tmp_path: Path, refused: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first of twenty months, month first: by the day they would be twelve days of January."""
    rows = [f"{place % 12 + 1:02d}/01/{2025 + place // 12},{1000 + place}" for place in range(20)]
    file = lines(tmp_path / "a.csv", rows)
    assert "“02/01/2025” in line 3 can be read" in refused(file, "--horizon", "2m")
    assert answer(capsys, file, "--horizon", "2m", "--order", "mdy")["step"] == "month"


def test_three_notations_of_dates_are_each_read_by_their_own_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ways = ("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y")
    mixed = [f"{day.strftime(ways[place % 3])},{value}" for place, (day, value) in enumerate(dated())]
    plain = answer(capsys, str(written(tmp_path / "a.csv", sales())), "--horizon", "2w")
    found = answer(capsys, lines(tmp_path / "b.csv", mixed), "--horizon", "2w")
    assert found["findings"] == []
    assert found["total"] == plain["total"]


def test_numbers_that_can_be_read_two_ways_are_asked_about(
    tmp_path: Path, refused: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    file = lines(tmp_path / "a.csv", [f"{day};40,{100 + day.day * 7}" for day, _ in dated()], "date;revenue")
    assert "with --decimal" in refused(file, "--horizon", "2w")
    thousands = answer(capsys, file, "--horizon", "2w", "--decimal", ".")["total"]["middle"]
    assert thousands == pytest.approx(1000 * answer(capsys, file, "--horizon", "2w", "--decimal", ",")["total"]["middle"], rel=0.01)  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("text", "read"),
    [("1 200 000", (1_200_000, "")), ("1.200.000,50", (1_200_000.5, "")), ("1,200,000", (1_200_000, "")),
     ("1200000 грн", (1_200_000, "UAH")), ("$ 5", (5, "USD"))],
)  # fmt: skip
def test_plans_are_read_as_people_write_them(text: str, read: tuple[float, str]) -> None:
    assert amount(text) == read


@pytest.mark.parametrize("text", ["1,200", "1.200", "nan", "inf", "1e400", "", "12 apples", "9" * 400])
def test_a_plan_that_can_be_read_two_ways_or_none_is_refused(text: str) -> None:
    with pytest.raises(BadCommand, match="write a number"):
        amount(text)


def test_days_that_never_have_a_value_are_asked_about(tmp_path: Path, refused: Said) -> None:
    """A shop closed at weekends and a file without weekends look alike, and differ by two sevenths of the sum."""
    file = lines(tmp_path / "a.csv", [f"{day},{value}" for day, value in dated() if day.weekday() < 5])
    assert "Days of the week without a single value: 2" in refused(file, "--horizon", "4w")


def test_empty_cells_of_days_to_come_are_not_known_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"{day},{value if day < TODAY - timedelta(days=5) else ''}" for day, value in dated()]
    found = answer(capsys, lines(tmp_path / "a.csv", rows), "--horizon", "2w")
    assert found["known_to"] == str(TODAY - timedelta(days=5))
    assert [one["code"] for one in found["findings"]] == ["forecast.stale"]


def test_values_of_days_to_come_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"{day},{value}" for day, value in dated()]
    plain = answer(capsys, lines(tmp_path / "a.csv", rows), "--horizon", "2w")
    found = answer(capsys, lines(tmp_path / "b.csv", [*rows, "2062-01-01,5"]), "--horizon", "2w")
    assert found["total"] == plain["total"]
    (said,) = found["findings"]
    assert (said["code"], said["line"]) == ("forecast.future_rows", DAYS + 2)


def test_which_column_was_taken_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"{day},{place},{value}" for place, (day, value) in enumerate(dated())]
    found = answer(capsys, lines(tmp_path / "a.csv", rows, "date,id,revenue"), "--horizon", "2w")
    assert found["findings"][0]["said"].startswith("“id” is forecast, the first column of numbers; others are: revenue")


def test_a_row_with_too_many_cells_is_named(tmp_path: Path, refused: Said) -> None:
    rows = [f"{day},{value}" for day, value in dated()]
    assert "line 12 has another number of cells" in refused(
        lines(tmp_path / "a.csv", [*rows[:10], "2026-01-09,5,6,7", *rows[10:]]), "--horizon", "2w"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--horizon", "4w", "--seed", "-1"], "--seed -1"),
        (["--horizon", "4w", "--paydays", "²"], "--paydays ²"),
        (["--horizon", "9999q"], "nothing honest can be said"),
    ],
)
def test_what_cannot_be_asked_is_said(words: list[str], said: str, tmp_path: Path, refused: Said) -> None:
    assert said in refused(str(written(tmp_path / "a.csv", sales())), *words)


def test_a_period_to_the_end_of_the_calendar_is_refused(tmp_path: Path, refused: Said) -> None:
    file = str(written(tmp_path / "a.csv", sales()))
    assert "--period" in refused("goal", file, "--plan", "5", "--period", "2026-11-01..9999-12-31")


def test_the_answer_is_never_written_over_the_file(tmp_path: Path, refused: Said) -> None:
    file = written(tmp_path / "a.csv", sales())
    before = file.read_bytes()
    assert "would be written over the file" in refused(str(file), "--horizon", "2w", "--json", str(file))
    assert file.read_bytes() == before


def test_small_figures_are_not_rounded_to_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(written(tmp_path / "a.csv", [f"{value / 1e10:.12f}" for value in sales()]))
    found = answer(capsys, file, "--horizon", "2w")
    assert 0 < found["total"]["range_95"][0] < found["total"]["range_95"][1]


def test_whoever_reads_only_the_beginning_gets_no_traceback(tmp_path: Path) -> None:
    written(tmp_path / "a.csv", [5 + place % 7 for place in range(4000)], date(2015, 1, 1))
    command = f"{sys.executable} -m otdel forecast {tmp_path / 'a.csv'} --horizon 9000d --json | head -c 1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert ran.stdout == "{"
    assert ran.stderr == ""
