"""Addresses of the designer."""

from __future__ import annotations

from django.urls import URLPattern, path

from otdel.organisation.views import designer

urlpatterns: list[URLPattern] = [
    path("team/designer/", designer.designer, name="designer"),
    path("team/designer/matters/", designer.matters, name="designer_matters"),
    path("team/designer/keep/", designer.keep, name="keep_design"),
    path("team/designer/<int:pk>/remove/", designer.remove, name="remove_design"),
]
