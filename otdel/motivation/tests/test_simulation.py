"""A simulation against plain arithmetic written a second time, and what it does with the past of a real department."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest

from otdel.accounts.models import AuditLine
from otdel.accounts.services import Refused
from otdel.analytics.payouts import Floats
from otdel.kit.viewer import NotAllowed, Role
from otdel.motivation.models import PlanVersion, VersionState
from otdel.motivation.queries.checked import findings_of, simulation_of
from otdel.motivation.queries.compiling import Column
from otdel.motivation.queries.known_kpis import of_company
from otdel.motivation.queries.simulation import simulator_of
from otdel.motivation.rules.lints import Level
from otdel.motivation.rules.plan import Component, Curve
from otdel.motivation.rules.reading import digest, read_plan, write_plan
from otdel.motivation.rules.simulated import Simulation
from otdel.motivation.services.checking import check, take_mend
from otdel.motivation.services.moment import told_of
from otdel.motivation.tests.checked_scene import NOON, TODAY, draft, heavy, with_past
from otdel.motivation.tests.lint_past import IHOR, OLHA, fair, history, simulator
from otdel.motivation.tests.lint_plans import EVEN, SOUND
from otdel.motivation.tests.pay_scene import Scene

D = Decimal


def pays(curve: Curve, x: Decimal) -> Decimal:
    """The same straight lines, written with nothing but arithmetic."""
    if x <= curve[0].at:
        return curve[0].pays
    for low, high in itertools.pairwise(curve):
        if x <= high.at:
            return low.pays + (high.pays - low.pays) * (x - low.at) / (high.at - low.at)
    return curve[-1].pays


def by_hand(month: dict[str, str]) -> Decimal:
    """The variable of the sound plan in one month."""
    cent = D("0.01")
    parts = [
        (D(700) * one.weight * pays(one.curve, D(month[one.kpi]))).quantize(cent, ROUND_HALF_UP)
        for one in SOUND.components
    ]
    total = sum(parts, D(0))
    if not D("0.9") <= D(month["ppc_pace"]) <= D("1.05"):
        total = (total * D("0.8")).quantize(cent, ROUND_HALF_UP)
    return min(total, D(980))


def test_a_simulation_says_what_plain_arithmetic_says() -> None:
    random_ = random.Random(5)
    months = [
        {one.kpi: f"{random_.uniform(0.7, 1.4):.4f}" for one in SOUND.components}
        | {"ppc_tests": str(random_.choice([1, 2, 3, 4])), "ppc_pace": f"{random_.uniform(0.8, 1.2):.3f}"}
        for _ in range(18)
    ]
    series = {kpi: [one[kpi] for one in months] for kpi in months[0]}
    (person,) = simulator(SOUND, history({1: series})).of(SOUND).people
    paid = [by_hand(one) for one in months]
    assert person.average.middle == (sum(paid, D(0)) / 18).quantize(D("0.01"), ROUND_HALF_UP)
    drawn = sorted(random_.choice(paid) for _ in range(40_000))
    for tenth, found in ((0.1, person.variable.low), (0.5, person.variable.middle), (0.9, person.variable.high)):
        near = {drawn[int(40_000 * share)] for share in (tenth - 0.02, tenth, tenth + 0.02)}
        assert min(near) - D("0.01") <= found <= max(near) + D("0.01")
    reached = D(sum(one >= 700 for one in paid)) / 18
    assert abs(person.at_target.middle - reached) < D("0.02")
    failed = D(sum(not D("0.9") <= D(one["ppc_pace"]) <= D("1.05") for one in months)) / 18
    assert abs(person.any_gate.middle - failed) < D("0.02")
    assert sum(share for _low, _high, share in person.heap) == pytest.approx(D(1), abs=D("0.001"))


def test_people_who_moved_together_cost_more_at_once() -> None:
    """Drawn one by one, two people's good months would rarely meet."""
    up = ["0.8", "1.25"] * 6
    down = ["1.25", "0.8"] * 6
    plan = replace(SOUND, components=(Component("ppc_ql", D(1), EVEN),), gates=())
    same = simulator(plan, history({1: {"ppc_ql": up}, 2: {"ppc_ql": up}}), IHOR, OLHA).of(plan)
    against = simulator(plan, history({1: {"ppc_ql": up}, 2: {"ppc_ql": down}}), IHOR, OLHA).of(plan)
    assert same.pairs[0].goes.middle == D("1.00")
    assert against.pairs[0].goes.middle == D("-1.00")
    assert same.payroll is not None
    assert against.payroll is not None
    assert same.payroll.pay.high == D(2600) + 2 * D("980")
    assert against.payroll.pay.high == against.payroll.pay.low == D(2600) + D("980")
    assert same.payroll.risk == D(560), "1 month in 10 costs 4560, and 4000 is what was planned"


def test_pay_is_compared_with_the_margin_of_the_same_months() -> None:
    up = ["0.8", "1.25"] * 6
    plan = replace(SOUND, components=(Component("ppc_ql", D(1), EVEN),), gates=(), cap=None)
    past = history({1: {"ppc_ql": up}}, margin=["10000", "20000"] * 6)
    payroll = simulator(plan, past).of(plan).payroll
    assert payroll is not None
    assert payroll.share is not None
    assert payroll.goes is not None
    assert (payroll.share.low, payroll.share.high) == (D("0.1175"), D("0.1300"))  # 2350 of 20000, 1300 of 10000
    assert payroll.goes.middle == D("1.00")
    abroad = replace(plan, currency="EUR")
    other = simulator(plan, past).of(abroad).payroll
    assert other is not None
    assert other.lacks is not None
    assert other.lacks.code == "lint_other_currency"


def test_paths_of_a_forecast_take_the_place_of_the_past() -> None:
    class Always:
        def paths(self, history: Floats, who: str, columns: tuple[Column, ...]) -> Floats:
            return np.ones((1000, len(columns))) * [3.0 if one.code == "ppc_tests" else 1.0 for one in columns]

        def margin(self, past: Floats) -> Floats:
            return np.full(1000, np.nan)

    found = replace(simulator(SOUND, history({1: fair()})), futures=Always()).of(SOUND)  # type: ignore[arg-type]
    assert found.people[0].variable.low == found.people[0].variable.high == D("700.00")


# With records


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    made = with_past()
    with told_of(NOON):
        yield made


def simulated(version: PlanVersion) -> Simulation:
    return simulator_of(version, TODAY, of_company(TODAY)).of(read_plan(version.body))


def test_a_version_is_simulated_for_whom_it_pays(scene: Scene) -> None:
    found = simulated(draft(scene))
    assert [one.name for one in found.people] == ["Ihor Bondar"]
    assert found.people[0].periods >= 12
    assert found.people[0].target == D(20000)


@pytest.mark.parametrize("role", [Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT, Role.CONTRACTOR])
def test_only_owners_see_what_others_would_be_paid(scene: Scene, role: Role) -> None:
    version = draft(scene)
    with pytest.raises(NotAllowed):
        check(scene.viewer(role), version)


def test_a_check_is_kept_with_the_text_it_is_of_and_read_back_whole(scene: Scene) -> None:
    version = check(scene.owner, draft(scene))
    assert version.checked_digest == version.digest
    found, kept = findings_of(version), simulation_of(version)
    assert found
    assert isinstance(kept, Simulation)
    assert kept == simulated(version)
    line = AuditLine.objects.get(verb="pay_plan.checked")
    assert set(line.values) == {"plan", "number", "errors"}, "no amounts in the trail"


def test_a_mend_changes_the_draft_and_its_finding_is_gone(scene: Scene) -> None:
    version = check(scene.owner, heavy(draft(scene)))
    place, found = next((n, one) for n, one in enumerate(findings_of(version)) if one.id == "L01")
    assert found.level is Level.ERROR
    assert found.mend is not None
    assert found.mend.proved
    mended = take_mend(scene.owner, version, place, seen=version.digest)
    assert "L01" not in {one.id for one in findings_of(mended)}
    assert mended.checked_digest == mended.digest
    with pytest.raises(Refused):
        take_mend(scene.owner, mended, 99, seen=mended.digest)


def test_an_approved_version_is_not_mended(scene: Scene) -> None:
    version = check(scene.owner, scene.agreements["ihor"].version)
    assert version.state == VersionState.APPROVED
    place = next((n for n, one in enumerate(findings_of(version)) if one.mend), None)
    assert place is not None, "it has no ramp"
    with pytest.raises(Refused):
        take_mend(scene.owner, version, place, seen=version.digest)


def test_a_text_changed_meanwhile_keeps_no_check(scene: Scene) -> None:
    version = draft(scene)
    other = replace(SOUND, code="buyer")
    PlanVersion.objects.filter(pk=version.pk).update(body=write_plan(other), digest=digest(other))
    with pytest.raises(Refused):
        check(scene.owner, version)
