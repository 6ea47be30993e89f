"""Numbers of the mix model as pages write them: per 1 spent, money a week, and ranges said in counts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.evidence.queries.mix import ChannelAnswer
from otdel.evidence.queries.mix_plain import Spread
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.web import format as say

CENTS = Decimal("0.01")


def one(currency: str) -> str:
    """The 1 everything is measured by: ₴1."""
    return say.amount(1, currency)


def per_one(value: float, currency: str) -> str:
    """What comes back for 1: ₴1.33."""
    return say.amount(value, currency, 2)


def exact(value: float, currency: str) -> Money:
    """A float of the model as money in whole cents."""
    return Money(Decimal(str(value)).quantize(CENTS), currency)


def between(low: str, high: str) -> str:
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def eight(low: str, high: str) -> str:
    """The range of 8 times in 10, said in counts."""
    return _("8 in 10: %(low)s to %(high)s") % {"low": low, "high": high}


def ratios(spread: Spread) -> str:
    return eight(say.ratio(spread.low), say.ratio(spread.high))


def ones(spread: Spread, currency: str) -> str:
    return eight(per_one(spread.low, currency), per_one(spread.high, currency))


def a_week(money: Money) -> str:
    return _("%(amount)s a week") % {"amount": say.short_money(money)}


def weeks(count: int) -> str:
    return ngettext("%(count)s week", "%(count)s weeks", count) % {"count": say.number(count)}


def week(monday: date) -> str:
    return say.day_range(Period(monday, monday + timedelta(weeks=1)))


def chances(share: float) -> str:
    """A probability in counts; never 0 or 100, since a model is never that sure."""
    return ngettext("%(count)s chance in 100", "%(count)s chances in 100", sure(share)) % {"count": sure(share)}


def sure(share: float) -> int:
    return min(99, max(1, round(100 * share)))


def is_off(one: ChannelAnswer) -> bool:
    """Without spend lately there is no next 1: the slope at nothing is the steepest guess of all."""
    return not one.recent.amount


def bold(words: str, **values: str) -> SafeString:
    """A sentence with its values in bold."""
    return mark_safe(escape(words) % {name: format_html("<b>{}</b>", value) for name, value in values.items()})  # noqa: S308


def sentences(*parts: SafeString | str) -> SafeString:
    """Several sentences one after another; plain ones are escaped."""
    return mark_safe(" ".join(format_html("{}", part) for part in parts if part))  # noqa: S308
