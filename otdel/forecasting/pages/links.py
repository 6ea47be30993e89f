"""Addresses of the plan: the tree of goals, one goal, an early warning; and of the number a goal is of."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from otdel.forecasting.queries.forecasts import GoalLine
from otdel.kit.calendar import Named
from otdel.scorecard.pages import links as numbers


def of_plan(named: Named | None = None) -> str:
    return reverse("forecasting:plan") + (f"?{urlencode({'period': named.code})}" if named else "")


def of_goal(line: GoalLine) -> str:
    return of_goal_in(line.kind, line.code, line.who.slug if line.who else "", line.named)


def of_goal_in(kind: str, code: str, who: str, named: Named) -> str:
    given = {"period": named.code, "who": who}
    asked = urlencode({name: value for name, value in given.items() if value})
    return f"{reverse('forecasting:goal', args=[kind, code])}?{asked}"


def of_number(line: GoalLine) -> str:
    """Where the number itself opens, down to the rows of its files."""
    who = line.who.slug if line.who else ""
    if line.kind == "kpi":
        return numbers.of_kpi(line.code, who, line.named.code)
    return numbers.of_measure(line.code, who, line.named.code)


def of_warning(number: int) -> str:
    return reverse("forecasting:warning", args=[number])
