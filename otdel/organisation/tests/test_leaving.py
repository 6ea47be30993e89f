"""Somebody leaves: what ends, what must be closed within a day, what shouts, and that nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from otdel.accounts.services import Refused
from otdel.kit.viewer import NotAllowed, Role
from otdel.organisation.models import Absence, Accountability, Engagement, Holding, Part
from otdel.organisation.queries.accesses import register
from otdel.organisation.queries.cover import cover, critical_assets
from otdel.organisation.queries.leaving import leaver, leavers
from otdel.organisation.services.accesses import keep, revoke
from otdel.organisation.services.engaging import Terms, end_engagement, engage
from otdel.organisation.services.leaving import leave, plan_absence
from otdel.organisation.tests.cover_scene import DAY, Scene, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return play()


def later(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def test_engagements_and_zones_end_and_ways_in_are_to_be_closed_within_a_day(scene: Scene) -> None:
    olena, gone = scene.made.members["olena"], scene.today + 4 * DAY
    zones = Accountability.objects.filter(member=olena, part=Part.ACCOUNTABLE).count()
    before = Holding.objects.count(), Engagement.objects.count()
    assert leave(scene.owner, olena, scene.today + 3 * DAY) == 1
    assert {row.end for row in olena.engagements.all()} == {gone}
    assert {row.end for row in Accountability.objects.filter(member=olena)} == {gone}
    held = Holding.objects.get(member=olena)
    assert held.end is None, "only whoever closes it says that it is closed"
    assert held.close_by is not None
    assert timezone.localtime(held.close_by, timezone.get_fixed_timezone(120)).date() == gone + DAY  # Kyiv in winter
    assert (Holding.objects.count(), Engagement.objects.count()) == before, "nothing is deleted"
    found = leaver(scene.owner, olena)
    assert (found.last_day, len(found.open), len(found.zones), found.late) == (scene.today + 3 * DAY, 1, zones, 0)
    assert "ppc_daily" in [one.code for one in found.processes]
    assert found.account, "they can still sign in to Otdel"


def test_late_closing_shouts_until_it_is_done(scene: Scene) -> None:
    olena = scene.made.members["olena"]
    leave(scene.owner, olena, scene.today - 3 * DAY)
    assert [one.late for one in leavers(scene.owner)] == [1]
    ads = next(line for line in register(scene.owner, group="closing").lines)
    assert ads.problems[0].code == "access_closing_late"
    assert "register_late" in [part.code for part in register(scene.owner).verdict]
    revoke(scene.owner, Holding.objects.get(member=olena), scene.today)
    assert leaver(scene.owner, olena).late == 0
    assert register(scene.owner, group="closing").lines == ()


def test_within_the_day_it_is_a_warning_only(scene: Scene) -> None:
    leave(scene.owner, scene.made.members["olena"], scene.today)
    found = leaver(scene.owner, scene.made.members["olena"])
    assert (len(found.open), found.late) == (1, 0)
    with patch("django.utils.timezone.now", return_value=later(3)):
        assert leaver(scene.owner, scene.made.members["olena"]).late == 1


def test_ending_the_last_engagement_elsewhere_opens_the_closing_list_too(scene: Scene) -> None:
    olena = scene.made.members["olena"]
    end_engagement(scene.owner, olena.engagements.get(), scene.today)
    assert Holding.objects.get(member=olena).close_by is not None
    assert [one.member.name for one in leavers(scene.owner)] == ["Olena Kovalenko"]


def test_who_left_counts_as_able_no_longer(scene: Scene) -> None:
    before = {one.key: one for one in critical_assets(scene.today)}
    pacing = f"process:{scene.processes['pacing'].pk}"
    assert [holder.name for holder in before[pacing].holders] == ["Olena Kovalenko"]
    leave(scene.owner, scene.made.members["olena"], scene.today - DAY)
    after = {one.key: one for one in critical_assets(scene.today)}
    assert after[pacing].holders == ()
    search = f"process:{scene.processes['search'].pk}"
    alone = [(one.ability.key, one.ability.holder_left) for one in cover(scene.owner).nobody]
    assert (search, "Olena Kovalenko") in alone


def test_somebody_who_begins_again_later_is_not_taken_out_by_mistake(scene: Scene) -> None:
    olena = scene.made.members["olena"]
    engage(scene.owner, olena, scene.made.roles["copywriter"], Terms(), scene.today + 30 * DAY)
    with pytest.raises(Refused, match="leaver_begins_later"):
        leave(scene.owner, olena, scene.today)
    assert olena.engagements.filter(end=None).count() == 2
    with pytest.raises(Refused, match="leaver_not_engaged"):
        leave(scene.owner, scene.made.members["olha"], scene.today)


def test_who_comes_back_may_keep_a_way_in_and_who_left_may_not(scene: Scene) -> None:
    olena = scene.made.members["olena"]
    leave(scene.owner, olena, scene.today - DAY)
    held = Holding.objects.select_related("member", "access").get(member=olena)
    with pytest.raises(Refused, match="keeper_has_left"):
        keep(scene.owner, held)
    engage(scene.owner, olena, scene.made.roles["ppc"], Terms(), scene.today + DAY)
    keep(scene.owner, held)
    assert Holding.objects.get(member=olena).close_by is None


def test_only_owner_and_head_say_that_somebody_leaves(scene: Scene) -> None:
    for role in (Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT):
        with pytest.raises(NotAllowed):
            leave(scene.viewer(role), scene.made.members["kyrylo"], scene.today)
        with pytest.raises(NotAllowed):
            leaver(scene.viewer(role), scene.made.members["kyrylo"])


def test_absences_of_one_person_do_not_meet_or_cross(scene: Scene) -> None:
    kyrylo = scene.made.members["kyrylo"]
    plan_absence(scene.owner, kyrylo, scene.today, scene.today, "test")
    assert Absence.objects.get(member=kyrylo).end == scene.today + DAY
    with pytest.raises(Refused, match="absence_meets"):
        plan_absence(scene.owner, kyrylo, scene.today - DAY, scene.today, "holiday")
    with pytest.raises(Refused, match="absence_crosses"):
        plan_absence(scene.owner, kyrylo, scene.today + 9 * DAY, scene.today + 8 * DAY, "holiday")
    plan_absence(scene.owner, kyrylo, scene.today + DAY, scene.today + DAY, "holiday")
