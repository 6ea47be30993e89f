"""Words and marks the templates of people and zones need: `{% load team %}`."""

from __future__ import annotations

from datetime import date, timedelta

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.kit.reason import NoData, Reason
from otdel.organisation.models import EngagementKind, JobRole
from otdel.organisation.words import role_title as title_of
from otdel.web import format, reasons
from otdel.web.templatetags.ui import icon

register = template.Library()

KINDS = {
    "duties": pgettext_lazy("standing", "role card"),
    "process": pgettext_lazy("standing", "process"),
    "kpi": pgettext_lazy("standing", "KPI"),
    "pay": pgettext_lazy("standing", "pay"),
}
SCOPES = {"channels": _("channels"), "regions": _("regions"), "products": _("products")}
TABLES = {
    "people": pgettext_lazy("table", "People"),
    "zones": pgettext_lazy("table", "Zones"),
    "engagements": pgettext_lazy("table", "Engagements"),
    "accountabilities": pgettext_lazy("table", "Who answers for what"),
}


@register.filter
def role_title(role: JobRole) -> str:
    return title_of(role)


@register.filter
def kind_name(kind: str) -> str:
    return str(EngagementKind(kind).label)


@register.filter
def scope_name(name: str) -> str:
    return str(SCOPES.get(name, name))


@register.filter
def standing_kind(kind: str) -> str:
    return str(KINDS[kind])


@register.filter
def table_name(table: str) -> str:
    return str(TABLES.get(table, table))


@register.filter
def said(reason: Reason) -> str:
    """The sentence of a reason."""
    return reasons.say(reason)


@register.filter
def day_before(day: date) -> date:
    """The last day of what ends before `day`."""
    return day - timedelta(days=1)


@register.simple_tag
def step_done(when: date | NoData) -> SafeString:
    """The day a step was done with a tick; otherwise that it was not, and why."""
    if isinstance(when, NoData):
        why = reasons.say(when.reason)
        return format_html('<span class="nostep">{} {}</span>', icon("circle-dashed", "s"), why)
    return format_html('<span class="nw good">{} {}</span>', icon("check", "s"), format.day(when))
