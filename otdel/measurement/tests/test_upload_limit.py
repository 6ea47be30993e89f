"""How much may be sent, and by whom: refused by the length stated, before a byte of it is read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from otdel.accounts.models import Company
from otdel.kit.viewer import Role
from otdel.measurement.models import Import

IMPORT = "/money/import"
MEGABYTE = 1024 * 1024
FORM = "multipart/form-data; boundary=line"


class Unread(BytesIO):
    """A body that must not be touched."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def send(client: Client, length: object, path: str = IMPORT, content_type: str = FORM) -> tuple[int, str]:
    """Status and page for a request that states this length."""
    stated = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": content_type, "wsgi.input": Unread()}
    reply = client.generic("POST", path, b"", content_type, **stated)  # type: ignore[arg-type]
    return reply.status_code, reply.content.decode()


def strict(client: Client) -> Client:
    """The same visitor, with the check of forms that parses the body."""
    client.handler.enforce_csrf_checks = True
    return client


@pytest.mark.parametrize("content_type", [FORM, "application/octet-stream", "text/csv"])
def test_more_than_the_limit_is_refused_unread(
    signed_in: Callable[[Role], Client], settings: Settings, content_type: str
) -> None:
    settings.UPLOAD_LIMIT = 8 * MEGABYTE
    status, said = send(strict(signed_in(Role.OWNER)), 20 * MEGABYTE, content_type=content_type)
    assert status == 413
    assert "That is 20 MB; up to 8 MB are taken at once." in said
    assert "Nothing of it was kept" in said


def test_the_refusal_speaks_the_persons_language(
    cast: dict[Role, object], signed_in: Callable[[Role], Client], settings: Settings
) -> None:
    settings.UPLOAD_LIMIT = 8 * MEGABYTE
    cast[Role.OWNER].language = "uk"  # type: ignore[attr-defined]
    cast[Role.OWNER].save()  # type: ignore[attr-defined]
    status, said = send(strict(signed_in(Role.OWNER)), 20 * MEGABYTE)
    assert status == 413
    assert "Це 20 МБ; за раз приймаємо до 8 МБ." in said


@pytest.mark.parametrize("path", [IMPORT, "/account/login/", "/nowhere"])
def test_a_stranger_cannot_send_a_large_form(company: Company, path: str) -> None:
    status, said = send(strict(Client()), 2 * MEGABYTE, path)
    assert status == 403
    assert "Sign in, then send the file again." in said
    assert send(strict(Client()), 10**12, path)[0] == 413


def test_a_stranger_may_send_a_small_form(company: Company) -> None:
    reply = Client().post(IMPORT, {"files": SimpleUploadedFile("small.csv", b"a,b\n1,2\n")})
    assert reply.status_code == 302
    assert reply["Location"].startswith("/account/login/")


def test_several_megabytes_of_somebody_signed_in_are_taken(signed_in: Callable[[Role], Client]) -> None:
    rows = b"".join(b"%d,some text to make the file long enough\n" % n for n in range(80_000))
    reply = signed_in(Role.OWNER).post(IMPORT, {"files": SimpleUploadedFile("long.csv", b"id,note\n" + rows)})
    assert reply.status_code in (200, 302)
    assert Import.objects.count() == 1


@pytest.mark.parametrize("length", ["-5", "much", "", "1e9", "²"])
def test_a_wrong_length_is_no_error(signed_in: Callable[[Role], Client], length: str) -> None:
    reply = signed_in(Role.OWNER).generic("POST", IMPORT, b"", "text/plain", CONTENT_LENGTH=length)
    assert reply.status_code == 400
