"""Lines for what people decided and this period pays: extras, corrections, clawbacks, releases, decided reserves."""

from __future__ import annotations

from decimal import Decimal

from otdel.motivation.rules.compute.work import Work
from otdel.motivation.rules.lines import Booked
from otdel.motivation.rules.rounding import ZERO, money, text

KNOWN = ("extra", "correction", "clawback", "release", "reserve")


def booked(work: Work) -> None:
    for one in work.inputs.booked:
        if one.code == "clawback":
            _clawback(work, one)
        else:
            _as_decided(work, one)


def _as_decided(work: Work, one: Booked) -> None:
    code = one.code if one.code in KNOWN else "entry"
    work.add(one.code, money(one.amount), work.reason(f"pay_{code}", **one.values), one.key)


def _clawback(work: Work, one: Booked) -> None:
    """Takes off no more than this period's variable that is paid now: base is never touched. The rest waits."""
    asked = money(abs(one.amount))
    free = max(Decimal(0), work.variable - work.held - work.taken)
    off = min(asked, free)
    work.taken += off
    steps = [
        work.step("pay_step_asked", asked),
        work.step("pay_step_free", free),
        work.step("pay_step_left", asked - off),
    ]
    because = work.reason("pay_clawback", **{**one.values, "asked": text(asked)})
    work.add("clawback", ZERO - off, because, one.key, steps)
