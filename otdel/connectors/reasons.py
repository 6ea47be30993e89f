"""Every reason reading and connectors may give, with the names of its values, so that each can be put into words."""

from __future__ import annotations

REASONS: dict[str, tuple[str, ...]] = {
    # a file refused as a whole
    "file_empty": (),
    "file_too_large": ("size", "limit"),
    "not_a_table": ("kind",),  # kind: pdf, image, zip, html, xml, binary, text
    "workbook_broken": ("detail",),
    "workbook_encrypted": (),
    "workbook_too_heavy": ("limit",),  # limit: memory, seconds, size, cells
    "workbook_entities": (),  # XML that defines entities, as attacks do
    "text_unreadable": (),
    "archive_broken": ("detail",),
    "json_broken": ("detail",),
    "json_no_records": ("found",),
    "names_only": (),
    "search_console_filters": (),
    "bitrix24_fields_missing": ("found",),
    "no_table": ("lines",),
    "no_rows": ("report",),  # the export is genuine and says that there is no data
    "nothing_recognised": ("headers",),
    "no_good_rows": ("rows",),
    "report_unknown": ("report",),
    "mapping_headers_missing": ("headers",),
    "mapping_columns_unknown": ("columns",),
    "mapping_value_wrong": ("column", "value"),
    "time_zone_unknown": ("zone",),
    "file_failed": ("detail",),
    "report_partial": ("report",),  # search terms: some clicks are left out
    "report_overlaps": ("report",),  # assets: the same click is counted several times
    "too_many_days": ("rows", "days"),
    # a row set aside
    "row_ragged": ("cells", "expected"),
    "value_missing": ("column",),
    "not_a_number": ("value",),
    "not_a_whole_number": ("value",),
    "not_exact": ("value",),
    "not_a_day": ("value",),
    "not_an_instant": ("value",),
    "not_a_currency": ("value",),
    "other_currency": ("value",),  # the sign beside the number is not the row's currency
    "value_unknown": ("value",),
    "record_deleted": ("value",),
    "line_broken": (),
    "json_call_failed": (),
    # notes
    "answer_not_an_option": ("question", "answer", "options"),
    "answer_not_a_period": ("question", "answer"),
    "answer_not_a_currency": ("question", "answer"),
    "vague_values": ("column", "count"),  # "< 10%" became no data
    "sheet_skipped": ("sheet",),
    "rows_without_values": ("count",),
    "spread_over_days": ("days",),
    "counts_only_ads": (),
    "counts_only_ad_groups": (),
    "counts_only_keywords": (),  # kept as readings: campaigns cost more than their keywords
    "day_unknown": (),
    "column_unused": ("column",),
    "results_unnamed": ("column",),  # the export does not say what its results are
    "results_not_conversions": ("column", "count"),
    "rejected_more": ("count", "shown"),  # only the first `shown` rows set aside are listed
}
