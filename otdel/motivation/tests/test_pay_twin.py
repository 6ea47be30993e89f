"""The engine agrees with an evaluator written from the rules' text, in fractions, that shares no line with it."""

from __future__ import annotations

from hypothesis import given, settings

from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.lines import Inputs
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import write_plan
from otdel.motivation.rules.recorded import inputs_data
from otdel.motivation.tests.pay_strategies import inputs, plans
from otdel.motivation.tests.pay_twin import Twin


def lines_of(plan: Plan, period: Inputs) -> list[tuple[str, str, str, int]]:
    return [(one.code, one.subject, one.kind.value, int(one.amount * 100)) for one in compute(plan, period).lines]


@settings(max_examples=60)
@given(plans(), inputs())
def test_two_evaluators_agree_on_every_line(plan: Plan, period: Inputs) -> None:
    assert lines_of(plan, period) == Twin(write_plan(plan), inputs_data(period)).amounts()
