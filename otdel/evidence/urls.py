"""Addresses of the money pages. A key is a channel ("paid_search") or a campaign ("paid_search/google_ads:123")."""

from django.urls import path

from otdel.evidence.views import (
    mix_beliefs,
    mix_channels,
    mix_model,
    mix_proposals,
    mix_scenario,
    mix_tests,
    money,
    paths,
)

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
    path("money/paths/", paths.paths, name="paths"),
    path("money/paths/<path:channel>/", paths.sales, name="path_sales"),
    path("money/channels/", mix_channels.channels, name="mix"),
    path("money/channels/<path:code>/", mix_channels.channel, name="mix_channel"),
    path("money/scenario/", mix_scenario.scenario, name="mix_scenario"),
    path("money/scenario/propose", mix_scenario.propose, name="mix_propose"),
    path("money/model/", mix_model.model, name="mix_model"),
    path("money/model/fit", mix_model.fit, name="mix_fit"),
    path("money/model/draw-again/<int:pk>", mix_model.draw_again, name="mix_draw_again"),
    path("money/model/progress", mix_model.progress, name="mix_progress"),
    path("money/model/look", mix_model.look, name="mix_look"),
    path("money/model/weeks", mix_model.weeks, name="mix_weeks"),
    path("money/model/weeks.<str:kind>", mix_model.weeks_file, name="mix_weeks_file"),
    path("money/model/beliefs/", mix_beliefs.beliefs, name="mix_beliefs"),
    path("money/model/beliefs/<path:channel>/", mix_beliefs.belief, name="mix_belief"),
    path("money/tests/", mix_tests.tests, name="mix_tests"),
    path("money/tests/new", mix_tests.new, name="mix_new_test"),
    path("money/tests/<int:pk>/take-back", mix_tests.take_back, name="mix_take_back"),
    path("money/proposals/", mix_proposals.proposals, name="proposals"),
    path("money/proposals/<int:pk>/", mix_proposals.proposal, name="proposal"),
    path("money/proposals/<int:pk>/<slug:verb>", mix_proposals.decide, name="mix_decide"),
]
