"""Who may see what: a page keeps to the roles it names."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from otdel.accounts.models import Person
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Role

pytestmark = pytest.mark.django_db


def request_of(role: Role) -> HttpRequest:
    request = RequestFactory().get("/people/")
    request.user = Person.objects.create_person(f"{role}@example.com", None, name=role.title(), role=role)
    return request


def test_the_viewer_carries_the_persons_role() -> None:
    assert viewer_of(request_of(Role.ACCOUNTANT)).role is Role.ACCOUNTANT


def test_a_page_for_owners_is_closed_to_a_specialist() -> None:
    from django.core.exceptions import PermissionDenied

    @needs(Role.OWNER)
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("secret")

    assert page(request_of(Role.OWNER)).content == b"secret"
    with pytest.raises(PermissionDenied):
        page(request_of(Role.SPECIALIST))
