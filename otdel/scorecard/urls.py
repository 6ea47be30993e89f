"""Addresses of numbers."""

from __future__ import annotations

from django.urls import URLPattern, path

from otdel.scorecard.views import scorecard

app_name = "scorecard"
urlpatterns: list[URLPattern] = [
    path("team/scorecard/", scorecard.show, name="scorecard"),
    path("team/scorecard/<slug:kind>", scorecard.export, name="scorecard_export"),
]
