"""Addresses of the designer."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
