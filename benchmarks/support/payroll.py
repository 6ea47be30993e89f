"""Ten thousand people with ten lines of pay each, calculated and stored as any pay period is."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

PEOPLE = 10_000
START = date(2026, 10, 1)


def pay_everybody() -> dict[str, Any]:
    """Seconds of `runs.calculate` on one frozen snapshot, and what it left."""
    from otdel.cli import start

    start.django(create=True)
    from otdel.kit.viewer import AT_TERMINAL
    from otdel.motivation.models import PayRun, Statement, StatementLine
    from otdel.motivation.services import runs

    run_id = frozen()
    began, used = time.perf_counter(), time.process_time()
    snapshot = runs.calculate(AT_TERMINAL, run_id)
    taken, used = time.perf_counter() - began, time.process_time() - used
    return {
        "seconds": round(taken, 2),
        "cpu_seconds": round(used, 2),
        "people": Statement.objects.filter(snapshot=snapshot).count(),
        "lines": StatementLine.objects.count(),
        "state": PayRun.objects.get().state,
        "digest": snapshot.result[:16],
    }


def frozen() -> int:
    """A pay period of everybody with its snapshot kept, nothing calculated; the run's id."""
    from django.utils import timezone

    from otdel.kit.calendar import containing
    from otdel.kit.viewer import AT_TERMINAL
    from otdel.motivation.models import PayAgreement, PayRun
    from otdel.motivation.queries.inputs import Asked
    from otdel.motivation.services.runs.beginning import keep
    from otdel.motivation.tests.pay_scene import department

    department()
    plan = _plan()
    end = containing(START, "month").period.end
    run = PayRun.objects.create(unit="month", start=START, end=end, begun_at=timezone.now(), pay_day=end)
    agreements = PayAgreement.objects.filter(pk__in=_hired()).select_related("member", "version__plan")
    keep(AT_TERMINAL, run, [Asked(one, plan, _inputs(number)) for number, one in enumerate(agreements)])
    return run.pk


def _hired() -> list[int]:
    """Agreements of everybody with one plan."""
    from otdel.motivation.models import PayAgreement
    from otdel.motivation.rules.reading import write_plan
    from otdel.organisation.models import Member

    made = [Member(name=f"Person {n:05}", slug=f"person-{n:05}") for n in range(PEOPLE)]
    Member.objects.bulk_create(made, batch_size=500)
    one = PayAgreement.objects.select_related("version").get(member__slug="ihor")
    one.version.body = write_plan(_plan())
    one.version.save()
    kept = [
        PayAgreement(
            member=member, version=one.version, base=one.base, target_variable=one.target_variable, currency="UAH",
            start=START, text="", digest="", offered_at=one.offered_at, signed_at=one.signed_at,
        )
        for member in made
    ]  # fmt: skip
    return [each.pk for each in PayAgreement.objects.bulk_create(kept, batch_size=500)]


def _plan() -> Any:
    """Base, three components, two gates, a team factor, a part held back, and an extra: ten lines."""
    from otdel.motivation.rules.plan import Team
    from otdel.motivation.tests.pay_scene import BUYER, curve

    first, second = BUYER.components
    return replace(
        BUYER,
        components=(
            replace(first, weight=Decimal("0.4")), replace(second, weight=Decimal("0.3")),
            replace(second, kpi="ppc_tests", weight=Decimal("0.3")),
        ),
        gates=(*BUYER.gates, replace(BUYER.gates[0], kpi="ppc_pace")),
        team=Team("cmo_revenue", curve(("0.8", "0.9"), ("1", "1"), ("1.2", "1.1"))),
    )  # fmt: skip


def _inputs(number: int) -> Any:
    """Another person, other results."""
    from otdel.motivation.rules.lines import Booked, Inputs, Result

    reached = Decimal(85 + number % 25) / 100
    result = Result(reached, reached, Decimal(1))
    kpis = ("ppc_ql", "ppc_cpql", "ppc_tests", "ppc_map", "ppc_pace", "cmo_revenue")
    extra = Booked(f"extra:{number}", "extra", Decimal(3000), {"what": "Experiment finished"})
    return Inputs(dict.fromkeys(kpis, result), days=31, worked_from=0, worked_to=31, month=10, booked=(extra,))
