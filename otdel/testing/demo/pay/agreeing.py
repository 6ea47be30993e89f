"""Who was offered which plan, and how each signed: those with an account in the app, the others on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from otdel.motivation.models import PayAgreement, PlanVersion
from otdel.motivation.rules.reading import read_plan
from otdel.motivation.services.agreements import Offer, end_agreement, offer, sign, sign_on_paper
from otdel.organisation.models import Engagement
from otdel.testing.demo.department.cast import CAST, LEAVER, NEWCOMER, Somebody
from otdel.testing.demo.department.ground import Ground
from otdel.testing.demo.pay.telling import then, viewer_of, workday

OFFERED_BEFORE, SIGNED_BEFORE = timedelta(days=14), timedelta(days=10)
NOTICE = timedelta(days=12)  # before a last day
LANGUAGES = {"maryna": "en", "ihor": "en", "taras": "en"}  # as their accounts are; the others read Ukrainian


def agree_all(ground: Ground, versions: Mapping[str, PlanVersion]) -> None:
    """An agreement of everybody for each role they hold, from the day pay by plan begins for them."""
    for one in CAST:
        for held in Engagement.objects.filter(member=ground.members[one.key]).order_by("start"):
            code = next(role for role, made in ground.roles.items() if made.pk == held.role_id)
            version = versions[code]
            if held.end is None or held.end > version.start:
                _agreed(ground, one, version, held)


def _agreed(ground: Ground, one: Somebody, version: PlanVersion, held: Engagement) -> PayAgreement:
    start = max(version.start, held.start)
    offered, signed = workday(start - OFFERED_BEFORE), workday(start - SIGNED_BEFORE)
    if one.key == NEWCOMER:
        offered = signed = start  # their first day
    terms = version.body
    with then(offered, 10):
        made = offer(ground.owner, version, _offer(one, held, terms, start))
    with then(signed, 16):
        if one.account:
            made = sign(viewer_of(ground, one.key), made, seen=made.digest)
        else:
            made = sign_on_paper(ground.owner, made, signed)
    if one.key == LEAVER and held.end is not None:
        with then(workday(held.end - NOTICE)):
            end_agreement(ground.owner, made, held.end)
    return made


def _offer(one: Somebody, held: Engagement, terms: Mapping[str, object], start: date) -> Offer:
    plan = read_plan(terms)
    return Offer(held.member, plan.base, plan.target_variable, start, LANGUAGES.get(one.key, "uk"))
