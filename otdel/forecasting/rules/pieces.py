"""Measures that are part of others: what a whole comes to is its parts and the rest, on every path.

So a share never passes 1, and what people bring adds up to what the department brings.
"""

from __future__ import annotations

PARTS: dict[str, tuple[str, ...]] = {
    "contribution_margin_marketing": ("contribution_margin_paid", "margin_email"),
    "marketing_cost_total": ("spend_paid",),
    "spend_paid": ("spend_mapped",),
    "leads": ("leads_with_source",),
    "leads_social": ("qualified_leads_social",),
    "qualified_leads": ("qualified_leads_paid", "qualified_leads_social"),
    "tasks_due": ("tasks_done_by_first_due",),
    "deliverables_reviewed": ("deliverables_accepted_first",),
    "seo_works_planned": ("seo_works_accepted",),
    "posts_planned": ("posts_on_time",),
    "partner_payouts_due": ("partner_payouts_on_time",),
    "texts_due": ("texts_on_time",),
    "texts_reviewed": ("texts_accepted_first",),
    "texts_published": ("texts_with_critical_error",),
    "publications_planned": ("publications_on_time",),
    "pages_due_refresh": ("pages_refreshed",),
    "copy_tests_concluded": ("copy_tests_won",),
    "messages_inbound": ("messages_in_sla",),
    "emails_sent": ("emails_delivered",),
    "publications_total": ("publications_with_message",),
    "negative_mentions": ("negative_mentions_in_sla",),
    "customers_affiliate_approved": ("customers_affiliate_new",),
    "sample_items": ("sample_items_with_defect",),
    "actions_total": ("actions_reversed",),
    "margin_affiliate_total": ("margin_top_partner",),
    "urls_must_index": ("urls_indexed",),
    "templates_measured": ("templates_cwv_good",),
    "cards_total": ("cards_complete",),
    "keywords_priority": ("keywords_top10",),
    "chains_planned": ("chains_live_reviewed",),
}  # fmt: skip
