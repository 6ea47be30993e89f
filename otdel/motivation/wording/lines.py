"""Words for every line of a statement and every step on the way to its amount, with numbers one can recompute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.kit.reason import Value
from otdel.motivation.wording.booked import BOOKED
from otdel.motivation.wording.numbers import in_words

LINES: dict[str, Any] = {
    "pay_base": _("%(base)s a period. It does not depend on results."),
    "pay_gate_passed": _("Condition kept: %(x)s, needed: %(condition)s. It takes nothing off."),
    "pay_gate_failed": _("Condition not kept: %(x)s, needed: %(condition)s. %(factor)s is paid."),
    "pay_gate_hard": _("Hard limit crossed: %(x)s, the limit is %(condition)s. %(factor)s is paid."),
    "pay_gate_missing": _(
        "No data for this condition yet (needed: %(condition)s). %(factor)s is paid now; the rest is reserved, not "
        "lost."
    ),
    "pay_gate_idle": _("No data for this condition yet (needed: %(condition)s). It takes nothing off either way."),
    "pay_team": _("The shared result is %(x)s, so %(factor)s of variable pay is paid."),
    "pay_team_missing": _(
        "No data on the shared result yet. %(factor)s of variable pay is paid now; what is missing is reserved, not "
        "lost."
    ),
    "pay_quality": _("Accepted at first reading: %(x)s. Points are paid at %(factor)s."),
    "pay_quality_missing": _(
        "No data on quality yet. Points are paid at %(factor)s now; what is missing is reserved, not lost."
    ),
    "pay_time": _("Handed in on time: %(x)s. Points are paid at %(factor)s."),
    "pay_time_missing": _(
        "No data on time yet. Points are paid at %(factor)s now; what is missing is reserved, not lost."
    ),
    "pay_units": _("Counted: %(units)s. Each is paid at the rate of the step it falls into."),
    "pay_points": _("Points of accepted work: %(units)s."),
    "pay_cap": _(
        "Variable pay is at most %(cap)s of the target. %(over)s went above it: shown here, so that it is talked about."
    ),
    "pay_guarantee": _(
        "Newcomer’s guarantee, period %(number)s: at least %(share)s of the target. It is never taken back."
    ),
    "pay_draw": _(
        "Advance, period %(number)s of %(periods)s. It comes off variable pay later, never off fixed pay."
    ),
    "pay_draw_kept": _("Advance, period %(number)s of %(periods)s. It is not taken back."),
    "pay_draw_back": _("An advance paid earlier comes off variable pay. Fixed pay is not touched."),
    "pay_held_back": _("%(share)s of variable pay is paid %(days)s after the period, once this is known: %(on)s."),
    "pay_held": _("Paid %(days)s after the period, once this is known: %(on)s."),
    "pay_reserved": _(
        "There is no data for this result. What it pays at target is kept for you until a person decides, and not lost."
    ),
    "pay_reserved_units": _("Nobody knows the count yet. The pay for it is kept for you until a person decides."),
    "pay_reserved_share": _(
        "How this result is shared does not name you, so nobody can say your part. All of it is kept until a person "
        "decides."
    ),
    "pay_reserved_factor": _(
        "There is no data for it, so %(low_factor)s is paid now. The rest, up to %(high_factor)s, is kept for you "
        "until a person decides."
    ),
}  # fmt: skip

BY_KIND: dict[str, dict[str, Any]] = {
    "pay_component": {
        "attainment": _("%(x)s of the goal. It makes up %(weight)s of variable pay."),
        "value": _("The result is %(x)s. It makes up %(weight)s of variable pay."),
    },
    "pay_step_result": {
        "attainment": _("How much of the goal is reached"),
        "value": _("Result of the period"),
    },
}

STEPS: dict[str, Any] = {
    "pay_step_mean": _("Mean of the last periods with data, %(known)s of %(of)s: %(each)s"),
    "pay_step_worth": _("Worth at target: %(tv)s × %(weight)s"),
    "pay_step_point": _("%(x)s is a point of the rule: it pays"),
    "pay_step_below": _("%(x)s is below %(low)s, where the rule begins: it pays"),
    "pay_step_above": _("%(x)s is above %(low)s, where the rule stops growing: it pays"),
    "pay_step_between": _(
        "%(low)s pays %(low_pays)s, %(high)s pays %(high_pays)s. For %(x)s: %(low_pays)s %(gain)s × (%(x)s − %(low)s) "
        "÷ (%(high)s − %(low)s)"
    ),
    "pay_step_days": _("Days worked: %(worked)s of %(of)s"),
    "pay_step_days_of": _(
        "Days worked: %(worked)s of %(of)s, day %(first)s to %(last)s. Due by the end %(by_end)s, less due before "
        "%(by_start)s"
    ),
    "pay_step_share": _("Your share of this result: %(share)s"),
    "pay_step_at_target": _("What it pays at target"),
    "pay_step_count": _("Counted: %(measure)s"),
    "pay_step_tier": _("Step from %(above)s to %(upto)s: %(units)s × %(rate)s"),
    "pay_step_beyond": _("Above %(upto)s, not paid without a new agreement: %(beyond)s"),
    "pay_step_rate": _("%(units)s × %(rate)s"),
    "pay_step_read": pgettext_lazy("a step of pay", "Result: %(kpi)s"),
    "pay_step_before": pgettext_lazy("a step of pay", "Before this line"),
    "pay_step_times": pgettext_lazy("a step of pay", "× %(factor)s, after it"),
    "pay_step_factor": pgettext_lazy("a step of pay", "× %(factor)s (%(kpi)s)"),
    "pay_step_could": pgettext_lazy("a step of pay", "At %(factor)s it would be"),
    "pay_step_most": _("The most there can be: %(cap)s × %(tv)s"),
    "pay_step_room": _("Room that is left below the most, %(most)s"),
    "pay_step_guaranteed": _("Guaranteed: %(share)s × %(tv)s"),
    "pay_step_covered": _("%(covered)s of it was paid as a guarantee already; what is left"),
    "pay_step_advance": _("Advance that was agreed"),
    "pay_step_advanced": _("Advances not taken back yet"),
    "pay_step_free": _("Variable pay that it can come off"),
    "pay_step_left": _("Left for later periods"),
    "pay_step_held": pgettext_lazy("a step of pay", "× %(share)s, held back"),
    "pay_step_asked": _("To be taken back in all"),
}

VALUES: dict[str, Any] = {"pay_no_result": _("There is no result for this period.")}


def words() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    """By code, for the registry of reasons."""
    plain = {code: _of(text) for code, text in (LINES | STEPS | VALUES).items()}
    return {**plain, **{code: _by(texts) for code, texts in BY_KIND.items()}, **BOOKED}


def _of(text: Any) -> Callable[[Mapping[str, Value]], str]:
    return lambda values: str(text) % in_words(values)


def _by(texts: Mapping[str, Any]) -> Callable[[Mapping[str, Value]], str]:
    return lambda values: str(texts[str(values["by"])]) % in_words(values)
