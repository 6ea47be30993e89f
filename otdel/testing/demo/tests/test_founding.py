"""The demo company is founded through the doors people use, and its pages then tell the truth."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from otdel.accounts.models import Company, Person
from otdel.accounts.services import Refused
from otdel.accounts.viewers import as_viewer
from otdel.evidence.queries.company import company_money
from otdel.evidence.queries.question import MoneyQuestion
from otdel.jobs.models import Job
from otdel.jobs.models import State as JobState
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.measurement.models import Import, Preset, RejectedRow, State
from otdel.measurement.queries.rules import company_rules
from otdel.motivation.models import Dispute, Entry, PayAgreement, PayRun, StatementLine
from otdel.motivation.queries.late_pay import late_pay
from otdel.motivation.queries.ledger import verify
from otdel.organisation.models import Engagement
from otdel.scorecard.models import Adjustment, ClosedPeriod, KpiValue
from otdel.scorecard.queries.measures import dictionary
from otdel.scorecard.tests.independent_check import compare
from otdel.testing.demo import Manifest, build, company
from otdel.testing.demo.department import readings
from otdel.testing.demo.department.cast import MONTHS
from otdel.testing.demo.seasons import months_back
from otdel.testing.demo.tests.conftest import TODAY
from otdel.testing.demo.tests.test_mix import a_budget_was_accepted_and_another_waits, the_model_holds_the_truth
from otdel.testing.demo.world import World

LEAST_KPIS, LEAST_VALUES = 60, 800
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_an_empty_installation_becomes_the_demo_company(home: Path, lived: World) -> None:
    """One story, because founding takes half a minute: people, imports, costs, and the answer on the Money page."""
    heard: list[str] = []
    manifest = build(home, today=TODAY, progress=lambda step, done, total: heard.append(step))
    assert Company.objects.get().name == "Lumen Home"
    assert {person.role for person in Person.objects.all()} == {person.role.value for person in company.PEOPLE}
    assert heard[-1] == "ready" and len(heard) > len(manifest.files)
    the_files_landed(manifest)
    the_money_page_tells_the_truth(lived)
    nearly_every_measure_has_a_value()
    every_kpi_agrees_with_an_independent_count(home)
    months_are_closed_and_one_value_was_corrected()
    pay_was_paid_but_for_one_payment()
    the_model_holds_the_truth(lived)
    a_budget_was_accepted_and_another_waits()
    with pytest.raises(Refused):
        build(home, today=TODAY)


def every_kpi_agrees_with_an_independent_count(home: Path) -> None:
    """One that uses nothing of the engine: pandas on the raw exports. A value missing on one side is a difference."""
    found = compare(home / "exports", TODAY)
    assert found["differing"] == []
    assert len(found["kpis"]) >= LEAST_KPIS, found["kpis"]
    assert found["compared"] >= LEAST_VALUES


def the_files_landed(manifest: Manifest) -> None:
    """Every file once, the one downloaded twice too; spoilt rows are listed; one preset serves files of a layout."""
    landed = Import.objects.uploaded().filter(state=State.LANDED)
    assert landed.count() == len(manifest.files) - 1
    assert not Import.objects.uploaded().exclude(state=State.LANDED).exists()
    assert RejectedRow.objects.count() == sum(file.rejected for file in manifest.files) == 4
    assert Preset.objects.count() == len({file.preset.name for file in manifest.files if file.preset})
    assert landed.filter(superseded__gt=[]).count() == 1
    checks = [check for item in landed for check in item.checks]
    assert len(checks) > 100 and all(check["agrees"] for check in checks)
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}


def the_money_page_tells_the_truth(lived: World) -> None:
    """Files and typed costs together; a cost by the month is spread over its days to the sixth place."""
    viewer = as_viewer(Person.objects.get(role="owner"))
    history = lived.calendar.history
    for period in (history, Period(TODAY.replace(month=10, day=1), TODAY)):
        question = MoneyQuestion("UAH", TODAY, period, rules=company_rules(), zone=company.TIME_ZONE)
        answer = company_money(viewer, question)
        found = {row.channel: row.sums.spend.amount for row in answer.channels if row.sums.spend.amount}
        true = lived.known_spend(period)
        assert found.keys() == true.keys()
        for channel, amount in found.items():
            assert abs(amount - true[channel]) < Decimal("0.01"), channel


def nearly_every_measure_has_a_value() -> None:
    """In the last whole month; what waits for a second reader or for peace between two is named."""
    entries = dictionary(as_viewer(Person.objects.get(role="owner")))
    without = {
        entry.code: entry.last_month.value.reason.code
        for entry in entries
        if isinstance(entry.last_month.value, NoData)
    }
    assert len(entries) == 117 and len(entries) - len(without) >= 90, without
    assert {code for code, why in without.items() if why == "waits_for_second_reader"} == set(readings.PENDING)
    assert without[readings.DIFFERS] == "readings_differ"
    assert set(without.values()) <= {"waits_for_second_reader", "readings_differ", "period_not_covered"}, without


def months_are_closed_and_one_value_was_corrected() -> None:
    """Every month that is over is frozen, the last one by its pay; the department has numbers of its own."""
    closed = ClosedPeriod.objects.filter(unit="month")
    assert closed.count() == MONTHS and closed.latest("start").start == months_back(TODAY, 1).start
    of_month = KpiValue.objects.filter(unit="month")
    assert not of_month.filter(start__lte=months_back(TODAY, 1).start, frozen_at=None).exists()
    assert not of_month.filter(start=TODAY.replace(day=1)).exclude(frozen_at=None).exists()
    adjustment = Adjustment.objects.get()
    assert adjustment.new is not None and adjustment.old is not None and adjustment.new < adjustment.old
    assert adjustment.name == "Maryna Lys" and adjustment.why
    department = of_month.filter(member=None, start=months_back(TODAY, 1).start).exclude(value=None)
    assert {"cmo_cac", "cmo_budget", "cmo_on_time"} <= set(department.values_list("kpi", flat=True))
    states = set(of_month.filter(start=months_back(TODAY, 1).start).values_list("state", flat=True))
    assert states == {"good", "near", "off", ""}


def pay_was_paid_but_for_one_payment() -> None:
    """One question, one correction, a part held back and released, one reserved, one payment late; a whole ledger."""
    owner = as_viewer(Person.objects.get(role="owner"))
    runs = PayRun.objects.filter(unit="month").order_by("start")
    assert [one.state for one in runs] == ["paid"] * 4 + ["approved"]
    engaged = Engagement.objects.on(TODAY).values_list("member", "role")
    signed = PayAgreement.objects.on(TODAY).exclude(signed_at=None)
    assert set(engaged) == set(signed.values_list("member", "version__plan__role")) and len(engaged) == 10
    dispute = Dispute.objects.get()
    assert (dispute.name, dispute.outcome, dispute.answered_name) == ("Ihor Bondar", "explained", "Maryna Lys")
    correction = Entry.objects.get(kind="correction")
    assert correction.amount < 0 and correction.booked is not None
    assert correction.booked.statement.snapshot.run.start > months_back(TODAY, 4).start
    assert Entry.objects.filter(kind="release", member__name="Roman Hryn").exclude(booked=None).count() == 1
    assert [line.subject for line in StatementLine.objects.filter(kind="reserved")] == ["cnt_full"]
    late = [(one.period, [who.name for who in one.people]) for one in late_pay(owner)]
    assert late == [("2026-10", ["Roman Hryn"])]
    assert verify(owner).whole
