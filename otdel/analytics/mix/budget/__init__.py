"""Where the next money goes: the best plan within limits, what it should bring and why, and any other plan tried."""

from otdel.analytics.mix.budget.limits import Limits
from otdel.analytics.mix.budget.move import Line, Move
from otdel.analytics.mix.budget.optimum import optimise, refusal
from otdel.analytics.mix.budget.scenario import Outcome, Scenario, evaluate

__all__ = ["Limits", "Line", "Move", "Outcome", "Scenario", "evaluate", "optimise", "refusal"]
