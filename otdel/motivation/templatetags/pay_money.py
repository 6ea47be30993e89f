"""Money to the cent with the currency of its statement, and names of lines in a list of differences."""

from __future__ import annotations

from decimal import Decimal

from django import template

from otdel.motivation.pages.periods import about
from otdel.motivation.queries.differences import Difference
from otdel.web import format as say

register = template.Library()


@register.simple_tag
def exact(amount: Decimal, currency: str) -> str:
    """₴1,440.00: pay is never shown rounded."""
    return say.amount(amount, currency, 2)


@register.filter
def difference_name(one: Difference) -> str:
    """What the line is about, as its statement words it."""
    return about(one.because)
