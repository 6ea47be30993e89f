"""Words for reasons and done things about processes, accesses, replaceability and dossiers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from otdel.kit.reason import Value
from otdel.organisation.wording import cover_register, dossier, processes
from otdel.web import format
from otdel.web.reasons import Words

YEAR_ENDS = re.compile(r"([рг]\.)\.")  # "2026 р." ends a sentence by itself
DAYS = ("on", "until")  # values that are days, sent as 2026-11-23


def filled(text: Any, values: Mapping[str, Value]) -> str:
    """`text` with its values, days as the reader's language writes them."""
    told = {key: format.day(date.fromisoformat(str(one))) if key in DAYS else one for key, one in values.items()}
    return YEAR_ENDS.sub(r"\1", str(text % told))


COVER: dict[str, Any] = {
    "able_holds_it": _("It is theirs."),
    "able_ran_it": _("Ran it on %(on)s."),
    "able_drilled": _("Passed a drill on %(on)s."),
    "able_drilled_with_help": _("Passed a drill with help on %(on)s."),
    "able_has_access": _("Has access."),
    "able_checked": _("A check on %(on)s found it so."),
    "nothing_critical": _(
        "Nothing is marked as critical yet. Mark the processes and accesses the department cannot do without."
    ),
    "drill_by_holder": _(
        "%(name)s holds this already, so a drill would show nothing. Choose somebody who would stand in."
    ),
    "drill_result_unknown": _("A drill is passed, passed with help, or failed; “%(result)s” is none of them."),
    "drill_in_future": _("The drill is set for %(on)s. Write its result when it is done, or give the day it was done."),
    "drill_failed_without_note": _("Write what went wrong, so that the notes can be mended."),
    "drill_done_already": _("This drill was done, so it stays in the records."),
    "leaver_begins_later": _(
        "%(name)s begins another engagement on %(on)s. End that one first, or give a later last day. Nothing was "
        "changed."
    ),
    "leaver_not_engaged": _(
        "%(name)s holds no role on %(on)s, so there is nothing to end. Check the day; accesses can still be closed one "
        "by one."
    ),
    "absence_crosses": _("The last day is before the first. Change one of them."),
    "absence_meets": _("%(name)s is away from %(on)s already. Call that absence off, or choose other days."),
    "handover_line_empty": _("Write the line first."),
}

REASONS: dict[str, Words] = {
    code: partial(filled, text)
    for half in (COVER, cover_register.REGISTER, processes.PROCESSES, dossier.DOSSIER)
    for code, text in half.items()
}

VERBS: dict[str, Words] = {
    "absence.called_off": _("called off an absence"),
    "absence.noted": _("wrote how an absence went"),
    "absence.planned": _("planned an absence"),
    "access.changed": _("changed an access in the register"),
    "access.checked": _("checked who has an access"),
    "access.closed": _("closed an access"),
    "access.granted": _("gave an access"),
    "access.imported": _("imported the register of accesses"),
    "access.kept": _("let somebody keep an access"),
    "access.registered": _("registered an access"),
    "access.reopened": _("opened an access again"),
    "access.revoked": _("took an access back"),
    "drill.called_off": _("called off a drill"),
    "drill.done": _("wrote the result of a drill"),
    "drill.planned": _("planned a drill"),
    "handover.taken_off": _("took a line off a handover dossier"),
    "handover.written": _("wrote a line into a handover dossier"),
    "member.leaves": _("wrote that somebody leaves"),
    "process.cadence": _("changed how often a process is due"),
    "process.people": _("said who runs a process"),
    "process.run": _("wrote down a run of a process"),
    "process.steps": _("wrote the steps of a process"),
}
