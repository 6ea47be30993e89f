"""The what-if panel put into words: sliders in the units of their KPIs, gates as switches, the answer in money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.kit.calendar import Named
from otdel.motivation.pages.pay_lines import Saying, whole
from otdel.motivation.queries.one_more import OneMore
from otdel.motivation.queries.what_if import WhatIf
from otdel.motivation.rules.lines import Pay
from otdel.motivation.rules.rounding import text
from otdel.motivation.rules.sliding import Slider, Switch
from otdel.motivation.wording.rule_words import condition
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.pages.figures import figure
from otdel.scorecard.pages.formula_words import measure_name
from otdel.web import format as say

VARIABLE = ("component", "units", "points", "quality", "time", "team")


@dataclass(frozen=True, slots=True)
class SliderShown:
    """Numbers as a browser needs them (`low`, `high`, `step`, `value`), the same as people read them, and the pay."""

    id: str
    field: str
    name: str
    low: str
    high: str
    step: str
    value: str
    start: str
    at: str
    low_words: str
    high_words: str
    pay: str


@dataclass(frozen=True, slots=True)
class SwitchShown:
    field: str
    name: str
    hint: str
    passed: bool
    passed_now: bool


@dataclass(frozen=True, slots=True)
class Answer:
    agreement: int
    lead: str
    sum: str
    difference: str


@dataclass(frozen=True, slots=True)
class MoreShown:
    name: str
    amount: str
    note: str


@dataclass(frozen=True, slots=True)
class WhatIfShown:
    agreement: int
    who: str
    period: str
    reset: str
    sliders: tuple[SliderShown, ...]
    switches: tuple[SwitchShown, ...]
    answer: Answer
    more: tuple[MoreShown, ...]
    more_note: str


def shown(found: WhatIf, member: MemberRef, named: Named, *, own: bool, more: tuple[OneMore, ...] = ()) -> WhatIfShown:
    saying = _saying(found)
    return WhatIfShown(
        agreement=found.agreement,
        who=member.slug,
        period=named.code,
        reset=_page_of(member, own=own),
        sliders=tuple(_slider(one, found, saying) for one in found.sliders),
        switches=tuple(_switch(one, found, saying) for one in found.switches),
        answer=_answer(found, saying, own=own),
        more=tuple(_more(one, saying) for one in more),
        more_note=_("With everything else as it is today; conditions and the limit are counted in."),
    )


def _page_of(member: MemberRef, *, own: bool) -> str:
    page = reverse("motivation:my_pay") if own else reverse("motivation:person_pay", args=[member.slug])
    return f"{page}#what-if"


def _saying(found: WhatIf) -> Saying:
    amounts = [line.amount for pay in (found.now, found.then) for line in pay.lines]
    return Saying(found.now.currency, not whole(amounts), found.facts.of, plan=found.plan)


def _slider(one: Slider, found: WhatIf, saying: Saying) -> SliderShown:
    put = found.put.get(one.subject, one.now)
    ident = f"wi-{found.agreement}-{one.subject}"
    return SliderShown(
        id=ident,
        field=f"at-{one.subject}",
        name=saying.name(one.subject),
        low=text(one.low),
        high=text(one.high),
        step=text(one.step) if one.stepped else "any",
        value=text(put),
        start=text(one.now),
        at=_at(one, put, saying) if one.known or one.subject in found.put else _("no data yet"),
        low_words=_at(one, one.low, saying),
        high_words=_at(one, one.high, saying),
        pay=saying.added(_paid(found.then, one.subject)),
    )


def _at(one: Slider, value: Decimal, saying: Saying) -> str:
    if one.scale == "measure":
        return say.number(value)
    return saying.at(one.subject, one.scale, value)


def _paid(pay: Pay, subject: str) -> Decimal:
    return sum((line.amount for line in pay.lines if line.subject == subject and line.code in VARIABLE), Decimal(0))


def _switch(one: Switch, found: WhatIf, saying: Saying) -> SwitchShown:
    gate = found.plan.gates[one.place]
    passed_now = bool(one.passed)
    name = pgettext("what if", "Condition passed: %(name)s") % {"name": saying.name(one.kpi)}
    about = {"when": condition(gate.passes, gate.kpi, saying.names), "share": say.percent(gate.fail, 2)}
    hint = _("Should be %(when)s; otherwise %(share)s is paid.") % about
    return SwitchShown(f"gate-{one.place}", name, hint, found.passed.get(one.place, passed_now), passed_now)


def _answer(found: WhatIf, saying: Saying, *, own: bool) -> Answer:
    difference = found.then.earned - found.now.earned
    words = saying.added(difference) if difference else pgettext("pay, what if", "as now")
    lead = _("You would get") if own else _("It would be")
    return Answer(found.agreement, lead, saying.cash(found.then.earned), words)


def _more(one: OneMore, saying: Saying) -> MoreShown:
    amount = say.signed(say.amount(one.amount, saying.currency, 0 if whole([one.amount]) else 2))
    if not one.amount:
        amount = pgettext("pay", "nothing now")
    if one.step is None:
        name = one.name or measure_name(one.code)
        return MoreShown(_("One more: %(name)s") % {"name": name}, amount, "")
    step = figure(abs(one.step), one.unit, saying.currency, of_another=one.of_another)
    words = _("%(name)s: %(step)s less") if one.step < 0 else _("%(name)s: %(step)s more")
    return MoreShown(words % {"name": one.name, "step": step}, amount, "")
