"""Addresses of pay."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "motivation"
urlpatterns: list[URLPattern] = []
