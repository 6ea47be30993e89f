"""Sentences by code. Values arrive already formatted: money with its symbol, shares as percent, channels by name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

Text = Any  # a lazy text; Django gives it no public type

VERDICT: dict[str, Text] = {
    "verdict_nothing": _("There is no spend and there are no sales to show yet."),
    "verdict_no_spend": _(
        "Sales won: %(deals)s, revenue %(revenue)s. No spend stands beside them, so nothing can be said about return."
    ),
    "verdict_only_spend": _("%(spend)s was spent, and there are no sales to set against it."),
    "verdict_revenue_only": _(
        "%(spend)s was spent, and sales brought %(revenue)s after returns; what the goods cost is not known, so what "
        "really came back can’t be shown."
    ),
    "verdict_paid_back": _("%(spend)s was spent, and %(paid_back)s of it (%(share)s) has already paid back."),
    "verdict_spent_and_unrated": _(
        "%(spend)s was spent, plus %(unrated)s that has no exchange rate and is in no number below."
    ),
    "verdict_unrated": _("%(unrated)s was spent, and it has no exchange rate, so it is in no number below."),
    "verdict_sales_unrated": _(
        "Sales won: %(deals)s, revenue %(revenue)s. What they returned can’t be said until spend has its rates."
    ),
    "verdict_only_spend_rated": _("There are no sales to set against it."),
    "verdict_revenue_only_rated": _(
        "Sales brought %(revenue)s after returns; what the goods cost is not known, so what really came back can’t be "
        "shown."
    ),
    "verdict_paid_back_rated": _("Of the %(spend)s, %(paid_back)s (%(share)s) has already paid back."),
    "verdict_worst": _("%(did_not)s (%(share)s) did not pay back, most of it in %(channel)s: %(amount)s."),
    "verdict_cannot": _("%(cannot)s (%(share)s) can’t be shown to have worked or not."),
    "verdict_on_its_way": _("%(amount)s is so recent that its results are still due."),
    "verdict_bring_deals": _("Bring sales from your CRM or shop, and the return will stand beside every channel."),
    "verdict_tag_links": _("Tag the links of the campaigns worth %(amount)s that leave no trace in your sales."),
    "verdict_bring_deals_of_period": _("Bring sales of the days on which %(amount)s was spent; they are missing."),
    "verdict_give_margin": _("Give the cost of goods, or your usual margin, and %(amount)s more can be judged."),
    "verdict_bring_amounts": _("Bring the amounts of won sales, and %(amount)s more can be judged."),
    "verdict_record_origin": _("Keep the origin of every lead, and %(amount)s more can be judged."),
    "verdict_wait_or_more_deals": _("Sales worth waiting for are still open beside %(amount)s of spend."),
    "verdict_write_rule": _("Write a channel rule for %(amount)s of spend that is in no channel."),
    "verdict_bring_rates": _("Bring exchange rates of %(currencies)s into %(into)s."),
    "verdict_bring_spend_of_period": _("Sales of days without spend data are left out; bring the spend of those days."),
    "verdict_bring_spend": _("Bring what was spent from your ad systems."),
}

REASONS: dict[str, Text] = {
    "no_deals": _("There are no sales in the data yet."),
    "no_spend": _("Nothing was spent here."),
    "no_leads": _("No lead was traced here."),
    "no_customers": _("No first-time buyer was traced here."),
    "nothing_to_match": _("There are no leads or sales to trace."),
    "no_trace": _("Nothing in your leads or sales points to this campaign, so its return can’t be seen."),
    "not_covered": _("The sales data does not reach the days on which this was spent."),
    "cost_unknown": _("What was sold here has no cost in the data, so revenue is known and margin is not."),
    "price_unknown": _("Some won sales here have no amount, or no exchange rate for it."),
    "origin_unknown": _("Sales of unknown origin could have covered this part."),
    "still_open": _("Sales are still open, and there are too few won ones to know how long they take."),
    "shared_cost": _("It is what the department itself costs, and serves every channel."),
    "buyers_unknown": _("Some won sales here have no buyer’s id, so first-time buyers can’t be counted."),
    "not_won": _("The sale is not won, so it is not money yet."),
    "not_in_file": _("The export does not say."),
    "lag_unknown": _(
        "There are fewer than 30 won sales with both days, too few to know how long leads take to pay, so no spend is "
        "shown as on its way."
    ),
    "no_rate": _(
        "There is no rate of %(currency)s into %(into)s on its day or shortly before it (days back: %(days)s)."
    ),
    "no_day": _("The file does not say on which day it was spent, so it is in no period."),
    "rate_missing": _(
        "There is no rate of %(currency)s into %(into)s for %(day)s or shortly before it (days back: %(fill_days)s)."
    ),
    "rate_without_day": _("Without a day, %(currency)s cannot be turned into %(into)s."),
}

WARNINGS: dict[str, Text] = {
    "low_match_deals": ngettext_lazy(
        "Only %(share)s of %(count)d sale could be traced to a channel, so returns below are far from the whole.",
        "Only %(share)s of %(count)d sales could be traced to a channel, so returns below are far from the whole.",
        "count",
    ),
    "low_match_leads": ngettext_lazy(
        "Only %(share)s of %(count)d lead could be traced to a channel.",
        "Only %(share)s of %(count)d leads could be traced to a channel.",
        "count",
    ),
    "leads_not_found": _(
        "Sales that name a lead: %(named)s, found among the leads: only %(found)s. Check that both exports cover the "
        "same people and days."
    ),
    "sales_outside_spend": ngettext_lazy(
        "%(count)d sale (revenue %(revenue)s, margin %(amount)s) is of days whose spend is not in the data. It is in "
        "revenue and margin, but left out of returns, costs per customer and what became of the spend.",
        "%(count)d sales (revenue %(revenue)s, margin %(amount)s) are of days whose spend is not in the data. They are "
        "in revenue and margin, but left out of returns, costs per customer and what became of the spend.",
        "count",
    ),
    "unmapped_spend": _("%(amount)s of spend (%(share)s) is in no channel."),
    "paid_day_unknown": ngettext_lazy(
        "%(deals)d won sale has no payment day; the day it was closed stands in.",
        "%(deals)d won sales have no payment day; the day they were closed stands in.",
        "deals",
    ),
    "margin_assumed": _(
        "Where the cost of goods was not in the data, %(amount)s of cost was assumed from your margin."
    ),
    "without_salaries": _("Salaries are not in these numbers. Owner, head and accountant see the numbers with them."),
}

STEPS: dict[str, Text] = {
    "bring_deals": _(
        "Export deals from your CRM, or orders from your shop, for the same days. %(amount)s of spend waits for them."
    ),
    "tag_links": _(
        "Put utm_campaign (or the ad system’s auto-tagging) on the links of these campaigns and keep it with each "
        "lead. %(amount)s of spend leaves no trace in sales."
    ),
    "bring_deals_of_period": _(
        "%(amount)s was spent on days the sales data does not reach. Export sales that begin earlier or end later."
    ),
    "give_margin": _(
        "%(amount)s of spend waits for the cost of what was sold. Add a cost column to the sales, or give your usual "
        "margin."
    ),
    "bring_amounts": _(
        "Won sales without an amount hide what came back on %(amount)s. Export them with their amounts."
    ),
    "record_origin": _(
        "Sales of unknown origin could have covered %(amount)s. Keep the tags or the click id of the first visit with "
        "each lead."
    ),
    "wait_or_more_deals": _(
        "%(amount)s stands beside sales still open. Bring older sales, so that the wait can be measured."
    ),
    "write_rule": _("%(amount)s of spend is in no channel. A channel rule puts it where it belongs."),
    "bring_rates": _(
        "Import a rates table, or type in rates of %(currencies)s into %(into)s. Until then this is in no number: "
        "%(unrated)s."
    ),
    "bring_spend_of_period": _(
        "Sales with revenue of %(revenue)s are of days whose spend is not in the data, so they count toward no return. "
        "Export campaign reports of those days."
    ),
    "bring_spend": _("Export campaign reports from your ad systems, by day."),
}

TITLES: dict[str, Text] = {
    "bring_deals": pgettext_lazy("next step", "Bring sales"),
    "tag_links": pgettext_lazy("next step", "Tag links worth %(amount)s"),
    "bring_deals_of_period": pgettext_lazy("next step", "Bring sales of the missing days"),
    "give_margin": pgettext_lazy("next step", "Say what sales cost you"),
    "bring_amounts": pgettext_lazy("next step", "Bring the amounts of sales"),
    "record_origin": pgettext_lazy("next step", "Keep the origin of every lead"),
    "wait_or_more_deals": pgettext_lazy("next step", "Wait, or bring older sales"),
    "write_rule": pgettext_lazy("next step", "Put %(amount)s into a channel"),
    "bring_rates": pgettext_lazy("next step", "Bring exchange rates"),
    "bring_spend_of_period": pgettext_lazy("next step", "Bring spend of the missing days"),
    "bring_spend": pgettext_lazy("next step", "Bring spend"),
}

ACTIONS: dict[str, Text] = {
    "bring_deals": pgettext_lazy("button", "Import sales"),
    "tag_links": pgettext_lazy("button", "Import leads with tags"),
    "bring_deals_of_period": pgettext_lazy("button", "Import sales"),
    "give_margin": pgettext_lazy("button", "Give the usual margin"),
    "bring_costs": pgettext_lazy("button", "Import costs of sales"),
    "bring_amounts": pgettext_lazy("button", "Import sales"),
    "record_origin": pgettext_lazy("button", "Import leads with tags"),
    "wait_or_more_deals": pgettext_lazy("button", "Import older sales"),
    "write_rule": pgettext_lazy("button", "Write a rule"),
    "bring_rates": pgettext_lazy("button", "Add rates"),
    "bring_spend_of_period": pgettext_lazy("button", "Import spend"),
    "bring_spend": pgettext_lazy("button", "Import spend"),
}

SENTENCES: dict[str, Text] = {**VERDICT, **REASONS, **WARNINGS, **STEPS}
