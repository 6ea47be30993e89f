"""What a period would pay if its figures stood elsewhere: the same arithmetic on moved inputs, nothing stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from otdel.kit.calendar import Named
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.queries.inputs import Asked, kpis_of
from otdel.motivation.queries.kpi_facts import Facts, facts_of
from otdel.motivation.queries.my_pay import Part, gathering_of
from otdel.motivation.queries.rights import must_see_pay
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.lines import Pay
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.sliding import Slider, Switch, moved, sliders_of, switched, switches_of
from otdel.organisation.queries.members import MemberRef

NOT_HERE = "there is no such agreement, or it is not for this viewer"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`now` is the pay as it stands, `then` as it would be; `put` are sliders that were moved, `passed` gates."""

    agreement: int
    plan: Plan
    facts: Facts
    sliders: tuple[Slider, ...]
    switches: tuple[Switch, ...]
    put: Mapping[str, Decimal]
    passed: Mapping[int, bool]
    now: Pay
    then: Pay


def standing(part: Part) -> WhatIf:
    """Nothing moved yet."""
    return WhatIf(part.agreement, part.plan, part.facts, part.sliders, part.switches, {}, {}, part.pay, part.pay)


def what_if(
    viewer: Viewer,
    member: MemberRef,
    named: Named,
    agreement: int,
    put: Mapping[str, Decimal],
    passed: Mapping[int, bool],
) -> WhatIf:
    """The pay with sliders and gates put elsewhere. Raises NotAllowed, also for an agreement there is not."""
    must_see_pay(viewer, member.id)
    one = next((one for one in gathering_of(viewer, named).asked(member.id) if one.agreement.pk == agreement), None)
    if one is None:
        raise NotAllowed(NOT_HERE)
    facts = facts_of(member.id, named, kpis_of(one.plan), past=0)
    return _counted(one, facts, put, passed)


def _counted(one: Asked, facts: Facts, put: Mapping[str, Decimal], passed: Mapping[int, bool]) -> WhatIf:
    sliders, switches = sliders_of(one.plan, one.inputs, facts.lower), switches_of(one.plan, one.inputs)
    given = {each.subject: each.within(put[each.subject]) for each in sliders if each.subject in put}
    changed = {
        each.place: passed[each.place] for each in switches if passed.get(each.place, each.passed) != each.passed
    }
    plan, inputs = switched(one.plan, moved(one.inputs, sliders, given, facts.lower), changed)
    now, then = compute(one.plan, one.inputs), compute(plan, inputs)
    return WhatIf(one.agreement.pk, one.plan, facts, sliders, switches, given, passed, now, then)
