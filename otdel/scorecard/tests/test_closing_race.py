"""Two heads close a period at once, and one is killed while closing: it is frozen once and whole, or not at all."""

from __future__ import annotations

import json
import signal

import pytest

from otdel.scorecard.tests.test_computing_race import ONCE, START, installation, python, started

__all__ = ["installation"]
pytestmark = pytest.mark.slow
CLOSE = (
    START
    + """
from datetime import date
from otdel.accounts.services import Refused
from otdel.kit.viewer import AT_TERMINAL
from otdel.scorecard.services import freezing
real = freezing.digest_of
def slow(unit, start):
    import time
    print("freezing", flush=True)
    time.sleep(PAUSE)
    return real(unit, start)
freezing.digest_of = slow
try:
    freezing.close(AT_TERMINAL, "month", date(2026, 9, 1))
except Refused as refused:
    print(refused.reason.code)
else:
    print("closed")
"""
)
LOOK = (
    START
    + """
import json
from datetime import date
from otdel.accounts.models import AuditLine
from otdel.scorecard.models import ClosedPeriod, KpiValue
from otdel.scorecard.services.freezing import digest_of
kept = list(ClosedPeriod.objects.values_list("digest", flat=True))
of = KpiValue.objects.filter(unit="month", start=date(2026, 9, 1))
frozen, waiting = of.exclude(frozen_at=None).count(), of.filter(frozen_at=None).count()
whole = kept == [digest_of("month", date(2026, 9, 1))]
print(json.dumps([len(kept), frozen, waiting, whole, AuditLine.objects.filter(verb="period.closed").count()]))
"""
)


def looked(env: dict[str, str]) -> list[int]:
    found: list[int] = json.loads(python(LOOK, env))
    return found


def test_of_two_who_close_at_once_one_does(installation: dict[str, str]) -> None:
    both = [started(CLOSE.replace("PAUSE", "0.5"), installation) for _ in range(2)]
    said = [process.communicate(timeout=120)[0].split()[-1] for process in both]
    assert sorted(said) == ["closed", "period_closed_already"]
    closed, frozen, waiting, whole, told = looked(installation)
    assert (closed, waiting, whole, told) == (1, 0, True, 1)
    assert frozen > 40


def test_a_close_killed_in_the_middle_leaves_the_period_open(installation: dict[str, str]) -> None:
    python(ONCE, installation)
    before = looked(installation)
    victim = started(CLOSE.replace("PAUSE", "60"), installation)
    assert victim.stdout
    assert victim.stdout.readline().strip() == "freezing"
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    assert looked(installation) == before
    assert before[:2] == [0, 0]
    assert python(CLOSE.replace("PAUSE", "0"), installation).split()[-1] == "closed"
    closed, frozen, waiting, whole, told = looked(installation)
    assert (closed, waiting, whole, told) == (1, 0, True, 1)
    assert frozen == before[2]
