"""Stored values: computed once, again only where something changed, frozen at a close, corrected in the open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from otdel.accounts.services import Refused
from otdel.kit.calendar import containing, named
from otdel.kit.period import Period
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role
from otdel.organisation.models import Member
from otdel.organisation.queries.members import ref
from otdel.planning.models import Task
from otdel.scorecard.models import Adjustment, Kpi, KpiValue, Ledger, PlanValue, Target
from otdel.scorecard.queries.values import kpi_value, scorecard
from otdel.scorecard.services import computing
from otdel.scorecard.services.computing import Computed, compute
from otdel.scorecard.services.freezing import adjust, close, digest_of
from otdel.scorecard.services.storing import Overtaken, claim, store
from otdel.scorecard.tests.conftest import TODAY, Department

pytestmark = pytest.mark.django_db
SEPTEMBER = named("2026-09")
assert SEPTEMBER


def stored(kpi: str, member: Member | None, code: str = "2026-09") -> KpiValue:
    found = named(code)
    assert found
    whose = member.pk if member else 0
    return KpiValue.objects.get(kpi=kpi, whose=whose, unit=found.unit, start=found.period.start)


def give(owner: Member, due: date, *, done: bool, **more: Any) -> Task:
    day = datetime(due.year, due.month, due.day, 10, tzinfo=UTC)
    accepted = day if done else None
    return Task.objects.create(
        title="Write", owner=owner, first_due=due, due=due, created_at=day - timedelta(days=9), handed_at=accepted,
        accepted_at=accepted, **more,
    )  # fmt: skip


def written() -> list[tuple[Any, ...]]:
    return list(KpiValue.objects.order_by("pk").values_list("kpi", "whose", "unit", "start", "value", "computed_at"))


def test_everybodys_values_of_every_unit_are_stored(team: Department) -> None:
    ihor = team.members["ihor"]
    done = compute(TODAY, months_back=3)
    assert done.values == done.changed == KpiValue.objects.count() > 0
    waste = stored("ppc_map", ihor)
    assert waste.value == Decimal("0.6"), "60 of 100 went into the campaign that tags name"
    assert waste.parts["spend_paid"] == {"value": "100", "rows": 3, "way": "facts", "coverage": "0.0667",
                                         "fresh_to": "2026-09-02"}  # fmt: skip
    assert waste.state == "", "the report ends on 2 September: two days of thirty judge nobody"
    assert {row.unit for row in KpiValue.objects.all()} == {"week", "month", "quarter", "year"}
    assert stored("ppc_ql", ihor).reason == {"code": "needs_source", "values": {"source": "crm"}}
    romi = stored("cmo_romi", None, "2026-q3")
    assert romi.value == stored("cmo_romi", team.members["maryna"], "2026-q3").value == Decimal("0.4")
    assert stored("cmo_cac", None).reason == {"code": "buyers_unknown", "values": {"deals": 3}}


def test_run_again_it_changes_nothing(team: Department) -> None:
    give(team.members["ihor"], date(2026, 10, 5), done=True)
    compute(TODAY, months_back=6)
    before = written()
    again = compute(TODAY, months_back=6)
    assert again.changed == 0
    assert again.values < len(before), "what nothing touched is not even computed"
    assert compute(TODAY, months_back=6, everything=True) == Computed(values=len(before))
    assert written() == before


def test_a_change_is_found_and_only_what_it_touches_is_computed(team: Department) -> None:
    maryna, ihor = team.members["maryna"], team.members["ihor"]
    give(ihor, date(2026, 5, 20), done=False)
    compute(TODAY, months_back=8)
    assert stored("cmo_on_time", maryna, "2026-06").value is None
    give(maryna, date(2026, 6, 10), done=True)
    give(ihor, date(2026, 6, 12), done=False)
    done = compute(TODAY, months_back=8)
    assert stored("cmo_on_time", maryna, "2026-06").value == Decimal("0.5"), "hers and of whoever reports to her"
    whole = KpiValue.objects.count()
    assert 0 < done.changed < 40 < whole
    touched = {
        row.kpi for row in KpiValue.objects.filter(computed_at=stored("cmo_on_time", maryna, "2026-06").computed_at)
    }
    assert touched == {"cmo_on_time"}


def test_the_first_work_of_a_kind_turns_later_silence_into_zero(team: Department) -> None:
    yulia = team.members["yulia"]
    give(team.members["ihor"], date(2026, 4, 1), done=True)
    compute(TODAY, months_back=8)
    before = stored("cop_time", yulia, "2026-07").reason
    assert before and before["code"] == "work_never_written_down"
    give(yulia, date(2026, 5, 20), done=True, kind="text", points=1)
    compute(TODAY, months_back=8)
    after = stored("cop_time", yulia, "2026-07").reason
    assert after and after["code"] == "divided_by_zero", "texts were due in May, and none in July"


def test_a_value_of_somebody_who_does_not_hold_it_any_more_goes(team: Department) -> None:
    compute(TODAY, months_back=3)
    yulia = team.members["yulia"]
    assert KpiValue.objects.filter(member=yulia).exists()
    yulia.engagements.all().delete()
    compute(TODAY, months_back=3)
    assert not KpiValue.objects.filter(member=yulia).exists()


def test_a_plan_a_target_and_a_ramp_change_what_is_judged(team: Department) -> None:
    yulia = team.members["yulia"]
    for day in (3, 8, 14, 21):
        give(yulia, date(2026, 10, day), done=day > 5, kind="text", points=2)
    october = named("2026-10")
    assert october
    time = kpi_value(AT_TERMINAL, "cop_time", ref(yulia), october)
    assert (time.value, time.state, time.goal.target) == (Decimal("0.75"), "off", Decimal("0.95"))
    yulia.engagements.update(ramp=["0.5"] * 11)
    eased = kpi_value(AT_TERMINAL, "cop_time", ref(yulia), october)
    assert (eased.state, eased.goal.target, eased.goal.ramp) == ("good", Decimal("0.475"), Decimal("0.5"))
    yulia.engagements.update(ramp=[])
    Target.objects.create(kpi="cop_time", member=yulia, start=date(2026, 10, 1), floor="0.5", target="0.7")
    assert kpi_value(AT_TERMINAL, "cop_time", ref(yulia), october).state == "good"
    Target.objects.create(kpi="cop_points", member=None, start=date(2026, 10, 1), floor="0.5", target="0.7")
    points = kpi_value(AT_TERMINAL, "cop_points", ref(yulia), october)
    assert (points.value, points.goal.planned) == (Decimal("0.75"), None), "no plan of its parts is written"
    assert points.attainment == NoData.because("no_plan", measure="text_points_accepted")


def test_a_small_sample_is_averaged_and_raises_no_alarm(team: Department) -> None:
    """Of 2, 2 and 4 texts reviewed, 0, 1 and 1 were accepted at once: fewer than eight in each month."""
    yulia = team.members["yulia"]
    for month, first_time in ((8, (False, False)), (9, (True, False)), (10, (True, False, False, False))):
        for place, accepted in enumerate(first_time):
            task = give(yulia, date(2026, month, 10 + place), done=True, kind="text", points=1)
            assert task.accepted_at
            task.reviews.create(at=task.accepted_at, accepted=accepted, name="Maryna")
    october = named("2026-10")
    assert october
    found = kpi_value(AT_TERMINAL, "cop_first", ref(yulia), october)
    assert found.small_sample
    assert found.value == Decimal("0.25"), "the mean of 0, 1/2 and 1/4"
    assert found.state == "", "25 % would be off target"


def test_a_plan_of_the_parts_is_the_plan_of_the_whole(team: Department) -> None:
    """A margin of 140 for 100 spent gives 0.4; 150 for 100 was planned."""
    month = Period.month(2026, 9)
    for measure, value in (("marketing_cost_total", 100), ("contribution_margin_marketing", 150)):
        PlanValue.objects.create(measure=measure, start=month.start, end=month.end, value=value, name="Olha")
    assert SEPTEMBER
    found = kpi_value(AT_TERMINAL, "cmo_romi", None, SEPTEMBER)
    assert (found.value, found.goal.planned, found.attainment) == (Decimal("0.4"), Decimal("0.5"), Decimal("0.8"))


def test_one_who_began_later_has_no_earlier_values(team: Department) -> None:
    team.members["ihor"].engagements.update(start=date(2026, 10, 5))
    compute(TODAY, months_back=4)
    months = KpiValue.objects.filter(member=team.members["ihor"], unit="month").values_list("start", flat=True)
    assert set(months) == {date(2026, 10, 1), date(2026, 11, 1)}


def test_a_closed_period_is_frozen_for_good(team: Department) -> None:
    ihor = team.members["ihor"]
    head = team.viewer(Role.HEAD)
    closed = close(head, "month", date(2026, 9, 1))
    kept = stored("ppc_map", ihor)
    assert kept.frozen_at and kept.value == Decimal("0.6")
    assert closed.digest == digest_of("month", date(2026, 9, 1))
    Kpi.objects.filter(code="ppc_map").update(formula="ratio(spend_paid, spend_paid)")
    assert compute(TODAY, months_back=3).frozen == 1
    assert stored("ppc_map", ihor).value == Decimal("0.6")
    assert stored("ppc_map", ihor, "2026-q3").value == 1, "what is not closed follows"
    assert SEPTEMBER
    assert kpi_value(AT_TERMINAL, "ppc_map", ref(ihor), SEPTEMBER).value == Decimal("0.6")
    assert digest_of("month", date(2026, 9, 1)) == closed.digest


def test_a_correction_stands_beside_the_frozen_value(team: Department) -> None:
    ihor, head = team.members["ihor"], team.viewer(Role.HEAD)
    close(head, "month", date(2026, 9, 1))
    kept = stored("ppc_map", ihor)
    adjust(head, kept.pk, Decimal("0.7"), "A campaign had been renamed")
    adjust(head, kept.pk, None, "It cannot be known after all")
    adjust(head, kept.pk, Decimal("0.65"), "Found in the platform's own report")
    assert SEPTEMBER
    found = kpi_value(AT_TERMINAL, "ppc_map", ref(ihor), SEPTEMBER)
    assert (found.computed, found.value) == (Decimal("0.6"), Decimal("0.65"))
    assert [(one.old, one.new) for one in found.corrections] == [
        (Decimal("0.6"), Decimal("0.7")),
        (Decimal("0.7"), NoData.because("corrected_to_unknown")),
        (NoData.because("corrected_to_unknown"), Decimal("0.65")),
    ]
    assert stored("ppc_map", ihor).value == Decimal("0.6"), "the frozen value itself stays"
    card = scorecard(AT_TERMINAL, "month", date(2026, 9, 30), 1, "ihor")
    assert next(row.cells[0].value for row in card.rows if row.code == "ppc_map") == Decimal("0.65")


@pytest.mark.parametrize(
    ("unit", "start", "code"),
    [
        ("month", date(2026, 11, 1), "period_not_over"),
        ("month", date(2026, 9, 2), "period_starts_elsewhere"),
        ("day", date(2026, 9, 1), "period_has_no_unit"),
        ("month", date(2026, 9, 1), "period_closed_already"),
    ],
)
def test_a_close_that_makes_no_sense_is_refused(team: Department, unit: str, start: date, code: str) -> None:
    head = team.viewer(Role.HEAD)
    if code == "period_closed_already":
        close(head, unit, start)
    with pytest.raises(Refused) as caught:
        close(head, unit, start)
    assert caught.value.reason.code == code
    with pytest.raises(NotAllowed):
        close(team.viewer(Role.SPECIALIST), "month", date(2026, 9, 1))


def test_a_correction_needs_a_frozen_value_a_reason_and_a_change(team: Department) -> None:
    head = team.viewer(Role.HEAD)
    compute(TODAY, months_back=3)
    for pk, new, why, code in (
        (stored("ppc_map", team.members["ihor"]).pk, "0.7", "because", "value_not_frozen"),
        (0, "0.7", "because", "value_not_frozen"),
    ):
        with pytest.raises(Refused) as caught:
            adjust(head, pk, Decimal(new), why)
        assert caught.value.reason == Reason.of(code)
    close(head, "month", date(2026, 9, 1))
    pk = stored("ppc_map", team.members["ihor"]).pk
    for new, why, code in (("0.7", "  ", "correction_unclear"), ("0.6", "again", "correction_changes_nothing"),
                           ("1e15", "a slip", "value_too_large"), ("NaN", "a slip", "value_too_large")):  # fmt: skip
        with pytest.raises(Refused) as caught:
            adjust(head, pk, Decimal(new), why)
        assert caught.value.reason.code == code
    assert not Adjustment.objects.exists()


def test_a_computing_that_was_overtaken_writes_nothing(team: Department) -> None:
    older, newer = claim(), claim()
    september = containing(date(2026, 9, 1), "month")
    with pytest.raises(Overtaken):
        store(older, [(september, [], None)])
    assert store(newer, [(september, [], None)]) == 0


def test_a_newer_computing_takes_over_in_the_middle(team: Department, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = store, iter(range(100))

    def slow(run: int, batch: Any) -> int:
        if next(calls) == 0:
            claim()
        return real(run, batch)

    monkeypatch.setattr(computing, "store", slow)
    assert compute(TODAY, months_back=3).overtaken
    assert not KpiValue.objects.exists()
    assert Ledger.objects.get().on is None, "the next one finds everything still to do"
    assert compute(TODAY, months_back=3).changed == KpiValue.objects.count()


def test_more_people_do_not_mean_more_questions(team: Department) -> None:
    with Questions() as few:
        compute(TODAY, months_back=3, everything=True)
    held = team.members["ihor"].engagements.get()
    for number in range(30):
        member = Member.objects.create(name=f"Buyer {number}", slug=f"buyer-{number}")
        member.engagements.create(role=held.role, start=held.start, reports_to=held.reports_to)
    with Questions() as many:
        compute(TODAY, months_back=3, everything=True)
    assert many.count <= few.count + 5


class Questions:
    """Counts what the records are asked."""

    def __enter__(self) -> Questions:
        self.count = 0
        self._wrapped = connection.execute_wrapper(self._counted)
        self._wrapped.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._wrapped.__exit__(None, None, None)

    def _counted(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)
