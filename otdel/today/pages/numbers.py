"""The four numbers of Today: margin, return, the price of a customer, and how much of the budget is used."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.evidence.pages.numbers import key_numbers
from otdel.today.pages.sparks import with_sparks
from otdel.today.queries import Today
from otdel.web import format as say
from otdel.web.charts import spark
from otdel.web.parts import Explanation, Fact, KeyNumber

NUMBERS = ("margin_after", "back", "cac", "spend")


def numbers(today: Today) -> list[KeyNumber]:
    shown = with_sparks(key_numbers(today.money, today.asked, NUMBERS), NUMBERS, today.weeks)
    found = dict(zip(NUMBERS, shown, strict=False))
    if "cac" in found and not found["cac"].note:
        found["cac"] = replace(found["cac"], note=_("customers traced to a channel"))
    if "spend" in found:
        found["spend"] = used(today, found["spend"])
    return list(found.values())


def used(today: Today, spent: KeyNumber) -> KeyNumber:
    """The share of the period's budget that is spent; without an approved budget of all its days, what was spent."""
    period, spend = today.whole, today.money.total.sums.spend
    if today.budget is None or spend.currency != today.budget.currency:
        return spent
    gone, share = (today.day - period.start).days, spend.amount / today.budget.amount
    name, budget = _("Budget used"), say.short_money(today.budget)
    values = {"day": say.number(gone + 1), "days": say.number(period.days)}
    facts = [
        Fact(_("Spent"), say.money(spend, 2)),
        Fact(_("Approved for the whole period"), say.money(today.budget)),
        Fact(_("Part of the period that is over"), say.percent(gone / period.days, 0)),
        *(one for one in spent.why.facts if one.name != spent.why.facts[0].name),
    ]
    text = _("What marketing has cost so far, salaries and all, next to the approved plan of its cost for the period.")
    return replace(
        spent, name=name, value=say.percent(share, 0), unit=pgettext("budget", "of %(budget)s") % {"budget": budget},
        note=_("day %(day)s of %(days)s") % values, tone="bad" if share > 1 else "", spark=_growing(today),
        why=Explanation(name, text, facts, spent.why.link),
    )  # fmt: skip


def _growing(today: Today) -> SafeString | None:
    """What the whole weeks of the period have cost together, week by week."""
    first = today.whole.start
    weeks = [one.total.sums.spend.amount for one in today.weeks if one.period and one.period.start >= first]
    return spark(list(accumulate(weeks))) if len(weeks) > 1 else None
