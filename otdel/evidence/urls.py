"""Addresses of the money pages. A key is a channel ("paid_search") or a campaign ("paid_search/google_ads:123")."""

from django.urls import path

from otdel.evidence import views

app_name = "evidence"
urlpatterns = [
    path("money/", views.money, name="money"),
    path("money/campaigns", views.campaigns, name="campaigns"),
    path("money/query", views.query, name="query"),
    path("money/export.<str:kind>", views.export, name="export"),
    path("money/spend", views.spend_rows, {"key": ""}, name="all_spend_rows"),
    path("money/spend/<path:key>", views.spend_rows, name="spend_rows"),
    path("money/sales", views.deals, {"key": ""}, name="all_deals"),
    path("money/sales/<path:key>", views.deals, name="deals"),
    path("money/of/<path:key>", views.row, name="row"),
]
