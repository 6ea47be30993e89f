"""Words and figures of roles for templates: `{% load roles %}{{ kpi|goal }}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from otdel.organisation.library.shapes import KpiShape, ProcessShape
from otdel.organisation.models import Cadence
from otdel.organisation.templatetags.cover import place_of_day
from otdel.organisation.wording import figures
from otdel.web import format

register = template.Library()

GROUPS: dict[str, Any] = {
    "title": gettext_lazy("What the role is called"),
    "also_called": gettext_lazy("Other names"),
    "mission": gettext_lazy("Mission"),
    "does_not_own": gettext_lazy("What it does not answer for"),
    "decides_alone": gettext_lazy("What it decides alone"),
    "escalates": gettext_lazy("What it takes to its lead"),
    "engagement": gettext_lazy("Terms of engagement"),
    "duties": gettext_lazy("Duty"),
    "zones": gettext_lazy("Zone"),
    "processes": gettext_lazy("Process"),
    "kpis": gettext_lazy("KPI"),
    "access": pgettext_lazy("one", "Access"),
    "test_task": gettext_lazy("Test task"),
    "interview": gettext_lazy("Interview"),
}
PARTS: dict[str, Any] = {
    "name": gettext_lazy("Name"),
    "output": gettext_lazy("What comes out"),
    "evidence": gettext_lazy("What shows it"),
    "cadence": gettext_lazy("How often"),
    "day": gettext_lazy("Day"),
    "minutes": gettext_lazy("Minutes"),
    "critical": gettext_lazy("Critical"),
    "formula": gettext_lazy("Formula"),
    "unit": gettext_lazy("Unit"),
    "period": gettext_lazy("Period"),
    "lag_days": gettext_lazy("Days until late facts are in"),
    "source": gettext_lazy("Sources"),
    "controllability": gettext_lazy("In whose hands it is"),
    "pay_use": gettext_lazy("Use in pay"),
    "paired_with": gettext_lazy("Watched together with"),
    "confounders": gettext_lazy("What else moves it"),
    "gaming": gettext_lazy("How it could be dressed up"),
    "threshold.floor": gettext_lazy("Floor"),
    "threshold.target": gettext_lazy("Goal"),
    "threshold.stretch": gettext_lazy("Stretch"),
    "system": gettext_lazy("System"),
    "level": gettext_lazy("Level"),
    "second_admin": gettext_lazy("Second administrator"),
    "brief": gettext_lazy("Task"),
    "deliverable": gettext_lazy("What to hand in"),
    "inputs": gettext_lazy("What is given"),
    "title": gettext_lazy("Title"),
    "q": gettext_lazy("Question"),
    "good": gettext_lazy("A good answer"),
    "weak": gettext_lazy("A weak answer"),
    "criterion": gettext_lazy("Criterion"),
    "anchors": gettext_lazy("What each mark looks like"),
}
LANGUAGES = {"en": "English", "uk": "Українська", "ru": "Русский"}


@register.filter
def item(held: Mapping[str, Any], key: str) -> Any:
    """What stands under `key`, or nothing."""
    return held.get(key)


@register.filter
def goal(kpi: KpiShape) -> str:
    return figures.goal(kpi)


@register.filter
def around_goal(kpi: KpiShape) -> str:
    return figures.around_goal(kpi)


@register.filter
def formula(kpi: KpiShape) -> str:
    """The formula in words."""
    return figures.formula_words(kpi.formula)


@register.filter
def direction(kpi: KpiShape) -> str:
    return figures.said(figures.DIRECTIONS, kpi.direction)


@register.filter
def counted_by(kpi: KpiShape) -> str:
    return figures.said(figures.PERIODS, kpi.period)


@register.filter
def pay_use(kpi: KpiShape) -> str:
    return figures.said(figures.PAY_USES, kpi.pay_use)


@register.filter
def control(kpi: KpiShape) -> str:
    return figures.said(figures.CONTROL, kpi.controllability)


@register.filter
def term(key: str) -> str:
    """ "Remote" for the key of a kind of terms."""
    return figures.said(figures.TERMS, key)


@register.filter
def fit_tone(fit: str) -> str:
    return figures.FITS.get(fit, "")


@register.filter
def when(process: ProcessShape) -> str:
    """ "every week · Tuesday"."""
    often = dict(Cadence.choices).get(process.cadence, process.cadence)
    where = place_of_day(process.day)
    return f"{often} · {where}" if where else str(often)


@register.filter
def group(name: str) -> str:
    """What a kind of piece is called."""
    return figures.said(GROUPS, name)


@register.filter
def part(name: str) -> str:
    """What a part of a piece is called: "rubric.2.criterion" is "Criterion 2"."""
    if name in PARTS:
        return str(PARTS[name])
    *_way, last = name.split(".")
    number = next((step for step in name.split(".") if step.isdigit()), "")
    return f"{figures.said(PARTS, last)} {number}".strip() if name else ""


@register.filter
def in_language(code: str) -> str:
    return LANGUAGES.get(code, code)


@register.filter
def share_words(weight: float) -> str:
    """ "30%" of a weight, or that it has none."""
    return format.percent(weight) if weight else _("passed or not")
