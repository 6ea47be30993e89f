"""Two hundred people in the demo company's facts, and computing their values, timed."""

from __future__ import annotations

import random
import shutil
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.support.measuring import run

PEOPLE, LEADERS, TASKS = 200, 19, 40  # tasks of each person over two years
DAYS = 5
CHANNELS = ("Google Search", "Meta", "YouTube", "Email and SMS", "SEO and content", "Affiliates", "Marketplaces")
REPORT = """Campaign report
"{day:%B %-d, %Y} - {day:%B %-d, %Y}"
Campaign,Day,Campaign ID,Campaign type,Currency code,Clicks,Impr.,Cost
Search | Outdoor and facade,{day},20418663351,Search,UAH,61,900,{cost}.50
"""


def hire(demo: Path, home: Path) -> None:
    """Copy the demo's installation and put the crowd into it, in a process of its own."""
    shutil.copytree(demo, home)
    run([sys.executable, "-m", "benchmarks.support.staff"], {"OTDEL_HOME": str(home), "OTDEL_DEMO": "1"})


def settle() -> None:
    """Ten roles of the library, a head, nineteen leaders; two in three people answer for one channel only."""
    from otdel.cli import start

    start.django(migrate=False)
    from django.db import transaction

    from otdel.kit.viewer import AT_TERMINAL
    from otdel.organisation.library import library
    from otdel.organisation.models import Engagement, JobRole, Member
    from otdel.organisation.services.adopting import adopt
    from otdel.scorecard.models import ClosedPeriod, KpiValue, Ledger

    chance = random.Random(3)  # noqa: S311
    with transaction.atomic():
        have = set(JobRole.objects.values_list("library", flat=True))
        for name in library().ids:
            if name not in have:
                adopt(AT_TERMINAL, name)
        roles = {role.library: role for role in JobRole.objects.all()}
        Engagement.objects.all().delete()
        _forget(KpiValue, ClosedPeriod, Ledger)
        people = [Member.objects.create(slug=f"crowd-{n}", name=f"Person {n}") for n in range(PEOPLE)]
        others = [role for name, role in roles.items() if name != "cmo"]
        for n, member in enumerate(people):
            above = None if n == 0 else people[0] if n <= LEADERS else people[1 + n % LEADERS]
            scope = {"channels": [chance.choice(CHANNELS)]} if n % 3 else {}
            role = roles["cmo"] if n == 0 else others[n % len(others)]
            Engagement.objects.create(member=member, role=role, start=date(2024, 1, 1), reports_to=above, scope=scope)
        _tasks(people, chance)


def _forget(*models: Any) -> None:
    """Whatever the demo had computed and closed: the crowd begins with nothing."""
    from otdel.scorecard.models import Adjustment

    Adjustment.objects.all().delete()
    for model in models:
        model.objects.all().delete()


def _tasks(people: list[Any], chance: random.Random) -> None:
    from django.utils import timezone

    from otdel.planning.models import Task, TaskKind

    today, now = timezone.now().date(), timezone.now()
    made = []
    for member in people:
        for _ in range(TASKS):
            due = today - timedelta(days=chance.randrange(730))
            done = now - timedelta(days=(today - due).days + chance.randrange(-3, 4))
            made.append(
                Task(
                    title="Work", kind=chance.choice(TaskKind.values), owner=member, first_due=due, due=due,
                    created_at=now - timedelta(days=800), handed_at=done, accepted_at=done, live_at=done, points=2,
                )
            )  # fmt: skip
    Task.objects.bulk_create(made, batch_size=500)


def compute_all() -> dict[str, Any]:
    """From nothing, in a fresh process."""
    from otdel.cli import start

    start.django(migrate=False)
    from django.conf import settings

    from otdel.scorecard.services.computing import compute

    taken = _timed(lambda: compute(_today(), months_back=24))
    (Path(settings.OTDEL_HOME).parent / "computed").touch()
    return taken


def compute_days() -> dict[str, Any]:
    """Each day a report of the day before is imported; then the worker that is running brings values up to date."""
    from otdel.cli import start

    start.django(migrate=False)
    from otdel.scorecard.services.computing import compute

    compute(_today(), months_back=24)
    runs = []
    for n in range(1, DAYS + 1):
        on = _today() + timedelta(days=n)
        _import(on - timedelta(days=1), 400 + n)
        runs.append(_timed(lambda: compute(on, months_back=24)))  # noqa: B023
    middle = sorted(runs, key=lambda one: one["seconds"])[len(runs) // 2]
    return {**middle, "slowest_seconds": max(one["seconds"] for one in runs), "days": len(runs)}


def refresh() -> dict[str, Any]:
    """The demo's own values, as the clock keeps them."""
    from otdel.cli import start

    start.django(migrate=False)
    from otdel.scorecard.services.computing import compute

    return _timed(lambda: compute(_today()))


def _import(day: date, cost: int) -> None:
    """One campaign's day through the door every export comes by."""
    import tempfile

    from otdel.accounts.models import Person
    from otdel.accounts.viewers import as_viewer
    from otdel.jobs.worker import run_waiting
    from otdel.kit.viewer import Role
    from otdel.measurement import services
    from otdel.measurement.models import State
    from otdel.testing.demo.company import GOOGLE_ACCOUNT

    viewer = as_viewer(Person.objects.get(role=Role.OWNER))
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write(REPORT.format(day=day, cost=cost))
        file.flush()
        item = services.receive_file(viewer, Path(file.name), f"day {day}.csv").item
    if item.state == State.ASKING:
        services.answer(viewer, item, {"account": GOOGLE_ACCOUNT})
    services.start(viewer, item)
    run_waiting()
    item.refresh_from_db()
    if item.state != State.LANDED:
        raise RuntimeError(f"the day's report was not counted: {item.state} {item.trouble} {item.preview}")


def _timed(do: Any) -> dict[str, Any]:
    """Seconds by the clock and of processors, and what was done."""
    started, used = time.perf_counter(), time.process_time()
    done = do()
    return {
        "seconds": round(time.perf_counter() - started, 2),
        "cpu_seconds": round(time.process_time() - used, 2),
        "values": done.values,
        "changed": done.changed,
    }


def _today() -> date:
    from otdel.accounts.queries import company_today
    from otdel.kit.viewer import AT_TERMINAL

    return company_today(AT_TERMINAL)


if __name__ == "__main__":
    settle()
