"""The page of the ledger when it has grown: its newest lines, and every older one behind a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from otdel.kit.viewer import Role
from otdel.motivation.models import LedgerLine
from otdel.motivation.services.ledger import NewLine, append
from otdel.motivation.services.moment import told_of
from otdel.motivation.tests.pay_scene import Scene, department

NUMBER = re.compile(r'<th scope="row">(\d+)</th>')
FURTHER = re.compile(r'rel="next" href="(\?page=\d+)"')


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    with told_of(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        yield department()


@pytest.fixture
def owner(scene: Scene) -> Client:
    client = Client()
    client.force_login(scene.people[Role.OWNER])
    return client


def grown(scene: Scene, lines: int) -> int:
    """How many lines there are once `lines` more are written."""
    member = scene.members["ihor"].pk
    append(scene.owner, *(NewLine("paid", f"payment:{at}", member) for at in range(lines)))
    return LedgerLine.objects.count()


def test_every_line_is_reached_the_newest_first(scene: Scene, owner: Client) -> None:
    total, seen, address = grown(scene, 120), [], "/pay/ledger/"
    while address:
        text = owner.get(address).content.decode()
        found = [int(number) for number in NUMBER.findall(text)]
        assert len(found) <= 50, address
        seen += found
        further = FURTHER.search(text)
        address = f"/pay/ledger/{further[1]}" if further else ""
    assert seen == list(range(total, 0, -1))


def test_a_short_ledger_has_no_pages_and_a_bad_number_leads_to_one_there_is(scene: Scene, owner: Client) -> None:
    assert 'class="pager"' not in owner.get("/pay/ledger/").content.decode()
    total = grown(scene, 60)
    assert f'<th scope="row">{total}</th>' in owner.get("/pay/ledger/?page=soon").content.decode()
    assert '<th scope="row">1</th>' in owner.get("/pay/ledger/?page=999").content.decode()
