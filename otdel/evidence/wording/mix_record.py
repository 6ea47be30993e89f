"""Words for what the record of the mix model says: weeks and money left out, grades, steps of a fitting, refusals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from django.utils.translation import gettext, ngettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from otdel.evidence.wording.mix_values import Words, filled
from otdel.kit.money import Money
from otdel.kit.reason import Value
from otdel.measurement.channel_names import channel_name
from otdel.measurement.names import source_name
from otdel.web import format as write

WEEKS: dict[str, Words] = {
    "mix_sales_unknown": _("There are no sales yet. Bring orders or deals: without them no model can be fitted."),
    "mix_spend_unknown": _("There is no spend yet. Bring reports of ad systems: without them no model can be fitted."),
    "mix_no_weeks": _("No week is whole in both spend and sales."),
    "mix_weeks_before_spend": ngettext_lazy(
        "%(weeks)s week before %(start)s is left out: its spend is not known.",
        "%(weeks)s weeks before %(start)s are left out: their spend is not known.",
        "weeks",
    ),
    "mix_weeks_before_sales": ngettext_lazy(
        "%(weeks)s week before %(start)s is left out: its sales are not known.",
        "%(weeks)s weeks before %(start)s are left out: their sales are not known.",
        "weeks",
    ),
    "mix_week_unfinished": _("The week of %(week)s is not over yet and is left out."),
    "mix_weeks_without_spend": ngettext_lazy(
        "The last %(weeks)s week is left out: %(source)s has told its spend up to %(until)s only.",
        "The last %(weeks)s weeks are left out: %(source)s has told its spend up to %(until)s only.",
        "weeks",
    ),
    "mix_weeks_immature": ngettext_lazy(
        "%(weeks)s week from %(week)s on is left out: nearly all of its sales come within %(days)s days only.",
        "%(weeks)s weeks from %(week)s on are left out: nearly all of their sales come within %(days)s days only.",
        "weeks",
    ),
    "mix_lag_unknown": _(
        "How late sales come is not known yet, so no week was left out for it: the newest weeks may look poorer than "
        "they are."
    ),
    "mix_without_salaries": _("Salaries are left out, so that everybody sees the same numbers."),
    "mix_without_department": _("%(amount)s of costs of the whole department is left out: no channel answers for it."),
    "mix_with_unmapped": _("%(amount)s of spend is in no channel yet; the model takes it as a channel of its own."),
    "mix_without_rate": _("%(amount)s of spend is left out: there is no rate for its currency."),
    "mix_cost_unknown": _("%(amount)s of revenue is not in the margin: what those sales cost is not known."),
    "mix_cost_assumed": _("%(amount)s of costs of sales are assumed by the usual margin."),
}

MISSING: dict[str, Words] = {
    "mix_never_fitted": _("The model has not been fitted yet."),
    "mix_refused": _("The weeks cannot carry a model yet."),
    "mix_draws_lost": _(
        "The draws of this model are gone or damaged. Its numbers are safe; curves and scenarios need the draws made "
        "again."
    ),
    "mix_channel_not_in_model": _("%(channel)s is not in this model: it had no spend in its weeks."),
    "mix_nothing_to_draw": _("This version was never fitted, so it has no draws."),
}

GRADES: dict[str, Words] = {
    "grade_experiment": _("An experiment that ended %(until)s measured its effect to within %(percent)s."),
    "grade_experiment_agrees": _(
        "An older or wider experiment (ended %(until)s, within %(percent)s) agrees with the model."
    ),
    "grade_model": _("No experiment yet; the weeks narrowed what was believed by %(percent)s."),
    "grade_prior": _("No experiment yet, and the weeks narrowed what was believed by %(percent)s only."),
}

TESTS: dict[str, Words] = {
    "mix_test_other_currency": _("The model does not use it: it is in another currency (%(currency)s)."),
    "mix_test_no_spend": _("The model does not use it: %(channel)s has no spend in its weeks."),
    "mix_test_outside": _("The model does not use it yet: its days from %(start)s are not all inside its weeks."),
    "lift_test_channel_unknown": _("%(channel)s has no spend in the weeks of the model. Choose one of its channels."),
    "lift_test_kind_unknown": _("Say how it was measured."),
    "lift_test_days_wrong": _("It ends after it begins, and its effect is counted at least to its end."),
    "lift_test_not_over": _("It is not over yet. Write it down when its last day has passed."),
    "lift_test_share_wrong": _("The tested share of spend is more than 0 and at most 1."),
    "lift_test_lift_wrong": _("The measured margin has to be an amount of money."),
    "lift_test_needs_error": _("Say how sure it is: one standard error, or a range that holds what was measured."),
    "lift_test_error_wrong": _("The standard error has to be an amount above zero."),
    "lift_test_beyond": _(
        "That is more than all channels and the base made in those days: check the days and the unit."
    ),
    "lift_test_too_sharp": _(
        "No experiment is that sure. Write the standard error in money, not as a share of the lift."
    ),
    "lift_test_twice": _("This experiment is written down already: it would count twice."),
    "lift_test_not_there": _("There is no such experiment, or it was taken back already."),
    "lift_test_needs_why": _("Say why it is taken back."),
}

BELIEFS: dict[str, Words] = {
    "belief_channel_unknown": _("%(channel)s has no spend in the weeks of the model. Choose one of its channels."),
    "belief_median_out_of_range": _("Back for each 1 has to be between 0.0001 and 100 000."),
    "belief_spread_out_of_range": _("The spread has to be between 0.05 (nearly sure) and 3 (no idea)."),
    "belief_needs_why": _("Say why: whoever reads the model later will ask."),
    "belief_is_usual": _("The usual belief holds for %(channel)s already."),
    "mix_words_too_long": ngettext_lazy(
        "That is too long: at most %(most)s sign.", "That is too long: at most %(most)s signs.", "most"
    ),
}

PROPOSALS: dict[str, Words] = {
    "proposal_not_there": _("There is no such proposal."),
    "proposal_already_accepted": _("%(name)s has accepted it already."),
    "proposal_already_declined": _("%(name)s has declined it already."),
    "proposal_already_withdrawn": _("%(name)s has withdrawn it."),
    "proposal_needs_why": _("Say why it is declined."),
    "proposal_old_version": _("The model has been fitted anew since. Look at the new numbers and propose again."),
    "proposal_weeks_wrong": _("A budget is proposed for 1 to %(most)s weeks."),
    "proposal_start_wrong": _("It begins on a Monday, this week's or a later one."),
    "proposal_start_far": _("It begins within a year from today."),
    "proposal_channel_unknown": _("%(channel)s is not in the model."),
    "proposal_amounts_wrong": _("Spend is an amount of whole cents, zero or more."),
    "proposal_moves_nothing": _("It moves nothing: every channel would spend as it does now."),
    "proposal_over_limit": _("Spend of %(channel)s leaves its limits."),
    "budget_accepted": _("An accepted budget moves %(channel)s."),
}

STEPS: dict[str, Words] = {
    "mix_reading": pgettext_lazy("step of a fitting", "Reading weeks"),
    "mix_preview": pgettext_lazy("step of a fitting", "A first look"),
    "mix_hill": pgettext_lazy("step of a fitting", "Drawing: Hill curves"),
    "mix_logistic": pgettext_lazy("step of a fitting", "Drawing: logistic curves"),
    "mix_free_hill": pgettext_lazy("step of a fitting", "Drawing: curves with a free slope"),
    "mix_averaging": pgettext_lazy("step of a fitting", "Weighing the curves"),
    "mix_checks": pgettext_lazy("step of a fitting", "Checking the model"),
    "mix_moved": pgettext_lazy("step of a fitting", "Comparing with the model before"),
    "mix_saving": pgettext_lazy("step of a fitting", "Keeping the answer"),
}


def words_by_code() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    """For whoever knows only the reason."""
    every = {**WEEKS, **MISSING, **GRADES, **TESTS, **BELIEFS, **PROPOSALS, **STEPS}
    return {code: partial(_filled, words) for code, words in every.items()}


def task_title(channel: str, after: Money) -> str:
    """The title of a task that carries a budget out, in the language of whoever accepted it."""
    return gettext("%(channel)s: spend %(amount)s a week") % {
        "channel": channel_name(channel),
        "amount": write.money(after),
    }


def task_replaced(start: date) -> str:
    """Why an open task of an older budget is dropped, in the language of whoever accepted the newer one."""
    return write.one_stop(
        gettext("Another budget was accepted for the weeks from %(day)s.") % {"day": write.day(start)}
    )


def task_text(before: Money, after: Money, start: date, weeks: int) -> str:
    return ngettext(
        "From %(day)s for %(weeks)s week: %(after)s a week instead of %(before)s. The accepted budget says why.",
        "From %(day)s for %(weeks)s weeks: %(after)s a week instead of %(before)s. The accepted budget says why.",
        weeks,
    ) % {"day": write.day(start), "weeks": weeks, "after": write.money(after), "before": write.money(before)}


def _filled(words: Words, values: Mapping[str, Value]) -> str:
    """Names of systems are no part of the model's own words."""
    named = {"source": source_name(str(values["source"]))} if "source" in values else {}
    return filled(words, {**values, **named})
