"""The words of an agreement about pay, made from the plan in the person's language and stored as they read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import translation

from otdel.accounts.queries import company
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.terms import Terms, own_plan
from otdel.motivation.wording.difference_words import said_between
from otdel.motivation.wording.plan_names import Names, names_now
from otdel.motivation.wording.rule_words import clauses, money, pay_day, per_period
from otdel.organisation.models import JobRole, Member
from otdel.organisation.words import role_title
from otdel.web import format as say


@dataclass(frozen=True, slots=True)
class Offered:
    """Everything an agreement is written from. `before` is what holds for the person until its first day."""

    plan: Plan
    name: str
    number: int
    digest: str
    role: JobRole
    member: Member
    terms: Terms
    start: date
    offered_by: str
    offered_on: date
    language: str
    before: Terms | None = None
    before_plan: Plan | None = None


def text_of(offered: Offered) -> str:
    """The agreement as HTML without a frame: the page and the paper put their own around it."""
    with translation.override(offered.language):
        plan = own_plan(offered.plan, offered.terms)
        names = names_now(plan.currency)
        facts = company(AT_TERMINAL)
        context = {
            "it": offered, "plan": plan, "company_name": "" if isinstance(facts, NoData) else facts.name,
            "role": role_title(offered.role), "clauses": clauses(plan, names), "changes": changes(offered, names),
            "base": money(plan, plan.base), "variable": money(plan, plan.target_variable), "per": per_period(plan),
            "pay_day": pay_day(plan), "start": say.day(offered.start), "on": say.day(offered.offered_on),
        }  # fmt: skip
        return str(render_to_string("motivation/agreement_text.html", context))


def changes(offered: Offered, names: Names) -> list[str]:
    """What is otherwise than until now, one sentence each; empty when nothing held before."""
    if offered.before is None or offered.before_plan is None:
        return []
    return said_between(own_plan(offered.before_plan, offered.before), own_plan(offered.plan, offered.terms), names)
