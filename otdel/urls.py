"""Which chapter answers which address."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
    path("", include("otdel.accounts.urls")),
    path("favicon.ico", RedirectView.as_view(url="/static/otdel/favicon.svg")),
]
urlpatterns += [
    path("", include(f"otdel.{chapter}.urls"))
    for chapter in ("web", "jobs", "measurement", "evidence", "today")
    if find_spec(f"otdel.{chapter}.urls")
]
