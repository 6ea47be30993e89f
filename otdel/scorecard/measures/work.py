"""Measures of the department's own work: tasks, texts, publications, registers; and samples read by people."""

from __future__ import annotations

from otdel.scorecard.measures.shapes import EXACT, records, typed

TASKS = (
    records("tasks_due", "count", "tasks"),
    records("tasks_done_by_first_due", "count", "tasks"),
    records("deliverables_reviewed", "count", "tasks"),
    records("deliverables_accepted_first", "count", "tasks"),
    records("tests_concluded", "count", "tasks"),
    records("critical_assets", "count", "registers", aggregate="state"),
    records("critical_assets_with_backup", "count", "registers", aggregate="state"),
    records("seo_works_planned", "count", "tasks"),
    records("seo_works_accepted", "count", "tasks"),
    records("median_days_critical_seo_defect", "days", "tasks", aggregate="median"),
    records("posts_planned", "count", "tasks"),
    records("posts_on_time", "count", "tasks"),
    records("partner_payouts_due", "count", "promises"),
    records("partner_payouts_on_time", "count", "promises"),
)

TEXTS = (
    records("texts_due", "count", "tasks"),
    records("texts_on_time", "count", "tasks"),
    records("texts_reviewed", "count", "tasks"),
    records("texts_accepted", "count", "tasks"),
    records("texts_accepted_first", "count", "tasks"),
    records("revision_rounds", "count", "tasks"),
    records("text_points_planned", "points", "tasks"),
    records("text_points_accepted", "points", "tasks"),
    records("texts_published", "count", "tasks"),
    records("texts_with_critical_error", "count", "tasks"),
    records("copy_tests_concluded", "count", "tasks"),
    records("copy_tests_won", "count", "tasks"),
    records("publications_planned", "count", "tasks"),
    records("publications_on_time", "count", "tasks"),
    typed("sample_items", "count", "quality_sample", tolerance=EXACT),
    typed("sample_items_with_defect", "count", "quality_sample", tolerance=EXACT),
    typed("cards_total", "count", "catalogue", aggregate="last"),
    typed("cards_complete", "count", "catalogue", aggregate="last"),
    records("pages_due_refresh", "count", "tasks"),
    records("pages_refreshed", "count", "tasks"),
    records("median_hours_ready_to_live", "hours", "tasks", aggregate="median"),
)
