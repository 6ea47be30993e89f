"""Values of KPIs for templates: `{% load scorecard %}{{ value|figure:"share" }}`."""

from __future__ import annotations

from decimal import Decimal

from django import template

from otdel.accounts.queries import company
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.scorecard.pages import figures

register = template.Library()


@register.filter
def figure(value: Decimal | NoData | None, unit: str) -> str:
    """A value in its unit; money in the company's currency."""
    found = company(AT_TERMINAL) if unit == "money" else None
    currency = "" if found is None or isinstance(found, NoData) else found.currency
    return figures.figure(value, unit, currency)
