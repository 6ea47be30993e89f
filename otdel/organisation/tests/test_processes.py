"""Processes with their evidence: runs, steps, agreement, drills, who is able, and who may do what."""

from __future__ import annotations

import pytest

from otdel.accounts.services import Refused
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import NotAllowed, Role
from otdel.organisation.models import Drill, Process, ProcessRun
from otdel.organisation.panels import standings
from otdel.organisation.queries.able import CONFIRMED_FOR, abilities
from otdel.organisation.queries.away import away
from otdel.organisation.queries.cover import cover, critical_assets
from otdel.organisation.queries.process import process_answer
from otdel.organisation.queries.processes import process_lines
from otdel.organisation.services import drills
from otdel.organisation.services import processes as verbs
from otdel.organisation.tests.cover_scene import DAY, Scene, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return play()


def test_a_run_needs_evidence_and_a_day_that_has_come(scene: Scene) -> None:
    search, olena = scene.processes["search"], scene.made.members["olena"]
    for day, evidence, code in (
        (scene.today, "  ", "run_without_evidence"),
        (scene.today + DAY, "log", "run_in_future"),
        (search.start - 999 * DAY, "log", "run_before_process"),
    ):
        search.refresh_from_db()
        with pytest.raises(Refused, match=code):
            verbs.log_run(scene.owner, search, olena, day, evidence)


def test_the_second_word_about_a_day_corrects_the_first(scene: Scene) -> None:
    search, olena = scene.processes["search"], scene.made.members["olena"]
    before = ProcessRun.objects.count()
    verbs.log_run(scene.owner, search, olena, scene.today, "wrong link")
    verbs.log_run(scene.owner, search, olena, scene.today, "right link")
    assert ProcessRun.objects.count() == before + 1
    assert ProcessRun.objects.get(process=search, day=scene.today).evidence == "right link"


def test_people_write_down_their_own_runs_only(scene: Scene) -> None:
    olena, kyrylo = scene.made.members["olena"], scene.made.members["kyrylo"]
    verbs.log_run(scene.viewer(Role.SPECIALIST), scene.processes["search"], olena, scene.today, "log")
    verbs.log_run(scene.viewer(Role.CONTRACTOR), scene.processes["creative"], kyrylo, scene.today, "as backup")
    for role, member in ((Role.CONTRACTOR, kyrylo), (Role.CONTRACTOR, olena), (Role.ACCOUNTANT, olena)):
        with pytest.raises(NotAllowed):
            verbs.log_run(scene.viewer(role), scene.processes["search"], member, scene.today, "log")


def test_the_line_says_how_often_it_was_carried_out(scene: Scene) -> None:
    lines = {line.code: line for line in process_lines(scene.owner)}
    search = lines[scene.processes["search"].code]
    assert (search.carried.due, search.carried.done) == (13, 1)
    assert search.overdue is not None
    assert search.without is None
    assert search.last_run is not None
    pacing = lines[scene.processes["pacing"].code]
    assert pacing.overdue is None
    assert pacing.carried.done == len([1 for back in range(1, 40) if (scene.today - back * DAY).weekday() < 5])


def test_steps_carry_their_day_and_author_and_change_what_was_agreed(scene: Scene) -> None:
    pacing, olena = scene.processes["pacing"], scene.viewer(Role.SPECIALIST)
    pacing.refresh_from_db()
    verbs.agree_to_process(olena, pacing)
    answer = process_answer(olena, pacing.code)
    assert answer is not None
    assert answer.line.agreed == scene.today
    verbs.write_steps(olena, pacing, "Another way\r\nof doing it")
    answer = process_answer(olena, pacing.code)
    assert answer is not None
    assert (answer.line.steps, answer.line.steps_by) == ("Another way\nof doing it", "Olena Kovalenko")
    assert isinstance(answer.line.agreed, NoData), "the words changed, so they are not agreed to yet"


def test_nobody_agrees_for_somebody_who_can_sign_in(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        verbs.agree_to_process(scene.owner, Process.objects.get(pk=scene.processes["pacing"].pk))


def test_written_agreed_carried_out(scene: Scene) -> None:
    found = {line.name: line for line in standings(scene.owner, scene.made.members["olena"]) if line.kind == "process"}
    pacing, search = found["Daily check of spend and anything odd"], found["Cleaning of search terms and placements"]
    assert pacing.written == scene.today
    assert pacing.carried_out == scene.today - DAY
    assert pacing.next_step is not None
    assert pacing.next_step.code == "next_agree"
    assert isinstance(search.written, NoData)
    assert search.next_step is not None
    assert (search.next_step.code, search.next_href) == (
        "next_write_steps",
        f"/team/process/{search.href.split('/')[-2]}/#steps",
    )


def test_a_name_is_not_enough_but_a_drill_is(scene: Scene) -> None:
    able = {one.code: one for one in abilities(scene.today, critical_only=False)}
    maryna, kyrylo = scene.made.members["maryna"].pk, scene.made.members["kyrylo"].pk
    assert maryna in able[scene.processes["pacing"].code].able
    assert kyrylo not in able[scene.processes["creative"].code].able
    drill = drills.plan_drill(scene.owner, scene.processes["creative"], scene.made.members["kyrylo"], scene.today)
    assert kyrylo not in {one.code: one for one in abilities(scene.today, critical_only=False)}["ppc_creative"].able
    drills.record_drill(scene.owner, drill, "failed", "Nobody knew the password of the log")
    assert kyrylo not in {one.code: one for one in abilities(scene.today, critical_only=False)}["ppc_creative"].able
    drills.record_drill(scene.owner, drill, "passed", "")
    assert kyrylo in {one.code: one for one in abilities(scene.today, critical_only=False)}["ppc_creative"].able


def test_what_was_shown_half_a_year_ago_is_forgotten(scene: Scene) -> None:
    Drill.objects.filter(result="helped").update(day=scene.today - CONFIRMED_FOR + DAY)
    pacing = f"process:{scene.processes['pacing'].pk}"
    assert {one.key: one for one in critical_assets(scene.today)}[pacing].confirmed is not None
    assert {one.key: one for one in critical_assets(scene.today + DAY)}[pacing].confirmed is None


def test_critical_assets_say_what_confirms_the_second_person(scene: Scene) -> None:
    found = {one.name: one for one in critical_assets(scene.today)}
    ads = found["Google Ads 123-456-7890"]
    assert ads.confirmed is not None
    assert (ads.confirmed.why.code, ads.confirmed.day) == ("able_checked", scene.today - 30 * DAY)
    assert found["Domain lumen.example"].confirmed is None
    olenas = critical_assets(scene.today, [scene.made.members["olena"].pk])
    assert {one.name for one in olenas} < set(found)
    assert all("Olena Kovalenko" in [holder.name for holder in one.holders] for one in olenas)


def test_the_holder_cannot_drill_what_they_hold(scene: Scene) -> None:
    with pytest.raises(Refused, match="drill_by_holder"):
        drills.plan_drill(scene.owner, scene.processes["pacing"], scene.made.members["olena"], scene.today)
    planned = Drill.objects.get(result="")
    with pytest.raises(Refused, match="drill_in_future"):
        drills.record_drill(scene.owner, planned, "passed", "")
    with pytest.raises(Refused, match="drill_failed_without_note"):
        drills.record_drill(scene.owner, planned, "failed", "", scene.today)
    drills.record_drill(scene.owner, planned, "passed", "", scene.today)
    with pytest.raises(Refused, match="drill_done_already"):
        drills.call_off_drill(scene.owner, planned)


def test_the_backup_is_somebody_else_and_days_fit_the_cadence(scene: Scene) -> None:
    pacing, olena = scene.processes["pacing"], scene.made.members["olena"]
    with pytest.raises(Refused, match="backup_is_holder"):
        verbs.set_people(scene.owner, pacing, holder=olena, backup=olena, critical=True)
    with pytest.raises(Refused, match="day_not_of_week"):
        verbs.set_cadence(scene.owner, pacing, cadence="weekly", day="99", minutes=5)
    with pytest.raises(Refused, match="cadence_unknown"):
        verbs.set_cadence(scene.owner, pacing, cadence="hourly", day="", minutes=5)


def test_the_absence_test_names_what_stops_and_who_steps_in(scene: Scene) -> None:
    period = Period(scene.today + 7 * DAY, scene.today + 21 * DAY)
    answer = away(scene.owner, scene.made.members["olena"], period)
    fates = {line.ability.code: line.fate.cover for line in answer.processes}
    assert fates[scene.processes["pacing"].code] == "covered"
    assert fates[scene.processes["search"].code] == "nobody"
    assert fates[scene.processes["creative"].code] == "untried"
    assert [line.fate.cover for line in answer.accesses] == ["covered"]
    assert answer.zones and not any(zone.backup for zone in answer.zones)
    both = Period(scene.today + 40 * DAY, scene.today + 47 * DAY)  # Maryna is on holiday then
    stopped = {
        line.ability.code: line.fate.cover for line in away(scene.owner, scene.made.members["olena"], both).processes
    }
    assert stopped[scene.processes["pacing"].code] == "nobody"


def test_a_specialist_sees_own_processes_and_not_the_cover(scene: Scene) -> None:
    olena = scene.viewer(Role.SPECIALIST)
    assert {line.holder.name for line in process_lines(olena) if line.holder} == {"Olena Kovalenko"}
    assert process_lines(scene.viewer(Role.ACCOUNTANT)) == []
    strange = Process.objects.filter(role__code="copywriter").first()
    assert strange is not None
    with pytest.raises(NotAllowed):
        process_answer(olena, strange.code)
    with pytest.raises(NotAllowed):
        cover(olena)
