"""`otdel pay` reckons and checks a plan from files, with no company and no database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from otdel.motivation.library import plans
from otdel.motivation.rules.reading import write_yaml

RESULTS = """\
results: {ppc_ql: 1.1, ppc_cpql: 1.05, ppc_tests: 2, ppc_pace: 1.0, ppc_map: 0.98}
"""


def pay(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command as a stranger runs it: a home that is not there, another process."""
    home = {"OTDEL_HOME": str(tmp_path / "nowhere"), "OTDEL_LANG": "en"}
    command = [sys.executable, "-m", "otdel", "pay", *words]
    return subprocess.run(command, env=os.environ | home, capture_output=True, text=True, check=False)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    plan, inputs = tmp_path / "plan.yaml", tmp_path / "inputs.yaml"
    plan.write_text(write_yaml(plans()["mp_ppc"]), "utf-8")
    inputs.write_text(RESULTS, "utf-8")
    return str(plan), str(inputs)


def test_a_plan_is_reckoned_without_a_company(tmp_path: Path, files: tuple[str, str]) -> None:
    done = pay(tmp_path, "compute", *files, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["earned"] == said["payable"] == "2056.00"  # 1,300 fixed and 756 variable, as the worked example has it
    assert [one["code"] for one in said["lines"]] == ["base", *["component"] * 3, *["gate"] * 2]
    assert said["lines"][1]["words"] == "110% of the goal. It makes up 45% of variable pay."
    assert {one["of"]: one["amount"] for one in said["one_more"]} == {
        "ppc_ql": "6.30", "ppc_cpql": "5.60", "ppc_tests": "35.00"
    }  # fmt: skip
    assert not (tmp_path / "nowhere").exists()


def test_lines_in_words_end_with_what_is_paid(tmp_path: Path, files: tuple[str, str]) -> None:
    done = pay(tmp_path, "compute", *files)
    assert done.stdout.splitlines()[-1] == "to pay $2,056.00; held back $0.00; reserved $0.00"
    assert "100% pays $315, 125% pays $472.50. For 110%: $315 + $157.50 × (110% − 100%) ÷ (125% − 100%)" in done.stdout


def test_every_fault_of_a_plan_is_said_with_its_place(tmp_path: Path, files: tuple[str, str]) -> None:
    plan = Path(files[0])
    plan.write_text(plan.read_text("utf-8").replace("base: 1300", "base: 1e400").replace("USD", "XXQ"), "utf-8")
    done = pay(tmp_path, "compute", *files)
    assert done.returncode == 1
    assert "base: “1e400” is not a number written plainly" in done.stderr
    assert "currency: “XXQ” is no currency" in done.stderr
    assert "Traceback" not in done.stderr


def test_faults_name_their_lines_and_a_slip_in_the_results_is_told(tmp_path: Path, files: tuple[str, str]) -> None:
    plan, inputs = map(Path, files)
    inputs.write_text(RESULTS.replace("ppc_ql", "ppc_qll"), "utf-8")
    done = pay(tmp_path, "compute", *files)
    assert "the plan has nothing named ppc_qll" in done.stderr
    assert "reserved $315.00" in done.stdout
    text = plan.read_text("utf-8").replace("weight: 0.45", "weight: 0.5").replace("[1.25, 1.5]", "[0.9, 1.5]")
    plan.write_text(text, "utf-8")
    done = pay(tmp_path, "lint", files[0])
    line = 1 + text.splitlines().index("components:")
    assert f"line {line}: components: The weights add up to 1.05" in done.stderr
    assert f"line {line + 3}: components.0.curve: Results of a curve must grow" in done.stderr


def test_lints_begin_with_the_verdict_and_fold_what_they_cannot_see(tmp_path: Path, files: tuple[str, str]) -> None:
    lines = pay(tmp_path, "lint", files[0]).stdout.splitlines()
    assert lines[0] == "Nothing stands in the way of approving."
    assert sum("Not checked: it needs the company’s own past values" in one for one in lines) == 1
    assert "L09, L10, L11" in lines[2]


def test_a_sound_plan_passes_and_a_cliff_does_not(tmp_path: Path, files: tuple[str, str]) -> None:
    plan = Path(files[0])
    good = pay(tmp_path, "lint", files[0], "--json")
    assert good.returncode == 0, good.stdout
    plan.write_text(
        plan.read_text("utf-8").replace("[[0.8, 0], [1, 1], [1.25, 1.5]]", "[[0.8, 0], [0.801, 1]]"), "utf-8"
    )
    bad = pay(tmp_path, "lint", files[0], "--json")
    assert bad.returncode == 1
    assert "L03" in {one["id"] for one in json.loads(bad.stdout) if one["level"] == "error"}
