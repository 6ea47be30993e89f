"""The door for web servers."""

import os
from threading import Thread

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otdel.settings")
application = get_wsgi_application()


def serving() -> WSGIHandler:
    """The application as `otdel web` serves it: what the first money page needs is counted while nobody waits."""
    Thread(target=_warm, name="warm", daemon=True).start()
    return application


def _warm() -> None:
    from django.urls import get_resolver

    from otdel.evidence.queries.company import warm

    get_resolver().url_patterns  # noqa: B018  # reading it imports every page
    warm()
