"""`otdel experiment` on plain files: a verdict first, the same as JSON, and a sentence for everything that is wrong."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from otdel.analytics.experiments import findings
from otdel.cli import main
from otdel.cli.experiment_findings import SENTENCES
from otdel.testing.shared import shared


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTDEL_LANG", "en")


@pytest.fixture
def users(tmp_path: Path) -> Path:
    chance = np.random.default_rng(1)
    lines = ["user,arm,day,Spend (EUR),orders"]
    for arm, mean in (("control", 10.0), ("new", 12.0)):
        for at in range(1500):
            day = date(2026, 9, 1) + timedelta(days=int(chance.integers(0, 14)))
            lines.append(f"{arm}{at},{arm},{day},{chance.gamma(2, mean / 2):.2f},{chance.poisson(1)}")
    path = tmp_path / "users.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    chance = np.random.default_rng(2)
    common = np.cumsum(chance.normal(0, 0.02, 120))
    lines = ["date;city;revenue"]
    for city in range(10):
        for day in range(120):
            lift = 1.4 if city < 2 and day >= 100 else 1.0
            value = 1000 * (city + 1) * lift * np.exp(common[day] + chance.normal(0, 0.03))
            lines.append(f"{date(2026, 1, 1) + timedelta(days=day)};city{city};{value:.2f}".replace(".", ","))
    path = tmp_path / "sales.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


GEO = ("--date", "date", "--region", "city", "--value", "revenue")
TREATED = ("--treated", "city0,City1", "--start", "2026-04-11", "--end", "2026-04-30")


def answer(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> dict[str, Any]:
    assert main(["experiment", *words, "--json"]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_verdict_of_arms_comes_first_with_money(users: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["experiment", "ab", str(users), "--arm", "arm", "--user", "user", "--metric", "spend"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("spend is higher in “new” than in “control”: +")
    assert "EUR over all users of the arm" in said.splitlines()[0]
    assert "! “control” was taken for control" in said


def test_the_json_of_arms_holds_every_view(users: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--arm", "arm", "--user", "user", "--metric", "spend", "--guardrail", "orders", "--date", "day")
    found = answer(capsys, "ab", str(users), *words, "--control", "control")
    spend, orders = found["results"]
    assert found["split"]["broken"] is False
    assert spend["outcome"] == "more"
    assert spend["unit"] == "EUR"
    assert spend["lift"]["range"][0] < spend["lift"]["value"] < spend["lift"]["range"][1]
    assert spend["always_valid"]["looks"] == 14
    assert 0.9 < spend["belief"]["better"] <= 1
    assert spend["guardrail"] is None
    assert orders["guardrail"] in ("safe", "unsure", "harmed")


def test_regions_are_answered_with_the_alternatives_beside(sales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["experiment", "geo", str(sales), *GEO, *TREATED, "--unit", "UAH", "--cost", "5000"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("In treated regions there was more than there would have been: +")
    assert "UAH" in said.splitlines()[0]
    assert said.splitlines()[1].startswith("Back per 1 spent: ")
    assert "synthetic control, augmented" in said
    found = answer(capsys, "geo", str(sales), *GEO, *TREATED)
    assert found["effect"]["lift"]["value"] == pytest.approx(0.4, abs=0.05)
    assert (found["from"], found["to"]) == ("2026-04-11", "2026-05-01")
    assert len(found["alternatives"]) == 4


def test_a_region_with_a_comma_in_its_name_stands_in_quotes(sales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sales.write_text(sales.read_text().replace(";city1;", ";Kyiv, city;"))
    words = ("--treated", 'city0,"Kyiv, city"', *TREATED[2:])
    found = answer(capsys, "geo", str(sales), *GEO, *words)
    assert found["treated"] == ["city0", "Kyiv, city"]
    assert found["lift_test"]["lift"] == found["effect"]["total"]["value"]
    assert found["lift_test"]["end"] == "2026-05-01"


def test_a_switch_off_is_told_as_a_loss(sales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line.replace(";city", ";town") for line in sales.read_text().splitlines()]
    sales.write_text("\n".join([lines[0].replace("town", "city"), *lines[1:]]) + "\n")
    words = (
        "--treated",
        "town2,town3,town4,town5,town6,town7,town8,town9",
        *TREATED[2:],
        "--switch-off",
        "--cost",
        "9",
    )
    assert main(["experiment", "geo", str(sales), *GEO, *words]) == 0
    said = capsys.readouterr().out
    assert "Back per 1 not spent" in said


def test_sets_of_regions_are_offered(sales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "regions", str(sales), *GEO, "--days", "14", "--sizes", "1-2", "--exclude", "city0,city1")
    assert len(found["choices"]) == 10 or found["tried"] < 10
    assert all("city0" not in one["regions"] for one in found["choices"])
    assert found["choices"][0]["would_notice"] <= found["choices"][0]["tests"]
    assert main(["experiment", "regions", str(sales), *GEO, "--days", "14"]) == 0
    assert "past tests" in capsys.readouterr().out.splitlines()[0]


def test_power_says_users_days_and_price(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "power", "--rate", "4", "--lift", "10", "--daily", "5000", "--price", "0.5")
    assert found["users"] == 2 * found["users_an_arm"]
    assert found["days"] % 7 == 0
    assert found["price"] == pytest.approx(found["users"] / 2)
    assert found["beside"][0]["users"] > 3.8 * found["users"]
    assert main(["experiment", "power", "--mean", "50", "--spread", "100", "--lift", "5", "--users", "1000"]) == 0
    assert capsys.readouterr().out.startswith("To notice a lift of +5.0 % in 80 of 100 tests, ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ab", "USERS", "--arm", "nowhere", "--metric", "spend"), "There is no column “nowhere”"),
        (("ab", "USERS", "--arm", "user", "--metric", "spend"), "3000 different values"),
        (("ab", "USERS", "--arm", "arm", "--metric", "spend", "--before", "x=y"), "--before x=y"),
        (("ab", "USERS", "--arm", "arm", "--metric", "spend", "--split", "new=1"), "give every arm its share"),
        (("geo", "SALES", *GEO, "--treated", "Paris", *TREATED[2:]), "There is no region “Paris”"),
        (("geo", "SALES", *GEO, *TREATED[:2], "--start", "2027-01-01", "--end", "2027-01-05"), "lies outside"),
        (("regions", "SALES", *GEO, "--days", "300"), "are needed"),
        (("power", "--lift", "5"), "--rate 4"),
        (("ab", "USERS", "--arm", "arm", "--metric", "spend/"), "is no metric"),
        (("ab", "USERS", "--arm", "arm", "--metric", "spend", "--before", "spend=spend"), "its own past"),
        (("ab", "USERS", "--arm", "arm", "--metric", "spend", "--date", "arm"), "a user, an arm and a date"),
        (("geo", "SALES", *GEO, "--treated", " , ", *TREATED[2:]), "Name the treated regions"),
        (("geo", "SALES", *GEO, *TREATED, "--without", "city0"), "both treated and left out"),
        (("geo", "/nowhere.csv", *GEO, *TREATED), "cannot be read"),
    ],
)
def test_what_cannot_be_answered_says_why(
    words: tuple[str, ...], said: str, users: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [str(users) if word == "USERS" else str(sales) if word == "SALES" else word for word in words]
    assert main(["experiment", *given]) == 1
    assert said in capsys.readouterr().err


def test_a_refusal_is_json_too(sales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "geo", str(sales), *GEO, "--treated", "Paris", *TREATED[2:], code=1)
    assert found["refused"] is True
    assert found["findings"][0]["code"] == "experiment.no_such_region"


def test_cookie_cats_gets_no_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    path = shared("data/sets/cookie_cats/cookie_cats.csv")
    words = ["--arm", "version", "--user", "userid", "--metric", "retention_7", "--control", "gate_30"]
    assert main(["experiment", "ab", str(path), *words]) == 0
    said = capsys.readouterr().out
    assert said.startswith("No verdict")
    assert "44700 (45094), gate_40: 45489 (45094)" in said


def test_every_code_has_a_sentence() -> None:
    """Codes stand in the sources as first words of `finding(` and `refuse(`."""
    import re

    folder = Path(findings.__file__).parent
    source = "".join(path.read_text() for path in folder.rglob("*.py") if "tests" not in path.parts)
    source += (Path(__file__).parents[1] / "experiment_geo.py").read_text()
    codes = set(re.findall(r'(?:finding|refuse)\(\s*"(\w+)"', source)) | {
        "no_arm",
        "no_user",
        "in_both",
        "many_in_both",
    }
    assert codes == set(SENTENCES)
