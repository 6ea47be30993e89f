"""The language KPIs are written in: numbers, measures, + - * /, parentheses and five functions. docs/algorithms/kpi.md.

Nothing of it is ever run as code: a text becomes a small tree, the tree is checked, then evaluated.
"""

from otdel.scorecard.rules.formula.checking import check
from otdel.scorecard.rules.formula.evaluating import compiled, evaluate
from otdel.scorecard.rules.formula.parsing import parse
from otdel.scorecard.rules.formula.tree import Formula, FormulaWrong

__all__ = ["Formula", "FormulaWrong", "check", "compiled", "evaluate", "parse"]
