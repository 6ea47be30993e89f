"""Addresses and forms of the mix model filled in with nonsense: an answer that says so, never a broken page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from otdel.evidence.models import BudgetProposal, LiftTestRecord, MixPrior
from otdel.kit.viewer import Role

SignedIn = Callable[[Role], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NONSENSE = ("NaN", "-5", "1e400", "9" * 400, "²", "<script>alert(1)</script>", "a\x00b")
READ = ("scenario/", "channels/", "tests/", "tests/new", "proposals/", "model/", "model/progress", "model/look",
        "model/weeks")  # fmt: skip
NAMES = ("budget", "weeks", "limit", "channel", "job", "version", "fit", "cautious", "fixed", "margin", "state",
         "change", "to:paid_search", "paid_search", "page", "low:paid_search", "high:paid_search")  # fmt: skip
PLACES = ("channels/%3Cscript%3E/", "channels/a%00b/", "model/beliefs/nobody/", "proposals/99999999999999999999/",
          "proposals/99999/", "model/weeks.exe", f"channels/{'x' * 3000}/")  # fmt: skip
WRITE = ("scenario/propose", "tests/new", "model/beliefs/paid_search/", "tests/99999/take-back",
         "proposals/99999/accept", "proposals/99999/burn", "proposals/99999999999999999999/accept",
         "model/draw-again/99999999999999999999")  # fmt: skip
FIELDS = ("fit", "weeks", "median", "spread", "low", "high", "channel", "start", "end", "measured_to", "lift", "error",
          "share", "budget", "why", "name", "kind", "plan:paid_search", "to:paid_search")  # fmt: skip


@pytest.mark.parametrize("role", [Role.OWNER, Role.SPECIALIST])
def test_nonsense_in_an_address_breaks_no_page(signed_in: SignedIn, fitted: int, role: Role) -> None:
    client = signed_in(role)
    for value in NONSENSE:
        for address in READ:
            answer = client.get(f"/money/{address}", dict.fromkeys(NAMES, value))
            assert answer.status_code < 500, (address, value)
            assert b"<script>alert(1)" not in answer.content, address
    for address in PLACES:
        assert client.get(f"/money/{address}").status_code in (400, 403, 404), address


def test_nonsense_in_a_form_changes_nothing(signed_in: SignedIn, fitted: int) -> None:
    client = signed_in(Role.OWNER)
    for value in NONSENSE:
        for address in WRITE:
            answer = client.post(f"/money/{address}", dict.fromkeys(FIELDS, value))
            assert answer.status_code < 500, (address, value)
            assert b"<script>alert(1)" not in answer.content, address
    assert not MixPrior.objects.exists() and not LiftTestRecord.objects.exists() and not BudgetProposal.objects.exists()
