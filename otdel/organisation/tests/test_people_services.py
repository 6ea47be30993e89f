"""People come, change and go; zones change hands. What cannot be is refused with what to do, and the past stays."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from otdel.accounts.models import AuditLine
from otdel.accounts.services import Refused
from otdel.kit.reason import NoData
from otdel.kit.viewer import NotAllowed, Role
from otdel.organisation.models import Accountability, Engagement, Member, Part
from otdel.organisation.queries.people import person_page
from otdel.organisation.queries.standings import agreed_on
from otdel.organisation.queries.structure import structure
from otdel.organisation.services.agreeing import agree, role_card
from otdel.organisation.services.engaging import Terms, change_from, end_engagement, engage
from otdel.organisation.services.people import Card, add_member, change_member, delete_member
from otdel.organisation.services.roles import retire_role
from otdel.organisation.services.zones import add_zone, end_part, hand_over, make_part, retire_zone
from otdel.organisation.tests.department import SINCE, Department, answers_for_everything, found_department
from otdel.web.reasons import say

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)


@pytest.fixture
def made() -> Department:
    return found_department()


def why(refused: pytest.ExceptionInfo[Refused]) -> str:
    return say(refused.value.reason).replace("\xa0", " ")


def test_two_people_of_one_name_get_two_addresses(made: Department) -> None:
    second = add_member(made.owner, Card("Ihor Bondar"))
    assert second.slug == "ihor-bondar-2"


def test_an_account_is_one_persons(made: Department) -> None:
    taken = made.accounts[Role.HEAD].pk
    with pytest.raises(Refused) as refused:
        change_member(made.owner, made.members["ihor"], Card("Ihor Bondar", person=taken))
    assert "belongs to Maryna Lys already" in why(refused)


def test_only_owner_and_head_change_people(made: Department) -> None:
    for role in (Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT):
        with pytest.raises(NotAllowed):
            add_member(made.viewer(role), Card("Anybody"))
        with pytest.raises(NotAllowed):
            hand_over(made.viewer(role), made.zone("ppc"), made.members["olena"], MARCH)
    assert add_member(made.viewer(Role.HEAD), Card("Anybody")).pk


def test_somebody_added_by_mistake_can_be_deleted(made: Department) -> None:
    extra = add_member(made.owner, Card("Nobody Special"))
    delete_member(made.owner, extra)
    assert not Member.objects.filter(slug="nobody-special").exists()
    assert AuditLine.objects.filter(verb="member.deleted").exists()


def test_whoever_has_history_is_not_deleted(made: Department) -> None:
    with pytest.raises(Refused) as refused:
        delete_member(made.owner, made.members["olena"])
    assert "End their engagement instead" in why(refused)
    assert Member.objects.filter(slug="olena-kovalenko").exists()


def test_new_terms_end_the_old_row_and_begin_a_new_one(made: Department) -> None:
    row = Engagement.objects.get(member=made.members["olena"])
    fresh = change_from(made.owner, row, Terms("staff", Decimal("0.5"), row.reports_to_id), MARCH)
    row.refresh_from_db()
    assert (row.start, row.end, row.share) == (SINCE, MARCH, Decimal(1))
    assert (fresh.start, fresh.end, fresh.share) == (MARCH, None, Decimal("0.5"))
    again = change_from(made.owner, fresh, Terms("remote", Decimal(1), row.reports_to_id), MARCH)
    assert again.pk == fresh.pk and Engagement.objects.filter(member=row.member).count() == 2


def test_terms_cannot_change_on_a_day_outside_the_engagement(made: Department) -> None:
    row = Engagement.objects.get(member=made.members["olena"])
    with pytest.raises(Refused) as refused:
        change_from(made.owner, row, Terms(), SINCE - timedelta(days=1))
    assert "12 January 2026" in why(refused)


def test_one_role_is_held_once_at_a_time(made: Department) -> None:
    olena, ppc = made.members["olena"], made.roles["ppc"]
    with pytest.raises(Refused) as refused:
        engage(made.owner, olena, ppc, Terms(), MARCH)
    assert "holds this role from 12 January 2026" in why(refused)
    engage(made.owner, olena, ppc, Terms(), date(2025, 6, 1), SINCE)  # it ended the day the other began
    assert Engagement.objects.filter(member=olena).count() == 2


def test_dates_that_cross_and_shares_outside_a_week_are_refused(made: Department) -> None:
    olena, role = made.members["olena"], made.roles["copywriter"]
    with pytest.raises(Refused, match="dates_cross"):
        engage(made.owner, olena, role, Terms(), MARCH, MARCH)
    with pytest.raises(Refused) as refused:
        engage(made.owner, olena, role, Terms(share=Decimal(2)), MARCH)
    assert "between 0.05 and 1.5" in why(refused)


def test_a_circle_in_the_chart_is_named(made: Department) -> None:
    row = Engagement.objects.get(member=made.members["maryna"])
    with pytest.raises(Refused) as refused:
        change_from(made.owner, row, Terms(reports_to=made.members["olena"].pk), MARCH)
    assert "Maryna Lys → Olena Kovalenko → Maryna Lys" in why(refused)
    with pytest.raises(Refused, match="reports_in_circle"):
        change_from(made.owner, row, Terms(reports_to=row.member_id), MARCH)


def test_a_circle_that_would_close_only_later_is_refused_too(made: Department) -> None:
    ihor, olena, ppc = made.members["ihor"], made.members["olena"], made.roles["ppc"]
    later = date(2027, 1, 1)
    end_engagement(made.owner, Engagement.objects.get(member=ihor), MARCH)
    engage(made.owner, ihor, ppc, Terms(reports_to=olena.pk), later)
    row = Engagement.objects.get(member=olena)
    with pytest.raises(Refused, match="reports_in_circle"):
        change_from(made.owner, row, Terms(reports_to=ihor.pk), MARCH)


def test_with_the_last_engagement_the_zones_are_free_and_shout(made: Department) -> None:
    answers_for_everything(made)
    freed = end_engagement(made.owner, Engagement.objects.get(member=made.members["olena"]), MARCH)
    assert freed == 5
    before, after = structure(made.owner, MARCH - timedelta(days=1)), structure(made.owner, MARCH)
    assert (before.tally.empty, after.tally.empty) == (0, 5)
    assert {person.who.slug for person in before.people} - {person.who.slug for person in after.people} == {
        "olena-kovalenko"
    }


def test_a_second_one_who_answers_is_refused_and_a_handing_over_is_offered(made: Department) -> None:
    zone = made.zone("ppc")
    make_part(made.owner, zone, made.members["olena"], Part.ACCOUNTABLE, SINCE)
    with pytest.raises(Refused) as refused:
        make_part(made.owner, zone, made.members["ihor"], Part.ACCOUNTABLE, MARCH)
    assert "Olena Kovalenko answers for this zone" in why(refused) and "from 1 March 2026" in why(refused)
    hand_over(made.owner, zone, made.members["ihor"], MARCH)
    rows = Accountability.objects.filter(zone=zone).order_by("start")
    assert [(row.member.slug, row.start, row.end) for row in rows] == [
        ("olena-kovalenko", SINCE, MARCH),
        ("ihor-bondar", MARCH, None),
    ]


def test_nobody_stands_in_for_themselves(made: Department) -> None:
    zone, olena = made.zone("ppc"), made.members["olena"]
    make_part(made.owner, zone, olena, Part.ACCOUNTABLE, SINCE)
    with pytest.raises(Refused, match="stands_in_for_self"):
        make_part(made.owner, zone, olena, Part.BACKUP, MARCH)
    make_part(made.owner, zone, made.members["ihor"], Part.BACKUP, SINCE)
    hand_over(made.owner, zone, made.members["ihor"], MARCH)  # who stood in answers now, so nobody stands in
    assert not Accountability.objects.on(MARCH).filter(zone=zone, part=Part.BACKUP).exists()


def test_a_double_is_mended_by_keeping_one(made: Department) -> None:
    zone, olena, ihor = made.zone("ppc"), made.members["olena"], made.members["ihor"]
    for one in (olena, ihor):
        Accountability.objects.create(zone=zone, member=one, part=Part.ACCOUNTABLE, start=SINCE)
    assert structure(made.owner, MARCH).tally.double == 1
    hand_over(made.owner, zone, olena, MARCH)
    assert structure(made.owner, MARCH).tally.double == 0
    assert Accountability.objects.get(zone=zone, member=olena).start == SINCE  # not begun anew


def test_a_part_that_never_began_leaves_no_trace(made: Department) -> None:
    held = make_part(made.owner, made.zone("ppc"), made.members["olena"], Part.HELPS, MARCH)
    end_part(made.owner, held, MARCH)
    assert not Accountability.objects.exists()


def test_a_zone_of_ones_own_and_its_end(made: Department) -> None:
    zone = add_zone(made.owner, "Ціни на маркетплейсах", made.roles["ppc"])
    assert zone.code == "ppc.tsiny-na-marketpleisakh" and zone.position == 5
    make_part(made.owner, zone, made.members["olena"], Part.ACCOUNTABLE, SINCE)
    retire_zone(made.owner, zone, MARCH)
    assert zone.pk not in {row.id for row in structure(made.owner, MARCH).zones}
    assert zone.pk in {row.id for row in structure(made.owner, SINCE).zones}
    with pytest.raises(Refused, match="zone_retired"):
        make_part(made.owner, zone, made.members["olena"], Part.HELPS, SINCE)


def test_a_role_is_retired_when_nobody_holds_it(made: Department) -> None:
    with pytest.raises(Refused) as refused:
        retire_role(made.owner, made.roles["ppc"], MARCH)
    assert "Ihor Bondar, Olena Kovalenko" in why(refused)


def test_agreeing_lasts_until_the_words_change(made: Department) -> None:
    olena, role = made.members["olena"], made.roles["ppc"]
    viewer = made.viewer(Role.SPECIALIST)
    subject, seen = role_card(role)
    with pytest.raises(NotAllowed):  # people agree for themselves, not even the owner for them
        agree(made.owner, olena, subject, seen)
    agree(viewer, olena, subject, seen)
    assert isinstance(agreed_on(olena.pk, subject, seen), date)
    role.own = {"mission": "Otherwise than before"}
    said = agreed_on(olena.pk, *role_card(role))
    assert isinstance(said, NoData) and said.reason.code == "card_changed_since"


def test_who_signs_in_nowhere_agrees_through_the_head(made: Department) -> None:
    subject, seen = role_card(made.roles["ppc"])
    agree(made.viewer(Role.HEAD), made.members["ihor"], subject, seen)
    with pytest.raises(NotAllowed):
        agree(made.viewer(Role.SPECIALIST), made.members["ihor"], subject, seen)


def test_somebody_who_reports_to_a_leaver_is_named(made: Department) -> None:
    end_engagement(made.owner, Engagement.objects.get(member=made.members["maryna"]), MARCH)
    found = structure(made.owner, MARCH)
    assert {who.slug for who, above in found.headless} == {"ihor-bondar", "kyrylo-contractor", "olena-kovalenko"}
    assert {above.slug for _who, above in found.headless} == {"maryna-lys"}


def test_contacts_are_for_owner_head_and_oneself(made: Department) -> None:
    for role, sees in ((Role.OWNER, True), (Role.HEAD, True), (Role.SPECIALIST, True)):
        found = person_page(made.viewer(role), "olena-kovalenko", MARCH)
        assert found is not None and (found.contacts is not None) is sees
    with pytest.raises(NotAllowed):
        person_page(made.viewer(Role.ACCOUNTANT), "olena-kovalenko", MARCH)
    leader = made.viewer(Role.SPECIALIST)
    engage(
        made.owner, made.members["ihor"], made.roles["copywriter"], Terms(reports_to=made.members["olena"].pk), MARCH
    )
    found = person_page(leader, "ihor-bondar", MARCH)  # a leader sees their people's page, without private contacts
    assert found is not None and found.contacts is None
