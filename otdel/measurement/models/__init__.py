"""What measurement keeps: files, imports, presets, settings of sources, channel rules, money typed by hand."""

from otdel.measurement.models.files import Import, ImportFile, Preset, RejectedRow, State
from otdel.measurement.models.settings import ChannelRule, SourceSetting
from otdel.measurement.models.typed import Cost, CostKind, TypedRate

__all__ = [
    "ChannelRule",
    "Cost",
    "CostKind",
    "Import",
    "ImportFile",
    "Preset",
    "RejectedRow",
    "SourceSetting",
    "State",
    "TypedRate",
]
