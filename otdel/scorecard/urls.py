"""Addresses of numbers."""

from __future__ import annotations

from django.urls import URLPattern, path

from otdel.scorecard.views import change, counting, kpi, measures, periods, plans, readings, scorecard, targets

app_name = "scorecard"
urlpatterns: list[URLPattern] = [
    path("team/scorecard/", scorecard.show, name="scorecard"),
    path("team/scorecard/<slug:kind>", scorecard.export, name="scorecard_export"),
    path("team/kpi/<slug:code>/", kpi.show, name="kpi"),
    path("team/kpi/<slug:code>/change/", change.change, name="change_kpi"),
    path("team/kpi/<slug:code>/agree", kpi.agreed, name="agree"),
    path("team/kpi/<slug:code>/correct/<int:pk>", kpi.correct, name="correct"),
    path("team/measures/", measures.dictionary_page, name="measures"),
    path("team/measures/counting/", counting.show, name="counting"),
    path("team/measures/<slug:code>/", measures.show, name="measure"),
    path("team/readings/", readings.show, name="readings"),
    path("team/readings/file/<slug:kind>", readings.export, name="readings_export"),
    path("team/readings/bring", readings.bring, name="readings_import"),
    path("team/readings/type/<slug:measure>/", readings.type_in, name="type_reading"),
    path("team/readings/<int:pk>/again/", readings.again, name="read_again"),
    path("team/readings/<int:pk>/settle/", readings.settle, name="settle"),
    path("team/plans/", plans.show, name="plans"),
    path("team/plans/save", plans.save, name="save_plans"),
    path("team/plans/file/<slug:kind>", plans.export, name="plans_export"),
    path("team/plans/bring", plans.bring, name="plans_import"),
    path("team/plans/targets/", targets.show, name="targets"),
    path("team/periods/", periods.show, name="periods"),
    path("team/periods/<int:pk>/", periods.one, name="period"),
]
