"""Words for the columns of facts, kinds of facts, answers to questions and steps of work."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext, pgettext_lazy

Text = Any

SHAPES: dict[str, Text] = {
    "spend": pgettext_lazy("kind of data", "Spend"),
    "sessions": pgettext_lazy("kind of data", "Visits"),
    "touches": pgettext_lazy("kind of data", "Single contacts"),
    "leads": pgettext_lazy("kind of data", "Leads"),
    "deals": pgettext_lazy("kind of data", "Sales"),
    "rates": pgettext_lazy("kind of data", "Exchange rates"),
    "observations": pgettext_lazy("kind of data", "Readings"),
}

SHAPE_MEANINGS: dict[str, Text] = {
    "spend": _("Money spent on marketing, by campaign and day"),
    "sessions": _("Visits to the site, by day and where they came from"),
    "touches": _("Single visits, calls, forms or clicks, each with its time"),
    "leads": _("People or firms who asked"),
    "deals": _("Orders or CRM deals, with their money"),
    "rates": _("What one currency is worth in another, by day"),
    "observations": _("Readings of other tools: rankings, views, search clicks"),
}

COLUMNS: dict[str, Text] = {
    "day": pgettext_lazy("column", "Day"),
    "until": pgettext_lazy("column", "Until"),
    "source": pgettext_lazy("column", "System"),
    "account": pgettext_lazy("column", "Account"),
    "campaign_id": pgettext_lazy("column", "Campaign id"),
    "campaign": pgettext_lazy("column", "Campaign"),
    "campaign_type": pgettext_lazy("column", "Campaign type"),
    "ad_group": pgettext_lazy("column", "Ad group"),
    "ad": pgettext_lazy("column", "Ad"),
    "currency": pgettext_lazy("column", "Currency"),
    "cost": pgettext_lazy("column", "Money spent"),
    "impressions": pgettext_lazy("column", "Impressions"),
    "clicks": pgettext_lazy("column", "Clicks"),
    "conversions": pgettext_lazy("column", "Conversions, by the platform"),
    "conversion_value": pgettext_lazy("column", "Conversion value, by the platform"),
    "spread_days": pgettext_lazy("column", "Days the row covers"),
    "utm_source": "utm_source",
    "utm_medium": "utm_medium",
    "utm_campaign": "utm_campaign",
    "utm_content": "utm_content",
    "utm_term": "utm_term",
    "click_id": pgettext_lazy("column", "Click id"),
    "origin": pgettext_lazy("column", "Origin"),
    "visitor": pgettext_lazy("column", "Visitor"),
    "channel_group": pgettext_lazy("column", "Channel group"),
    "page": pgettext_lazy("column", "Page"),
    "sessions": pgettext_lazy("column", "Visits"),
    "users": pgettext_lazy("column", "Users"),
    "engaged_sessions": pgettext_lazy("column", "Engaged visits"),
    "key_events": pgettext_lazy("column", "Key events"),
    "revenue": pgettext_lazy("column", "Revenue"),
    "breakdown": pgettext_lazy("column", "Breakdown"),
    "at": pgettext_lazy("column", "Time"),
    "session": pgettext_lazy("column", "Visit id"),
    "event": pgettext_lazy("column", "Event"),
    "transaction": pgettext_lazy("column", "Order id"),
    "value": pgettext_lazy("column", "Value"),
    "lead_id": pgettext_lazy("column", "Lead id"),
    "created_at": pgettext_lazy("column", "Created"),
    "closed_at": pgettext_lazy("column", "Closed"),
    "paid_at": pgettext_lazy("column", "Paid"),
    "status": pgettext_lazy("column", "Status"),
    "stage": pgettext_lazy("column", "Stage"),
    "owner": pgettext_lazy("column", "Seller"),
    "deal_id": pgettext_lazy("column", "Deal id"),
    "customer": pgettext_lazy("column", "Buyer id"),
    "returned": pgettext_lazy("column", "Returned"),
    "variable_cost": pgettext_lazy("column", "Variable cost"),
    "into": pgettext_lazy("column", "Into"),
    "rate": pgettext_lazy("column", "Rate"),
    "subject": pgettext_lazy("column", "Subject"),
    "metric": pgettext_lazy("column", "Metric"),
    "unit": pgettext_lazy("column", "Unit"),
}

ANSWERS: dict[str, Text] = {
    "decimal_mark:.": _("A point marks the decimals: 1.5 is one and a half"),
    "decimal_mark:,": _("A comma marks the decimals: 1,5 is one and a half"),
    "date_order:dmy": _("Day first: 03.04 is 3 April"),
    "date_order:mdy": _("Month first: 03/04 is 4 March"),
    "stage:won": _("Won"),
    "stage:lost": _("Lost"),
    "stage:open": _("Still open"),
}

STEPS: dict[str, Text] = {
    "": _("Waiting for its turn"),
    "reading": _("Reading the file"),
    "understanding": _("Turning rows into facts"),
    "landing": _("Putting the facts in their place"),
}

CONDITIONS: dict[str, Text] = {
    "source": pgettext_lazy("rule", "System"),
    "utm_source": "utm_source",
    "utm_medium": "utm_medium",
    "campaign": pgettext_lazy("rule", "Campaign"),
    "campaign_type": pgettext_lazy("rule", "Campaign type"),
    "click_id": pgettext_lazy("rule", "Kind of click id"),
    "origin": pgettext_lazy("rule", "Origin, in the system’s words"),
}


def shape_label(shape: str) -> str:
    return str(SHAPES.get(shape, shape))


def column_label(column: str) -> str:
    return str(COLUMNS.get(column, column))


def answer_label(code: str, option: str) -> str:
    return str(ANSWERS.get(f"{code}:{option}", option))


def step_label(step: str) -> str:
    return str(STEPS.get(step, step))


def rows_label(count: int, figures: str) -> str:
    """ "3 rows" with `figures` as the number is written in the reader's language."""
    return npgettext("rows of a file", "%(count)s row", "%(count)s rows", count) % {"count": figures}
