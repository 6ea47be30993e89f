"""`otdel money` as a stranger meets it: plain tables, questions with the answer to give, a report, JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from otdel.evidence.terminal import main
from otdel.evidence.terminal.paper import Column, Line, Paper, wide
from otdel.evidence.tests.exports import PRESET, write

Files = list[str]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    preset = tmp_path / "deals.json"
    preset.write_text(json.dumps(PRESET))
    return [*(str(path) for path in write(tmp_path)), "--preset", str(preset), "--lang", "en"]


def test_three_exports_say_where_the_money_went(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(files) == 0
    said = capsys.readouterr().out
    assert "Google Ads: campaigns" in said and "Meta Ads: campaigns" in said
    assert "The file’s own total agrees: Cost" in said
    assert re.search(r"₴270,031 was spent, and ₴[\d,]+ of it \([\d.]+%\) has already paid back", said)
    assert re.search(r"^  Brand \| Search\s+₴48,233", said, re.MULTILINE)
    assert "The platforms’ own word" in said
    assert "\x1b" not in said  # no colours where nobody sees them


def test_the_answer_speaks_three_languages(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (("uk", "Канали та кампанії"), ("ru", "Каналы и кампании")):
        assert main([*files[:-1], language]) == 0
        assert words in capsys.readouterr().out


def test_json_adds_up(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*files, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    rows = told["answer"]["channels"]
    total = told["answer"]["total"]["sums"]["spend"]["amount"]
    assert sum(Decimal(row["sums"]["spend"]["amount"]) for row in rows) == Decimal(total)
    assert [one["rows"] for one in told["files"]] == [240, 240, 240]


def test_the_report_is_one_file_that_asks_for_nothing(files: Files, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert main([*files, "--html", str(out)]) == 0
    page = out.read_text("utf-8")
    assert "default-src &#x27;none&#x27;" in page
    assert "<script" not in page and " style=" not in page
    assert not re.search(r'(src|href)="https?:', page)
    assert "<svg" in page and "Paid back" in page


def test_a_period_includes_its_last_day(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*files, "--from", "2026-07-01", "--to", "2026-07-01", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)["answer"]
    assert answer["period"] == {"start": "2026-07-01", "end": "2026-07-02"}
    assert Decimal(answer["total"]["sums"]["spend"]["amount"]) < 3000


def test_vat_is_taken_off_one_system_or_put_on_all(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    spent = {}
    for words in ((), ("--vat", "google_ads=20"), ("--vat", "20", "--with-vat")):
        assert main([*files, *words, "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)["answer"]
        spent[words] = Decimal(answer["total"]["sums"]["spend"]["amount"])
    plain, off, on = spent.values()
    google = Decimal(Path(files[0]).read_text("utf-8").splitlines()[-1].split(",")[5])  # the file's own total
    assert abs(plain - off - google / 6) < Decimal("0.01")
    assert on == plain * Decimal("1.2")


def test_the_same_file_twice_counts_once(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([files[0], files[0], "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "so it counts once" in said and "₴156,046 was spent" in said


def test_an_open_question_ends_in_the_answer_to_give(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "costs.csv"
    path.write_text("Campaign report\n\nDay,Campaign,Cost,Clicks,Impr.\n2026-07-01,Brand,10.50,3,90\n")
    assert main([str(path), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert "Which currency" in said.err
    answer = re.search(r"--answer '(currency[^=]*)=", said.err)
    assert answer
    assert main([str(path), "--lang", "en", "--answer", f"{answer[1]}=EUR"]) == 0
    assert "€11 was spent" in capsys.readouterr().out


def test_an_unknown_table_is_answered_with_the_preset_it_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = tmp_path / "radio.csv"
    export.write_text("Aaa,Bbb,Ccc\n2026-10-01,Radio,11.00\n2026-10-02,Radio,4.00\n")
    assert main([str(export), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert ".md" not in said, "the guide is not installed with the package"
    shown = re.search(r"looks like this: (\{.*\}\})\.", said)
    assert shown
    preset = tmp_path / "radio.json"
    preset.write_text(shown[1].replace('"Date"', '"Aaa"').replace('"Name"', '"Bbb"').replace('"Cost"', '"Ccc"'))
    assert main([str(export), "--preset", str(preset), "--answer", "currency=EUR", "--lang", "en"]) == 0
    assert "€15 was spent" in capsys.readouterr().out


def test_a_file_that_is_no_table_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("")
    assert main([str(path), "--lang", "en"]) == 1
    assert "The file is empty" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["nothing.csv"], "There is no file nothing.csv"),
        (["--from", "2026-10-01"], "Give both --from and --to"),
        (["--from", "2026-10-01", "--to", "yesterday"], "“yesterday” is not a day"),
        (["--currency", "ZZZ"], "“ZZZ” is no currency of ISO 4217"),
        (["--margin", "much"], "“much” is not a percentage"),
        (["--vat", "bing=20"], "No file is of the system bing"),
        (["--answer", "currency"], "write it as KEY=VALUE"),
    ],
)
def test_a_wrong_command_says_what_to_write(
    files: Files, capsys: pytest.CaptureFixture[str], given: list[str], words: str
) -> None:
    asked = [*given, "--lang", "en"] if given[0] == "nothing.csv" else [files[0], "--lang", "en", *given]
    assert main(asked) == 2
    assert words in capsys.readouterr().err


def test_it_runs_without_settings_or_a_database(files: Files) -> None:
    """A stranger's process: no settings module, no set-up, nothing but the files."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from otdel.evidence.terminal import main; sys.exit(main())", *files],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "was spent" in done.stdout


def test_a_narrow_terminal_keeps_what_matters_and_never_overflows() -> None:
    columns = [Column("Channel"), Column("Spent"), Column("Margin", 2), Column("What came of it", 3, right=False)]
    cells = ("A channel with a very long name in the table", "₴1,234,567", "₴999,999", "Did not pay back 83%")
    for width in (60, 70, 130):
        paper = Paper(width, colour=False)
        paper.table(columns, [Line(cells), Line(cells, strong=True, indent=2)])
        assert all(wide(line) <= width for line in paper.lines)
        assert "₴1,234,567" in str(paper)
