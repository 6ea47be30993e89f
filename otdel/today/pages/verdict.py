"""What Today opens with: what went out and came back, how far off the plan is, and the largest step in sight."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from otdel.evidence import wording as money_words
from otdel.evidence.queries import MoneyAnswer
from otdel.forecasting.pages import verdicts
from otdel.kit.money import Money
from otdel.today.pages.plan import PlanPanel
from otdel.web import format as say

KEPT = ("verdict_worst", "verdict_cannot")  # beside a plan; steps to show more stand in the list below


def sentence(answer: MoneyAnswer, plan: PlanPanel | None) -> SafeString:
    opening = _opening(answer)
    said = answer.verdict[1:] if opening else answer.verdict
    if plan and opening:
        said = tuple(one for one in said if one.code in KEPT)
    rest = money_words.verdict(replace(answer, verdict=tuple(said)))
    return verdicts.joined([opening, rest, *((plan.gap, plan.step) if plan else ())])


def _opening(answer: MoneyAnswer) -> SafeString | None:
    """From which day on; only where the answer has both sides of it."""
    first = answer.verdict[0]
    if first.code != "verdict_paid_back" or answer.period is None:
        return None

    def money(name: str) -> str:
        return say.short_money(Money(Decimal(str(first.values[name])), answer.currency))

    return verdicts.bold(
        _("Since %(day)s, %(spend)s went into marketing, and %(paid)s of it has already paid back."),
        day=say.day(answer.period.start, year=False), spend=money("spend"), paid=money("paid_back"),
    )  # fmt: skip
