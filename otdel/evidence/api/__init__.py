"""The mix model for programs: what each channel brings back, what it was told, and proposed budgets."""

from ninja import Router

from otdel.evidence.api.beliefs import router as beliefs
from otdel.evidence.api.experiments import router as experiments
from otdel.evidence.api.model import router as model
from otdel.evidence.api.proposals import router as proposals

router = Router(tags=["mix"])
for part in (model, beliefs, experiments, proposals):
    router.add_router("/mix", part)

__all__ = ["router"]
