"""Every reason the engine gives, with the values that fill its sentence. Words stand in `wording/`."""

from __future__ import annotations

NO_VALUE: dict[str, tuple[str, ...]] = {
    "needs_source": ("source",),
    "period_not_covered": ("source",),
    "period_not_begun": (),
    "never_traced": ("source",),
    "price_unknown": ("deals",),
    "cost_unknown": (),
    "buyers_unknown": ("deals",),
    "no_aimed_cost": (),
    "no_old_customers": (),
    "scope_not_in_facts": (),
    "register_empty": (),
    "not_read_yet": (),
    "reading_is_longer": (),
    "waits_for_second_reader": (),
    "readings_differ": (),
    "no_plan": ("measure",),
    "plan_not_whole": ("days",),
    "divided_by_zero": ("name",),
    "number_too_large": (),
    "small_sample": (),
    "holds_salaries": (),
    "coverage_not_known": (),
    "forecast_not_made": (),
    "not_counted_yet": (),
    "corrected_to_unknown": (),
}
NOT_JUDGED: dict[str, tuple[str, ...]] = {
    "only_watched": (),
    "no_target": (),
    "nothing_to_compare_with": (),
    "period_too_short": (),
}
FORMULA: dict[str, tuple[str, ...]] = {
    "formula_empty": (),
    "formula_too_long": ("characters", "limit"),
    "formula_too_deep": ("line", "character", "limit"),
    "formula_sign_unknown": ("line", "character", "sign"),
    "formula_breaks_off": ("line", "character", "expected"),
    "formula_expected": ("line", "character", "expected", "found"),
    "formula_unexpected": ("line", "character", "found"),
    "formula_function_unknown": ("line", "character", "name", "like"),
    "formula_measure_unknown": ("line", "character", "name", "like"),
    "formula_arguments": ("line", "character", "name", "count", "fewest", "most"),
    "formula_units_mixed": ("line", "character", "left", "right"),
    "formula_unit_differs": ("found", "declared"),
}
ROWS: dict[str, tuple[str, ...]] = {  # how a value is taken from rows that do not add up to it
    "rows_middle": (),
    "rows_positions": (),
    "rows_cohort": ("customers",),
    "rows_are_not_yours": (),
    "rows_of_others": (),
}
STEPS: dict[str, tuple[str, ...]] = dict.fromkeys(  # what would bring a value
    (
        "step_bring_file", "step_bring_prices", "step_bring_costs", "step_write_costs",
        "step_type_reading", "step_read_shorter", "step_read_again", "step_settle", "step_write_plan",
        "step_plan_spend_and_leads",
        "step_write_work", "step_fill_register", "step_change_scope",
    ),
    ("source", "measure"),
)  # fmt: skip
REFUSED: dict[str, tuple[str, ...]] = {
    "period_closed_already": ("period",),
    "period_has_no_unit": ("unit",),
    "period_starts_elsewhere": ("start",),
    "period_not_over": ("last",),
    "value_not_frozen": (),
    "correction_changes_nothing": (),
    "correction_unclear": (),
    "value_too_large": (),
}
ALL = {**NO_VALUE, **NOT_JUDGED, **FORMULA, **ROWS, **STEPS, **REFUSED}
