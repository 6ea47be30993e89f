"""Checking a version of a plan: linted and simulated on the company's own past, and kept with its text."""

from __future__ import annotations

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.motivation.models import PlanVersion
from otdel.motivation.queries.checked import as_json, findings_of
from otdel.motivation.queries.known_kpis import of_company
from otdel.motivation.queries.lint_context import context_of
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.queries.simulation import PATHS, SEED, simulator_of
from otdel.motivation.rules.lints import Finding, lint
from otdel.motivation.rules.reading import read_plan
from otdel.motivation.rules.simulated import Simulation
from otdel.motivation.services.moment import now, today
from otdel.motivation.services.plans import change_draft


def check(viewer: Viewer, version: PlanVersion, *, paths: int = PATHS, seed: int = SEED) -> PlanVersion:
    """Lint and simulate a version, and keep what came out with the digest it is of.

    Raises NotAllowed; Refused when its text was changed meanwhile.
    """
    found, simulation = looked_at(viewer, version, paths=paths, seed=seed)
    kept = PlanVersion.objects.filter(pk=version.pk, digest=version.digest).update(
        findings=as_json(found), simulation=as_json(simulation), checked_digest=version.digest, checked_at=now()
    )
    if not kept:
        raise Refused(Reason.of("pay_draft_changed", name=version.name))
    audit(
        viewer, "pay_plan.checked", f"pay_plan:{version.plan_id}", plan=version.plan.code, number=version.number,
        errors=sum(one.level == "error" for one in found),
    )  # fmt: skip
    version.refresh_from_db()
    return version


def looked_at(
    viewer: Viewer, version: PlanVersion, *, paths: int = PATHS, seed: int = SEED
) -> tuple[list[Finding], Simulation]:
    """What a check would find now, without keeping it. Raises NotAllowed."""
    viewer.must(*APPROVES)
    day, plan = today(viewer), read_plan(version.body)
    kpis = of_company(day)
    simulator = simulator_of(version, day, kpis, paths=paths, seed=seed)
    return lint(plan, context_of(version, day, kpis, simulator)), simulator.of(plan)


def take_mend(viewer: Viewer, version: PlanVersion, place: int, *, seen: str) -> PlanVersion:
    """Change a draft as the mend of its finding number `place` (from 0) says, and check it again.

    `seen` is the digest the findings are of. Raises NotAllowed; Refused for an approved version, a text changed
    meanwhile, or a finding that has no mend.
    """
    viewer.must(*APPROVES)
    found = findings_of(version)
    mend = found[place].mend if 0 <= place < len(found) else None
    if mend is None or version.checked_digest != version.digest:
        raise Refused(Reason.of("pay_mend_gone"))
    plan = mend.plan or read_plan(version.body)
    changed = change_draft(viewer, version, plan, mend.start or version.start, note=version.note, seen=seen)
    return check(viewer, changed)
