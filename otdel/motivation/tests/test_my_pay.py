"""My pay: the sum so far, lines that lead to their numbers, what if, honest silence, and nobody else's eyes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from otdel.kit.calendar import containing
from otdel.kit.reason import NoData
from otdel.kit.viewer import Role
from otdel.motivation.models import PayAgreement, PayRun, Snapshot
from otdel.motivation.pages.mine import about_end, parts_shown
from otdel.motivation.queries.kpi_facts import facts_of
from otdel.motivation.queries.my_pay import my_pay
from otdel.motivation.rules.likely import Span
from otdel.motivation.rules.lines import Inputs
from otdel.motivation.rules.recorded import inputs_data
from otdel.motivation.tests.mine_scene import BEFORE, BUYER, Mine, agreed, lived
from otdel.organisation.queries.members import ref
from otdel.planning.models import Promise
from otdel.scorecard.models import KpiValue
from otdel.scorecard.tests.conftest import Department, people, shop, signed_in, stored, team, today
from otdel.web import format as say

__all__ = ["people", "shop", "signed_in", "stored", "team", "today"]

D = Decimal
NOVEMBER = containing(date(2026, 11, 1), "month")
As = Callable[[Role], Client]


@pytest.fixture
def mine(team: Department, stored: Callable[..., KpiValue]) -> Mine:
    return lived(team, stored)


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def test_lines_add_up_to_the_sum_that_opens_the_page(mine: Mine) -> None:
    found = my_pay(mine.team.viewer(Role.SPECIALIST), ref(mine.ihor), NOVEMBER)
    assert found.so_far == sum(one.line.amount for part in found.parts for one in part.lines)
    # 24,000 x (0.45 x 1.3 + 0.40 x 1.04 + 0.15 x 1) x 0.8 for the gate that is not passed, and the fixed pay
    assert found.so_far == D(42000) + D("27624.00") * D("0.8")
    assert found.left == 8


def test_the_likely_end_lies_around_what_the_past_did(mine: Mine) -> None:
    found = my_pay(mine.team.viewer(Role.SPECIALIST), ref(mine.ihor), NOVEMBER)
    assert isinstance(found.span, Span)
    assert found.parts[0].plan.base < found.span.low < found.span.high
    base = found.parts[0].lines[0]
    assert base.span == Span(D(42000), D(42000))


def test_one_more_lead_moves_every_kpi_it_is_counted_in(mine: Mine) -> None:
    (lead,) = [
        one
        for one in my_pay(mine.team.viewer(Role.SPECIALIST), ref(mine.ihor), NOVEMBER).parts[0].more
        if one.code == "qualified_leads_paid"
    ]
    # 1.15 x 24/23 = 1.2: a twentieth more of the goal, at 2 of the worth for each whole, times weight, times the gate
    assert lead.amount == (D(24000) * D("0.45") * D("0.05") * 2 * D("0.8"))


def test_the_page_says_where_each_number_comes_from(mine: Mine, signed_in: As) -> None:
    page = text(signed_in(Role.SPECIALIST), "/pay/")
    assert "November so far, before tax" in page
    assert "Rules fixed on 20 May and cannot change for November." in page
    assert "The month ends in 8 days." in page
    assert '<a href="/team/kpi/ppc_ql/?who=ihor&amp;period=2026-11">' in page
    assert "Not passed: 95%, should be at least 97%. So 80% of the variable pay is paid." in page
    assert f'<a href="/pay/statement/{mine.statement.pk}/">' in page
    assert "No words are written" not in page


def test_a_number_of_a_line_opens_its_kpi(mine: Mine, signed_in: As) -> None:
    assert signed_in(Role.SPECIALIST).get("/team/kpi/ppc_ql/?who=ihor&period=2026-11").status_code == 200


def test_what_if_answers_a_script_with_a_fragment(mine: Mine, signed_in: As) -> None:
    sent = {"who": "ihor", "period": "2026-11", "agreement": mine.agreement.pk, "gate-1-seen": "0", "gate-1": "1"}
    sent |= {"gate-0-seen": "1", "gate-0": "1"}
    answer = signed_in(Role.SPECIALIST).post("/pay/what-if/", sent, headers={"X-What-If": "fragment"})
    assert "₴69,624" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_what_if_works_without_scripts(mine: Mine, signed_in: As) -> None:
    sent = {"who": "ihor", "period": "2026-11", "agreement": mine.agreement.pk, "at-ppc_tests": "0"}
    page = signed_in(Role.SPECIALIST).post("/pay/what-if/", sent).content.decode()
    assert "<h1>My pay</h1>" in page
    # the third part, 24,000 x 0.15 x 0.8, is gone
    assert "₴61,219.20" in page
    assert "−₴2,880.00" in page


@pytest.mark.parametrize("nonsense", ["", "NaN", "x", "-Infinity", "9" * 400])
def test_a_figure_that_is_none_changes_nothing(mine: Mine, signed_in: As, nonsense: str) -> None:
    sent = {"who": "ihor", "period": "2026-11", "agreement": mine.agreement.pk, "at-ppc_tests": nonsense}
    answer = signed_in(Role.SPECIALIST).post("/pay/what-if/", sent, headers={"X-What-If": "fragment"})
    assert "as now" in answer.content.decode()


def test_a_figure_beyond_the_slider_is_its_end(mine: Mine, signed_in: As) -> None:
    sent = {"who": "ihor", "period": "2026-11", "agreement": mine.agreement.pk}
    ends = [
        signed_in(Role.SPECIALIST).post(
            "/pay/what-if/", sent | {"at-ppc_tests": put}, headers={"X-What-If": "fragment"}
        )
        for put in ("4", "1e999")
    ]
    assert ends[0].content == ends[1].content


def test_only_the_person_the_owner_and_their_manager_see_it(mine: Mine, signed_in: As) -> None:
    for role, status in ((Role.OWNER, 200), (Role.HEAD, 200), (Role.SPECIALIST, 200), (Role.CONTRACTOR, 403)):
        assert signed_in(role).get("/pay/person/ihor/").status_code == status, role
    for slug in ("maryna", "yulia", "nobody-at-all"):
        answer = signed_in(Role.SPECIALIST).get(f"/pay/person/{slug}/")
        assert answer.status_code == 403
        assert not re.search(r"42.000", answer.content.decode())  # a token of the page may have a 42 in it


def test_what_if_is_not_a_way_around(mine: Mine, signed_in: As) -> None:
    sent = {"who": "ihor", "period": "2026-11", "agreement": mine.agreement.pk}
    assert signed_in(Role.CONTRACTOR).post("/pay/what-if/", sent).status_code == 403
    other = sent | {"who": "yulia"}
    assert signed_in(Role.CONTRACTOR).post("/pay/what-if/", other).status_code == 403


def test_whoever_pays_and_has_no_agreement_is_led_to_the_periods(mine: Mine, signed_in: As) -> None:
    for role in (Role.OWNER, Role.ACCOUNTANT):
        answer = signed_in(role).get("/pay/")
        assert (answer.status_code, answer["Location"]) == (302, "/pay/periods/")


def test_without_an_agreement_the_page_says_what_to_do(mine: Mine, signed_in: As) -> None:
    page = text(signed_in(Role.CONTRACTOR), "/pay/")
    assert "No agreement about pay is written for you" in page
    assert "Ask the owner to write one." in page


def test_an_offer_that_waits_is_shown_and_pays_nothing(team: Department, signed_in: As) -> None:
    offer = agreed(team.members["ihor"], BUYER, start=date(2026, 12, 1), signed=False)
    page = text(signed_in(Role.SPECIALIST), "/pay/")
    assert "An agreement waits for your answer" in page
    assert f'href="/pay/agreement/{offer.pk}/"' in page
    assert "₴" not in page


def test_who_is_paid_already_is_shown_the_next_agreement_before_its_day(mine: Mine, signed_in: As) -> None:
    held = mine.agreement
    offer = PayAgreement.objects.create(
        version=held.version, member=held.member, base=D(45000), target_variable=D(24000), currency="UAH",
        start=date(2026, 12, 1), language="en", text="words", digest="0" * 64, offered_at=BEFORE, offered_name="owner",
    )  # fmt: skip
    page = text(signed_in(Role.SPECIALIST), "/pay/")
    assert "A new agreement from 1 December 2026 waits for your answer" in page.replace("\xa0", " ")
    assert f'href="/pay/agreement/{offer.pk}/"' in page
    PayAgreement.objects.filter(pk=offer.pk).update(start=date(2026, 11, 1))
    assert f'href="/pay/agreement/{offer.pk}/"' not in text(signed_in(Role.SPECIALIST), "/pay/"), "its day has come"


def test_what_has_no_data_is_reserved_and_not_zero(mine: Mine, signed_in: As) -> None:
    KpiValue.objects.filter(kpi="ppc_ql", start=NOVEMBER.period.start).update(value=None, attainment=None)
    found = my_pay(mine.team.viewer(Role.SPECIALIST), ref(mine.ihor), NOVEMBER)
    assert found.parts[0].pay.reserved > 0
    page = text(signed_in(Role.SPECIALIST), "/pay/")
    assert "Waits for data: " in page
    assert "waits for data and is not lost" in page


def test_half_a_month_of_data_is_told_as_the_reason_and_what_waits_beside_the_sum(mine: Mine, signed_in: As) -> None:
    KpiValue.objects.filter(kpi="ppc_ql", start=NOVEMBER.period.start).update(coverage=Decimal("0.5"))
    found = my_pay(mine.team.viewer(Role.SPECIALIST), ref(mine.ihor), NOVEMBER)
    waits = say.amount(found.parts[0].pay.reserved, "UAH", 0)
    assert f"{waits} waits for data and is not lost." in about_end(found)
    line = next(one for one in parts_shown(found)[0].lines if one.title.startswith("Waits for data: "))
    assert "The data covers only part of the period, so the number cannot be paid by yet." in line.remarks
    assert "cannot be paid by yet" in text(signed_in(Role.SPECIALIST), "/pay/")


def test_a_short_past_is_said_instead_of_a_range(mine: Mine, signed_in: As) -> None:
    KpiValue.objects.filter(start__lt=date(2026, 9, 1)).delete()
    found = my_pay(mine.team.viewer(Role.SPECIALIST), ref(mine.ihor), NOVEMBER)
    assert isinstance(found.span, NoData)
    assert "2 earlier periods have all figures, 4 are needed" in text(signed_in(Role.SPECIALIST), "/pay/")


def test_promises_to_me_are_there_and_late_ones_first(mine: Mine, signed_in: As) -> None:
    maryna = mine.team.members["maryna"]
    Promise.objects.create(
        maker=maryna, to=mine.ihor, what="Review of fixed pay", made_on=date(2026, 6, 1), due=date(2026, 11, 1)
    )
    page = text(signed_in(Role.SPECIALIST), "/pay/")
    assert page.index("Review of fixed pay") < page.index("Pay: October 2026")
    assert "Was due on 1 November, Maryna Lys. Ask what happened." in page


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_the_page_speaks_the_persons_language(mine: Mine, signed_in: As, lang: str) -> None:
    person = mine.team.people[Role.SPECIALIST]
    person.language = lang
    person.save(update_fields=["language"])
    page = text(signed_in(Role.SPECIALIST), "/pay/")
    assert {"uk": "Листопад на сьогодні, до податків", "ru": "Ноябрь на сегодня, до налогов"}[lang] in page
    assert "What you are paid for" not in page


def test_what_no_kpi_counts_is_remembered_from_the_pay_it_was_calculated_for(mine: Mine) -> None:
    """Points of accepted work are in no KPI: the periods already paid know them, each by its newest calculation."""
    at = datetime(2026, 5, 2, tzinfo=UTC)
    april = {"unit": "month", "start": date(2026, 4, 1), "end": date(2026, 5, 1), "begun_at": at}
    run = PayRun.objects.create(**april, pay_day=date(2026, 5, 10))
    for number, points in ((1, "11"), (2, "12.5")):
        kept = inputs_data(Inputs({}, {"text_points_accepted": D(points)}))
        others = inputs_data(Inputs({}, {"text_points_accepted": D(90)}))
        people = [{"member": mine.ihor.pk, "inputs": kept}, {"member": mine.ihor.pk + 1, "inputs": others}]
        Snapshot.objects.create(run=run, number=number, inputs={"people": people}, at=at, digest=str(number))
    past = facts_of(mine.ihor.pk, NOVEMBER, ["ppc_ql"], ["text_points_accepted"]).past
    assert [known for one in past if isinstance(known := one.measures["text_points_accepted"], Decimal)] == [D("12.5")]
