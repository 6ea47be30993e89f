"""Two approvals, two offers, or a signature against a withdrawal at one moment: one holds, whatever the database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from otdel.testing.postgres import postgres

pytestmark = pytest.mark.slow
ROUNDS = 10
STORY = f"""
from otdel.cli import start as s; s.django(create=True)
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier
from django.db import connections
from otdel.accounts.models import Company, Person
from otdel.accounts.services import Refused
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import AT_TERMINAL
from otdel.motivation.library import plans
from otdel.motivation.models import LedgerLine, PayAgreement
from otdel.motivation.queries.ledger import verify
from otdel.motivation.services import agreements as deals, moment
from otdel.motivation.services.plans import approve, draft
from otdel.organisation.models import Engagement, JobRole, Member
Company.objects.create(name="Lamp shop", currency="USD", time_zone="UTC")
role, together, START = JobRole.objects.create(code="ppc"), Barrier(2), date(2026, 7, 1)
def refused(act):
    together.wait()
    try:
        with moment.told_of(datetime(2026, 6, 1, 9, tzinfo=UTC)):
            act()
        return False
    except Refused:
        return True
    finally:
        connections.close_all()
with ThreadPoolExecutor(2) as pool:
    def both(one, two):
        return sorted(pool.map(refused, (one, two)))
    for n in range({ROUNDS}):
        with moment.told_of(datetime(2026, 6, 1, 9, tzinfo=UTC)):
            made = draft(AT_TERMINAL, role, replace(plans()["mp_ppc"], code=f"buyer-{{n}}"), START, name="Buyer")
        made.findings, made.checked_digest = [], made.digest
        made.save()
        yes = lambda: approve(AT_TERMINAL, made, seen=made.digest)
        assert both(yes, yes) == [False, True], n
        person = Person.objects.create_person(f"p{{n}}@lamp.test", None, name="Ihor", role="specialist")
        member = Member.objects.create(name="Ihor", slug=f"ihor-{{n}}", person=person)
        Engagement.objects.create(member=member, role=role, start=date(2026, 1, 1))
        offered = deals.Offer(member, Decimal(1300), Decimal(700), START)
        give = lambda: deals.offer(AT_TERMINAL, made, offered)
        assert both(give, give) == [False, True], n
        deal = PayAgreement.objects.get(member=member)
        sign = lambda: deals.sign(as_viewer(person), deal, seen=deal.digest)
        against = sign if n % 2 else lambda: deals.withdraw(AT_TERMINAL, deal)
        assert both(sign, against) == [False, True], n
        deal.refresh_from_db()
        booked = LedgerLine.objects.filter(subject=f"agreement:{{deal.pk}}").count()
        assert booked == bool(deal.signed_at) == (deal.withdrawn_at is None), n
assert verify(AT_TERMINAL).whole
print("held")
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def records(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the records; empty for SQLite."""
    if request.param == "sqlite":
        yield ""
    else:
        with postgres() as url:
            yield url


def test_of_two_at_once_one_holds(records: str, tmp_path: Path) -> None:
    where = {"OTDEL_HOME": str(tmp_path), "OTDEL_DATABASE_URL": records}
    told = subprocess.run(
        [sys.executable, "-c", STORY], env={**os.environ, **where}, capture_output=True, text=True, timeout=300
    )
    assert told.stdout.endswith("held\n"), told.stderr[-2000:]
