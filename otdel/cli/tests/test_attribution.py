"""`otdel attribution` on plain files: a verdict, tables that add up, JSON, Parquet, and what is wrong."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from otdel.analytics.attribution import checking, models, reading
from otdel.cli import attribution, attribution_words, main
from otdel.testing.shared import shared

PATHS = "path,conversions,value,null\nads > mail,6,60.10,4\nads > blog > mail,2,21.05,8\nmail,2,19.99,0\n,1,5,0\n"
TOUCHES = (
    "user,time,channel,conversion,value\nu,2026-10-01 10:00,ads,0,\nu,2026-10-03 12:00,mail,1,120.50\n"
    "v,2026-10-02 09:00,blog,0,\nv,2026-10-05 09:00,(direct),1,80\n"
)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTDEL_LANG", "en")


def written(folder: Path, text: str, name: str = "paths.csv") -> str:
    (folder / name).write_text(text)
    return str(folder / name)


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["attribution", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_verdict_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attribution", written(tmp_path, PATHS)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Models part over 3 of 3 channels, most over ads: from 0.0 % (last) to 72.7 % (first)")
    assert "Without a known touch: 1 (9.1 %)." in said
    assert "time decay: not known" in said
    assert "None of them is a proof" in said


def test_every_model_adds_up_to_the_last_digit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in (PATHS, TOUCHES):
        found = answer(capsys, written(tmp_path, text))
        for model in found["models"]:
            for what in ("conversions", "value"):
                if model["channels"] is not None:
                    parts = [*model["channels"], model["unknown"]]
                    assert sum(Decimal(one[what]) for one in parts) == Decimal(found["data"][what])


def test_published_totals(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, str(shared("data/sets/channelattribution/Data.csv")), "--order", "2")
    assert (found["data"]["conversions"], found["data"]["value"]) == ("19785.0000", "74802.971587")
    first = {one["channel"]: one for one in found["models"][0]["channels"]}
    assert (first["alpha"]["conversions"], first["alpha"]["value"]) == ("6308.0000", "19121.272356")
    assert found["choices"]["markov_order"] == 2
    assert found["paths"]["lengths"][2] == {"touches": 3, "conversions": 6343.0, "paths": 28151.0}


def test_touches_tell_the_look_back_and_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, written(tmp_path, TOUCHES), "--model", "last-non-direct,time_decay", "--look-back", "14")
    assert found["data"]["look_back_days"] == 14
    assert [one["model"] for one in found["models"]] == ["last_non_direct", "time_decay"]
    assert {one["channel"]: one["value"] for one in found["models"][0]["channels"]} == {
        "mail": "120.50", "blog": "80.00", "ads": "0.00", "(direct)": "0.00",
    }  # fmt: skip
    assert found["paths"]["days_to_conversion"] == {"half": 2.083, "nine_in_ten": 3.0}


def test_parquet_says_the_same_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = answer(capsys, written(tmp_path, PATHS))
    columns = {
        "path": ["ads > mail", "ads > blog > mail", "mail", None],
        "conversions": [6, 2, 2, 1],
        "value": [60.10, 21.05, 19.99, 5.0],
        "null": [4, 8, 0, 0],
    }
    parquet.write_table(pa.table(columns), tmp_path / "paths.parquet")
    found = answer(capsys, str(tmp_path / "paths.parquet"))
    assert found["models"] == text["models"]
    assert found["findings"] == text["findings"]


def test_a_line_too_long_is_left_out_and_the_others_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, written(tmp_path, "path,conversions\na > b,1\nb,2,3\na,1\n"))
    assert found["data"]["conversions"] == "2.0000"
    assert ("attribution.ragged", 3) in [(one["code"], one["line"]) for one in found["findings"]]


def test_touches_in_parquet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import datetime

    when = [datetime(2026, 10, 1, 10), datetime(2026, 10, 3, 12)]
    columns = {"user": ["u", "u"], "time": when, "channel": ["ads", "mail"], "conversion": [0, 1]}
    parquet.write_table(pa.table(columns), tmp_path / "touches.parquet")
    found = answer(capsys, str(tmp_path / "touches.parquet"), "--model", "linear")
    assert {one["channel"]: one["share"] for one in found["models"][0]["channels"]} == {"ads": 0.5, "mail": 0.5}


def test_an_estimate_shows_its_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"c{place} > c{place + 1},{1 + place % 3},5\n" for place in range(24))
    file = written(tmp_path, f"path,conversions,null\n{rows}")
    found = answer(capsys, file, "--model", "shapley", "--worth", "rate")
    assert all(one["off_by_at_most"] > 0 for one in found["models"][0]["channels"])
    assert main(["attribution", file, "--worth", "rate"]) == 0
    said = capsys.readouterr().out
    assert "Shapley was estimated: no channel is off by more than" in said
    assert "By chance alone Markov would lie" in said


def test_a_model_nobody_can_answer_is_no_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attribution", written(tmp_path, PATHS), "--model", "time_decay"]) == 1
    assert capsys.readouterr().out.startswith("None of the models asked for can be answered")


def test_a_refusal_is_a_sentence_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "week,spend\n2026-01-05,10\n")
    assert main(["attribution", file]) == 1
    assert "neither a file of paths (a > b > c) nor of touches" in capsys.readouterr().err
    assert main(["attribution", file, "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["refused"]
    assert said["findings"][0]["code"] == "attribution.no_shape"


@pytest.mark.parametrize("name", ["nothing.csv", "nothing.parquet"])
def test_a_file_that_is_not_there(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attribution", str(tmp_path / name)]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_parquet_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attribution", written(tmp_path, "not parquet", "paths.parquet")]) == 1
    assert "no table of paths or touches" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["--model", "best"], ["--half-life", "0"], ["--look-back", "-3"], ["--order", "4"], ["--bots", "many"]]
)
def test_a_wrong_question_is_a_wrong_command(words: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["attribution", written(tmp_path, PATHS), *words])
    assert ended.value.code == 2


def test_an_unknown_zone_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attribution", written(tmp_path, TOUCHES), "--zone", "Kiev"]) == 1
    assert "Europe/Kyiv" in capsys.readouterr().err


def test_the_command_knows_every_model_and_every_code() -> None:
    assert attribution.MODELS == models.MODELS == tuple(attribution_words.MODELS)
    folder = Path(checking.__file__).parent
    sources = "".join(file.read_text() for file in [*folder.glob("*.py"), *Path(reading.__file__).parent.glob("*.py")])
    used = set(re.findall(r"finding\(\s*\"(\w+)\"", sources)) | set(re.findall(r"\"attribution\.(\w+)\"", sources))
    used |= {"bad_number", "negative", "blank", "bad_time", "no_user", "no_column", "column_twice", "ragged"}
    assert used == set(attribution_words.SENTENCES)
