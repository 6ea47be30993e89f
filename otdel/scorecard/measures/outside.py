"""Measures of the site, search, social networks, mailings, partners and press: what other systems know."""

from __future__ import annotations

from dataclasses import replace

from otdel.scorecard.measures.money import MARGIN_EMAIL
from otdel.scorecard.measures.shapes import EXACT, ROUGH, facts, plan, typed

NONBRAND = facts("gsc_clicks_nonbrand", "count", "search.nonbrand", "search_console")
BRAND = facts("brand_search_clicks", "count", "search.brand", "search_console")
AFFILIATE_NET = typed("margin_affiliate_net", "money", "affiliate_network", "crm")
PARTNERS = typed("partners_active", "count", "affiliate_network", tolerance=EXACT, aggregate="last")
PR_POINTS = typed("pr_points", "points", "pr_log")

WEB = (
    facts("sessions", "count", "sessions", "web_analytics"),
    NONBRAND,
    replace(NONBRAND, code="gsc_clicks_nonbrand_yoy"),
    BRAND,
    replace(BRAND, code="brand_search_clicks_yoy"),
    facts("keywords_priority", "count", "ranks.all", "rank_tracker", aggregate="state"),
    facts("keywords_top10", "count", "ranks.top10", "rank_tracker", aggregate="state"),
    typed("urls_must_index", "count", "url_list", aggregate="last", tolerance=EXACT),
    typed("urls_indexed", "count", "search_console", aggregate="last"),
    typed("templates_measured", "count", "field_data", aggregate="last", tolerance=EXACT),
    typed("templates_cwv_good", "count", "field_data", aggregate="last", tolerance=EXACT),
)

SOCIAL = (
    typed("social_reach", "count", "social_networks", tolerance=ROUGH),
    typed("social_saves", "count", "social_networks", tolerance=ROUGH),
    typed("social_shares", "count", "social_networks", tolerance=ROUGH),
    typed("social_comments", "count", "social_networks", tolerance=ROUGH),
    typed("messages_inbound", "count", "inbox"),
    typed("messages_in_sla", "count", "inbox"),
    typed("followers_target_start", "count", "social_networks", aggregate="first"),
    typed("followers_target_end", "count", "social_networks", aggregate="last"),
)

EMAIL = (
    typed("emails_sent", "count", "mailing"),
    typed("emails_delivered", "count", "mailing"),
    typed("spam_complaints", "count", "mailing"),
    typed("unique_clicks", "count", "mailing"),
    typed("active_contacts_start", "count", "mailing", aggregate="first"),
    typed("active_contacts_end", "count", "mailing", aggregate="last"),
    typed("contacts_treated", "count", "experiment_log", aggregate="last"),
    typed("contacts_holdout", "count", "experiment_log", aggregate="last"),
    typed("margin_treated", "money", "experiment_log"),
    typed("margin_holdout", "money", "experiment_log"),
    MARGIN_EMAIL,
    plan(MARGIN_EMAIL),
    typed("chains_planned", "count", "mailing", aggregate="last", tolerance=EXACT),
    typed("chains_live_reviewed", "count", "mailing", aggregate="last", tolerance=EXACT),
)

AFFILIATE = (
    typed("actions_total", "count", "affiliate_network"),
    typed("actions_reversed", "count", "affiliate_network"),
    facts("customers_affiliate_approved", "count", "partners.customers", "affiliate_network", "crm"),
    facts("customers_affiliate_new", "count", "partners.new", "affiliate_network", "crm"),
    facts("margin_affiliate_total", "money", "sales.margin.affiliates", "affiliate_network", "crm"),
    AFFILIATE_NET,
    plan(AFFILIATE_NET),
    typed("margin_top_partner", "money", "affiliate_network"),
    PARTNERS,
    plan(PARTNERS),
)

PRESS = (
    PR_POINTS,
    plan(PR_POINTS),
    typed("publications_total", "count", "pr_log", tolerance=EXACT),
    typed("publications_with_message", "count", "pr_log", tolerance=EXACT),
    typed("mentions_brand", "count", "media_monitoring", tolerance=ROUGH),
    typed("mentions_competitors", "count", "media_monitoring", tolerance=ROUGH),
    typed("negative_mentions", "count", "media_monitoring", tolerance=EXACT),
    typed("negative_mentions_in_sla", "count", "media_monitoring", tolerance=EXACT),
)
