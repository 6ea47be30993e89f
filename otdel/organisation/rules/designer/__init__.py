"""What should we hire next: a small integer programme over roles, shares and terms of engagement."""

from otdel.organisation.rules.designer.answer import Cover, Design, Hire, Impossible, Loosen, Mix, Start, Swing
from otdel.organisation.rules.designer.assumptions import ASSUMPTIONS, Assumption, completed
from otdel.organisation.rules.designer.plan import Now, Option, Plan, fixed_need, problems
from otdel.organisation.rules.designer.sensitivity import swings
from otdel.organisation.rules.designer.solving import best, design

__all__ = [
    "ASSUMPTIONS", "Assumption", "Cover", "Design", "Hire", "Impossible", "Loosen", "Mix", "Now", "Option", "Plan",
    "Start", "Swing", "best", "completed", "design", "fixed_need", "problems", "swings",
]  # fmt: skip
