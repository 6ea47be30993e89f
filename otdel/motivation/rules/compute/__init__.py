"""What a person earned in a period: a plan and inputs in, lines out that add up. docs/algorithms/pay.md tells how."""

from __future__ import annotations

from otdel.motivation.rules.compute.after import cap, draw, guarantee, holdback, reserves
from otdel.motivation.rules.compute.booked import booked
from otdel.motivation.rules.compute.components import base, components
from otdel.motivation.rules.compute.factors import gates, team
from otdel.motivation.rules.compute.pieces import points, units
from otdel.motivation.rules.compute.work import Work
from otdel.motivation.rules.lines import Inputs, Pay
from otdel.motivation.rules.plan import Plan

IN_ORDER = (base, components, units, points, gates, team, cap, guarantee, draw, holdback, reserves)

__all__ = ["compute"]


def compute(plan: Plan, inputs: Inputs) -> Pay:
    """The period's pay in the plan's currency. No day worked leaves only what was booked.

    Raises ValueError for days that are not within the period.
    """
    work = Work(plan, inputs)
    if inputs.worked_from != inputs.worked_to:
        for stage in IN_ORDER:
            stage(work)
    booked(work)
    return Pay(plan.currency, tuple(work.lines))
