"""Why a value is missing and the step that would bring it, what is wrong with a formula, how rows make a value."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MISSING: dict[str, Any] = {
    "corrected_to_unknown": _("A correction says that the value is not known."),
    "coverage_not_known": _("It is not known for how many days the sources speak."),
    "divided_by_zero": _("Nothing was counted to divide by: %(name)s."),
    "forecast_not_made": _("What the period will end at is not forecast yet."),
    "holds_salaries": _("It holds salaries: owner, head and accountant see it."),
    "measure_gone": _("The formula names “%(measure)s”, and there is no such measure any more."),
    "needs_source": _("No data has come from: %(source)s."),
    "never_traced": _("No row of %(source)s can be told apart by where it came from."),
    "no_aimed_cost": _("No target cost of a qualified lead is set, so waste cannot be told from spend."),
    "no_old_customers": _("No customer is old enough yet."),
    "no_plan": _("No plan is written for these days: %(measure)s."),
    "no_target": _("No target is set, so it cannot be judged."),
    "not_counted_yet": _("These days have not been counted yet."),
    "not_read_yet": _("Nobody has read it for these days yet."),
    "nothing_to_compare_with": _("What it is compared with is zero or missing."),
    "number_too_large": _("The formula gives a number too large to be true."),
    "only_watched": _("It is only watched: no goal is set on purpose."),
    "period_not_covered": _("%(source)s: no data for these days."),
    "period_too_short": _("The period is too short for this number."),
    "plan_not_whole": ngettext_lazy(
        "%(days)d day of the period has no plan.", "%(days)d days of the period have no plan.", "days"
    ),
    "reading_is_longer": _("It was read for a longer stretch of days, which is not cut into parts."),
    "readings_differ": _("Two people read different values, and a head has not settled which one counts."),
    "scope_not_in_facts": _("Facts cannot be told apart by region or product, and this person’s scope asks for it."),
    "small_sample": _("The sample is too small to judge by."),
    "waits_for_second_reader": _("One person has read it; a second reader is still to come."),
}

STEPS: dict[str, Any] = {
    "step_bring_costs": _("Bring the cost of goods, or set a usual margin"),
    "step_bring_file": _("Bring a file with these days: %(source)s"),
    "step_bring_prices": _("Bring the sales again with their amounts"),
    "step_change_scope": _("Change the scope of the person’s role to channels"),
    "step_fill_register": _("Fill in the register of accesses"),
    "step_plan_spend_and_leads": _("Plan paid spend and qualified leads: their ratio is the target cost"),
    "step_read_again": _("Ask a second person to read it"),
    "step_read_shorter": _("Read it for these days alone"),
    "step_settle": _("Settle which of the two values counts"),
    "step_type_reading": _("Read it and type it in: %(measure)s"),
    "step_write_costs": _("Write the costs of the department down"),
    "step_write_plan": _("Write the plan: %(measure)s"),
    "step_write_work": _("Write the work down as tasks"),
}

ROWS: dict[str, Any] = {
    "rows_are_not_yours": _("The rows belong to the whole department, so they are not listed for you."),
    "rows_cohort": ngettext_lazy(
        "The value is an average over %(customers)d customer.",
        "The value is an average over %(customers)d customers.",
        "customers",
    ),
    "rows_middle": _("The value is the middle one of these, not their sum."),
    "rows_of_others": _("Some of the rows are other people’s, so they are not listed for you."),
    "rows_positions": _("The value counts words by their middle position, not the sum of positions."),
}

FORMULAS: dict[str, Any] = {
    "formula_arguments": _("Line %(line)d, character %(character)d: %(name)s takes another number of values."),
    "formula_breaks_off": _("Line %(line)d, character %(character)d: the formula breaks off here."),
    "formula_empty": _("Write a formula, such as ratio(leads, sessions)."),
    "formula_expected": _("Line %(line)d, character %(character)d: expected %(expected)s, found “%(found)s”."),
    "formula_function_unknown": _(
        "Line %(line)d, character %(character)d: there is no function %(name)s; there are ratio, min, max, clip, abs."
    ),
    "formula_measure_unknown": _(
        "Line %(line)d, character %(character)d: there is no measure “%(name)s”. Nearest: %(like)s."
    ),
    "formula_sign_unknown": _("Line %(line)d, character %(character)d: “%(sign)s” has no meaning here."),
    "formula_too_deep": _(
        "Line %(line)d, character %(character)d: too many brackets inside each other; at most %(limit)d."
    ),
    "formula_too_long": _("The formula has %(characters)d characters; at most %(limit)d are read."),
    "formula_unexpected": _("Line %(line)d, character %(character)d: “%(found)s” cannot stand here."),
    "formula_unit_differs": _("The formula gives %(found)s, and the unit says %(declared)s. Change one of them."),
    "formula_units_mixed": _(
        "Line %(line)d, character %(character)d: %(left)s and %(right)s cannot be added or compared; divide one by the "
        "other, or use measures of one unit."
    ),
}
