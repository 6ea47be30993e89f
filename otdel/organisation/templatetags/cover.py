"""Words of processes, accesses and replaceability for templates: `{% load cover %}{{ problem.why|say }}`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from django import template
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from otdel.kit.reason import NoData, Reason
from otdel.organisation.queries.members import MemberRef
from otdel.organisation.queries.processes import ProcessLine
from otdel.organisation.rules.cadence import WEEK_DAYS, Carried
from otdel.organisation.rules.register import Problem
from otdel.organisation.wording.cover_register import FIXES
from otdel.web import format, reasons

register = template.Library()

MONDAY = date(2024, 1, 1)


@register.filter
def say(reason: Reason | NoData) -> str:
    """The sentence of a reason, whichever chapter gave it."""
    return reasons.say(reason.reason if isinstance(reason, NoData) else reason)


@register.filter
def fix_label(problem: Problem) -> str:
    return str(FIXES[problem.code])


@register.filter
def known(value: object) -> bool:
    """Whether there is a value at all."""
    return value is not None and not isinstance(value, NoData)


@register.filter
def due_on(line: ProcessLine) -> str:
    """ "every week · Tuesday", "every month · day 25", "every month · working day 4"."""
    where = place_of_day(line.day)
    return f"{line.cadence_name} · {where}" if where else str(line.cadence_name)


def place_of_day(day: str) -> str:
    """ "Tuesday", "day 25", "working day 4"; empty for any day."""
    if day in WEEK_DAYS:
        return format_date(
            MONDAY.replace(day=1 + WEEK_DAYS.index(day)), "EEEE", locale=format.LOCALES[format.language()]
        )
    if day.startswith("bd"):
        return pgettext("cadence", "working day %(number)s") % {"number": day[2:]}
    return pgettext("cadence", "day %(number)s") % {"number": day} if day else ""


@register.filter
def minutes(count: int) -> str:
    """ "45 min", "2 h", "1 h 30 min"."""
    hours, rest = divmod(count, 60)
    said = [pgettext("duration", "%(count)s h") % {"count": hours}] if hours else []
    if rest or not hours:
        said.append(pgettext("duration", "%(count)s min") % {"count": rest})
    return " ".join(said).replace(" ", format.NBSP)


@register.filter
def times_done(carried: Carried) -> str:
    """ "11 of 13 times"."""
    words = npgettext("runs of a process", "%(done)s of %(due)s time", "%(done)s of %(due)s times", carried.due)
    return words % {"done": carried.done, "due": carried.due}


@register.filter
def names(people: Iterable[MemberRef]) -> str:
    """Names one after another; "nobody" when there are none."""
    return ", ".join(one.name for one in people) or pgettext("people", "nobody")


@register.filter
def listed(people: Sequence[MemberRef]) -> str:
    """ "Olena Kovalenko, Ihor Bondar and Maryna Lys"."""
    *others, last = [one.name for one in people]
    if not others:
        return last
    return pgettext("people", "%(first)s and %(last)s") % {"first": ", ".join(others), "last": last}


@register.filter
def ownership(value: bool | None) -> str:  # noqa: FBT001
    """Whose an access is."""
    words: dict[Any, str] = {True: _("the company’s"), False: _("private"), None: _("not said")}
    return words[value]
