"""Words and marks the templates of people and zones need: `{% load team %}`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from otdel.kit.reason import NoData, Reason
from otdel.organisation.models import EngagementKind, JobRole
from otdel.organisation.panels import Standing
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
HEADINGS = {
    "duties": pgettext_lazy("standing", "Duties"),
    "process": pgettext_lazy("standing", "Processes"),
    "kpi": pgettext_lazy("standing", "KPIs"),
    "pay": pgettext_lazy("standing", "Pay"),
}
ADDRESS = re.compile(r"https?://([^/\s?#]+)\S*")
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
def standing_kinds(kind: str) -> str:
    """The heading of all things of a kind."""
    return str(HEADINGS[kind])


@register.filter
def carried_of(lines: list[Standing]) -> str:
    """How many of these are carried out."""
    done = sum(not isinstance(line.carried_out, NoData) for line in lines)
    words = ngettext("%(done)s of %(count)s carried out", "%(done)s of %(count)s carried out", len(lines))
    return words % {"done": done, "count": len(lines)}


@register.filter
def shortly(reason: Reason) -> SafeString:
    """The sentence of a reason with short addresses."""
    return short_links(reasons.say(reason))


@register.filter
def short_links(words: str) -> SafeString:
    """Every address as a link that shows its host only; all else as text."""
    parts, at = [], 0
    for found in ADDRESS.finditer(words):
        link = format_html('<a href="{}" rel="noreferrer noopener" title="{}">{}</a>', found[0], found[0], found[1])
        parts += [escape(words[at : found.start()]), link]
        at = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, escape(words[at:])]))


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
    return format_html('<span class="nw good">{} {}</span>', icon("check", "s"), format.dense_day(when))
