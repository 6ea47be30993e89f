"""Why a reading, a plan, a target, a formula or a file was not taken, and what to do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, Any] = {
    "measure_unknown": _(
        "There is no measure “%(measure)s”. The list of measures has the name of each. Nothing was saved."
    ),
    "member_unknown": _(
        "Nobody in the department is called “%(member)s”. The team page has everybody. Nothing was saved."
    ),
    "kpi_unknown": _("There is no KPI “%(kpi)s”. The scorecard has the code of each. Nothing was saved."),
    "measure_not_typed": _(
        "“%(measure)s” is not read by people: it is counted from files, from Otdel’s own records, or planned. "
        "Nothing was saved."
    ),
    "period_is_closed": _(
        "The period %(start)s to %(last)s is closed and its values are frozen. Correct a frozen value on the page "
        "of its KPI, with a reason. Nothing was saved."
    ),
    "period_not_begun": _("These days begin on %(start)s and have not come yet. Nothing was saved."),
    "reading_read_twice": _("Two people have read this already. If their values differ, a head settles it."),
    "settled_without_reason": _("Say why this value counts: the two readers will ask. Nothing was saved."),
    "nothing_to_settle": _("There is nothing to settle: a second person has not read it yet, or both read the same."),
    "value_too_large": _("The number is too large to be true. Check the decimal mark. Nothing was saved."),
    "value_not_a_share": _("A share lies between 0% and 100%. Nothing was saved."),
    "value_below_zero": _("This measure cannot be below zero. Nothing was saved."),
    "plan_overlaps": _(
        "A plan of this measure stands for %(start)s to %(last)s already, and the two would count some days "
        "twice. Change that plan, or remove it first. Nothing was saved."
    ),
    "target_empty": _("Write at least one of floor, target and stretch. Nothing was saved."),
    "target_order_up": _("The floor is the smallest and the stretch the largest of the three. Nothing was saved."),
    "target_order_down": _(
        "Less is better here, so the floor is the largest and the stretch the smallest of the three. Nothing was saved."
    ),
    "kpi_starts_too_early": _(
        "This version begins on %(start)s; a change begins on that day or later. Nothing was saved."
    ),
    "numbers_file_too_large": _("“%(file)s” is larger than %(megabytes)s MB. Bring it in parts. Nothing was saved."),
    "numbers_file_too_many_rows": _("“%(file)s” has more than %(rows)s rows. Bring it in parts. Nothing was saved."),
    "numbers_file_no_rows": _("“%(file)s” has no rows under its header. Nothing was saved."),
    "numbers_file_columns_missing": _(
        "“%(file)s” lacks the columns: %(columns)s. Download the present list to see how it is laid out. Nothing "
        "was saved."
    ),
    "numbers_file_not_yaml": _("“%(file)s” cannot be read as YAML. Check its indents and quotes. Nothing was saved."),
    "numbers_file_not_a_list": _(
        "“%(file)s” is not a list of rows. Download the present list to see how it is laid out. Nothing was saved."
    ),
    "cell_no_period": _("Column %(column)s: “%(text)s” is no period. Write 2026-10, 2026-q4, 2026-w47 or 2026."),
    "cell_no_number": _("Column %(column)s: “%(text)s” is no number."),
    "row_not_yours": _("This is another person’s number, and you may not write it."),
    "period_not_over": _("The period ends on %(last)s. It can be closed after that day. Nothing was closed."),
    "correction_unclear": _("Write the corrected value as a number, and why it is corrected. Nothing was saved."),
    "task_from_kpi": _("The number %(name)s, %(period)s."),
    "kpi_not_agreed": _("Not agreed to in its present words yet."),
    "kpi_never_counted": _("It has never had a value."),
    "kpi_counted_for": _("Last value: %(period)s"),
    "kpi_counted_so_far": _("Last value: %(period)s so far, the period still runs"),
    "kpi_without_target": _("No target is set."),
    "step_set_target": _("Set a target"),
    "step_agree_kpi": _("Open the KPI and agree to it"),
    "step_bring_data": _("Open the KPI and see what would bring a value"),
    "pay_plan_not_written": _("No pay plan is written."),
    "kpi_changed_meanwhile": _("The KPI was changed meanwhile. Read it again, then agree. Nothing was saved."),
    "correction_changes_nothing": _("The corrected value is the one that stands. Nothing was saved."),
    "value_not_frozen": _("The value is not frozen: it follows the facts by itself. Nothing was saved."),
    "period_closed_already": _("%(period)s is closed already."),
    "period_has_no_unit": _("Only a week, a month, a quarter or a year can be closed."),
    "period_starts_elsewhere": _("The period starts on %(start)s. Nothing was closed."),
}
