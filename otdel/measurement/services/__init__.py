"""What people do with files, sources, channels, costs and rates."""

from otdel.measurement.services.landing import (
    drop_import,
    land_import,
    rebuild,
    redo_import,
    retry,
    start,
    undo_import,
)
from otdel.measurement.services.mapping import finish_mapping, map_columns, map_shape
from otdel.measurement.services.presets import forget_preset, save_preset
from otdel.measurement.services.receiving import FileRefused, Received, read_again, receive_file
from otdel.measurement.services.settings import move_rule, remove_rule, reorder_rules, save_rule, settle_source
from otdel.measurement.services.typed import add_cost, add_rate, remove_cost, remove_rate
from otdel.measurement.services.understanding import answer, preview

__all__ = [
    "FileRefused",
    "Received",
    "add_cost",
    "add_rate",
    "answer",
    "drop_import",
    "finish_mapping",
    "forget_preset",
    "land_import",
    "map_columns",
    "map_shape",
    "move_rule",
    "preview",
    "read_again",
    "rebuild",
    "receive_file",
    "redo_import",
    "remove_cost",
    "remove_rate",
    "remove_rule",
    "reorder_rules",
    "retry",
    "save_preset",
    "save_rule",
    "settle_source",
    "start",
    "undo_import",
]
