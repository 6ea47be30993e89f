"""Terms and dates of pay are days where the company is: half past midnight in Kyiv is still yesterday in Greenwich."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from otdel.kit.viewer import Role
from otdel.motivation.pages.periods import payment_lines
from otdel.motivation.pages.statement import shown
from otdel.motivation.queries.deciding import line_to_decide
from otdel.motivation.queries.runs import payments_of
from otdel.motivation.queries.statement import statement_of
from otdel.motivation.services import disputes, entries, runs
from otdel.motivation.services.moment import told_of
from otdel.motivation.tests.pay_scene import Scene, department
from otdel.motivation.tests.test_pay_period import line, of, published

NIGHT = datetime(2026, 11, 9, 22, 30, tzinfo=UTC)  # 10 November, 00:30 in Kyiv


@pytest.fixture
def scene(db: None) -> Scene:
    with told_of(NIGHT):
        made = department()
        run = published(made)
        gate = line(of(made, "ihor"), "gate")
        asked = disputes.question(made.viewer(Role.SPECIALIST), gate.pk, "The new site lost the marks for a week.")
        disputes.answer(made.owner, asked.pk, "explained", "The rule was told in May.")
        entries.correct(made.owner, line(of(made, "ihor"), "base").pk, Decimal("-120"), "Phone paid twice")
        runs.approve(made.owner, run.pk)
    return made


def test_ten_working_days_begin_on_the_day_the_person_was_told(scene: Scene) -> None:
    view = statement_of(scene.viewer(Role.SPECIALIST), of(scene, "ihor").pk)
    assert view.question_until == date(2026, 11, 24)  # from 10 November, a Tuesday; from the 9th it was the 23rd
    assert disputes.question_until(scene.owner, of(scene, "ihor")) == view.question_until
    assert [one.raise_until for each in view.lines for one in each.questions] == [date(2026, 11, 24)]


def test_a_statement_dates_what_was_said_by_the_day_of_its_reader(scene: Scene) -> None:
    view = statement_of(scene.viewer(Role.SPECIALIST), of(scene, "ihor").pk)
    with timezone.override(ZoneInfo("Europe/Kyiv")), override("en"):
        page = shown(view)
    said = [f"{one.asked} {one.answered}" for each in page.lines for one in each.answers]  # type: ignore[attr-defined]
    assert said[0].replace("\u00a0", " ").count("10 November 2026") == 2
    checked = next(str(one.value) for one in page.facts if one.name == "Checked by")
    assert checked.replace("\u00a0", " ").endswith("10 November 2026")
    assert [one.day for each in view.lines for one in each.later] == [date(2026, 11, 10)]


def test_a_decision_and_the_file_of_payments_tell_the_same_day(scene: Scene) -> None:
    decided = line_to_decide(scene.owner, line(of(scene, "ihor"), "base").pk).decided
    assert [one.day for one in decided] == [date(2026, 11, 10)]
    with timezone.override(ZoneInfo("Europe/Kyiv")):
        rows = payment_lines(payments_of(scene.viewer(Role.ACCOUNTANT), "month", date(2026, 10, 1)))
    assert {row[8] for row in rows} == {date(2026, 11, 10)}
