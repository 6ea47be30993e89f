"""Two people decide a proposal at the same moment: one decision is kept, on the databases people really use.

The tests' own database in memory is one cache that connections share: there a second writer is refused at once
("database table is locked") instead of waiting as it does for a file. So this story runs in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from otdel.testing.postgres import postgres

pytestmark = pytest.mark.slow
ROUNDS = 20
STORY = f"""
from otdel.cli import start as s; s.django(create=True)
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from django.db import connections
from otdel.accounts.models import AuditLine, Company
from otdel.accounts.services import Refused
from otdel.evidence.models import BudgetProposal, FitState, MixFit
from otdel.evidence.services.proposals import accept, decline, withdraw
from otdel.kit.viewer import AT_TERMINAL
Company.objects.create(name="Lamp shop", currency="EUR", time_zone="UTC")
fit = MixFit.objects.create(state=FitState.FITTED, digest="0" * 64, currency="EUR")
together = Barrier(3)
def told(act):
    together.wait()
    try:
        return act().state
    except Refused as refused:
        return refused.reason.code
    finally:
        connections.close_all()
with ThreadPoolExecutor(3) as pool:
    for n in range({ROUNDS}):
        row = BudgetProposal.objects.create(
            fit=fit, start=date(2026, 1, 5), weeks=8, currency="EUR", weekly=0, lines=[], gain=0, gain_low=0,
            gain_high=0, odds=0, name="Ada",
        )
        acts = [
            lambda: accept(AT_TERMINAL, row.pk), lambda: decline(AT_TERMINAL, row.pk, "no"),
            lambda: withdraw(AT_TERMINAL, row.pk),
        ]
        said = sorted(pool.map(told, acts))
        state = str(BudgetProposal.objects.get(pk=row.pk).state)
        assert said == sorted([state, *[f"proposal_already_{{state}}"] * 2]), (n, said, state)
        assert AuditLine.objects.filter(subject=f"budget_proposal:{{row.pk}}").count() == 1, n
print("held")
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def records(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the records; empty for SQLite."""
    if request.param == "sqlite":
        yield ""
    else:
        with postgres() as url:
            yield url


def test_of_three_who_decide_at_once_one_wins(records: str, tmp_path: Path) -> None:
    """All saw it waiting; one decision is kept, the others are told what it was."""
    where = {"OTDEL_HOME": str(tmp_path), "OTDEL_DATABASE_URL": records}
    told = subprocess.run(
        [sys.executable, "-c", STORY], env={**os.environ, **where}, capture_output=True, text=True, timeout=300
    )
    assert told.stdout.endswith("held\n"), told.stderr[-2000:]
