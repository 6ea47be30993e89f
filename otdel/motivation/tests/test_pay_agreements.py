"""Agreements through their life: offered before the first day, signed once, and never less pay by the back door."""
# ruff: noqa: F811 - fixtures of the scorecard's department are asked for by their names

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from otdel.accounts.models import AuditLine
from otdel.accounts.services import Refused
from otdel.kit.calendar import containing
from otdel.kit.viewer import NotAllowed, Role
from otdel.motivation.models import LedgerLine, PayAgreement
from otdel.motivation.queries.agreements import pending
from otdel.motivation.queries.inputs import agreements_paid_in
from otdel.motivation.queries.ledger import verify
from otdel.motivation.rules.reading import read_plan
from otdel.motivation.services import agreements as verbs
from otdel.motivation.services import moment
from otdel.motivation.services.agreements import Offer
from otdel.motivation.services.plans import approve, change_draft, new_version
from otdel.motivation.tests.rules_scene import JANUARY, JULY, Company, company, passed
from otdel.organisation.models import Engagement
from otdel.scorecard.tests.conftest import Department, people, shop, team, today  # noqa: F401

DECEMBER = date(2026, 12, 1)
D = Decimal


@pytest.fixture
def firm(team: Department) -> Company:
    return company(team)


def raise_for(firm: Company, base: str = "60000", start: date = DECEMBER, language: str = "en") -> PayAgreement:
    return verbs.offer(firm.owner, firm.running, Offer(firm.member("ihor"), D(base), D(28000), start, language))


def paid_in(month: date) -> list[PayAgreement]:
    return agreements_paid_in(containing(month, "month"))


def why(act: pytest.ExceptionInfo[Refused]) -> str:
    return act.value.reason.code


def test_the_text_says_what_is_paid_and_what_changes_in_the_persons_language(firm: Company) -> None:
    made = raise_for(firm, language="uk")
    assert "60 000 ₴ на місяць".replace(" ", "\u00a0") in made.text.replace(" ", "\u00a0")
    assert "Ставка: було" in made.text
    assert 'lang="uk"' in made.text
    assert made.digest == verbs.digest_of(made.text)


def test_a_signature_ends_what_held_before_and_stands_in_the_ledger(firm: Company) -> None:
    made = raise_for(firm)
    verbs.sign(firm.ihor, made, seen=made.digest)
    firm.signed.refresh_from_db()
    assert firm.signed.end == DECEMBER
    assert [one.base for one in paid_in(date(2026, 11, 1))] == [D(52000)]
    assert [one.base for one in paid_in(DECEMBER)] == [D(60000)]
    last = LedgerLine.objects.latest("number")
    assert (last.verb, last.subject, last.amount) == ("agreed", f"agreement:{made.pk}", None)
    assert last.body["digest"] == made.digest
    assert verify(firm.owner).whole


def test_nobody_signs_for_another_not_even_the_owner(firm: Company) -> None:
    made = raise_for(firm)
    for role in (Role.OWNER, Role.HEAD, Role.CONTRACTOR, Role.ACCOUNTANT):
        with pytest.raises(NotAllowed):
            verbs.sign(firm.team.viewer(role), made, seen=made.digest)


def test_other_words_than_those_seen_are_not_signed(firm: Company) -> None:
    made = raise_for(firm)
    with pytest.raises(Refused) as refused:
        verbs.sign(firm.ihor, made, seen=firm.signed.digest)
    assert why(refused) == "pay_agreement_changed"


def test_an_answer_is_given_once(firm: Company) -> None:
    made = raise_for(firm)
    verbs.decline(firm.ihor, made, "Too little")
    answers: list[Callable[[], object]] = [
        lambda: verbs.sign(firm.ihor, made, seen=made.digest),
        lambda: verbs.withdraw(firm.owner, made),
        lambda: verbs.decline(firm.ihor, made, "Still"),
    ]
    for answer in answers:
        with pytest.raises(Refused) as refused:
            answer()
        assert why(refused) == "pay_agreement_settled"


def test_a_signature_after_the_first_day_is_refused(firm: Company) -> None:
    made = raise_for(firm)
    with moment.told_of(datetime(2026, 12, 1, 9, tzinfo=UTC)), pytest.raises(Refused) as refused:
        verbs.sign(firm.ihor, made, seen=made.digest)
    assert why(refused) == "pay_signed_late"
    assert [one.base for one in paid_in(DECEMBER)] == [D(52000)]


@pytest.mark.parametrize(
    ("start", "code"),
    [(date(2026, 11, 1), "pay_started_already"), (date(2026, 12, 15), "pay_starts_inside"),
     (JULY, "pay_started_already"), (date(2026, 6, 1), "pay_offer_outside")],
)  # fmt: skip
def test_pay_does_not_change_inside_a_period_or_in_the_past(firm: Company, start: date, code: str) -> None:
    with pytest.raises(Refused) as refused:
        raise_for(firm, start=start)
    assert why(refused) == code


@pytest.mark.parametrize(("base", "variable"), [("51999.99", "28000"), ("52000", "27999"), ("60000", "20000")])
def test_less_of_either_part_needs_a_new_version(firm: Company, base: str, variable: str) -> None:
    with pytest.raises(Refused) as refused:
        verbs.offer(firm.owner, firm.running, Offer(firm.member("ihor"), D(base), D(variable), DECEMBER))
    assert why(refused) == "pay_lower_needs_version"


def test_less_pay_by_a_new_version_holds_only_once_it_is_signed(firm: Company) -> None:
    lower = new_version(firm.owner, firm.running.plan, JANUARY)
    plan = replace(read_plan(lower.body), base=D(40000))
    lower = passed(change_draft(firm.owner, lower, plan, JANUARY))
    lower = approve(firm.owner, lower, seen=lower.digest)
    offered = verbs.offer(firm.owner, lower, Offer(firm.member("ihor"), D(40000), D(28000), JANUARY))
    assert [one.base for one in paid_in(JANUARY)] == [D(52000)]
    verbs.sign(firm.ihor, offered, seen=offered.digest)
    assert [one.base for one in paid_in(JANUARY)] == [D(40000)]


def test_one_offer_waits_at_a_time_and_a_withdrawn_one_makes_room(firm: Company) -> None:
    first = raise_for(firm)
    with pytest.raises(Refused) as refused:
        raise_for(firm, "70000")
    assert why(refused) == "pay_offer_waits"
    assert pending(first.member_id, firm.running.plan.role_id) == first
    verbs.withdraw(firm.owner, first)
    assert raise_for(firm, "70000").base == D(70000)


def test_a_newcomer_may_begin_in_the_middle_of_a_month(firm: Company) -> None:
    yulia, day = firm.member("yulia"), date(2026, 11, 25)
    Engagement.objects.create(member=yulia, role=firm.running.plan.role, start=day)
    made = verbs.offer(firm.owner, firm.running, Offer(yulia, D(52000), D(28000), day))
    with moment.told_of(datetime(2026, 11, 25, 8, tzinfo=UTC)):
        verbs.sign(firm.team.viewer(Role.CONTRACTOR), made, seen=made.digest)
    assert {one.member.slug for one in paid_in(date(2026, 11, 1))} == {"ihor", "yulia"}


def test_a_print_signed_by_hand_is_noted_with_its_day(firm: Company) -> None:
    with moment.told_of(datetime(2026, 11, 23, 9, tzinfo=UTC)):
        made = raise_for(firm)
    with pytest.raises(Refused):
        verbs.sign_on_paper(firm.owner, made, date(2026, 11, 1))
    verbs.sign_on_paper(firm.owner, made, date(2026, 11, 23))
    made.refresh_from_db()
    assert (made.on_paper, made.signed_name) == (True, "Ihor Bondar")


def test_somebody_without_the_role_is_offered_nothing(firm: Company) -> None:
    with pytest.raises(Refused) as refused:
        verbs.offer(firm.owner, firm.running, Offer(firm.member("maryna"), D(1), D(1), DECEMBER))
    assert why(refused) == "pay_offer_without_role"


def test_an_agreement_ends_with_the_work_but_not_inside_a_worked_period(firm: Company) -> None:
    with pytest.raises(Refused) as refused:
        verbs.end_agreement(firm.owner, firm.signed, date(2026, 11, 20))
    assert why(refused) == "pay_starts_inside"
    Engagement.objects.filter(member=firm.member("ihor")).update(end=date(2026, 11, 20))
    verbs.end_agreement(firm.owner, firm.signed, date(2026, 11, 20))
    assert paid_in(DECEMBER) == []


def test_the_trail_names_people_and_plans_but_no_amounts(firm: Company) -> None:
    made = raise_for(firm, "61234")
    verbs.sign(firm.ihor, made, seen=made.digest)
    said = [str(one.values) for one in AuditLine.objects.filter(verb__startswith="pay_")]
    assert len(said) >= 4
    assert not [one for one in said if "61234" in one or "52000" in one or "28000" in one]


def test_what_people_are_called_stays_text_in_the_agreement(firm: Company) -> None:
    ihor = firm.member("ihor")
    ihor.name = "Ihor <script>alert(1)</script>"
    ihor.save()
    made = raise_for(firm)
    assert "<script>" not in made.text
    assert "Ihor &lt;script&gt;" in made.text
