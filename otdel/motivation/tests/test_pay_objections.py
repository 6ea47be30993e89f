"""Whoever checks a statement can say what is wrong with it instead: nothing is published until that is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from otdel.accounts.models import AuditLine
from otdel.accounts.services import Refused
from otdel.kit.viewer import NotAllowed, Role
from otdel.motivation.models import Objection, PayRun
from otdel.motivation.services import runs
from otdel.motivation.services.moment import told_of
from otdel.motivation.tests.pay_scene import Scene, department
from otdel.motivation.tests.test_pay_period import begun, of, published

pytestmark = pytest.mark.django_db
PERIOD = "/pay/periods/month/2026-10-01/"
WORDS = "Ten of the leads came from <b>my own</b> form."


@pytest.fixture
def scene() -> Iterator[Scene]:
    with told_of(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        yield department()


@pytest.fixture
def page(scene: Scene) -> Callable[..., str]:
    """What somebody sees after sending something, the period's page when nothing is sent."""

    def seen(role: Role, address: str = "", **sent: str) -> str:
        client = Client()
        client.force_login(scene.people[role])
        answer = client.post(address, sent, follow=True) if address else client.get(PERIOD)
        return answer.content.decode().replace("\u00a0", " ")

    return seen


def test_an_objection_takes_back_the_check_and_stops_publishing_until_it_is_answered(scene: Scene) -> None:
    run, head = begun(scene), scene.viewer(Role.HEAD)
    ihor, maryna = of(scene, "ihor").pk, of(scene, "maryna").pk
    for one in (ihor, maryna):
        runs.check(scene.owner, one)
    assert PayRun.objects.get().state == "checked"
    runs.object_to(head, ihor, WORDS)
    assert PayRun.objects.get().state == "calculated" and of(scene, "ihor").checked_at is None
    for refused in (lambda: runs.publish(scene.owner, run.pk), lambda: runs.check(scene.owner, ihor)):
        with pytest.raises(Refused, match="pay_objection_open"):
            refused()
    runs.answer_objection(scene.owner, ihor, "The form is the company’s, see the page of the source.")
    runs.check(head, ihor)
    assert runs.publish(scene.owner, run.pk).state == "published"
    told = AuditLine.objects.filter(verb__startswith="pay.object").values_list("verb", flat=True)
    assert sorted(told) == ["pay.objected", "pay.objection_answered"]


def test_a_new_calculation_answers_objections_and_is_checked_anew(scene: Scene) -> None:
    run, head = begun(scene), scene.viewer(Role.HEAD)
    old = of(scene, "ihor").pk
    runs.object_to(head, old, WORDS)
    runs.recalculate(scene.owner, run.pk, "Leads of the form are taken out")
    one = Objection.objects.get()
    assert one.answer == "Leads of the form are taken out" and one.answered_at is not None
    with pytest.raises(Refused, match="pay_statement_replaced"):
        runs.object_to(head, old, "And again")
    with pytest.raises(Refused, match="pay_period_is_elsewhere"):
        runs.publish(scene.owner, run.pk)


def test_an_objection_needs_words_waits_once_and_comes_before_publishing(scene: Scene) -> None:
    begun(scene)
    head, ihor = scene.viewer(Role.HEAD), of(scene, "ihor").pk
    with pytest.raises(Refused, match="pay_objection_needs_words"):
        runs.object_to(head, ihor, "  ")
    with pytest.raises(Refused, match="pay_objection_answered"):
        runs.answer_objection(scene.owner, ihor, "To nothing")
    runs.object_to(head, ihor, WORDS)
    with pytest.raises(Refused, match="pay_objection_made"):
        runs.object_to(head, ihor, WORDS)
    with pytest.raises(Refused, match="pay_objection_needs_answer"):
        runs.answer_objection(scene.owner, ihor, "")
    assert Objection.objects.count() == 1


def test_only_whoever_checks_objects_and_only_the_owner_answers(scene: Scene) -> None:
    begun(scene)
    ihor, maryna = of(scene, "ihor").pk, of(scene, "maryna").pk
    for role, statement in ((Role.SPECIALIST, ihor), (Role.ACCOUNTANT, ihor), (Role.HEAD, maryna), (Role.HEAD, 999)):
        with pytest.raises(NotAllowed):
            runs.object_to(scene.viewer(role), statement, WORDS)
    runs.object_to(scene.viewer(Role.HEAD), ihor, WORDS)
    with pytest.raises(NotAllowed):
        runs.answer_objection(scene.viewer(Role.HEAD), ihor, "I withdraw it")


def test_nothing_published_is_objected_to(scene: Scene) -> None:
    published(scene)
    with pytest.raises(Refused, match="pay_period_is_elsewhere"):
        runs.object_to(scene.viewer(Role.HEAD), of(scene, "ihor").pk, WORDS)


def test_the_head_objects_on_the_page_and_reads_the_owners_answer_there(scene: Scene, page: Callable[..., str]) -> None:
    begun(scene)
    ihor = of(scene, "ihor").pk
    assert "Something is wrong" in page(Role.HEAD) and "Something is wrong" not in page(Role.OWNER)
    text = page(Role.HEAD, f"/pay/statement/{ihor}/object", words=WORDS)
    assert "&lt;b&gt;my own" in text and "Waits for an answer" in text and "Answer to whoever" not in text
    assert "1 statement has an objection" in page(Role.OWNER)
    text = page(Role.OWNER, f"/pay/statement/{ihor}/answer", words="They are the company’s")
    assert "Answered" in text and "They are the company’s" in page(Role.HEAD)


def test_whoever_objected_reads_that_the_owner_is_to_answer(scene: Scene, page: Callable[..., str]) -> None:
    begun(scene)
    head = scene.viewer(Role.HEAD)
    runs.object_to(head, of(scene, "ihor").pk, WORDS)
    text = page(Role.HEAD)
    assert "1 statement has an objection and waits for the owner’s answer." in text
    assert "waits to be checked" not in text
