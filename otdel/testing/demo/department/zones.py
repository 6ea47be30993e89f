"""Who answers for which zone of the demo department, who helps and who stands in; two empty, one double, on purpose."""

from __future__ import annotations

from datetime import timedelta

from otdel.organisation.models import Accountability, Part, Zone
from otdel.testing.demo.department.cast import ROLES
from otdel.testing.demo.department.ground import Ground

EMPTY_EVER = "seo.presence_ai"
EMPTY_SINCE_LEAVER = "affiliate.anti_fraud"
DOUBLE, SECOND = "content_manager.editorial_calendar", "danylo"
CRITICAL = (
    "cmo.forecast", "cmo.channel_mix", "ppc.bids_budgets", "ppc.utm_correctness", "seo.technical_health",
    "email.deliverability", "email.subscriber_base", "affiliate.payouts_list", "affiliate.validation_actions",
    "content_manager.publication_site", "pr.crisis_protocol", "smm.community_replies",
)  # fmt: skip
BACKUPS = {
    "cmo": "andrii", "ppc": "olha", "seo": "ihor", "smm": "kateryna", "email": "kateryna", "affiliate": "nadiia",
    "copywriter": "kateryna", "content_manager": "olha", "pr": "maryna", "generalist": "maryna",
}  # fmt: skip
WITHOUT_BACKUP = (
    "seo.link_mention", "email.segments", "smm.tone_voice", "affiliate.partner_promo", "pr.media_list",
    "copywriter.facts_them", "generalist.briefing_acceptance", "ppc.creatives_testing",
)  # fmt: skip
HELPERS = (
    ("ppc.creatives_testing", "taras"), ("ppc.creatives_testing", "danylo"), ("seo.page_work", "kateryna"),
    ("seo.page_work", "taras"), ("smm.publications", "kateryna"), ("email.regular_automatic", "taras"),
    ("cmo.channel_mix", "ihor"), ("content_manager.catalogue_cards", "danylo"), ("pr.expert_columns", "taras"),
    ("generalist.site_conversion", "ihor"), ("cmo.meeting_rhythm", "danylo"),
)  # fmt: skip


def share_out(ground: Ground) -> None:
    """Every zone to whoever held its role, from day to day."""
    zones = {zone.code: zone for zone in Zone.objects.select_related("role")}
    Zone.objects.filter(code__in=CRITICAL).update(critical=True)
    made = [part for role in ROLES for part in _of_role(ground, role, zones)]
    made.append(_part(ground, zones[DOUBLE], SECOND, Part.ACCOUNTABLE))
    made += [_part(ground, zones[code], key, Part.HELPS) for code, key in HELPERS]
    made += [
        _part(ground, zone, BACKUPS[zone.role.code], Part.BACKUP)
        for zone in zones.values()
        if zone.role and zone.code not in (*WITHOUT_BACKUP, EMPTY_EVER, EMPTY_SINCE_LEAVER)
    ]
    Accountability.objects.bulk_create(made)


def _of_role(ground: Ground, role: str, zones: dict[str, Zone]) -> list[Accountability]:
    found = []
    for one, start, end in ground.holders(role):
        for zone in zones.values():
            empty = zone.code == EMPTY_EVER or (zone.code == EMPTY_SINCE_LEAVER and end is None)
            if zone.role and zone.role.code == role and not empty:
                found.append(Accountability(zone=zone, member=ground.members[one.key], start=start, end=end))
    return found


def _part(ground: Ground, zone: Zone, key: str, part: str) -> Accountability:
    """A part from the day its bearer was there; standing in was agreed when the records began."""
    start = ground.newcomer_since + timedelta(days=7) if key == "danylo" else ground.month(12).start
    if zone.role and zone.role.code == "generalist":
        start = max(start, ground.newcomer_since)
    return Accountability(zone=zone, member=ground.members[key], part=part, start=start)
