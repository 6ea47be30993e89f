"""Pay on pages of other chapters: periods by name, amounts, and whether they were paid in time."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from otdel.kit.calendar import Named
from otdel.motivation.queries.my_pay import PastPay
from otdel.scorecard.pages.periods import whole
from otdel.web import format
from otdel.web.templatetags.ui import tag

register = template.Library()


@register.filter
def period_name(named: Named) -> str:
    return whole(named)


@register.filter
def sum_of(amount: Decimal, currency: str) -> str:
    return format.amount(amount, currency, 2)


@register.simple_tag
def pay_state(row: PastPay) -> SafeString:
    """Paid, paid late, or waiting for its day."""
    if row.paid_on is None:
        return tag(pgettext("pay", "Due on %(day)s") % {"day": format.short_day(row.due)}, "", "clock")
    if row.paid_on > row.due:
        return tag(pgettext("pay", "Paid late"), "warn", "circle-check")
    return tag(pgettext("pay", "Paid"), "good", "circle-check")
