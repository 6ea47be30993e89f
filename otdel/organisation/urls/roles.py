"""Addresses of roles and the library."""

from __future__ import annotations

from django.urls import URLPattern, path

from otdel.organisation.views import difference, library, role

urlpatterns: list[URLPattern] = [
    path("team/library/", library.shelf, name="library"),
    path("team/library/<slug:role_id>/", library.library_role, name="library_role"),
    path("team/library/<slug:role_id>/copy/", library.copy, name="copy_role"),
    path("team/role/<slug:code>/", role.role, name="role"),
    path("team/role/<slug:code>/words/", role.words, name="role_words"),
    path("team/role/<slug:code>/back/", role.back_to_library, name="role_back"),
    path("team/role/<slug:code>/role.yaml", role.file, name="role_file"),
    path("team/role/<slug:code>/difference/", difference.difference, name="difference"),
    path("team/role/<slug:code>/difference/decide/", difference.decide, name="decide_difference"),
]
