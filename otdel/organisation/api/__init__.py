"""The department for programs: people, zones, roles, processes, accesses, cover, dossier; as their pages show them."""

from ninja import Router

from otdel.organisation.api.processes import router as processes
from otdel.organisation.api.register import router as register
from otdel.organisation.api.roles import router as roles
from otdel.organisation.api.team import router as team

router = Router(tags=["team"])
for part in (team, roles, processes, register):
    router.add_router("/team", part)

__all__ = ["router"]
