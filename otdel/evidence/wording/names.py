"""Names and definitions of the numbers of this chapter: the metric dictionary every page quotes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.measurement.channel_names import channel_name

Text = Any  # a lazy text; Django gives it no public type

NUMBERS: dict[str, Text] = {
    "spend": pgettext_lazy("key number", "Spent"),
    "margin": pgettext_lazy("key number", "Contribution margin"),
    "margin_after": pgettext_lazy("key number", "Margin after marketing"),
    "revenue": pgettext_lazy("key number", "Revenue"),
    "revenue_back": pgettext_lazy("key number", "Revenue for each 1 spent (ROAS)"),
    "back": pgettext_lazy("key number", "Back for each 1 spent (ROMI + 1)"),
    "cac": pgettext_lazy("key number", "Cost of a new customer (CAC)"),
    "cost_per_lead": pgettext_lazy("key number", "Cost of a lead (CPL)"),
    "leads": pgettext_lazy("key number", "Leads"),
    "deals": pgettext_lazy("key number", "Sales won"),
    "customers": pgettext_lazy("key number", "New customers"),
    "matched": pgettext_lazy("key number", "Sales with a known origin"),
}

DEFINITIONS: dict[str, Text] = {
    "spend": _(
        "Money spent on marketing as the ad systems and your own cost lists state it, in your currency at the rate of "
        "each day. Spend with no rate for its day is left out and named below."
    ),
    "margin": _(
        "Contribution margin: revenue less returns, less the variable cost of the goods or service sold. Only won "
        "sales count; open ones never do."
    ),
    "margin_after": _(
        "Contribution margin of all won sales, less everything spent on marketing. Sales of days whose spend is "
        "not in the data are left out."
    ),
    "revenue": _("Money of won sales, before returns are taken off. Open sales never count."),
    "revenue_back": _(
        "Revenue less returns of traced sales, divided by spend. It is not profit: goods have a cost too."
    ),
    "back": _(
        "Contribution margin of the sales traced to channels money was spent on, divided by the spend. At 1 the money "
        "came back; ROMI is this less 1. The low end counts only traced sales, the high end also gives each channel "
        "its share of sales whose origin is not known."
    ),
    "cac": _(
        "Spend divided by the customers who bought for the first time and whose sale was traced. A customer is counted "
        "once, at the first sale your data holds."
    ),
    "cost_per_lead": _("Spend divided by the leads traced to it."),
    "leads": _("People or firms who asked, by the day they did."),
    "deals": _("Sales your CRM or shop calls won or paid."),
    "customers": _("Buyers whose first won sale in your data falls into these days."),
    "matched": _("The share of won sales whose channel is known, by any of the steps below."),
    "outcome": _(
        "Paid back: spend covered by the contribution margin of traced sales. On its way: spend so recent that its "
        "results are still due, by the time your leads usually take to pay. Can’t be shown: spend with no link to "
        "sales, or sales whose money, cost or origin is not known. Did not pay back: the rest. The four add up to the "
        "spend."
    ),
    "platform": _(
        "What the ad platforms say of themselves. They count in their own way, often the same sale twice, so their "
        "numbers stand apart and are never added to yours."
    ),
    "model_last_non_direct": _(
        "A sale belongs to the last touch before it that was not a direct visit, at most 90 days back. Tags kept on "
        "the lead or the order count as a touch at its moment."
    ),
    "basis_lead": _("A sale stands in the days its lead arrived, so spend is set against what it brought."),
    "basis_payment": _("A sale stands in the days it was paid, so the numbers agree with your cash."),
}

STEPS: dict[str, tuple[Text, Text]] = {
    "click": (
        pgettext_lazy("match step", "Click id"),
        _("The click id kept with the lead or sale was seen with its campaign: the surest link."),
    ),
    "campaign_id": (
        pgettext_lazy("match step", "Campaign id"),
        _("The lead or sale carries the ad system’s own campaign id."),
    ),
    "utm": (
        pgettext_lazy("match step", "UTM tags"),
        _("The tags name the campaign, by its name or by its id inside the tag."),
    ),
    "name": (
        pgettext_lazy("match step", "Name"),
        _("The CRM’s own word for the origin is the campaign’s name."),
    ),
    "channel": (
        pgettext_lazy("match step", "Channel only"),
        _("The channel is known, the campaign is not."),
    ),
    "none": (
        pgettext_lazy("match step", "Not known"),
        _("Nothing kept with the lead or sale says where it came from."),
    ),
}

OUTCOMES: dict[str, Text] = {
    "paid_back": pgettext_lazy("outcome of spend", "Paid back"),
    "on_its_way": pgettext_lazy("outcome of spend", "On its way"),
    "did_not": pgettext_lazy("outcome of spend", "Did not pay back"),
    "cannot": pgettext_lazy("outcome of spend", "Can’t be shown yet"),
}

MODELS: dict[str, Text] = {"last_non_direct": pgettext_lazy("model", "Last touch that was not direct")}

BASES: dict[str, Text] = {
    "lead": pgettext_lazy("sales counted by", "by the day of the lead"),
    "payment": pgettext_lazy("sales counted by", "by the day of payment"),
}


def number_name(code: str) -> str:
    return str(NUMBERS.get(code, code))


def definition(code: str) -> str:
    """The meaning of a number, model or basis; empty when there is none."""
    return str(DEFINITIONS.get(code, ""))


def step_name(step: str) -> str:
    return str(STEPS[step][0]) if step in STEPS else step


def step_meaning(step: str) -> str:
    return str(STEPS[step][1]) if step in STEPS else ""


def outcome_name(code: str) -> str:
    return str(OUTCOMES.get(code, code))


def model_name(code: str) -> str:
    return str(MODELS.get(code, code))


def basis_name(code: str) -> str:
    return str(BASES.get(code, code))


def channel(code: str) -> str:
    """The channel's name in the reader's language; the company's own names as written."""
    return channel_name(code)
