"""The demo department, made in the order a department comes to be: people first, frozen months last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.testing.demo.department import (
    accesses,
    closing,
    goals,
    handover,
    people,
    plans,
    processes,
    promises,
    readings,
    work,
    zones,
)
from otdel.testing.demo.department.ground import Ground
from otdel.testing.demo.world import world

Progress = Callable[[str, int, int], None]
STEPS: tuple[tuple[str, Callable[[Ground], None]], ...] = (
    ("department: people", people.bring_in),
    ("department: zones", zones.share_out),
    ("department: accesses", accesses.register),
    ("department: processes", processes.carry_out),
    ("department: tasks", work.do),
    ("department: promises", promises.give),
    ("department: readings", readings.read),
    ("department: plans", plans.approve),
    ("department: goals", goals.agree),
    ("department: handover", handover.write),
)


def ground_of(accounts: dict[str, Person], today: date, seed: int) -> Ground:
    """What the department stands on: `accounts` are the company's people by their keys."""
    owner, head = as_viewer(accounts["andrii"]), as_viewer(accounts["maryna"])
    return Ground(today, seed, world(today, seed), owner, head, accounts)


def live(ground: Ground, progress: Progress) -> None:
    """All that people did and wrote down, up to today; nothing is counted yet."""
    for place, (step, make) in enumerate(STEPS):
        progress(step, place, len(STEPS))
        with transaction.atomic():
            make(ground)


def settle(accounts: dict[str, Person], today: date, seed: int, progress: Progress) -> Ground:
    """Give the demo company its department with a history up to `today`, and let its KPIs be counted and closed."""
    ground = ground_of(accounts, today, seed)
    live(ground, progress)
    closing.count_and_close(ground, progress)
    return ground
