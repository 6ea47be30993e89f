"""Processes of the demo department: who runs and backs them, what is written, when they were run and when not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from otdel.kit.period import Period
from otdel.organisation.models import Absence, Agreement, Drill, DrillResult, Process, ProcessRun
from otdel.organisation.queries.processes import process_digest
from otdel.organisation.rules.cadence import ON_DEMAND, Slot, slots
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.department.cast import BY_KEY, Somebody
from otdel.testing.demo.department.ground import Ground, moment, own_moments
from otdel.testing.demo.department.notes import NOTES

NEGLECTED, NEGLECTED_WEEKS = "aff_fraud", 6
BACKUPS = {
    "cmo_weekly": "ihor", "cmo_pacing": "ihor", "cmo_month": "ihor", "ppc_daily": "olha", "ppc_search": "danylo",
    "ppc_report": "olha", "ppc_plan": "maryna", "seo_watch": "ihor", "seo_tasks": "kateryna", "seo_month": "ihor",
    "smm_daily": "kateryna", "smm_plan": "kateryna", "eml_deliv": "kateryna", "eml_send": "kateryna",
    "eml_report": "roman", "aff_val": "nadiia", "aff_pay": "maryna", "cnt_daily": "olha", "cnt_cal": "olha",
    "cnt_links": "olha", "prm_monitor": "maryna", "gen_daily": "ihor", "gen_report": "maryna", "cop_plan": "kateryna",
}  # fmt: skip
NOT_AGREED = ("aff_fraud", "smm_shoot")
DRILLS = (  # process, who tried, days from today, how it went
    ("ppc_daily", "olha", -61, "passed", "From the note alone, 35 minutes instead of 20."),
    ("cmo_pacing", "ihor", -90, "passed", "The plan by days was found at once."),
    ("seo_watch", "ihor", -88, "helped", "Asked where the list of must-be-indexed pages lies. Added to the note."),
    ("eml_send", "kateryna", -47, "passed", "Sent the Thursday letter; two test boxes were out of date."),
    ("eml_deliv", "kateryna", -150, "passed", ""),
    ("aff_val", "nadiia", -40, "failed", "No right to reject actions in SalesDoubler. Asked for it."),
    ("smm_daily", "kateryna", -230, "passed", "Too long ago to count on."),
    ("cnt_daily", "olha", -120, "passed", "Twelve publications in two days."),
    ("prm_monitor", "maryna", -200, "helped", "The second account had expired."),
    ("aff_pay", "maryna", 8, "", ""),
    ("ppc_search", "danylo", 15, "", ""),
)  # fmt: skip
MISSED_BY = {"cmo_one": 0.25, "cmo_people": 0.3, "seo_crawl": 0.2, "cop_learn": 0.4, "aff_recruit": 0.25}


def carry_out(ground: Ground) -> None:
    """Holders, backups, notes, drills, and every run there was."""
    rows = list(Process.objects.select_related("role"))
    for row in rows:
        _people(ground, row)
    Process.objects.bulk_update(rows, ["holder", "backup", "steps", "steps_at", "steps_by"])
    _runs(ground, rows)
    _drills(ground, {row.code: row for row in rows})
    _agreements(ground, rows)


def _people(ground: Ground, row: Process) -> None:
    held = ground.holder(row.role.code, ground.today)
    row.holder = ground.members[held.key] if held else None
    backup = BACKUPS.get(row.code)
    row.backup = ground.members[backup] if backup else None
    if held and row.code in NOTES:
        chance = ground.chance(f"note {row.code}")
        back = 0 if row.role.code == "generalist" else chance.randint(1, 11)
        day = min(max(ground.month(back).start + timedelta(days=chance.randint(3, 20)), row.start), ground.today)
        row.steps = "\n".join(f"{place}. {said}" for place, said in enumerate(NOTES[row.code], 1))
        row.steps_at, row.steps_by = moment(min(day, ground.today - timedelta(days=1)), 16), held.name


def _runs(ground: Ground, rows: list[Process]) -> None:
    away = _away(ground)
    made: dict[tuple[int, int, date], ProcessRun] = {}
    for row in rows:
        for day, who in _when(ground, row, away):
            member = ground.members[who.key]
            made[row.pk, member.pk, day] = ProcessRun(
                process=row, member=member, day=day, evidence=_shows(row, day), at=moment(day, 17, 10),
                by=ground.accounts[who.key] if who.account else ground.accounts["maryna"],
            )  # fmt: skip
    with own_moments(ProcessRun, "at"):
        ProcessRun.objects.bulk_create(made.values(), batch_size=2000)


def _when(ground: Ground, row: Process, away: dict[str, set[date]]) -> Iterator[tuple[date, Somebody]]:
    """Each day it was run and by whom."""
    chance = ground.chance(f"runs {row.code}")
    for slot in _slots(ground, row, chance):
        held = ground.holder(row.role.code, slot.due)
        if held is None or _neglected(ground, row, slot.due):
            continue
        who = held
        if slot.due in away.get(held.key, ()):
            backup = BACKUPS.get(row.code)
            if backup is None or not chance.happens(0.85):
                continue
            who = BY_KEY[backup]
        if chance.happens(min(held.steady, 1 - MISSED_BY.get(row.code, 0))):
            yield _day(ground, slot, chance), who


def _slots(ground: Ground, row: Process, chance: Chance) -> list[Slot]:
    period = Period(row.start, ground.today)
    if row.cadence not in ON_DEMAND:
        return slots(row.cadence, row.day, period, since=row.start)
    days = sorted(chance.sample(range(period.days), period.days // 6))
    found = (row.start + timedelta(days=one) for one in days)
    return [Slot(day, Period.day(day)) for day in found if day.weekday() < 5]


def _neglected(ground: Ground, row: Process, day: date) -> bool:
    return row.code == NEGLECTED and day >= ground.today - timedelta(weeks=NEGLECTED_WEEKS)


def _day(ground: Ground, slot: Slot, chance: Chance) -> date:
    """The day it was due, or the next one now and then."""
    late = slot.due + timedelta(days=1)
    return late if late in slot.window and late < ground.today and chance.happens(0.07) else slot.due


def _shows(row: Process, day: date) -> str:
    if row.cadence == "daily":
        return "Log of the day" if day.day % 3 else f"https://drive.lumenhome.example/{row.code}/{day:%Y-%m}"
    return f"https://drive.lumenhome.example/{row.code}/{day:%Y-%m-%d}"


def _away(ground: Ground) -> dict[str, set[date]]:
    found: dict[str, set[date]] = {}
    for one in Absence.objects.select_related("member"):
        found.setdefault(one.member.slug, set()).update(Period(one.start, one.end or one.start))
    return found


def _drills(ground: Ground, rows: dict[str, Process]) -> None:
    made = [
        Drill(
            process=rows[code], member=ground.members[key], day=ground.today + timedelta(days=days), result=result,
            note=note, at=moment(min(ground.today + timedelta(days=days), ground.today - timedelta(days=2)), 15),
            by=ground.accounts["maryna"],
        )
        for code, key, days, result, note in DRILLS
    ]  # fmt: skip
    assert {one.result for one in made} <= {"", *DrillResult.values}
    with own_moments(Drill, "at"):
        Drill.objects.bulk_create(made)


def _agreements(ground: Ground, rows: list[Process]) -> None:
    """Each holder has agreed to what stands there now, except to two."""
    made = [
        Agreement(
            member=row.holder, subject=f"process:{row.pk}", digest=process_digest(row),
            at=moment(_agreed_on(ground, row), 12), by=ground.accounts["maryna"],
        )
        for row in rows
        if row.holder and row.code not in NOT_AGREED
    ]  # fmt: skip
    with own_moments(Agreement, "at"):
        Agreement.objects.bulk_create(made)


def _agreed_on(ground: Ground, row: Process) -> date:
    written = row.steps_at.date() if row.steps_at else row.start
    return min(written + timedelta(days=2), ground.today - timedelta(days=1))
