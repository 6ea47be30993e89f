"""`otdel mix fit` on plain files: what it answers, what it refuses, and that it stays quick and alone."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from otdel.cli import main
from otdel.testing.shared import shared

QUICK = ["--forms", "hill", "--draws", "150"]
TRUTH = 3.0  # sum of 8000 x / (x + 1200) over the sum of x, for the search of `weeks`
COLUMNS = ["--target", "revenue", "--spend", "search,tv", "--controls", "price"]


def weeks(path: Path, count: int = 60, names: tuple[str, str] = ("search", "tv")) -> Path:
    """A shop whose search brings TRUTH per 1, less the more is spent, and whose TV brings 1."""
    random = np.random.default_rng(11)
    search, tv, price = random.gamma(3, 400, count), random.gamma(3, 300, count), random.normal(10, 1, count)
    revenue = 9000 + 8000 * search / (search + 1200) + tv - 200 * price + random.normal(0, 500, count)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["week", "revenue", *names, "price"])
        for place in range(count):
            day = date(2024, 1, 1) + timedelta(days=7 * place)
            writer.writerow([day, *(f"{one[place]:.2f}" for one in (revenue, search, tv, price))])
    return path


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One fit with everything asked for; its files are read by several tests."""
    folder = tmp_path_factory.mktemp("mix")
    weeks(folder / "weeks.csv")
    (folder / "tests.csv").write_text(
        "channel,start,end,lift,error,share,name\n"
        "tv,2024-06-03,2024-07-01,3600,500,1,June\n"
        "radio,2024-06-03,2024-07-01,3600,500,1,no such\n"
        "tv,2024-06-03,2024-05-01,3600,500,1,backwards\n"
        "tv,2024-06-03,2024-07-01,many,500,1,no number\n"
    )
    asked = [*COLUMNS, *QUICK, "--lift", str(folder / "tests.csv"), "--budget", "2500", "--seed", "3"]
    files = ["--json", str(folder / "out.json"), "--html", str(folder / "out.html")]
    assert main(["mix", "fit", str(folder / "weeks.csv"), *asked, *files]) == 0
    return folder


def told(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "out.json").read_text("utf-8"), parse_constant=_no_such_number)
    return read


def _no_such_number(text: str) -> None:
    raise AssertionError(f"{text} in the JSON")


def test_the_answer_has_every_channel_with_its_ranges_in_order(fitted: Path) -> None:
    answer = told(fitted)
    assert [one["channel"] for one in answer["channels"]] == ["search", "tv"]
    levels = ["low90", "low80", "low50", "median", "high50", "high80", "high90"]
    for channel in answer["channels"]:
        for number in ("back", "next", "carry", "half"):
            values = [channel[number][level] for level in levels]
            assert values == sorted(values)
        assert len(channel["curve"]["spend"]) == len(channel["curve"]["median"])
    assert answer["channels"][0]["back"]["low90"] < TRUTH < answer["channels"][0]["back"]["high90"]
    assert answer["forms"][0]["weight"] == 1
    assert answer["data"]["lines"][0] == 2


def test_the_move_adds_up_to_the_budget_to_the_cent(fitted: Path) -> None:
    move = told(fitted)["move"]
    assert sum(Decimal(line["to"]) for line in move["lines"]) == Decimal(2500)
    for line in move["lines"]:
        assert Decimal(line["low"]) <= Decimal(line["to"]) <= Decimal(line["high"])


def test_good_lift_tests_count_and_every_bad_row_is_named(fitted: Path) -> None:
    answer = told(fitted)
    assert [one["name"] for one in answer["tests"]] == ["June"]
    bad = {one["values"]["line"]: one["code"] for one in answer["faults"] if one["code"].startswith("mix_test")}
    assert bad == {3: "mix_test_channel", 4: "mix_test_backwards", 5: "mix_test_number"}


def test_the_page_opens_by_itself(fitted: Path) -> None:
    page = (fitted / "out.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    for foreign in ("<script", "http://", "https://", "url("):
        assert foreign not in page
    assert page.count("<svg") >= 4


def test_the_same_seed_gives_the_same_numbers(fitted: Path, tmp_path: Path) -> None:
    asked = [*COLUMNS, *QUICK, "--lift", str(fitted / "tests.csv"), "--budget", "2500", "--seed", "3"]
    assert main(["mix", "fit", str(fitted / "weeks.csv"), *asked, "--json", str(tmp_path / "out.json")]) == 0
    assert told(tmp_path)["channels"] == told(fitted)["channels"]


@pytest.mark.parametrize("cell", ["n/k", "1e100", "9" * 30])
def test_a_bad_cell_ends_it_with_its_line_week_and_column(
    cell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = weeks(tmp_path / "weeks.csv")
    lines = path.read_text().splitlines()
    lines[9] = lines[9].replace(lines[9].split(",")[3], cell)
    path.write_text("\n".join(lines))
    out = tmp_path / "out.json"
    assert main(["mix", "fit", str(path), *COLUMNS, "--json", str(out), "--html", str(tmp_path / "out.html")]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert f"Line 10 (26 February 2024), column “tv”: “{cell}” is no number" in said
    assert told(tmp_path)["refused"] is True
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--prior", "radio=2"], "the channels are search, tv"),
        (["--prior", "tv=-1"], "above zero"),
        (["--prior", "tv=nan:1"], "above zero"),
        (["--prior", "tv=1:1e-300"], "spread from 0.01"),
        (["--prior", "tv"], "write CHANNEL=MEDIAN"),
        (["--prior", "tv=1", "--prior", "TV=2"], "said twice of tv"),
        (["--lift", "nowhere.csv"], "cannot be read"),
        (["--lift", "weeks.csv"], "no column “channel”"),
        (["--budget", "2500", "--fixed", "radio"], "--fixed radio: the channels are search, tv"),
        (["--fixed", "tv"], "give --budget too"),
        (["--weeks", "4"], "give --budget too"),
        (["--budget", "100"], "Raise the budget"),
        (["--budget", "999999"], "Lower the budget"),
        (["--budget", "2500", "--fixed", "search,TV"], "has no place"),
        (["--json", "."], "cannot be written: Is a directory"),
        (["--html", "nowhere/out.html"], "cannot be written: No such file"),
        (["--json", "out", "--html", "./out"], "one would be written over the other"),
        (["--json", "-", "--html", "-"], "one would be written over the other"),
        (["--html", "weeks.csv"], "it would be written over"),
    ],
)
def test_what_can_be_known_before_the_fit_is_said_before_it(
    more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("otdel.analytics.mix.fit.fit", _not_to_be_asked)
    path = weeks(tmp_path / "weeks.csv")
    before = path.read_text()
    assert main(["mix", "fit", "weeks.csv", *COLUMNS, *more]) == 1
    assert said in capsys.readouterr().err
    assert path.read_text() == before
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["weeks.csv"]


def _not_to_be_asked(*given: object, **named: object) -> None:
    raise AssertionError("it was fitted")


def test_fixed_channels_are_found_in_any_case_and_stay(tmp_path: Path) -> None:
    path, out = weeks(tmp_path / "weeks.csv"), tmp_path / "out.json"
    asked = [*COLUMNS, *QUICK, "--budget", "2500", "--fixed", "TV", "--json", str(out)]
    assert main(["mix", "fit", str(path), *asked]) == 0
    kept = {line["channel"]: line for line in told(tmp_path)["move"]["lines"]}
    assert kept["tv"]["now"] == kept["tv"]["to"]


def test_the_page_on_the_screen_comes_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mix", "fit", str(weeks(tmp_path / "weeks.csv")), *COLUMNS, *QUICK, "--html", "-"]) == 0
    screen = capsys.readouterr().out
    assert screen.startswith("<!doctype html>") and screen.endswith("</html>\n")


@pytest.mark.parametrize("more", [["--json", "-"], []])
def test_a_reader_that_has_had_enough_and_a_full_disk_leave_no_trace(more: list[str], tmp_path: Path) -> None:
    asked = ["mix", "fit", str(weeks(tmp_path / "weeks.csv")), *COLUMNS, *QUICK, *more]
    command = [sys.executable, "-m", "otdel", *asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as gone:
        assert gone.stdout and gone.stderr
        gone.stdout.close()
        assert b"Error" not in gone.stderr.read()
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "- cannot be written: No space left" in ended.stderr


def test_a_file_that_is_no_table_is_refused_in_the_json_too(tmp_path: Path) -> None:
    path = tmp_path / "weeks.csv"
    path.write_bytes(b"")
    assert main(["mix", "fit", str(path), *COLUMNS, "--json", str(tmp_path / "out.json")]) == 1
    refused = told(tmp_path)
    assert refused["refused"] is True
    assert "empty" in refused["faults"][0]["words"]


def test_many_channels_are_said_to_take_a_while(capsys: pytest.CaptureFixture[str]) -> None:
    from otdel.analytics.mix.shapes import MixData
    from otdel.cli.mix import _warn_of_time

    names = tuple(f"c{place}" for place in range(100))
    starts = tuple(date(2024, 1, 1) + timedelta(days=7 * place) for place in range(156))
    _warn_of_time(MixData(starts, 7, np.ones(156), names[:6], np.ones((156, 6))))
    assert capsys.readouterr().err == ""
    _warn_of_time(MixData(starts, 7, np.ones(156), names, np.ones((156, 100))))
    assert "100 channels: this may take 5 min" in capsys.readouterr().err


@pytest.mark.parametrize(
    "more",
    [
        ["--budget", "0"], ["--budget", "1.001"], ["--budget", "1e300"], ["--budget", "9" * 40], ["--limit", "-5"],
        ["--forms", "cubic"], ["--seed", "-1"], ["--draws", "1"], ["--draws", "²"], ["--weeks", "521"],
        ["--margin", "101"], ["--margin", "nan"], ["--limit", "inf"], ["--budget", "NaN"],
    ],
)  # fmt: skip
def test_a_wrong_option_is_said_by_the_parser(more: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["mix", "fit", str(weeks(tmp_path / "weeks.csv")), *COLUMNS, *more])
    assert ended.value.code == 2


def test_names_of_channels_cannot_write_into_the_page(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    path = weeks(tmp_path / "weeks.csv", names=(evil, 'tv"><img src=x>'))
    asked = ["--target", "revenue", "--spend", "*script*,*img*", *QUICK, "--html", str(tmp_path / "out.html")]
    assert main(["mix", "fit", str(path), *asked]) == 0
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_a_windows_file_with_semicolons_is_read_as_the_plain_one_is(tmp_path: Path) -> None:
    from otdel.analytics.mix.reading import Table
    from otdel.evidence.mix_report.tables import table_of

    plain = weeks(tmp_path / "weeks.csv")
    windows = tmp_path / "windows.csv"
    text = "\n".join(["Звіт за тижнями", "", *plain.read_text().splitlines()]).replace(".", "#").replace(",", ";")
    windows.write_bytes(text.replace("#", ",").encode("cp1251"))
    one, other = table_of(plain), table_of(windows)
    assert isinstance(one, Table)
    assert isinstance(other, Table)
    assert other.header == one.header
    assert [cell.replace(",", ".") for cell in other.rows[7]] == list(one.rows[7])
    assert (one.lines[7], other.lines[7]) == (9, 11)


def test_a_plain_file_is_fitted_without_loading_the_rest_of_the_product(tmp_path: Path) -> None:
    """Seconds matter in a meeting: none of these is needed for a file of weeks."""
    path = weeks(tmp_path / "weeks.csv")
    asked = ["mix", "fit", str(path), *COLUMNS, *QUICK, "--json", str(tmp_path / "out.json")]
    heavy = [
        "pyarrow",
        "pandas",
        "duckdb",
        "scipy.optimize",
        "openpyxl",
        "django.db.models",
        "weasyprint",
        "jax",
    ]
    code = f"import sys; from otdel.cli import main; main({asked!r}); print([m for m in {heavy!r} if m in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_a_known_effect_is_found_once_an_experiment_tells_of_it(tmp_path: Path) -> None:
    """The set has a hidden cause that moves x1 and sales; its truth stands in the file: sales without each channel."""
    path = shared("data/mmm/pymc-marketing/mmm_roas_data.csv")
    with path.open() as file:
        rows = list(csv.DictReader(file))
    truth = sum(float(row["y"]) - float(row["y01"]) for row in rows)
    spend = sum(float(row["x1"]) for row in rows)
    assert truth / spend == pytest.approx(93.39, abs=0.01)
    end = date.fromisoformat(rows[-1]["date"]) + timedelta(days=7)
    (tmp_path / "tests.csv").write_text(
        f"channel,start,end,lift,error\nx1,{rows[0]['date']},{end},{truth},{0.1 * truth}\n"
    )
    asked = ["--target", "y", "--spend", "x1,x2", "--lift", str(tmp_path / "tests.csv")]
    assert main(["mix", "fit", str(path), *asked, "--json", str(tmp_path / "out.json")]) == 0
    first, second = told(tmp_path)["channels"]
    assert first["back"]["low90"] < 93.39 < first["back"]["high90"]
    assert second["back"]["low90"] < 171.41 < second["back"]["high90"]
