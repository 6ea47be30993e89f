"""States of tasks and promises as tags with their word and icon: `{% load work %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from otdel.planning.models import Outcome, PromiseKind, Severity
from otdel.planning.queries.promises import PromiseRow
from otdel.planning.queries.tasks import TaskRow
from otdel.planning.wording import EVENTS, KINDS, LATE, PROMISE_STATES, STATES, promise_words
from otdel.web.templatetags.ui import tag

register = template.Library()


@register.simple_tag
def task_state(row: TaskRow) -> SafeString:
    """Where the task stands; how late it is stands in its place when it is late."""
    if row.late:
        return tag(LATE % {"days": row.days_late}, "bad", "alert-triangle")
    return tag(*STATES[row.state])


@register.simple_tag
def promise_state(row: PromiseRow) -> SafeString:
    if row.days_late:
        return tag(LATE % {"days": row.days_late}, "bad", "alert-triangle")
    return tag(*PROMISE_STATES[row.state])


@register.filter
def promised(row: PromiseRow) -> str:
    """What was promised; pay of a period is named in the reader's language."""
    return promise_words(row.what, row.period)


@register.filter
def task_kind(kind: str) -> Any:
    return KINDS.get(kind, kind)


@register.filter
def promise_kind(kind: str) -> Any:
    return dict(PromiseKind.choices).get(kind, kind)


@register.filter
def severity(value: str) -> Any:
    return dict(Severity.choices).get(value, value)


@register.filter
def outcome(value: str) -> Any:
    return dict(Outcome.choices).get(value, value)


@register.filter
def event(code: str) -> Any:
    return EVENTS.get(code, code)
