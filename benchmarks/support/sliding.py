"""A pay plan simulated, and the sliders of what if moved, inside one process over the demo company."""

from __future__ import annotations

import statistics
import time
from typing import Any

from benchmarks.support.measuring import percentiles

MOVES = 60
TIMES = 5


def simulate_plan() -> dict[str, Any]:
    """Seconds of one simulation of the plan with the most people; the middle of five."""
    from otdel.cli import start

    start.django(migrate=False)
    from django.db.models import Count

    from otdel.accounts.queries import company_today
    from otdel.kit.viewer import AT_TERMINAL
    from otdel.motivation.models import PlanVersion, VersionState
    from otdel.motivation.queries.known_kpis import of_company
    from otdel.motivation.queries.simulation import simulator_of
    from otdel.motivation.rules.reading import read_plan

    approved = PlanVersion.objects.filter(state=VersionState.APPROVED).annotate(people=Count("agreements"))
    version = approved.order_by("-people", "id").first()
    assert version is not None, "the demo company has plans"
    today = company_today(AT_TERMINAL)
    taken, used = [], time.process_time()
    for seed in range(TIMES):
        began = time.perf_counter()
        simulator_of(version, today, of_company(today), paths=10_000, seed=seed).of(read_plan(version.body))
        taken.append(time.perf_counter() - began)
    used = (time.process_time() - used) / TIMES
    return {
        "plan": version.plan.code,
        "seconds": round(statistics.median(taken), 3),
        "first": round(taken[0], 3),
        "cpu_seconds": round(used, 3),
    }


def move() -> dict[str, Any]:
    """Milliseconds of each answer while one KPI of one person moves."""
    from otdel.cli import start

    start.django(migrate=False)
    from django.test import Client

    from otdel.accounts.models import Person
    from otdel.kit.viewer import Role
    from otdel.motivation.models import PayAgreement

    client = Client(headers={"host": "localhost"})  # as a browser on this machine asks; others are not served
    owner = Person.objects.get(role=Role.OWNER)
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    one = next(each for each in PayAgreement.objects.filter(end=None) if each.version.body.get("components"))
    kpi = one.version.body["components"][0]["kpi"]
    taken, used = [], 0.0
    for step in range(MOVES + 1):
        asked = {"who": one.member.slug, "agreement": str(one.pk), f"at-{kpi}": f"{0.8 + step / 200:.3f}"}
        began, before = time.perf_counter(), time.process_time()
        answer = client.post("/pay/what-if/", asked, headers={"X-What-If": "fragment"}, secure=True)
        taken.append(1000 * (time.perf_counter() - began))
        used += time.process_time() - before if step else 0.0
        assert answer.status_code == 200, answer.status_code
    return {**percentiles(taken[1:]), "first_ms": round(taken[0], 1), "cpu_ms": round(1000 * used / MOVES, 1)}
