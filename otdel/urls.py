"""Which chapter answers which address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from otdel.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
    path("", include("otdel.accounts.urls")),
    path("", include("otdel.web.urls")),
    path("", include("otdel.organisation.urls")),
    path("", include("otdel.planning.urls")),
    path("", include("otdel.measurement.urls")),
    path("", include("otdel.evidence.urls")),
    path("", include("otdel.scorecard.urls")),
    path("", include("otdel.forecasting.urls")),
    path("", include("otdel.motivation.urls")),
    path("", include("otdel.today.urls")),
    path("api/v1/", api.urls),
    path("favicon.ico", RedirectView.as_view(url="/static/otdel/favicon.svg")),
]
