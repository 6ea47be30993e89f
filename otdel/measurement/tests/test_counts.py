"""One row is spoken of as one row: on the way in, once it counts, and where it was set aside."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from otdel.accounts.models import Person
from otdel.jobs.worker import run_waiting
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.measurement import services
from otdel.measurement.wording import say


def words(client: Client, address: str) -> str:
    """What the page says, its marks left out."""
    return " ".join(re.sub(r"<[^>]+>", "", client.get(address).content.decode()).split())


@pytest.mark.parametrize(
    ("days", "waits", "counts"),
    [(1, "1 row is", "1 row of this file counts"), (2, "2 rows are", "2 rows of this file count")],
)
def test_a_file_speaks_of_its_rows_by_their_number(
    olha: Viewer,
    signed_in: Callable[[Role], Client],
    spend_csv: Callable[..., Path],
    days: int,
    waits: str,
    counts: str,
) -> None:
    item = services.receive_file(olha, spend_csv(days=days, bad=1), "google.csv").item
    page, address = signed_in(Role.OWNER), f"/money/import/{item.pk}"
    assert f"{waits} understood." in words(page, address)
    services.start(olha, item)
    run_waiting()
    assert f"{counts} now." in words(page, address)
    assert "1 row set aside: mend it" in words(page, address)
    assert "1 row is listed" in words(page, "/money/data/rejected")


def test_the_only_row_of_a_file_is_not_one_of_many() -> None:
    assert say(Reason.of("no_good_rows", rows=1)).startswith("The only row")
    assert say(Reason.of("no_good_rows", rows=4)).startswith("Not one of the 4 rows")


def test_a_preview_names_the_system_and_writes_numbers_and_days_as_the_reader_does(
    olha: Viewer, signed_in: Callable[[Role], Client], spend_csv: Callable[..., Path]
) -> None:
    item = services.receive_file(olha, spend_csv(days=1, cost="1234567.8"), "google.csv").item
    client = signed_in(Role.OWNER)
    said = words(client, f"/money/import/{item.pk}")
    assert "google_ads" not in said
    assert "Google Ads" in said and "1,234,567.8" in said and "1 October 2026" in said
    Person.objects.update(language="uk")
    assert "1\u00a0234\u00a0567,8" in client.get(f"/money/import/{item.pk}").content.decode()
