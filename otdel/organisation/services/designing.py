"""Keeping a design as a plan, with its author and day, and taking one away."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from otdel.accounts.models import Person
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import SavedDesign
from otdel.organisation.queries.designer import MAY_DESIGN, answer
from otdel.organisation.rules.designer import Mix, Plan, problems


def save_design(viewer: Viewer, name: str, plan: Plan) -> SavedDesign:
    """Keep what was asked and what is answered to it now. Raises NotAllowed, Refused."""
    viewer.must(*MAY_DESIGN)
    if not name.strip():
        raise Refused(Reason.of("design_without_name"))
    for problem in problems(plan):
        raise Refused(problem)
    with transaction.atomic():
        made = SavedDesign.objects.create(
            name=name.strip()[:120],
            currency=plan.currency,
            figures={code: str(value) for code, value in plan.figures.items()},
            people=[[one.role, one.terms, one.share] for one in plan.people],
            answer=_said(plan),
            by=Person.objects.filter(pk=viewer.person).first(),
            by_name=viewer.name,
        )
        audit(viewer, "design.saved", f"design:{made.pk}", name=made.name)
    return made


def remove_design(viewer: Viewer, pk: int) -> None:
    """Raises NotAllowed. One that is gone already is no trouble."""
    viewer.must(*MAY_DESIGN)
    with transaction.atomic():
        for found in SavedDesign.objects.filter(pk=pk):
            audit(viewer, "design.removed", f"design:{pk}", name=found.name)
            found.delete()


def _said(plan: Plan) -> dict[str, Any]:
    found = answer(plan).best
    if not isinstance(found, Mix):
        return {"possible": False, "hires": []}
    return {
        "possible": True,
        "hires": [list(one) for one in found.signature],
        "cost": str(found.cost),
        "needed": round(found.needed, 1),
        "covered": round(found.covered, 1),
    }
