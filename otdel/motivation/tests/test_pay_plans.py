"""Plans in versions: drafts change, what was approved never does, and nothing begins in a period that has started."""
# ruff: noqa: F811 - fixtures of the scorecard's department are asked for by their names

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from otdel.accounts.services import Refused
from otdel.kit.viewer import NotAllowed, Role
from otdel.motivation.models import PayAgreement, PlanVersion, VersionState
from otdel.motivation.queries.plans import plans, versions_of
from otdel.motivation.rules.conditions import read_condition
from otdel.motivation.rules.differences import differences
from otdel.motivation.rules.plan import Extra, Plan
from otdel.motivation.rules.reading import read_plan
from otdel.motivation.services.plans import approve, change_draft, draft, new_version, withdraw_version
from otdel.motivation.tests.rules_scene import JANUARY, JULY, Company, company, hryvnias, passed, written
from otdel.motivation.wording.difference_words import said_between
from otdel.motivation.wording.plan_names import names_now
from otdel.scorecard.tests.conftest import TODAY, Department, people, shop, team, today  # noqa: F401

D = Decimal


@pytest.fixture
def firm(team: Department) -> Company:
    return company(team)


@pytest.fixture
def drafted(firm: Company) -> PlanVersion:
    return new_version(firm.owner, firm.running.plan, JANUARY)


def why(act: pytest.ExceptionInfo[Refused]) -> str:
    return act.value.reason.code


def test_a_new_version_takes_over_on_its_day(firm: Company, drafted: PlanVersion) -> None:
    approve(firm.owner, passed(drafted), seen=drafted.digest)
    stages = {one.number: (one.stage, one.end) for one in versions_of(firm.owner, "buyer", TODAY)[1]}
    assert stages == {1: ("running", JANUARY), 2: ("to_come", None)}
    later = {one.number: one.stage for one in versions_of(firm.owner, "buyer", JANUARY)[1]}
    assert later == {1: "over", 2: "running"}


def test_only_the_owner_writes_and_approves(firm: Company, drafted: PlanVersion) -> None:
    for role in (Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT):
        viewer = firm.team.viewer(role)
        for act in (
            lambda: approve(viewer, drafted, seen=drafted.digest),  # noqa: B023 - called at once
            lambda: new_version(viewer, firm.running.plan, JANUARY),  # noqa: B023
            lambda: change_draft(viewer, drafted, read_plan(drafted.body), JANUARY),  # noqa: B023
            lambda: withdraw_version(viewer, drafted),  # noqa: B023
            lambda: plans(viewer, TODAY),  # noqa: B023
        ):
            with pytest.raises(NotAllowed):
                act()


def test_what_was_not_checked_or_changed_since_is_not_approved(firm: Company, drafted: PlanVersion) -> None:
    with pytest.raises(Refused) as refused:
        approve(firm.owner, drafted, seen=drafted.digest)
    assert why(refused) == "pay_plan_unchecked"
    passed(drafted)
    raised = replace(read_plan(drafted.body), base=D(60000))
    changed = change_draft(firm.owner, drafted, raised, JANUARY)
    with pytest.raises(Refused) as refused:
        approve(firm.owner, changed, seen=drafted.digest)
    assert why(refused) == "pay_draft_changed"
    with pytest.raises(Refused) as refused:
        approve(firm.owner, changed, seen=changed.digest)
    assert why(refused) == "pay_plan_unchecked"


def test_an_error_of_the_check_stands_in_the_way_a_warning_does_not(firm: Company, drafted: PlanVersion) -> None:
    passed(drafted)
    drafted.findings = [{"id": "L03", "level": "error"}, {"id": "L02", "level": "warn"}]
    drafted.save()
    with pytest.raises(Refused) as refused:
        approve(firm.owner, drafted, seen=drafted.digest)
    assert (why(refused), refused.value.reason.values["count"]) == ("pay_plan_has_errors", 1)
    drafted.findings = [{"id": "L02", "level": "warn"}]
    drafted.save()
    assert approve(firm.owner, drafted, seen=drafted.digest).state == VersionState.APPROVED


@pytest.mark.parametrize(
    ("start", "code"),
    [(date(2026, 11, 1), "pay_started_already"), (date(2026, 12, 2), "pay_starts_inside"),
     (date(2026, 7, 1), "pay_started_already")],
)  # fmt: skip
def test_nothing_begins_inside_a_started_period_or_before(
    firm: Company, drafted: PlanVersion, start: date, code: str
) -> None:
    moved = passed(change_draft(firm.owner, drafted, read_plan(drafted.body), start))
    with pytest.raises(Refused) as refused:
        approve(firm.owner, moved, seen=moved.digest)
    assert why(refused) == code


def test_an_approved_version_never_changes(firm: Company) -> None:
    with pytest.raises(Refused) as refused:
        change_draft(firm.owner, firm.running, read_plan(firm.running.body), JULY)
    assert why(refused) == "pay_version_stands"
    with pytest.raises(Refused) as refused:
        withdraw_version(firm.owner, firm.running)
    assert why(refused) == "pay_version_agreed"


def test_a_withdrawn_version_gives_its_days_back(firm: Company, drafted: PlanVersion) -> None:
    approve(firm.owner, passed(drafted), seen=drafted.digest)
    withdraw_version(firm.owner, drafted)
    firm.running.refresh_from_db()
    assert firm.running.end is None
    assert new_version(firm.owner, firm.running.plan, JANUARY).number == 3


def test_a_code_is_taken_once_and_a_draft_waits_alone(firm: Company, drafted: PlanVersion) -> None:
    with pytest.raises(Refused) as refused:
        written(firm.owner, hryvnias("mp_ppc", "buyer"), JANUARY, "Another")
    assert why(refused) == "pay_plan_code_taken"
    with pytest.raises(Refused) as refused:
        new_version(firm.owner, firm.running.plan, JANUARY)
    assert why(refused) == "pay_draft_waits"
    with pytest.raises(Refused) as refused:
        draft(firm.owner, firm.running.plan.role, hryvnias("mp_ppc", "other"), JANUARY, name="  ")
    assert why(refused) == "pay_plan_nameless"


def test_the_list_says_who_holds_a_role_without_an_agreement(firm: Company) -> None:
    made = passed(written(firm.owner, hryvnias("mp_cmo", "head"), JANUARY, "Head"))
    approve(firm.owner, made, seen=made.digest)
    without = {one.code: [who.slug for who in one.without] for one in plans(firm.owner, TODAY)}
    assert without == {"buyer": [], "head": ["maryna"]}


def test_every_kind_of_change_is_said_in_words(firm: Company) -> None:
    old = read_plan(firm.running.body)
    first = old.components[0]
    new = replace(
        old, base=D(60000), cap=None, ramp=(), gates=old.gates[1:], extras=(Extra("test", "A finished test", D(3000)),),
        components=(replace(first, weight=D("0.6"), rolling=3, curve=first.curve[:2]), old.components[1]),
    )  # fmt: skip
    said = " ".join(said_between(old, new, names_now("UAH")))
    assert "Fixed pay: ₴52,000.00 before, ₴60,000.00 now." in said
    assert "Limit of variable pay: 140% before, none of the target now." in said
    assert "60% of variable pay, 45% before" in said
    assert "80% → 0%, 100% → 100%" in said
    assert "No longer paid for: Tests concluded by their rule, it was 15%." in said
    assert "Condition no longer there: Spend to plan." in said
    assert "New one-off payment: test." in said


def test_a_changed_condition_is_said_as_it_was_and_is(firm: Company) -> None:
    old = read_plan(firm.running.body)
    pace, crm = old.gates
    new = replace(old, gates=(pace, replace(crm, passes=read_condition(">= 0.8"))))
    (said,) = said_between(old, new, names_now("UAH"))
    assert said.startswith("Condition of Spend tied to CRM results. Before: Should be at least 97%.")
    assert "Now: Should be at least 80%. If it is not, 80% of the variable pay is paid." in said
    (added,) = said_between(replace(old, gates=(pace,)), old, names_now("UAH"))
    assert added.startswith("New condition: Spend tied to CRM results. Should be at least 97%.")


def test_who_signed_the_next_rule_is_counted_in_this_one_to_its_end(firm: Company) -> None:
    PayAgreement.objects.filter(pk=firm.signed.pk).update(end=JANUARY)
    (row,) = plans(firm.owner, TODAY)
    assert (row.people, row.shown.people) == (1, 1)
    (row,) = plans(firm.owner, JANUARY)
    assert row.people == 0


def test_a_plan_does_not_differ_from_itself(firm: Company) -> None:
    plan: Plan = read_plan(firm.running.body)
    assert differences(plan, plan) == ()
    assert said_between(plan, plan, names_now("UAH")) == ["Nothing is changed."]
