"""Figures of outside systems as the demo's people typed them in, month by month, each read by two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from otdel.kit.period import Period
from otdel.scorecard.models import Reading
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.department import figures
from otdel.testing.demo.department.cast import BY_KEY, Somebody
from otdel.testing.demo.department.ground import Ground, moment, own_moments

PERSONAL = {  # figures of one person's channels; the others are the department's
    "email": (
        "emails_sent", "emails_delivered", "spam_complaints", "unique_clicks", "active_contacts_end",
        "contacts_treated", "contacts_holdout", "margin_treated", "margin_holdout", "chains_planned",
        "chains_live_reviewed",
    ),
    "affiliate": (
        "affiliate_fees", "actions_total", "actions_reversed", "customers_affiliate_approved",
        "customers_affiliate_new", "margin_affiliate_total", "margin_affiliate_net", "margin_top_partner",
        "partners_active",
    ),
    "smm": (
        "social_reach", "social_saves", "social_shares", "social_comments", "messages_inbound", "messages_in_sla",
        "followers_target_end",
    ),
    "seo": ("urls_must_index", "urls_indexed", "templates_measured", "templates_cwv_good"),
}  # fmt: skip
READ_BY = {
    "content_manager": ("sample_", "cards_", "leads_with"),
    "pr": ("pr_", "publications", "mentions", "negative"),
}
SCREENS = {
    "email": "eSputnik, statistics of messages", "affiliate": "SalesDoubler, cabinet of the advertiser",
    "smm": "Statistics of Telegram, Instagram and Facebook", "seo": "Search Console and field data",
    "content_manager": "The shop's catalogue, the sample of the month", "pr": "Register of publications, monitoring",
    "cmo": "Log of forecasts",
}  # fmt: skip
PENDING = ("mentions_competitors", "social_comments", "templates_measured")  # not read twice yet, last month
DIFFERS, BY = "cards_complete", Decimal(64)  # last month: two readers disagree, nobody has settled it
SETTLED, SETTLED_BY, SETTLED_BACK = "messages_inbound", Decimal(22), 2
WHY = "The second reading missed messages of the Telegram channel; checked against the inbox."


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure somebody reads: whose role it is of, and whether it is theirs or the department's."""

    role: str
    personal: bool


def asked(measure: str) -> Asked:
    """Who reads a figure."""
    for role, measures in PERSONAL.items():
        if measure in measures:
            return Asked(role, personal=True)
    for role, heads in READ_BY.items():
        if measure.startswith(heads):
            return Asked(role, personal=False)
    return Asked("cmo", personal=False)


def read(ground: Ground) -> None:
    """Every month that is over, all figures."""
    made = [
        _reading(ground, ground.chance(f"reading {measure} {month.start}"), measure, month, value)
        for place, month in enumerate(ground.months[:-1])
        for measure, value in figures.of(ground, month, place).items()
    ]
    with own_moments(Reading, "at"):
        Reading.objects.bulk_create([one for one in made if one], batch_size=1000)


def _reading(ground: Ground, chance: Chance, measure: str, month: Period, value: Decimal) -> Reading | None:
    who = asked(measure)
    held = ground.holder(who.role, month.last_day)
    if held is None:
        return None
    day = _in_time(ground, month.end + timedelta(days=chance.randint(1, 4)))
    made = Reading(
        measure=measure, start=month.start, end=month.end, value=value, at=moment(day, 12, chance.randrange(60)),
        member=ground.members[held.key] if who.personal else None, name=held.name, source=SCREENS[who.role],
        by=ground.accounts[held.key] if held.account else None,
    )  # fmt: skip
    if not (month == ground.month(1) and measure in PENDING):
        _again(ground, made, held, day, month)
    return made


def _again(ground: Ground, made: Reading, first: Somebody, day: date, month: Period) -> None:
    """Somebody else reads it without seeing the first value."""
    second = BY_KEY["ihor" if first.key != "ihor" else "maryna"]
    made.second, made.second_by, made.second_name = made.value, ground.accounts[second.key], second.name
    made.second_at = moment(_in_time(ground, day + timedelta(days=1)), 15)
    if month == ground.month(1) and made.measure == DIFFERS:
        made.second = made.value - BY
    if month == ground.month(SETTLED_BACK) and made.measure == SETTLED:
        made.second = made.value - SETTLED_BY
        made.settled, made.settled_name, made.settled_why = made.value, BY_KEY["maryna"].name, WHY


def _in_time(ground: Ground, day: date) -> date:
    return min(day, ground.today - timedelta(days=1))
