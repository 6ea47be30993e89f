"""Pages of the look itself: the gallery of components, and the choice of theme and language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from otdel.web.samples import gallery_samples

ICONS = (192, 512)  # px: what browsers ask of an app that is put on the home screen
THEMES = ("auto", "light", "dark")
YEAR = 60 * 60 * 24 * 365


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state; for those signed in, and for everybody while developing."""
    if not (settings.DEBUG or request.user.is_authenticated):
        return redirect_to_login(request.path)
    return render(request, "web/gallery.html", gallery_samples())


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What lets a browser put Otdel among the apps; nothing of the company, since browsers ask without sign-in."""
    icons = [
        {
            "src": static(f"otdel/app/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in ICONS
        for purpose in ("any", "maskable")
    ]
    return JsonResponse(
        {
            "name": "Otdel",
            "short_name": "Otdel",
            "id": "/",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#f6f6f3",
            "theme_color": "#f6f6f3",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme with the person."""
    theme = request.POST.get("theme", "")
    if theme in THEMES and request.user.is_authenticated:
        request.user.theme = theme
        request.user.save(update_fields=["theme"])
    return back(request)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language with the person, and with the browser for the pages before sign-in."""
    language = request.POST.get("language", "")
    answer = back(request)
    if language not in dict(settings.LANGUAGES):
        return answer
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    keep_language(answer, language)
    return answer


def keep_language(answer: HttpResponse, language: str) -> None:
    """Remember the language in this browser."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def back(request: HttpRequest, otherwise: str = "/", *args: Any) -> HttpResponse:
    """To the page the form stood on, when it is one of ours; else to this route."""
    to = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(to) if ours else redirect(otherwise, *args)
