"""Pages of pay periods as each role sees them, from the first button to the accountant's file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from otdel.accounts.models import Person
from otdel.kit.viewer import Role
from otdel.motivation.models import Dispute, Entry, LedgerLine, Payment, PayRun, Statement, StatementLine
from otdel.motivation.services import disputes, runs
from otdel.motivation.services.moment import told_of
from otdel.motivation.tests.pay_scene import OCTOBER, Scene, department
from otdel.motivation.tests.test_pay_period import line, of, published
from otdel.organisation.models import Engagement
from otdel.scorecard.tests.conftest import today

__all__ = ["today"]  # 23 November 2026

As = Callable[[Role], Client]
PERIOD = "/pay/periods/month/2026-10-01/"


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    with told_of(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        yield department()


@pytest.fixture
def signed(scene: Scene) -> As:
    def client(role: Role) -> Client:
        made = Client()
        made.force_login(scene.people[role])
        return made

    return client


def test_the_owner_takes_a_month_from_frozen_to_paid_by_its_buttons(scene: Scene, signed: As) -> None:
    owner = signed(Role.OWNER)
    assert "October 2026 is over and its pay has not begun" in owner.get("/pay/periods/").content.decode().replace(
        "\u00a0", " "
    )
    owner.post("/pay/periods/", {"period": "2026-10"})
    owner.post(f"{PERIOD}do/calculate")
    for one in Statement.objects.all():
        owner.post(f"/pay/statement/{one.pk}/check")
    for do in ("publish", "approve"):
        owner.post(f"{PERIOD}do/{do}")
    accountant = signed(Role.ACCOUNTANT)
    for payment in Payment.objects.all():
        accountant.post(f"/pay/payment/{payment.pk}/paid", {"day": "2026-11-03", "reference": "Order 17"})
    text = accountant.get(PERIOD).content.decode().replace("\u00a0", " ")
    assert "October 2026 is paid" in text and "Order 17" in text
    assert PayRun.objects.get().state == "paid"


def test_the_owner_is_told_when_a_period_can_begin_and_begins_one_that_is_over(scene: Scene, signed: As) -> None:
    owner = signed(Role.OWNER)
    when = "November 2026 ends on 30 November 2026; its pay can begin on 1 December 2026."
    assert when in said(owner, "/pay/periods/")
    running = said(owner, "/pay/periods/month/2026-11-01/")
    assert when in running and "Begin the pay of" not in running
    over = said(owner, PERIOD)
    assert "October 2026 is over and its pay has not begun" in over and "Begin the pay of October 2026" in over
    assert "there is no pay to begin" in said(owner, "/pay/periods/quarter/2026-10-01/")
    for address in ("/pay/periods/month/2026-11-02/", "/pay/periods/week/2026-11-02/"):
        assert owner.get(address).status_code == 403, address
    assert [signed(role).get(PERIOD).status_code for role in (Role.HEAD, Role.ACCOUNTANT)] == [403, 403]


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_a_step_taken_twice_says_so_and_does_nothing(scene: Scene, signed: As) -> None:
    published(scene)
    owner = signed(Role.OWNER)
    owner.post(f"{PERIOD}do/approve")
    text = owner.post(f"{PERIOD}do/approve", follow=True).content.decode().replace("\u00a0", " ")
    assert "Nothing was done twice" in text and Payment.objects.count() == 2


def test_others_are_told_the_same_whether_or_not_there_is_such_a_period(scene: Scene, signed: As) -> None:
    published(scene)
    one = of(scene, "ihor").pk
    for role in (Role.SPECIALIST, Role.CONTRACTOR):
        client = signed(role)
        for address in ("/pay/periods/", PERIOD, "/pay/periods/month/2031-01-01/", f"{PERIOD}csv", "/pay/questions/"):
            assert client.get(address).status_code == 403, address
        for address in (f"/pay/statement/{one}/check", "/pay/statement/999/check", "/pay/payment/999/paid",
                        "/pay/questions/999/answer", f"{PERIOD}do/approve", f"{PERIOD}again"):  # fmt: skip
            assert client.post(address, {"day": "2026-11-03"}).status_code == 403, address
    for role in (Role.HEAD, Role.ACCOUNTANT):
        client = signed(role)
        assert [client.get(to).status_code for to in ("/pay/ledger/", "/pay/entries/")] == [403, 403]
        assert client.post(f"{PERIOD}do/approve").status_code == 403


def test_the_head_checks_those_who_report_to_them_and_sees_no_others(scene: Scene, signed: As) -> None:
    run = runs.begin(scene.owner, "month", OCTOBER)
    runs.calculate(scene.owner, run.pk)
    text = signed(Role.HEAD).get(PERIOD).content.decode().replace("\u00a0", " ")
    assert "Ihor Bondar" in text and "52,240.00" in text
    assert "80,000" not in text and "Together" not in text, "neither the head's own pay nor totals"


def test_the_file_for_the_accountant_is_a_plain_list_that_runs_nothing(scene: Scene, signed: As) -> None:
    scene.members["ihor"].name = '=HYPERLINK("http://x")'
    scene.members["ihor"].save()
    runs.approve(scene.owner, published(scene).pk)
    accountant = signed(Role.ACCOUNTANT)
    rows = accountant.get(f"{PERIOD}csv").content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Person,Role,Rule of pay,Amount,Currency") and len(rows) == 3
    assert any(row.startswith("\"'=HYPERLINK") and ",Buyer,52240.00,UAH,1,2026-11-15," in row for row in rows)
    Person.objects.filter(pk=scene.people[Role.ACCOUNTANT].pk).update(language="uk")
    headed = accountant.get(f"{PERIOD}csv").content.decode("utf-8-sig")
    assert headed.startswith("Людина,Роль,Правило оплати,Сума,Валюта")
    sheet = load_workbook(io.BytesIO(accountant.get(f"{PERIOD}xlsx").content)).worksheets[0]
    cells = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    assert cells['=HYPERLINK("http://x")'][0].data_type == "s"
    assert Decimal(str(cells["Maryna Lys"][3].value)) == of(scene, "maryna").payable
    assert signed(Role.HEAD).get(f"{PERIOD}csv").status_code == 403


def test_a_payment_day_that_cannot_be_is_refused_with_a_sentence(scene: Scene, signed: As) -> None:
    runs.approve(scene.owner, published(scene).pk)
    payment = Payment.objects.first()
    assert payment is not None
    accountant = signed(Role.ACCOUNTANT)
    for day in ("2026-12-24", "soon", ""):
        text = (
            accountant.post(f"/pay/payment/{payment.pk}/paid", {"day": day}, follow=True)
            .content.decode()
            .replace("\u00a0", " ")
        )
        assert "still to come" in text
    assert not Payment.objects.exclude(paid_on=None).exists()


def test_a_question_is_answered_from_the_inbox(scene: Scene, signed: As) -> None:
    published(scene)
    gate = line(of(scene, "ihor"), "gate")
    made = disputes.question(scene.viewer(Role.SPECIALIST), gate.pk, "The mapping was <b>broken</b>")
    head = signed(Role.HEAD)
    text = head.get("/pay/questions/").content.decode().replace("\u00a0", " ")
    assert "&lt;b&gt;broken" in text and "Added to the line" not in text
    form = {f"{made.pk}-outcome": "exception", f"{made.pk}-words": "Yes", f"{made.pk}-amount": "4080"}
    assert head.post(f"/pay/questions/{made.pk}/answer", form).status_code == 400
    signed(Role.OWNER).post(f"/pay/questions/{made.pk}/answer", form)
    assert Dispute.objects.get().outcome == "exception" and Entry.objects.get().amount == 4080


def test_an_answer_that_is_refused_keeps_what_was_written(scene: Scene, signed: As) -> None:
    published(scene)
    made = disputes.question(scene.viewer(Role.SPECIALIST), line(of(scene, "ihor"), "gate").pk, "Broken for a week")
    form = {f"{made.pk}-outcome": "corrected", f"{made.pk}-words": "Right, it was broken", f"{made.pk}-amount": ""}
    answer = signed(Role.OWNER).post(f"/pay/questions/{made.pk}/answer", form)
    text = answer.content.decode()
    assert (answer.status_code, Dispute.objects.get().outcome) == (409, "")
    assert "Right, it was broken</textarea>" in text and "The question still waits." in text


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_a_day_with_its_year_ends_a_sentence_by_itself(scene: Scene, signed: As, language: str) -> None:
    published(scene)
    disputes.question(scene.viewer(Role.SPECIALIST), line(of(scene, "ihor"), "gate").pk, "Broken for a week")
    Person.objects.update(language=language)
    owner = signed(Role.OWNER)
    for address in ("/pay/questions/", PERIOD, "/pay/periods/", f"/pay/statement/{of(scene, 'ihor').pk}/"):
        assert "2026\u00a0р.." not in (text := owner.get(address).content.decode()), address
        assert "2026\u00a0г.." not in text, address
        assert f'lang="{language}"' in text


def test_decisions_and_the_ledger_show_what_waits_and_what_was_changed(scene: Scene, signed: As) -> None:
    published(scene)
    owner, held = signed(Role.OWNER), line(of(scene, "ihor"), "held")
    assert "1 part of pay waits" in owner.get("/pay/entries/").content.decode().replace("\u00a0", " ")
    owner.post(f"/pay/entries/{held.pk}/decide", {f"{held.pk}-amount": "80", f"{held.pk}-why": "Two were rejected"})
    assert "Two were rejected" in owner.get("/pay/entries/").content.decode().replace("\u00a0", " ")
    assert (
        "it is as it was written" in owner.get("/pay/ledger/").content.decode().replace("\u00a0", " ")
        or LedgerLine.objects.count() == 3
    )
    LedgerLine.objects.filter(number=2).update(amount=1)
    assert "Line 2 was changed" in owner.get("/pay/ledger/").content.decode().replace("\u00a0", " ")


def test_a_held_part_whose_day_is_past_waits_for_the_next_period_and_all_of_it_lost_is_not_released(
    scene: Scene, signed: As
) -> None:
    published(scene)
    owner, held = signed(Role.OWNER), line(of(scene, "ihor"), "held")
    ripe, lines = "released when the next pay period begins", StatementLine.objects.filter(pk=held.pk)
    assert ripe not in said(owner, "/pay/entries/")
    lines.update(due=date(2026, 11, 22))
    assert ripe in said(owner, "/pay/entries/")
    lines.update(due=held.due)
    owner.post(
        f"/pay/entries/{held.pk}/decide", {f"{held.pk}-amount": str(held.amount), f"{held.pk}-why": "All rejected"}
    )
    text = said(owner, "/pay/entries/")
    assert Entry.objects.get().amount == 0 and "Not released" in text and "Released" not in text


def test_a_new_calculation_needs_a_reason_and_shows_its_differences(scene: Scene, signed: As) -> None:
    published(scene)
    owner = signed(Role.OWNER)
    assert owner.post(f"{PERIOD}again", {"why": ""}).status_code == 400
    with told_of(datetime(2026, 11, 4, 9, tzinfo=UTC)):
        from otdel.scorecard.models import KpiValue
        from otdel.scorecard.services.freezing import adjust

        kept = KpiValue.objects.get(kpi="ppc_map", member=scene.members["ihor"], start=date(2026, 10, 1))
        adjust(scene.owner, kept.pk, Decimal("0.98"), "Mapped after all")
        owner.post(f"{PERIOD}again", {"why": "Mapped after all"})
    assert "Book the corrections" in owner.get(PERIOD).content.decode().replace("\u00a0", " ")
    owner.post(f"{PERIOD}correct")
    assert {one.kind for one in Entry.objects.all()} == {"correction"}


def test_pay_is_in_the_menu_of_whoever_checks_it_and_of_nobody_else(scene: Scene, signed: As) -> None:
    offered = f'href="{reverse("motivation:periods")}"'
    for role, led in ((Role.HEAD, True), (Role.SPECIALIST, False), (Role.CONTRACTOR, False), (Role.ACCOUNTANT, True)):
        assert (offered in signed(role).get("/").content.decode()) is led, role
    Engagement.objects.filter(member__slug="ihor").update(reports_to=None)
    Engagement.objects.filter(member__slug="maryna").update(reports_to=scene.members["ihor"])
    assert offered not in signed(Role.HEAD).get("/").content.decode()
    assert offered in signed(Role.SPECIALIST).get("/").content.decode()
