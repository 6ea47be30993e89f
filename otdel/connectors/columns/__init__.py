"""The columnar engine: headers, numbers, days and declared reports. What a connector needs is named here."""

from otdel.connectors.columns.draft import Draft
from otdel.connectors.columns.fields import Doubt, Evidence, Field, Refusal
from otdel.connectors.columns.headers import currency_of, find, fold, split_unit
from otdel.connectors.columns.observations import Metric, observations
from otdel.connectors.columns.report import report
from otdel.connectors.columns.sheets import (
    keep_rows,
    preamble_period,
    take_rows,
    text_column,
    wide_to_long,
    with_cells,
    with_columns,
)

__all__ = [
    "Doubt",
    "Draft",
    "Evidence",
    "Field",
    "Metric",
    "Refusal",
    "currency_of",
    "find",
    "fold",
    "keep_rows",
    "observations",
    "preamble_period",
    "report",
    "split_unit",
    "take_rows",
    "text_column",
    "wide_to_long",
    "with_cells",
    "with_columns",
]
