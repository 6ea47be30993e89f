"""What this chapter does when lower ones tell news: KPIs of a role that was adopted, values after a change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.jobs.models import Job, State
from otdel.kit.viewer import AT_TERMINAL
from otdel.measurement.models import Import
from otdel.measurement.models import State as ImportState
from otdel.organisation.models import Engagement, JobRole
from otdel.organisation.signals import role_adopted, role_taken
from otdel.planning.models import Promise, Review, Task, Wait
from otdel.scorecard.measures.checking import troubles
from otdel.scorecard.models import Counting, Kpi, PlanValue, Reading, Target

PATIENCE = timedelta(seconds=20)  # changes come in bursts: an import, a list of readings
KEEP_UP = "otdel.scorecard.tasks.keep_up"
SETTINGS = (
    "unit", "direction", "period", "lag_days", "source", "controllability", "threshold", "pay_use", "paired_with",
    "min_sample",
)  # fmt: skip
HISTORY = 2  # whole years before a role's adoption that its numbers are shown for


@receiver(role_adopted)
def make_kpis(sender: type[JobRole], role: JobRole, **_: Any) -> None:
    """Rows for the KPIs of an adopted role. Raises Refused for a formula that cannot be used: nothing is adopted then.

    They hold from two years back, so that the first scorecard shows how the numbers came to where they are.
    """
    today = company_today(AT_TERMINAL)
    for place, told in enumerate(_told(role)):
        if not Kpi.objects.filter(role=role, code__in=(told["id"], _own_code(role, told["id"]))).exists():
            _make(role, told, date(today.year - HISTORY, 1, 1), place)


@receiver(role_taken)
def take_kpis(sender: type[JobRole], role: JobRole, paths: list[str], **_: Any) -> None:
    """What a newer library says of KPIs holds from today; the version before it ends."""
    if not any(path == "kpis" or path.startswith(("kpis.", "kpi")) for path in paths):
        return
    today = company_today(AT_TERMINAL)
    position = Kpi.objects.filter(role=role).aggregate(most=Max("position"))["most"] or 0
    for told in _told(role):
        code = told["id"]
        now = Kpi.objects.filter(role=role, code__in=(code, _own_code(role, code))).order_by("-start").first()
        if now is None:
            position += 1
            _make(role, told, today, position)
        elif (now.formula, now.settings) != (told["formula"], _settings(told)) and _named_in(code, paths):
            _renew(now, told, today)


def _named_in(code: str, paths: list[str]) -> bool:
    return any(code in path.split(".") for path in paths) or "kpis" in paths


def _renew(now: Kpi, told: dict[str, Any], today: date) -> None:
    _refuse(told)
    if now.start >= today:
        now.formula, now.settings = told["formula"], _settings(told)
        now.save(update_fields=["formula", "settings"])
        return
    ends, now.end = now.end, today
    now.save(update_fields=["end"])
    Kpi.objects.create(
        role=now.role, code=now.code, start=today, end=ends, formula=told["formula"], settings=_settings(told),
        own=now.own, position=now.position,
    )  # fmt: skip


def _make(role: JobRole, told: dict[str, Any], start: date, place: int) -> None:
    _refuse(told)
    taken = Kpi.objects.filter(code=told["id"]).exclude(role=role).exists()
    Kpi.objects.create(
        role=role, code=_own_code(role, told["id"]) if taken else told["id"], start=start, formula=told["formula"],
        settings=_settings(told), position=place,
    )  # fmt: skip


def _refuse(told: dict[str, Any]) -> None:
    if wrong := troubles(told["formula"], str(told.get("unit", ""))):
        raise Refused(wrong[0])


def _told(role: JobRole) -> list[dict[str, Any]]:
    return list(role.copied.get("structure", {}).get("kpis", ()))


def _settings(told: dict[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in SETTINGS if told.get(name) is not None}


def _own_code(role: JobRole, code: str) -> str:
    """A code of the role's own, where another role has the library's already."""
    return f"{role.code}.{code}"[:60]


@receiver([post_save, post_delete])
def keep_up(sender: type[Any], instance: Any, **_: Any) -> None:
    """Ask for the values to be computed anew after something they rest on was changed. One request waits at a time."""
    if sender in (Reading, PlanValue, Target, Kpi, Counting, Engagement, Task, Review, Wait, Promise) or (
        sender is Import and instance.state == ImportState.LANDED
    ):
        transaction.on_commit(ask_to_compute)


def ask_to_compute() -> None:
    from otdel.scorecard.tasks import keep_up as task

    if Kpi.objects.exists() and not Job.objects.filter(task=KEEP_UP, state=State.WAITING).exists():
        task.using(run_after=timezone.now() + PATIENCE).enqueue()
