"""Words for what reading, connectors and imports say in codes. Rules never build a sentence; this file does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from otdel.kit.reason import Reason

Text = Any  # a lazy text; Django gives it no public type

MEGABYTE = 1024 * 1024

FILES: dict[str, Text] = {
    "file_empty": _("The file is empty. Export it again and check that it opens."),
    "file_too_large": _(
        "The file is %(megabytes)s MB; files up to %(limit)s MB are read. Export a shorter period, or fewer columns."
    ),
    "not_a_table": _("This is not a table (it looks like: %(kind)s). Export the report as CSV or XLSX."),
    "workbook_broken": _("The workbook cannot be opened (%(detail)s). Save it again as XLSX, or export it as CSV."),
    "workbook_encrypted": _("The workbook has a password. Save a copy without one."),
    "workbook_too_heavy": _(
        "The workbook needs more than is allowed (%(limit)s), so reading was stopped. Export it as CSV instead."
    ),
    "workbook_entities": _(
        "The workbook holds definitions that are used in attacks, so it was not opened. Save it again, or export CSV."
    ),
    "text_unreadable": _("The text is in no encoding we know. Export the file again in UTF-8."),
    "json_broken": _("The JSON breaks off or has a mistake in it (%(detail)s). Save the reply again, whole."),
    "json_no_records": _("The JSON holds no list of records. What was found: %(found)s."),
    "json_call_failed": _("The reply says that the call failed. Ask the system again and save the new reply."),
    "names_only": _(
        "This table names campaigns and has no money in it. Put it into one ZIP with the statistics and import that: "
        "the names will stand beside the ids."
    ),
    "search_console_filters": _(
        "This table only lists the filters of the export. Import the tables beside it: queries, pages, countries, days."
    ),
    "bitrix24_fields_missing": _(
        "The records carry only %(found)s, so nobody can tell a deal from a lead. Ask Bitrix24 for all fields: "
        'select=["*", "UF_*", "UTM_*"].'
    ),
    "no_table": _("No table was found in it (lines looked at: %(lines)s). Check that this is the export itself."),
    "no_rows": _("The file is a genuine export with no rows in it: it says there is no data for its period."),
    "nothing_recognised": _(
        "The file is not one of the exports known by heart. Its columns are: %(headers)s. "
        "Say which column is which, and it will be remembered."
    ),
    "no_good_rows": ngettext_lazy(
        "The only row could not be used. The reason stands beside it.",
        "Not one of the %(rows)s rows could be used. The reasons stand beside the rows.",
        "rows",
    ),
    "report_unknown": _("There is no report named %(report)s."),
    "mapping_headers_missing": _("The saved layout expects columns the file does not have: %(headers)s."),
    "mapping_columns_unknown": _("The layout names columns Otdel does not know: %(columns)s. Nothing was counted."),
    "mapping_value_wrong": _("The layout says “%(value)s” for “%(column)s”, which is not such a value."),
    "time_zone_unknown": _("“%(zone)s” is no time zone. Write it as Europe/Kyiv; nothing was counted."),
    "archive_broken": _("The archive cannot be opened (%(detail)s). Unpack it and bring the files themselves."),
    "report_partial": _(
        "This report (%(report)s) leaves some clicks out by design, so its spend is less than the account’s. "
        "Export the campaign report for money."
    ),
    "report_overlaps": _(
        "This report (%(report)s) counts one click several times, so its spend cannot be added up. "
        "Export the campaign report for money."
    ),
    "too_many_days": _(
        "%(rows)s rows over %(days)s days are too many to spread. Export the report by day, or for a shorter period."
    ),
    "file_failed": _("The file could not be read because of a fault of ours (%(detail)s). Nothing was changed."),
}

ROWS: dict[str, Text] = {
    "row_ragged": _("The row has %(cells)s cells where the header has %(expected)s."),
    "value_missing": _("There is nothing under “%(column)s”, and the row means nothing without it."),
    "not_a_number": _("“%(value)s” is not a number."),
    "not_a_whole_number": _("“%(value)s” is not a whole number."),
    "not_exact": _("“%(value)s” says only less or more than a number, so it cannot be added up."),
    "not_a_day": _("“%(value)s” is not a date in the order this file writes dates."),
    "not_an_instant": _("“%(value)s” is not a date with a time."),
    "not_a_currency": _("“%(value)s” is not a currency code such as EUR."),
    "other_currency": _(
        "The sign in “%(value)s” is of another currency than the row, so nobody can tell what it cost."
    ),
    "value_unknown": _("“%(value)s” is a word this report does not use here."),
    "record_deleted": _("The record is deleted in its own system, so it is not counted."),
    "line_broken": _("The line breaks off inside a quoted cell."),
}

NOTES: dict[str, Text] = {
    "vague_values": ngettext_lazy(
        "In “%(column)s”, %(count)d value such as “< 10%%” is not exact, so it is kept as no data.",
        "In “%(column)s”, %(count)d values such as “< 10%%” are not exact, so they are kept as no data.",
        "count",
    ),
    "rows_without_values": _("Rows in which every value is empty: %(count)s. They bring nothing."),
    "sheet_skipped": _("The sheet “%(sheet)s” is not data and was left out."),
    "spread_over_days": ngettext_lazy(
        "The file has no days: each row was spread evenly over its %(days)d day.",
        "The file has no days: each row was spread evenly over its %(days)d days.",
        "days",
    ),
    "day_unknown": _("The file does not say which days it covers, so its money cannot be cut by period."),
    "column_unused": _("The column “%(column)s” is not used."),
    "counts_only_ads": _(
        "This report counts only the ads it lists. Ads that were removed or filtered out are missing from it, and for "
        "its days it replaces a campaign report imported earlier."
    ),
    "counts_only_ad_groups": _(
        "This report counts only the ad groups it lists. Those that were removed or filtered out are missing from it, "
        "and for its days it replaces a campaign report imported earlier."
    ),
    "counts_only_keywords": _(
        "This report counts only clicks on keywords, and campaigns cost more than that: its money is kept as readings "
        "of keywords, not as spend. Import the campaign report for money."
    ),
    "answer_not_an_option": _(
        "The answer “%(answer)s” to “%(question)s” was not understood, so it was not used. "
        "Possible answers: %(options)s."
    ),
    "answer_not_a_period": _(
        "The answer “%(answer)s” to “%(question)s” was not understood, so it was not used. Write two days as "
        "2026-10-01/2026-11-01; the second is the first day that is not covered."
    ),
    "answer_not_a_currency": _(
        "The answer “%(answer)s” to “%(question)s” is no currency code of ISO 4217 such as EUR, so it was not used."
    ),
    "results_unnamed": _("The export does not say what its “%(column)s” are, so they are not taken for conversions."),
    "results_not_conversions": ngettext_lazy(
        "In “%(column)s”, %(count)d row counts something other than requests or purchases: it is not a conversion.",
        "In “%(column)s”, %(count)d rows count something other than requests or purchases: they are not conversions.",
        "count",
    ),
    "rows_after_limit": _("Rows after number %(limit)s were not read."),
}

IMPORTS: dict[str, Text] = {
    "already_counted": _(
        "This file counts already, read the same way: it came with import %(import_id)s. Nothing was counted twice."
    ),
    "rejected_more": _("%(count)s rows were set aside; the first %(shown)s are listed."),
    "data_none": _("There is no data yet. Import one export file, and this page will say how far it reaches."),
    "data_fresh": ngettext_lazy(
        "The data of %(count)d system is as fresh as you expect.",
        "The data of all %(count)d systems is as fresh as you expect.",
        "count",
    ),
    "data_late": ngettext_lazy(
        "The data of %(count)d system is late; the oldest is %(source)s (days behind: %(days)s).",
        "The data of %(count)d systems is late; the oldest is %(source)s (days behind: %(days)s).",
        "count",
    ),
    "data_gaps": ngettext_lazy(
        "%(days)d day is missing in between, most of all in %(source)s.",
        "%(days)d days are missing in between, most of all in %(source)s.",
        "days",
    ),
    "data_totals": ngettext_lazy(
        "The total written in “%(file)s” is not our sum of its rows: open the import and compare.",
        "In %(count)d files the total written in them is not our sum of their rows, “%(file)s” among them: open their "
        "imports and compare.",
        "count",
    ),
    "data_rejected": ngettext_lazy(
        "%(rows)d row was set aside and is in no number.",
        "%(rows)d rows were set aside and are in no number.",
        "rows",
    ),
}

SENTENCES: dict[str, Text] = {**FILES, **ROWS, **NOTES, **IMPORTS}

QUESTIONS: dict[str, Text] = {
    "decimal_mark": _("In “%(column)s”, is the mark in %(samples)s before the decimals or between the thousands?"),
    "date_order": _("In “%(column)s”, does %(samples)s start with the day or with the month?"),
    "currency": _("Which currency is the money in? The file does not say."),
    "period": _("Which days does the file cover? It does not say."),
    "account": _("Which account is this? The file does not say."),
    "stage": _("Deals have closed in the stage “%(column)s”. Were they won, lost, or are they still open?"),
    "mapping": _("Which column is which? The file is not one of the exports known by heart."),
}


def say(reason: Reason) -> str:
    """The sentence of a reason in the current language. An unknown code is shown as it is: nothing is hidden."""
    text = SENTENCES.get(reason.code)
    return reason.code if text is None else filled(text, reason.values)


def ask(code: str, column: str = "", samples: tuple[str, ...] = ()) -> str:
    """The sentence of a question about a file."""
    text = QUESTIONS.get(code)
    shown = ", ".join(f"“{sample}”" for sample in samples[:3])
    return code if text is None else filled(text, {"column": column, "samples": shown})


def filled(text: Text, values: Mapping[str, object]) -> str:
    """`text` with its values in place; a value the code forgot shows as an ellipsis rather than breaking the page."""
    return str(text % _Forgiving(_in_megabytes(values)))


def _in_megabytes(values: Mapping[str, object]) -> Mapping[str, object]:
    """Sizes of files come in bytes; people read megabytes."""
    size, limit = values.get("size"), values.get("limit")
    if not isinstance(size, int) or not isinstance(limit, int):
        return values
    return {**values, "megabytes": -(-size // MEGABYTE), "limit": limit // MEGABYTE}


class _Forgiving(dict[str, object]):
    def __missing__(self, key: str) -> object:
        return "…"
