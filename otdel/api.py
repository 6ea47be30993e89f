"""The door for programs: /api/v1/, the same queries and services as the pages, for whoever the key or session is."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from otdel import __version__
from otdel.accounts.keys import holder
from otdel.accounts.models import Person
from otdel.accounts.services import Refused
from otdel.accounts.wording import ANSWERS
from otdel.kit.viewer import NotAllowed
from otdel.web import reasons

CHAPTERS = ("organisation", "planning", "evidence", "scorecard", "forecasting", "motivation")
WRONG_KEYS = 20  # from one address, within WHILE seconds: then nothing more is looked up for wrong ones
WHILE = 600


class WrongKey(HttpError):
    """The key is unknown, taken back, or its person may not sign in."""


class Key(HttpBearer):
    """A personal key, made under Settings. It opens what its person may see."""

    openapi_scheme = "bearer"

    def authenticate(self, request: HttpRequest, token: str) -> Person:
        person = holder(token)
        if person is None:
            raise WrongKey(429 if _tried_often(request) else 401, "")
        request.user = person
        translation.activate(person.language)
        request.LANGUAGE_CODE = translation.get_language()
        return person


class Session(APIKeyCookie):
    """The session of somebody signed in at a browser; whatever changes something needs the CSRF token with it."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)  # asked below, and only of those who are signed in

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        person = request.user
        if not isinstance(person, Person):
            return None
        if check_csrf(request):
            raise HttpError(403, "csrf")
        return person


def _tried_often(request: HttpRequest) -> bool:
    """Count a wrong key from this address; true once there were too many."""
    name = f"wrong-api-key:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(name, 0, WHILE)
    try:
        return cache.incr(name) > WRONG_KEYS
    except ValueError:  # it ran out between both lines
        return False


api = NinjaAPI(
    title="Otdel",
    version=__version__,
    description="The department for programs: the same questions and acts as the pages, with the rights of a person.",
    urls_namespace="api",
    docs_url=None,  # the page of the tool needs scripts of others; the description itself is openapi.json
    auth=[Key(), Session()],
)


def _problem(request: HttpRequest, status: int, code: str, error: str = "", **fields: str) -> HttpResponse:
    said = error or str(ANSWERS[code])
    answer = api.create_response(request, {"error": said, "code": code, "fields": fields}, status=status)
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(NotAllowed)
def not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    return _problem(request, 403, "not_allowed")


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return _problem(request, 409, error.reason.code, reasons.say(error.reason))


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return _problem(request, 404, "not_there")


@api.exception_handler(AuthenticationError)
def no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _problem(request, 401, "no_key")


@api.exception_handler(WrongKey)
def wrong_key(request: HttpRequest, error: WrongKey) -> HttpResponse:
    return _problem(request, error.status_code, "wrong_keys" if error.status_code == 429 else "wrong_key")


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(request, error.status_code, "csrf" if error.message == "csrf" else "bad_request")


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {".".join(str(step) for step in one["loc"][1:]) or str(one["loc"][0]): one["msg"] for one in error.errors}
    said = str(ANSWERS["values_wrong"]) % {"names": ", ".join(fields)}
    return _problem(request, 422, "values_wrong", said, **fields)


for _chapter in CHAPTERS:
    if find_spec(f"otdel.{_chapter}.api"):
        api.add_router("", import_module(f"otdel.{_chapter}.api").router)
