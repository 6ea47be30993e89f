"""`otdel people dossier` and `otdel people accesses`: files come out, a table goes in, bad rows are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from otdel.cli import main
from otdel.organisation.exchange.register import as_csv
from otdel.organisation.models import Access
from otdel.organisation.paper import NoPaper, pdf_of
from otdel.organisation.tests.cover_scene import Scene, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A department in the records of the test, which the commands find loaded already."""
    monkeypatch.setattr("otdel.cli.start.django", lambda: None)
    return play()


@pytest.fixture
def pango() -> None:
    try:
        pdf_of("<p>1</p>")
    except NoPaper as error:
        pytest.skip(f"Pango is absent: {error}")


def test_the_terminal_writes_it(scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str], pango: None) -> None:
    target = tmp_path / "olena.pdf"
    assert main(["people", "dossier", "olena-kovalenko", "--pdf", str(target)]) == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert main(["people", "dossier", "Olena Kovalenko"]) == 0
    assert "No steps are written for" in capsys.readouterr().out
    assert main(["people", "dossier", "nobody-here"]) == 1


def test_the_terminal_writes_the_register_and_names_bad_rows(
    scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "register.csv"
    assert main(["people", "accesses", "--csv", str(out), "--xlsx", str(tmp_path / "r.xlsx")]) == 0
    assert out.read_bytes() == as_csv(scene.owner)
    bad = tmp_path / "bad.csv"
    bad.write_text("system,renewal\nBing,tomorrow\nTilda,2027-03-01\n", encoding="utf-8")
    assert main(["people", "accesses", "--import", str(bad)]) == 1
    assert "bad.csv:2 renewal" in capsys.readouterr().err
    assert Access.objects.filter(system="Tilda").exists()
    assert main(["people", "accesses", "--import", str(tmp_path / "absent.csv")]) == 1
