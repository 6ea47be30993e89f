"""Addresses of the department; each half names its own."""

from __future__ import annotations

from django.urls import URLPattern

from otdel.organisation.urls import cover, designer, roles, structure

app_name = "organisation"
urlpatterns: list[URLPattern] = [
    *structure.urlpatterns,
    *roles.urlpatterns,
    *cover.urlpatterns,
    *designer.urlpatterns,
]
