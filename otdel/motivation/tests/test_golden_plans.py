"""The eleven plans of the library pay what was worked out by hand."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
import yaml

from otdel.motivation.library import Example, example_cases, plans
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.plan import By, Plan
from otdel.motivation.rules.reading import digest, read_plan, read_yaml, write_plan, write_yaml
from otdel.testing.shared import shared


def named(one: Example) -> str:
    return f"{one.plan.code}-{one.variable}"


@pytest.mark.parametrize("case", example_cases(), ids=named)
def test_an_example_pays_its_known_answer_to_the_cent(case: Example) -> None:
    pay = compute(case.plan, case.inputs)
    base, *others = pay.lines
    assert base.amount == case.plan.base
    assert sum((one.amount for one in others), Decimal(0)) == case.variable
    assert pay.earned == case.plan.base + case.variable
    assert pay.reserved == 0


def test_there_are_eleven_plans_and_seventeen_examples() -> None:
    assert len(plans()) == 11
    assert len(example_cases()) == 17
    assert {one.plan.code for one in example_cases()} == set(plans())


@pytest.mark.parametrize("plan", plans().values(), ids=lambda plan: plan.code)
def test_a_plan_written_down_reads_back_the_same(plan: Plan) -> None:
    assert read_plan(write_plan(plan)) == plan
    assert read_plan(read_yaml(write_yaml(plan))) == plan
    assert digest(read_plan(write_plan(plan))) == digest(plan)


def test_the_examples_are_those_of_the_reference() -> None:
    reference = yaml.safe_load(shared("domain/motivation_plans.yaml").read_text("utf-8"))
    known = [(plan["id"], Decimal(str(one["variable"]))) for plan in reference["plans"] for one in plan["examples"]]
    assert [(one.plan.code, one.variable) for one in example_cases()] == known


def test_the_plans_say_what_the_reference_says() -> None:
    reference = yaml.safe_load(shared("domain/motivation_plans.yaml").read_text("utf-8"))
    for said in reference["plans"]:
        plan = plans()[said["id"]]
        assert (plan.role, plan.period, plan.base) == (said["role"], said["period"], said["base"])
        assert plan.target_variable == said.get("tv", 0)
        assert plan.cap == (Decimal(str(said["cap"])) if "cap" in said else None)
        assert [one.kpi for one in plan.gates] == [one["kpi"] for one in said["gates"]]
        for ours, theirs in zip(plan.components, said.get("components", []), strict=True):
            curve = [[Decimal(str(figure)) for figure in point] for point in theirs["curve"]]
            assert [[point.at, point.pays] for point in ours.curve] == curve
            assert (ours.kpi, ours.weight) == (theirs["kpi"], Decimal(str(theirs["weight"])))
            assert (ours.by is By.VALUE) == theirs.get("unit_value", False)
            assert ours.rolling == theirs.get("rolling_periods", 1)


def test_no_plan_of_the_library_holds_a_number_that_is_quoted() -> None:
    for plan in plans().values():
        assert not re.search(r"'-?\d[\d.]*'", write_yaml(plan)), plan.code
