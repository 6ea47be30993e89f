"""Template filters over `otdel.web.format`: `{% load format %}{{ spent|money }}`."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.web import format, reasons

register = template.Library()


def unknown(value: NoData | None) -> SafeString:
    """The words that stand where a number would, with the reason for those who point at them."""
    reason = reasons.say(value.reason) if isinstance(value, NoData) else ""
    return format_html('<span class="nodata" title="{}">{}</span>', reason, format.not_known())


@register.filter
def money(value: Money | NoData | None, places: int = 0) -> str:
    return format.money(value, places) if isinstance(value, Money) else unknown(value)


@register.filter
def short_money(value: Money | NoData | None) -> str:
    return format.short_money(value) if isinstance(value, Money) else unknown(value)


@register.filter
def number(value: format.Number | NoData | None, places: int = 2) -> str:
    return unknown(value) if value is None or isinstance(value, NoData) else format.number(value, places)


@register.filter
def short_number(value: format.Number | NoData | None) -> str:
    return unknown(value) if value is None or isinstance(value, NoData) else format.short_number(value)


@register.filter
def ratio(value: format.Number | NoData | None, places: int = 2) -> str:
    return unknown(value) if value is None or isinstance(value, NoData) else format.ratio(value, places)


@register.filter
def percent(value: format.Number | NoData | None, places: int = 1) -> str:
    return unknown(value) if value is None or isinstance(value, NoData) else format.percent(value, places)


@register.filter
def day(value: date | NoData | None) -> str:
    return format.day(value) if isinstance(value, date) else unknown(value)


@register.filter
def short_day(value: date) -> str:
    return format.short_day(value)


@register.filter
def week_day(value: date) -> str:
    return format.week_day(value)


@register.filter
def day_range(value: Period | NoData | None) -> str:
    return format.day_range(value) if isinstance(value, Period) else unknown(value)


@register.filter
def moment(value: datetime | NoData | None) -> str:
    return format.moment(value) if isinstance(value, datetime) else unknown(value)


@register.filter
def reason(value: NoData) -> str:
    """Why a value is missing, as a sentence."""
    return reasons.say(value.reason)
