"""Measures of money and sales: what was spent, asked, sold, and what was left of it."""

from __future__ import annotations

from otdel.scorecard.measures.shapes import facts, plan, typed

SPEND_PAID = facts("spend_paid", "money", "spend.paid", "ad_platforms")
COST_TOTAL = facts(
    "marketing_cost_total", "money", "spend.all", "ad_platforms", "typed_costs", holds_salaries=True
)  # fmt: skip
QUALIFIED = facts("qualified_leads", "count", "leads.qualified", "crm")
QUALIFIED_PAID = facts("qualified_leads_paid", "count", "leads.qualified.paid", "crm")
QUALIFIED_SOCIAL = facts("qualified_leads_social", "count", "leads.qualified.social", "crm")
QUALIFIED_ORGANIC = facts("qualified_leads_organic_nonbrand", "count", "leads.qualified.nonbrand", "crm")
REVENUE = facts("revenue_marketing", "money", "sales.revenue.marketing", "crm", "shop")
MARGIN_EMAIL = facts("margin_email", "money", "sales.margin.email", "crm", "shop")

MONEY = (
    SPEND_PAID,
    plan(SPEND_PAID),
    facts("spend_mapped", "money", "spend.mapped", "ad_platforms", "crm"),
    facts("spend_no_result", "money", "no_result", "ad_platforms", "crm"),
    facts("contractor_cost", "money", "spend.contractors", "typed_costs"),
    COST_TOTAL,
    plan(COST_TOTAL),
    typed("pr_cost", "money", "accounting"),
    facts("affiliate_commission", "money", "spend.affiliates", "affiliate_network"),
    typed("affiliate_fees", "money", "affiliate_network"),
)

SALES = (
    facts("leads", "count", "leads.all", "crm"),
    facts("leads_social", "count", "leads.social", "crm"),
    facts("leads_with_source", "count", "leads.sourced", "crm"),
    typed("leads_with_content_touch", "count", "crm", "web_analytics"),
    QUALIFIED,
    plan(QUALIFIED),
    QUALIFIED_PAID,
    plan(QUALIFIED_PAID),
    QUALIFIED_SOCIAL,
    plan(QUALIFIED_SOCIAL),
    QUALIFIED_ORGANIC,
    plan(QUALIFIED_ORGANIC),
    facts("customers_won", "count", "leads.won", "crm"),
    facts("new_customers", "count", "paid.customers", "crm", "shop"),
    facts(
        "contribution_per_new_customer_month", "money", "cohort", "crm", "shop", "accounting",
        aggregate="state", dimension="money/count/months",
    ),
    facts("contribution_margin_marketing", "money", "sales.margin.marketing", "crm", "shop", "accounting"),
    facts("contribution_margin_paid", "money", "sales.margin.paid", "crm", "shop", "accounting"),
    REVENUE,
    plan(REVENUE),
    facts("revenue_actual_sum", "money", "paid.revenue", "crm", "shop"),
    typed("forecast_abs_error_sum", "money", "forecast_log"),
)  # fmt: skip
