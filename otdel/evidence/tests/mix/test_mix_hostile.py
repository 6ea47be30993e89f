"""Addresses and forms of the mix model filled in with nonsense: an answer that says so, never a broken page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from otdel.evidence.models import BudgetProposal, LiftTestRecord, MixPrior
from otdel.evidence.queries.mix import mix
from otdel.evidence.services.lift_tests import NewLiftTest, add_lift_test
from otdel.evidence.services.proposals import NewBudget, propose
from otdel.evidence.tests.record.conftest import SEARCH
from otdel.kit.reason import NoData
from otdel.kit.viewer import Role, Viewer

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


DEPARTMENT, MONEY = {Role.OWNER, Role.HEAD, Role.SPECIALIST}, {*Role} - {Role.CONTRACTOR}
LEADERS = {Role.OWNER, Role.HEAD}
TEST = NewLiftTest(SEARCH, "off", date(2026, 7, 6), date(2026, 8, 3), Decimal(9000), Decimal(900))


@pytest.fixture
def written(fitted: int, viewers: dict[Role, Viewer]) -> dict[str, int]:
    """A version, an experiment and a proposal, for addresses that name one."""
    owner = viewers[Role.OWNER]
    test = add_lift_test(owner, TEST)
    view = mix(owner)
    assert not isinstance(view, NoData)
    now = next(one.recent.amount for one in view.channels if one.channel == SEARCH)
    row = propose(owner, fitted, NewBudget({SEARCH: now + 100}, 4))
    return {"fit": fitted, "test": test.pk, "proposal": row.pk}


def shut(client: Client, method: str, address: str, **body: str) -> bool:
    """Turned away: forbidden, or shown the door."""
    send = client.get if method == "get" else client.post
    answer = send(f"/money/{address}", body)
    assert answer.status_code < 500, address
    where = str(answer.headers.get("Location", ""))
    return answer.status_code == 403 or where.startswith("/account/login/")


@pytest.mark.parametrize("role", [*Role, None])
def test_addresses_that_name_something_open_to_whom_they_are_for(
    signed_in: SignedIn, written: dict[str, int], role: Role | None
) -> None:
    client = signed_in(role) if role else Client()
    reads = [f"channels/{SEARCH}/", "model/weeks.csv", "model/weeks.xlsx", f"model/beliefs/{SEARCH}/",
             f"proposals/{written['proposal']}/", "model/progress?job=1", "model/look?job=1"]  # fmt: skip
    assert [shut(client, "get", one) for one in reads] == [role not in MONEY] * len(reads)
    acts = [
        (f"model/draw-again/{written['fit']}", DEPARTMENT),
        (f"model/beliefs/{SEARCH}/", LEADERS),
        (f"tests/{written['test']}/take-back", LEADERS),
        (f"proposals/{written['proposal']}/decline", {Role.OWNER}),
        (f"proposals/{written['proposal']}/accept", {Role.OWNER}),
        (f"proposals/{written['proposal']}/withdraw", LEADERS),
    ]
    for address, may in acts:
        turned = shut(client, "post", address, why="so", low="1", high="2")
        assert turned == (role not in may), address
    left = LiftTestRecord.objects.get(), BudgetProposal.objects.get()
    assert (left[0].taken_back_at is None) == (role not in LEADERS)
    assert (left[1].state == "proposed") == (role not in LEADERS)
    assert MixPrior.objects.exists() == (role in LEADERS)


def test_nonsense_in_an_address_breaks_no_page(signed_in: SignedIn, fitted: int) -> None:
    for role in (*Role, None):
        _read_nonsense(signed_in(role) if role else Client(), role)


def _read_nonsense(client: Client, role: Role | None) -> None:
    for value in NONSENSE if role in (Role.OWNER, Role.SPECIALIST) else NONSENSE[:2]:
        for address in READ:
            answer = client.get(f"/money/{address}", dict.fromkeys(NAMES, value))
            assert answer.status_code < 500, (address, value)
            assert answer.status_code != 200 or role in MONEY, address
            assert b"<script>alert(1)" not in answer.content, address
    for address in PLACES:
        status = client.get(f"/money/{address}").status_code
        assert status in ((400, 403, 404) if role else (302, 400, 404)), address


def test_nonsense_in_a_form_changes_nothing(signed_in: SignedIn, fitted: int) -> None:
    for role in (*Role, None):
        client = signed_in(role) if role else Client()
        for value in NONSENSE if role is Role.OWNER else NONSENSE[:2]:
            for address in WRITE:
                answer = client.post(f"/money/{address}", dict.fromkeys(FIELDS, value))
                assert answer.status_code < 500, (role, address, value)
                assert b"<script>alert(1)" not in answer.content, address
    assert not MixPrior.objects.exists() and not LiftTestRecord.objects.exists() and not BudgetProposal.objects.exists()
