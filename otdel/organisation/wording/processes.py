"""Words for processes: why they are not written, agreed or run, and why something was refused."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

PROCESSES: dict[str, Any] = {
    "nothing_was_due": _("Nothing has been due yet."),
    "due_on_demand": _("It is due when there is a task, not by the calendar."),
    "process_not_agreed": _("Not agreed yet to what is written now."),
    "process_no_steps": _("No steps are written."),
    "process_never_run": _("No run is written down."),
    "process_no_holder": _("Nobody runs this process yet. Name somebody first."),
    "run_in_future": _("A run is written down on its day or after it. Change the day."),
    "run_before_process": _("The process began on %(on)s. Choose that day or a later one."),
    "run_without_evidence": _("Give a link or a sentence that shows the run: without it nobody can tell."),
    "backup_is_holder": _("%(name)s runs it, so somebody else has to stand in."),
    "cadence_unknown": _("“%(cadence)s” is no cadence."),
    "day_not_of_week": _("“%(day)s” is no day of a week. Choose Monday to Sunday, or none."),
    "day_not_of_month": _(
        "“%(day)s” is no day of a month. Write 1 to 31, or bd4 for the fourth working day, or nothing."
    ),
    "cadence_has_no_day": _("With this cadence there is no day to choose. Leave it empty."),
    "run_shown_by": _("Shown by: %(evidence)s"),
    "next_write_steps": _("Write the steps"),
    "next_agree": _("Agree to it"),
    "next_log_run": _("Write down a run"),
}
