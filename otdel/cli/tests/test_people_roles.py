"""`otdel people roles`: a role goes out to a file, comes back under another code, and a bad file is named by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from otdel.accounts.models import Company
from otdel.cli import main
from otdel.organisation.library import library
from otdel.organisation.models import JobRole
from otdel.organisation.words import process_words, role_text, zone_name

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]

DRIVER = """\
code: driver
structure:
  zones: [van]
  duties: [deliver]
  processes:
  - id: drv_check
    cadence: weekly
    day: mon
    minutes: 15
en:
  title: Driver
  mission: Bring the lamps.
  zones: {van: The van}
  duties: {deliver: Deliver on the day promised}
  processes:
    drv_check: {name: Check of the van, output: A van that drives, evidence: Checklist}
"""


@pytest.fixture(autouse=True)
def company(monkeypatch: pytest.MonkeyPatch) -> Company:
    """A company in the records of the test, which the commands find loaded already."""
    monkeypatch.setattr("otdel.cli.start.django", lambda: None)
    return Company.objects.create(name="Lumen Home", currency="EUR")


def roles(*words: str | Path) -> int:
    return main(["people", "roles", *map(str, words)])


def test_roles_are_listed_copied_and_shown(capsys: Said) -> None:
    assert roles("copy", "ppc") == 0
    capsys.readouterr()
    assert roles("list") == 0
    listed = capsys.readouterr().out
    assert len(listed.splitlines()) == 11 and "in use: 1 of 10" in listed
    assert roles("show", "ppc", "--json") == 0
    assert json.loads(capsys.readouterr().out)["mission"] == library().text("ppc").mission


def test_a_role_goes_out_and_comes_back_with_its_own_words(tmp_path: Path, capsys: Said) -> None:
    roles("copy", "ppc")
    role = JobRole.objects.get()
    role.own = {"mission": "Sell lamps."}
    role.save()
    role.zones.filter(code="ppc.bids_budgets").update(name="All the money")
    role.processes.filter(code="ppc_audit").update(own={"name": "Look at accounts"})
    file = tmp_path / "ppc.yaml"
    assert roles("export", "ppc", file) == 0
    file.write_text(file.read_text("utf-8").replace("code: ppc\n", "code: google\n", 1), "utf-8")
    assert roles("import", file) == 0
    back = JobRole.objects.get(code="google")
    assert back.library == "ppc"
    assert role_text(back, "uk").mission == "Sell lamps."
    assert role_text(back, "uk").duties == library().text("ppc", "uk").duties
    assert zone_name(back.zones.get(code="google.bids_budgets")) == "All the money"
    assert process_words(back.processes.get(code="google.ppc_audit")).name == "Look at accounts"


def test_a_role_of_ones_own_is_taken_with_zones_and_processes(tmp_path: Path) -> None:
    file = tmp_path / "driver.yaml"
    file.write_text(DRIVER)
    assert roles("import", file) == 0
    role = JobRole.objects.get()
    assert role_text(role, "ru").title == "Driver"
    assert zone_name(role.zones.get()) == "The van"
    check = role.processes.get()
    assert (check.cadence, check.day, check.minutes) == ("weekly", "mon", 15)


def test_a_code_that_is_taken_is_refused_until_it_is_to_be_replaced(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "driver.yaml"
    file.write_text(DRIVER)
    roles("import", file)
    assert roles("import", file) == 1
    assert "has a role with the code “driver” already" in capsys.readouterr().err
    file.write_text(DRIVER.replace("Bring the lamps.", "Bring lamps early.").replace("[van]", "[van, fuel]"))
    assert roles("import", file, "--replace") == 0
    role = JobRole.objects.get()
    assert role_text(role).mission == "Bring lamps early."
    assert role.zones.count() == 2 and role.processes.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes: 15", "minutes: soon", "line 9, structure.processes.0.minutes: a whole number was expected here."),
        ("cadence: weekly", "cadence: often", "line 7, structure.processes.0.cadence: “often” is no cadence."),
        ("day: mon", "day: '32'", "line 8, structure.processes.0.day: “32” is no day."),
        ("mission: Bring", "misson: Bring", "line 12, en.misson: a role has no “misson”."),
        ("code: driver", "code: Big Driver", "line 1, code: “Big Driver” is no code."),
        ("[van]", "[van, van]", "line 3, structure.zones.1: “van” stands here twice."),
        ("- id: drv_check\n    cadence", "- cadence", "line 6, structure.processes.0: “id” is missing."),
        ("duties: [deliver]", "duties: deliver", "line 4, structure.duties: a list was expected here."),
        ("  title: Driver\n", "", "the role is called nothing."),
        ("{van: The van}", "{van: The van", "this is not YAML any more."),
        (DRIVER, "", "is empty."),
        (DRIVER, "- just\n- a list\n", "here is no role."),
        (DRIVER, "code: &a [*a]\n", "line 1"),
    ],
)
def test_a_bad_file_is_refused_by_name_line_and_path(
    tmp_path: Path, capsys: Said, old: str, new: str, said: str
) -> None:
    assert old in DRIVER
    file = tmp_path / "driver.yaml"
    file.write_text(DRIVER.replace(old, new, 1))
    assert roles("import", file) == 1
    err = capsys.readouterr().err
    assert said in err and "driver.yaml" in err and "othing was changed" in err
    assert not JobRole.objects.exists()


def test_bytes_that_are_no_text_are_refused(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "driver.yaml"
    file.write_bytes(b"code: \xff\xfe\x00")
    assert roles("import", file) == 1
    assert "UTF-8" in capsys.readouterr().err


def test_a_dry_run_takes_nothing(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "driver.yaml"
    file.write_text(DRIVER)
    assert roles("import", file, "--dry-run") == 0
    assert "can be taken" in capsys.readouterr().out and not JobRole.objects.exists()


def test_a_role_nobody_knows_and_a_file_that_is_not_there_are_said(tmp_path: Path, capsys: Said) -> None:
    for words in (("show", "astrologer"), ("export", "astrologer"), ("copy", "astrologer")):
        assert roles(*words) == 1
        assert "astrologer" in capsys.readouterr().err
    assert roles("import", tmp_path / "none.yaml") == 1
    assert "cannot be read" in capsys.readouterr().err


def test_what_is_exported_is_yaml_a_person_can_read(capsys: Said) -> None:
    roles("copy", "seo")
    capsys.readouterr()
    assert roles("export", "seo") == 0
    text = capsys.readouterr().out
    assert yaml.safe_load(text)["uk"]["mission"] == library().text("seo", "uk").mission
    assert "\\u" not in text
