"""Addresses of the money pages. A key is a channel ("paid_search") or a campaign ("paid_search/google_ads:123")."""

from django.urls import path

from otdel.evidence.views import money

app_name = "evidence"
urlpatterns = [
    path("money/", money.money, name="money"),
    path("money/campaigns", money.campaigns, name="campaigns"),
    path("money/query", money.query, name="query"),
    path("money/export.<str:kind>", money.export, name="export"),
    path("money/spend", money.spend_rows, {"key": ""}, name="all_spend_rows"),
    path("money/spend/<path:key>", money.spend_rows, name="spend_rows"),
    path("money/sales", money.deals, {"key": ""}, name="all_deals"),
    path("money/sales/<path:key>", money.deals, name="deals"),
    path("money/of/<path:key>", money.row, name="row"),
]
