"""Founding the demo company in an empty installation: people, rules, costs, and every file fed through the imports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from otdel.accounts.models import Person
from otdel.accounts.services import accept, found, invite
from otdel.accounts.viewers import as_viewer
from otdel.jobs.worker import run_waiting
from otdel.kit.money import Money
from otdel.kit.viewer import Role, Viewer
from otdel.measurement import services
from otdel.measurement.models import Cost, State
from otdel.testing.demo import company
from otdel.testing.demo.department import settle
from otdel.testing.demo.exports import write_exports
from otdel.testing.demo.forecasts import look_ahead
from otdel.testing.demo.manifest import ExportFile, Manifest
from otdel.testing.demo.mix import model
from otdel.testing.demo.pay import pay_out
from otdel.testing.demo.rules import RULES
from otdel.testing.demo.seasons import Calendar, months_back, months_of
from otdel.testing.demo.world import world

Progress = Callable[[str, int, int], None]


class NotUnderstood(Exception):
    """A demo file did not end in rows: a reader changed. Names the file, the state it was left in and why."""


def home_folder() -> Path:
    """Where this installation keeps its data."""
    return Path(settings.OTDEL_HOME)


def company_today() -> date:
    """The day it is where the company is."""
    return datetime.now(ZoneInfo(company.TIME_ZONE)).date()


def found_company(folder: Path, today: date, seed: int, progress: Progress) -> Manifest:
    """Write the exports into `folder`, import them all. Raises NotUnderstood, and Refused when there is a company."""
    progress("people", 0, 1)
    people = found_people()
    owner, head = as_viewer(people[_of(Role.OWNER)]), as_viewer(people[_of(Role.HEAD)])
    for rule in RULES:
        services.save_rule(head, rule)
    progress("files", 0, 1)
    manifest = write_exports(folder, seed=seed, today=today)
    _costs(owner, Calendar(today))
    for place, file in enumerate(manifest.files):
        progress(file.name, place, len(manifest.files))
        _feed(as_viewer(people[_of(Role.SPECIALIST)]), manifest, file)
    run_waiting()
    pay_out(settle(people, today, seed, progress), progress)
    model(people, world(today, seed), progress)
    look_ahead(today, progress)
    progress("ready", 1, 1)
    return manifest


def _of(role: Role) -> str:
    """The key of the person with this right."""
    return next(one.key for one in company.PEOPLE if one.role is role)


def found_people() -> dict[str, Person]:
    """The company's people by key. Nobody needs their passwords: the demo is signed into by a button."""
    first, *others = company.PEOPLE
    owner = found(
        name=company.NAME,
        currency=company.CURRENCY,
        language="en",
        time_zone=company.TIME_ZONE,
        owner_name=first.name,
        owner_email=first.email,
        password=token_urlsafe(),
    )
    made = {first.key: owner}
    for person in others:
        secret = invite(as_viewer(owner), person.role, person.email)
        password = token_urlsafe()
        made[person.key] = accept(secret, name=person.name, email=person.email, password=password, language="en")
    return made


def _costs(viewer: Viewer, calendar: Calendar) -> None:
    """What the department pays by the month. All but the last are put down without counting anew after each."""
    costs = [
        Cost(kind=cost.kind, label=cost.label, amount=cost.amount, currency=company.CURRENCY, channel=cost.channel,
             start=month.start, end=month.end, by_id=viewer.person)
        for month in (months_back(part.start, 0) for part in months_of(calendar.history))
        for cost in company.COSTS
    ]  # fmt: skip
    *most, last = costs
    with transaction.atomic():
        Cost.objects.bulk_create(most)
        services.add_cost(viewer, last.kind, last.label, Money(last.amount, last.currency), last.period, last.channel)
    run_waiting()


def _feed(viewer: Viewer, manifest: Manifest, file: ExportFile) -> None:
    """What a person does on the Import page: drop the file, answer what it leaves open, press Import."""
    received = services.receive_file(viewer, manifest.path(file), Path(file.name).name)
    if received.already:
        return
    item = received.item
    run_waiting()
    item.refresh_from_db()
    if file.preset and not item.preset_id:
        services.map_shape(viewer, item, file.preset.shape)
        services.map_columns(viewer, item, file.preset.mapping)
        services.finish_mapping(viewer, item)
        services.save_preset(viewer, item, file.preset.name)
    elif file.answers:
        services.answer(viewer, item, file.answers)
    services.start(viewer, item)
    run_waiting()
    item.refresh_from_db()
    if item.state != State.LANDED:
        raise NotUnderstood(f"{file.name}: {item.state}, {item.trouble or item.preview.get('questions')}")
