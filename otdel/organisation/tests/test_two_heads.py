"""Two heads give out the same zone, or close a circle, at the same moment: one is refused, whatever the database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from otdel.testing.postgres import postgres

pytestmark = pytest.mark.slow
ROUNDS = 25
STORY = f"""
from otdel.cli import start as s; s.django(create=True)
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from django.db import connections
from otdel.accounts.models import Company
from otdel.accounts.services import Refused
from otdel.kit.viewer import AT_TERMINAL
from otdel.organisation.models import Accountability, JobRole, Member, Zone
from otdel.organisation.services.engaging import Terms, engage
from otdel.organisation.services.zones import make_part
Company.objects.create(name="Lamp shop", currency="EUR", time_zone="UTC")
DAY, together = date(2026, 1, 1), Barrier(2)
def refused(act):
    together.wait()
    try:
        act()
        return False
    except Refused:
        return True
    finally:
        connections.close_all()
role = JobRole.objects.create(code="generalist")
with ThreadPoolExecutor(2) as pool:
    for n in range({ROUNDS}):
        one, two = (Member.objects.create(name=name, slug=f"{{name}}-{{n}}") for name in ("one", "two"))
        zone = Zone.objects.create(code=f"zone-{{n}}")
        acts = [lambda m=m: make_part(AT_TERMINAL, zone, m, "accountable", DAY) for m in (one, two)]
        assert sorted(pool.map(refused, acts)) == [False, True], n
        assert Accountability.objects.filter(zone=zone).count() == 1, n
        pairs = ((one, two), (two, one))
        acts = [lambda a=a, b=b: engage(AT_TERMINAL, a, role, Terms(reports_to=b.pk), DAY) for a, b in pairs]
        assert sorted(pool.map(refused, acts)) == [False, True], n
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


def test_only_one_of_two_at_once_is_let_in(records: str, tmp_path: Path) -> None:
    where = {"OTDEL_HOME": str(tmp_path), "OTDEL_DATABASE_URL": records}
    told = subprocess.run(
        [sys.executable, "-c", STORY], env={**os.environ, **where}, capture_output=True, text=True, timeout=300
    )
    assert told.stdout.endswith("held\n"), told.stderr[-2000:]
