"""Addresses of people, zones and the structure."""

from __future__ import annotations

from django.urls import URLPattern, path

from otdel.organisation.views import team

urlpatterns: list[URLPattern] = [
    path("team/", team.team, name="team"),
]
