"""KPIs of this company, their plans and targets, typed values, stored values and their corrections."""

from otdel.scorecard.models.counting import Counting, Ledger
from otdel.scorecard.models.kpis import Kpi, PlanValue, Target
from otdel.scorecard.models.typed import Reading
from otdel.scorecard.models.values import Adjustment, ClosedPeriod, KpiValue

__all__ = ["Adjustment", "ClosedPeriod", "Counting", "Kpi", "KpiValue", "Ledger", "PlanValue", "Reading", "Target"]
