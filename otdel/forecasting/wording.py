"""Sentences of this chapter's reason codes: why there is no forecast, what was taken for granted, what is warned of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from otdel.kit.reason import Value
from otdel.scorecard.wording.saying import filled
from otdel.web import format as say

MISSING = {
    "too_short_history": _("%(measure)s: only %(known)s values are known, and a forecast needs %(needed)s."),
    "only_zeros": _("%(measure)s was always zero: nothing tells how it would go on."),
    "not_by_day": _("%(measure)s is not counted by the day."),
    "state_of_records": _("%(measure)s is a state of a register, which people change at once: it is not forecast."),
    "not_known_then": _("It was not known for the whole period."),
    "nothing_to_forecast": _("Nothing in the formula is still open."),
    "no_value_on_any_path": _("The formula divides by what will probably be zero."),
    "no_forecast_judged_yet": _("No forecast has come to the end of its period yet."),
}
NOTES = {
    "sources_behind": _("Sources speak up to %(last)s: later days are taken from the forecast, not for zero."),
    "read_by_month": _("Its numbers are read by month, so a running month is a forecast as a whole."),
    "small_sample_averaged": _("With so few cases the value is the mean with the two periods before, as everywhere."),
    "nothing_planned": _("Nothing was planned for this period, so there are no odds."),
    "plan_split_by_last_year": _("Only the longer plan was given: its months follow the same months a year ago."),
    "plan_split_evenly": _("Only the longer plan was given: it is spread evenly over its days."),
}
SEEN = {
    "seen_in_first_quarter": _("in the first quarter of the period"),
    "seen_in_second_quarter": _("in the second quarter of the period"),
    "seen_in_third_quarter": _("in the third quarter of the period"),
    "seen_in_last_quarter": _("in the last quarter of the period"),
}
LEVERS = {
    "lever_proposal": _("Decide on budget proposal %(number)s"),
    "lever_more": _("Spend a tenth more on %(channel)s"),
}
WARNINGS = {
    "left_corridor_over": _("%(name)s on %(day)s was higher than 99 in 100 such days."),
    "left_corridor_under": _("%(name)s on %(day)s was lower than 99 in 100 such days."),
    "import_nothing": _("%(name)s on %(day)s is zero, which it never was: it looks like a file that did not come."),
    "import_times_ten": _("%(name)s on %(day)s is ten times the usual or more: it looks like a wrong unit in a file."),
    "import_twice": _("%(name)s on %(day)s is exactly twice the usual: it looks like a file read twice."),
    "import_spike": _("%(name)s on %(day)s stands alone far above all days: check the file before believing it."),
}
REFUSALS = {
    "warning_needs_why": _("Say why this warning may be set aside. Nothing was changed."),
    "warning_decided": _("%(name)s has decided on this warning already."),
    "limits_outside": _("Both limits are shares between 0 and 1. Nothing was changed."),
}
STEPS = {
    "forecasting_goal": pgettext_lazy("step of a forecast", "Forecasting goals"),
    "forecasting_replay": pgettext_lazy("step of a forecast", "Replaying Mondays"),
}

PLAIN: dict[str, Any] = {**MISSING, **NOTES, **SEEN, **LEVERS, **REFUSALS, **STEPS}


def _days_not_finished(values: Mapping[str, Value]) -> str:
    share = max(1, round(100 * float(str(values.get("share", 0)))))
    return str(
        _(
            "Sales count on the day of their lead, and some come late: by experience about %(share)s in 100 of what "
            "the days so far will bring is still to come."
        )
    ) % {"share": share}


def _newcomer(values: Mapping[str, Value]) -> str:
    share = round(100 * float(str(values.get("share", 1))))
    return str(_("A newcomer: %(share)s in 100 of the usual target are asked.")) % {"share": share}


def _doubt(values: Mapping[str, Value]) -> str:
    left = int(str(values.get("left") or 0))
    text = ngettext(
        "%(name)s, %(period)s: the chance to be on target is %(chance)s, with %(left)s day left.",
        "%(name)s, %(period)s: the chance to be on target is %(chance)s, with %(left)s days left.",
        left,
    )
    chance = values.get("chance") or pgettext("chance", "%(count)s in 100") % {"count": values.get("odds")}
    return filled(text, {**values, "chance": str(chance)})


def _pace(values: Mapping[str, Value]) -> str:
    left = int(str(values.get("left") or 0))
    text = ngettext(
        "The pace needed was held over %(left)s day %(reached)s times of %(tried)s.",
        "The pace needed was held over %(left)s days %(reached)s times of %(tried)s.",
        left,
    )
    return filled(text, values)


def _of_day(text: Any, values: Mapping[str, Value]) -> str:
    return filled(text, {**values, "day": say.day(date.fromisoformat(str(values["day"])))})


_words: dict[str, Callable[[Mapping[str, Value]], str]] = {
    **{code: partial(filled, text) for code, text in PLAIN.items()},
    **{code: partial(_of_day, text) for code, text in WARNINGS.items()},
    "days_not_finished": _days_not_finished,
    "newcomer": _newcomer,
    "goal_in_doubt": _doubt,
    "lever_pace": _pace,
}  # fmt: skip


def words_by_code() -> Mapping[str, Callable[[Mapping[str, Value]], str]]:
    """What `web.reasons.register` takes: one object a code, so that it may be called twice."""
    return _words
