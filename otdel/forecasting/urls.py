"""Addresses of the plan."""

from __future__ import annotations

from django.urls import URLPattern, path

from otdel.forecasting.views import plan, quality, warnings

app_name = "forecasting"
urlpatterns: list[URLPattern] = [
    path("plan/", plan.show, name="plan"),
    path("plan/again", plan.again, name="again"),
    path("plan/goal/<slug:kind>/<slug:code>/", plan.one, name="goal"),
    path("forecasts/warnings/", warnings.show, name="warnings"),
    path("forecasts/warnings/limits", warnings.limit, name="limits"),
    path("forecasts/warnings/<int:number>/", warnings.one, name="warning"),
    path("forecasts/warnings/<int:number>/task", warnings.act, name="act"),
    path("forecasts/warnings/<int:number>/dismiss", warnings.dismiss, name="dismiss"),
    path("forecasts/quality/", quality.show, name="quality"),
]
