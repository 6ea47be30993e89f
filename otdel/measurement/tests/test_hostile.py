"""What somebody hostile, or only unlucky, puts into addresses and cells."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.jobs.models import Job
from otdel.jobs.worker import run_waiting
from otdel.kit.viewer import Role
from otdel.measurement import services
from otdel.measurement.models import Cost, Import
from otdel.measurement.personal import COVER, covered
from otdel.measurement.services import understanding
from otdel.warehouse import Warehouse

SignIn = Callable[[Role], Client]
RUNS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # what a spreadsheet takes for the start of a formula


@pytest.fixture
def landed(cast: dict[Role, Person], tmp_path: Path) -> Import:
    """A report whose campaigns are called what a spreadsheet or an XML file must not be given."""
    names = ["=1+1", "＝1+1", "bell\x07", "\x0b@SUM(A1)", " -2+3"]
    lines = [f"2026-10-0{place},{name},{place},EUR,1,1,5.00" for place, name in enumerate(names, start=1)]
    path = tmp_path / "hostile.csv"
    head = ["Campaign report", "1 October 2026 - 31 October 2026"]
    head.append("Day,Campaign,Campaign ID,Currency code,Impressions,Clicks,Cost")
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    owner = as_viewer(cast[Role.OWNER])
    item = services.receive_file(owner, path, "hostile.csv").item
    services.start(owner, item)
    run_waiting()
    return Import.objects.get(pk=item.pk)


@pytest.mark.parametrize("row", [2**31, 2**63, 2**70])
def test_a_row_no_file_can_have_is_not_found(row: int, landed: Import, signed_in: SignIn) -> None:
    assert signed_in(Role.OWNER).get(f"/money/row/{landed.pk}/{row}").status_code == 404


def test_the_last_day_of_the_calendar_is_no_error(landed: Import, signed_in: SignIn) -> None:
    client = signed_in(Role.OWNER)
    assert client.get(reverse("evidence:all_spend_rows"), {"day": "9999-12-31"}).status_code == 200
    cost = {"kind": "tool", "label": "Tool", "amount": "5", "currency": "EUR", "first": "9999-12-30"}
    assert client.post(reverse("measurement:costs"), {**cost, "last": "9999-12-31"}).status_code == 400
    assert not Cost.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_campaign_is_called_what_breaks_an_export(kind: str, landed: Import, signed_in: SignIn) -> None:
    assert landed.landed_rows == 5
    reply = signed_in(Role.OWNER).get(reverse("evidence:export", args=[kind]), {"period": "all"})
    assert reply.status_code == 200
    if kind == "csv":
        cells = [cell for line in reply.content.decode("utf-8-sig").splitlines() for cell in line.split(",")]
        named = [cell for cell in cells if "1+1" in cell or "2+3" in cell]
        assert len(named) == 3
        assert not [cell for cell in named if cell.strip().startswith(RUNS)]


def test_a_full_disk_is_said_and_nothing_is_half_kept(
    cast: dict[Role, Person], signed_in: SignIn, spend_csv: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    client = signed_in(Role.OWNER)
    with monkeypatch.context() as disk, spend_csv().open("rb") as file:
        disk.setattr(Warehouse, "keep_raw", full)
        page = client.post(reverse("measurement:imports"), {"files": file})
    assert page.status_code == 200
    assert "There is no room on the disk" in page.content.decode()
    assert not Import.objects.exists()
    item = services.receive_file(as_viewer(cast[Role.OWNER]), spend_csv(), "google.csv").item
    services.start(as_viewer(cast[Role.OWNER]), item)
    with monkeypatch.context() as disk:
        disk.setattr(Warehouse, "land", full)
        run_waiting()
    address = reverse("measurement:import", args=[item.pk])
    assert "There is no room on the disk" in client.get(address).content.decode()
    client.post(reverse("measurement:act", args=[item.pk, "retry"]))
    run_waiting()
    item.refresh_from_db()
    assert (item.state, item.landed_rows) == ("landed", 3)


def test_a_file_no_worker_could_read_does_not_look_read_for_ever(
    cast: dict[Role, Person], signed_in: SignIn, spend_csv: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as small:
        small.setattr(understanding, "AT_ONCE", 0)
        item = services.receive_file(as_viewer(cast[Role.OWNER]), spend_csv(), "google.csv").item
    Job.objects.update(state="failed", reason={"code": "job_worker_lost", "values": {}})
    client = signed_in(Role.OWNER)
    page = client.get(reverse("measurement:import", args=[item.pk])).content.decode()
    assert "The work was interrupted" in page
    client.post(reverse("measurement:act", args=[item.pk, "retry"]))
    item.refresh_from_db()
    assert item.state == "waiting"
    assert item.preview


def test_a_long_cell_is_covered_in_no_time() -> None:
    """Looking for an address from every letter of it would take minutes."""
    assert covered("Campaign", "x" * 200_000) == "x" * 200_000
    assert covered("Note", f"{'x' * 200_000} ask ihor@example.com, please").endswith(f" ask {COVER}, please")
    assert covered("Note", "<ihor@example.com>;olha@example.com") == f"<{COVER}>;{COVER}"
