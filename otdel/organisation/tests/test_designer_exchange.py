"""The designer at a terminal: a plan in YAML, the answer as JSON, and files that cannot be used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from otdel.accounts.services import Refused
from otdel.organisation.exchange.designs import as_data, read_plan
from otdel.organisation.queries.designer import library_figures
from otdel.organisation.rules.designer import Now, Plan, design

PLAN = """
currency: eur
budget: 2 000
channels: {google: 1200, meta: 800.50}
goal: {leads: 120}
volumes: {articles: 6, pages: 20, posts: 0, reports: 0, letters: 0}
people:
  - {role: generalist, share: 50%}
  - seo
figures:
  least.ads: 60%
  norm.articles.texts: 6,5
"""


def read(text: str) -> Plan:
    return read_plan("plan.yaml", text, library_figures(), "EUR")


def test_a_plan_is_read_with_sums_shares_and_people() -> None:
    plan = read(PLAN)
    assert plan.currency == "EUR"
    assert plan.people == (Now("generalist", "staff", 0.5), Now("seo", "staff", 1.0))
    wanted = {
        "budget": "2000",
        "spend": "2000.50",
        "volume.channels": "2",
        "volume.leads": "120",
        "volume.articles": "6",
    }
    wanted |= {"least.ads": "0.6", "norm.articles.texts": "6.5"}
    assert {code: plan.figures[code] for code in wanted} == {code: Decimal(value) for code, value in wanted.items()}


def test_routine_hours_come_from_the_processes_of_the_library() -> None:
    assert library_figures()["routine.ads"] > 10
    assert library_figures()["fit.generalist.contract"] < library_figures()["fit.generalist.staff"] == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("budget: [1", "design_file_broken"),
        ("budget: &a 5\nspend: *a", "exchange_yaml_alias"),
        ("[" * 3000, "design_file_broken"),
        ("budget: 2026-13-45", "design_file_broken"),
        ("", "design_file_empty"),
        ("just words", "design_file_empty"),
        ("volumes: {poems: 3}", "design_figure_unknown"),
        ("rent: 5", "design_figure_unknown"),
        ("budget: lots", "design_figure_not_number"),
        ("budget: true", "design_figure_not_number"),
        ("budget: .nan", "design_figure_not_number"),
        ("people: [{role: poet}]", "design_person_unknown"),
        ("people: [{role: seo, terms: barter}]", "design_person_unknown"),
        ("people: [{role: seo, share: 40}]", "design_figure_not_number"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        read(text)


def test_the_answer_is_plain_data_that_adds_up() -> None:
    plan = read(PLAN)
    said = as_data(plan, design(plan))
    best = said["best"]
    assert Decimal(best["cost"]) == sum(Decimal(one["cost"]) for one in best["hires"])
    assert Decimal(best["cost"]) + Decimal(best["unspent"]) == 2000
    uncovered = sum(one["needed"] - one["covered"] for one in best["hours"])
    assert uncovered == pytest.approx(best["uncovered_hours"], abs=0.5)
    assert json.loads(json.dumps(said)) == said


def test_it_needs_no_company(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    command = [sys.executable, "-c", "from otdel.cli import main; raise SystemExit(main())", "people", "design"]
    surroundings = {**os.environ, "OTDEL_HOME": str(tmp_path / "nothing"), "OTDEL_LANG": "en"}
    surroundings.pop("OTDEL_DATABASE_URL", None)
    done = subprocess.run(
        [*command, "--from", str(tmp_path / "plan.yaml"), "--json"], capture_output=True, text=True, env=surroundings
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["possible"] is True
    assert not (tmp_path / "nothing").exists()
    missing = subprocess.run(
        [*command, "--from", str(tmp_path / "no.yaml")], capture_output=True, text=True, env=surroundings
    )
    assert missing.returncode == 1
    assert "cannot be read" in missing.stderr
