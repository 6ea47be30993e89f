"""Forms about numbers: readings, plans, targets, a KPI's formula, a correction, a closing."""

from otdel.scorecard.forms.kpis import AdjustForm, KpiForm
from otdel.scorecard.forms.periods import CloseForm
from otdel.scorecard.forms.plans import TargetForm
from otdel.scorecard.forms.readings import AgainForm, ReadingForm, SettleForm

__all__ = ["AdjustForm", "AgainForm", "CloseForm", "KpiForm", "ReadingForm", "SettleForm", "TargetForm"]
