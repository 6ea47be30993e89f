"""What people fill in about files, sources, channels and typed money."""

from otdel.measurement.forms.questions import QuestionsForm
from otdel.measurement.forms.settings import RuleForm, SourceForm
from otdel.measurement.forms.typed import CostForm, RateForm
from otdel.measurement.forms.wizard import ColumnForm, OthersForm, PresetForm, ShapeForm

__all__ = [
    "ColumnForm",
    "CostForm",
    "OthersForm",
    "PresetForm",
    "QuestionsForm",
    "RateForm",
    "RuleForm",
    "ShapeForm",
    "SourceForm",
]
