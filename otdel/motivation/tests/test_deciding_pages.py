"""Granting an extra, correcting a published line and taking back, by the owner's own pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from otdel.kit.viewer import Role
from otdel.motivation.models import Entry
from otdel.motivation.services.moment import told_of
from otdel.motivation.tests.pay_scene import NOVEMBER, Scene, department
from otdel.motivation.tests.test_pay_period import line, of, published

pytestmark = pytest.mark.django_db
D = Decimal
Ask = Callable[..., Any]


@pytest.fixture
def scene() -> Iterator[Scene]:
    with told_of(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        made = department()
        published(made)
        yield made


@pytest.fixture
def owner(scene: Scene) -> Ask:
    client = Client()
    client.force_login(scene.people[Role.OWNER])
    return lambda address, **sent: client.post(address, sent) if sent else client.get(address)


def said(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_an_extra_is_granted_once_and_a_second_try_says_so(scene: Scene, owner: Ask) -> None:
    text = said(owner("/pay/entries/extra/"))
    assert "1 extra is promised" in text and "Ihor Bondar: Experiment finished, ₴3,000.00" in text
    sent = {"extra": f"{scene.agreements['ihor'].pk}:test", "day": "2026-10-20", "why": "Brand search, +12%"}
    assert owner("/pay/entries/extra/", **sent).status_code == 302
    again = owner("/pay/entries/extra/", **sent)
    assert again.status_code == 409 and "That was decided already" in said(again) and "Brand search" in said(again)
    assert owner("/pay/entries/extra/", **{**sent, "day": "2027-01-01"}).status_code == 409
    assert owner("/pay/entries/extra/", **{**sent, "extra": "1:house"}).status_code == 400
    assert [(one.kind, one.amount, one.why) for one in Entry.objects.all()] == [
        ("extra", D("3000"), "Brand search, +12%")
    ]


def test_the_owner_corrects_a_line_from_the_statement(scene: Scene, owner: Ask) -> None:
    statement = of(scene, "ihor")
    base = line(statement, "base")
    assert f'href="/pay/entries/{base.pk}/"' in said(owner(f"/pay/statement/{statement.pk}/"))
    text = said(owner(f"/pay/entries/{base.pk}/"))
    assert "₴40,000.00 stays as Ihor Bondar was told it" in text and "Only variable pay can be taken back" in text
    wrong = owner(f"/pay/entries/{base.pk}/correct", **{"correct-amount": "0", "correct-why": "Nothing"})
    assert wrong.status_code == 409 and "amount other than zero" in said(wrong)
    assert owner(f"/pay/entries/{base.pk}/correct", **{"correct-amount": "1200"}).status_code == 400
    owner(f"/pay/entries/{base.pk}/correct", **{"correct-amount": "-1200", "correct-why": "Phone paid twice"})
    text = said(owner(f"/pay/entries/{base.pk}/"))
    assert "Phone paid twice" in text and "−₴1,200.00" in text
    with told_of(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        published(scene, NOVEMBER)
    assert line(of(scene, "ihor", NOVEMBER), "correction").amount == D("-1200")
    assert line(of(scene, "ihor"), "base").amount == D("40000"), "what was published never changes"


def test_taking_back_says_how_much_and_until_when_and_remembers_the_line(scene: Scene, owner: Ask) -> None:
    leads = of(scene, "ihor").lines.get(code="component", subject="ppc_ql")
    text = said(owner(f"/pay/entries/{leads.pk}/"))
    assert "Of October 2026 up to ₴8,160.00 more may be taken back until 30 April 2027" in text
    assert "“invented leads”" in text
    over = owner(f"/pay/entries/{leads.pk}/take-back", **{"back-amount": "8160.01", "back-why": "Invented"})
    assert over.status_code == 409 and "more than the rule lets be taken" in said(over)
    owner(f"/pay/entries/{leads.pk}/take-back", **{"back-amount": "8160", "back-why": "Invented"})
    assert Entry.objects.get().of == leads
    text = said(owner(f"/pay/entries/{leads.pk}/"))
    assert "was taken back already" in text and "Take it back" not in text
    maryna = of(scene, "maryna").lines.filter(code="component").first()
    assert maryna is not None and "says nothing of taking back" in said(owner(f"/pay/entries/{maryna.pk}/"))


def test_after_its_days_nothing_is_taken_back(scene: Scene, owner: Ask) -> None:
    leads = of(scene, "ihor").lines.get(code="component", subject="ppc_ql")
    with told_of(datetime(2027, 5, 1, 9, tzinfo=UTC)):
        answer = owner(f"/pay/entries/{leads.pk}/take-back", **{"back-amount": "10", "back-why": "Late"})
    assert answer.status_code == 409 and "within 180 days" in said(answer) and not Entry.objects.exists()


def test_nobody_else_finds_these_pages_whether_or_not_there_is_such_a_line(scene: Scene) -> None:
    base = line(of(scene, "ihor"), "base").pk
    for role in (Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT):
        client = Client()
        client.force_login(scene.people[role])
        for address in ("/pay/entries/extra/", f"/pay/entries/{base}/", "/pay/entries/999/"):
            assert client.get(address).status_code == 403, address
        for address in (f"/pay/entries/{base}/correct", f"/pay/entries/{base}/take-back", "/pay/entries/999/correct"):
            assert client.post(address, {"correct-amount": "1", "correct-why": "x"}).status_code == 403, address
    statement = Client()
    statement.force_login(scene.people[Role.SPECIALIST])
    assert "Correct or take back" not in said(statement.get(f"/pay/statement/{of(scene, 'ihor').pk}/"))
