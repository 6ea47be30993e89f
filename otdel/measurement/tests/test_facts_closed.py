"""Facts that cannot be opened: the pages say so and what to do, and what the command they name does mends them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from otdel.jobs.worker import run_waiting
from otdel.kit.viewer import Role, Viewer
from otdel.measurement import services, store

Writer = Callable[..., Path]
PAGE = "/money/data"


@pytest.fixture
def facts(olha: Viewer, spend_csv: Writer) -> Path:
    """The folder of a warehouse with one landed file, as a process that has just started finds it."""
    item = services.receive_file(olha, spend_csv(), "google.csv").item
    services.start(olha, item)
    run_waiting()
    return Path(settings.WAREHOUSE_ROOT)


def started_again() -> None:
    store._opened.cache_clear()


def lose_manifest(root: Path) -> None:
    (root / "manifest.json").unlink()


def damage_manifest(root: Path) -> None:
    (root / "manifest.json").write_bytes(b'{"version": 1, "ser')


def lose_part(root: Path) -> None:
    next((root / "facts" / "spend").iterdir()).unlink()


def damage_part(root: Path) -> None:
    next((root / "facts" / "spend").iterdir()).write_bytes(b"not what it was")


@pytest.mark.parametrize(
    ("harm", "cause"),
    [
        (lose_manifest, "their list, manifest.json, is missing or damaged"),
        (damage_manifest, "their list, manifest.json, is missing or damaged"),
        (lose_part, "a file of them is missing"),
        (damage_part, "a file of them is"),
    ],
)
def test_the_page_says_what_to_do_and_a_rebuild_mends_it(
    harm: Callable[[Path], None],
    cause: str,
    facts: Path,
    signed_in: Callable[[Role], Client],
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = store.warehouse().digests()
    client = signed_in(Role.OWNER)
    harm(facts)
    started_again()
    with caplog.at_level(logging.WARNING):
        page = client.get(PAGE)
    said = page.content.decode()
    assert page.status_code == 503
    assert f"The facts cannot be opened: {cause}" in said
    assert "The files you brought are safe" in said
    assert "<code>otdel warehouse rebuild</code>" in said
    assert str(facts) not in said  # where the files lie is for the log
    [line] = caplog.messages
    assert line.startswith(f"the facts cannot be opened for {PAGE}: ")
    assert "\n" not in line
    assert services.rebuild().after == before  # what the command calls
    started_again()
    assert store.warehouse().digests() == before
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("language", "words"), [("uk", "Файли, які ви принесли, цілі"), ("ru", "Принесённые файлы целы")]
)
def test_the_page_speaks_the_persons_language(
    language: str, words: str, facts: Path, cast: dict[Role, object], signed_in: Callable[[Role], Client]
) -> None:
    owner = cast[Role.OWNER]
    owner.language = language  # type: ignore[attr-defined]
    owner.save()  # type: ignore[attr-defined]
    damage_manifest(facts)
    started_again()
    page = signed_in(Role.OWNER).get(PAGE)
    assert page.status_code == 503
    assert words in page.content.decode()
    assert "The f" not in page.content.decode()
