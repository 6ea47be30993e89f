"""The register of accesses: what is wrong with a line, what people do about it, and who sees what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from otdel.accounts.services import Refused
from otdel.kit.viewer import NotAllowed, Role
from otdel.organisation.models import Access
from otdel.organisation.queries.accesses import access_answer, register
from otdel.organisation.rules.register import Looked, problems
from otdel.organisation.services import accesses as verbs
from otdel.organisation.services.accesses import AccessCard
from otdel.organisation.tests.cover_scene import DAY, Scene, play

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def scene() -> Scene:
    return play()


def codes(**changed: object) -> list[str]:
    """What is wrong with a line that is in order but for what changed."""
    order = {
        "company_owned": True,
        "critical": True,
        "owner": True,
        "owner_left": "",
        "able": 2,
        "backup": True,
        "confirmed": TODAY - timedelta(days=10),
        "payer": "company",
        "renewal": None,
        "last_check": TODAY - timedelta(days=10),
        "last_found": True,
    }
    return [problem.code for problem in problems(Looked(**{**order, **changed}), TODAY)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"company_owned": False}, ["access_private"]),
        ({"company_owned": None}, ["access_ownership_unknown"]),
        ({"owner": False}, ["access_no_owner"]),
        ({"owner_left": "Ihor"}, ["access_owner_left"]),
        ({"able": 0}, ["access_nobody"]),
        ({"backup": False, "confirmed": None}, ["access_no_backup"]),
        ({"backup": False, "confirmed": None, "critical": False}, []),
        ({"confirmed": None}, ["access_backup_untried"]),
        ({"payer": "person"}, ["access_paid_privately"]),
        ({"renewal": TODAY - timedelta(days=1)}, ["access_renewal_passed"]),
        ({"renewal": TODAY}, ["access_renews_soon"]),
        ({"renewal": TODAY + timedelta(days=30)}, ["access_renews_soon"]),
        ({"renewal": TODAY + timedelta(days=31)}, []),
        ({"last_check": None}, ["access_never_checked"]),
        ({"last_found": False}, ["access_check_wrong"]),
        ({"last_check": TODAY - timedelta(days=180)}, ["access_check_old"]),
        ({"last_check": TODAY - timedelta(days=179)}, []),
        ({"late": ("Ihor",), "company_owned": None}, ["access_closing_late", "access_ownership_unknown"]),
    ],
)
def test_what_is_wrong_with_a_line(changed: dict[str, object], expected: list[str]) -> None:
    assert codes(**changed) == expected


def test_the_verdict_counts_what_is_private_and_what_renews(scene: Scene) -> None:
    found = register(scene.owner)
    assert [(part.code, part.values.get("count")) for part in found.verdict] == [
        ("register_private", 1),
        ("register_passed", 1),
        ("register_renews", 1),
    ]
    assert found.verdict[0].values["total"] == 4


def test_filters_find_lines_by_problem_person_and_words(scene: Scene) -> None:
    def names(**asked: str) -> list[str]:
        return [line.system for line in register(scene.owner, **asked).lines]  # type: ignore[arg-type]

    assert names(group="renewal") == ["Domain lumen.example", "Google Ads"]
    assert names(member="kyrylo-contractor") == ["WordPress"]
    assert names(search="ОНОВ") == []
    assert names(search="123-456") == ["Google Ads"]
    assert names(group="no such group") == []


def test_each_sees_what_is_theirs_to_see(scene: Scene) -> None:
    seen = {role: [line.system for line in register(scene.viewer(role)).lines] for role in scene.made.accounts}
    everything = ["Domain lumen.example", "Google Ads", "SendPulse", "WordPress"]
    assert seen[Role.OWNER] == seen[Role.HEAD] == seen[Role.ACCOUNTANT] == everything
    assert seen[Role.SPECIALIST] == ["Google Ads"]
    assert seen[Role.CONTRACTOR] == ["WordPress"]


def test_an_accountant_sees_payer_and_renewal_and_nobody(scene: Scene) -> None:
    line = register(scene.viewer(Role.ACCOUNTANT)).lines[0]
    assert (line.payer, line.renewal) == ("person", scene.today - 5 * DAY)
    assert (line.owner, line.backup, line.holders, line.last_check) == (None, None, (), None)
    with pytest.raises(NotAllowed):
        access_answer(scene.viewer(Role.ACCOUNTANT), scene.accesses["ads"].pk)


def test_a_way_in_is_given_and_taken_back_with_its_days(scene: Scene) -> None:
    ads, kyrylo = scene.accesses["ads"], scene.made.members["kyrylo"]
    held = verbs.grant(scene.owner, ads, kyrylo, "reader", scene.today - 9 * DAY)
    with pytest.raises(Refused, match="access_held_already"):
        verbs.grant(scene.owner, ads, kyrylo, "admin", scene.today)
    verbs.revoke(scene.owner, held, scene.today)
    answer = access_answer(scene.owner, ads.pk)
    assert answer is not None
    assert [(one.member.name, one.start, one.end) for one in answer.past] == [
        ("Kyrylo Contractor", scene.today - 9 * DAY, scene.today)
    ]
    verbs.grant(scene.owner, ads, kyrylo, "reader", scene.today)


def test_what_was_given_today_by_mistake_can_be_taken_back_today(scene: Scene) -> None:
    held = verbs.grant(scene.owner, scene.accesses["ads"], scene.made.members["kyrylo"], "", scene.today)
    verbs.revoke(scene.owner, held, scene.today)
    held.refresh_from_db()
    assert held.end == scene.today + DAY


def test_a_line_is_closed_only_when_nobody_is_in_and_opens_again(scene: Scene) -> None:
    ads = scene.accesses["ads"]
    with pytest.raises(Refused, match="access_still_held"):
        verbs.close_access(scene.owner, ads, scene.today)
    verbs.revoke(scene.owner, ads.holdings.get(), scene.today)
    verbs.close_access(scene.owner, ads, scene.today)
    assert "Google Ads" not in [line.system for line in register(scene.owner).lines]
    assert [line.system for line in register(scene.owner, closed=True).lines] == ["Google Ads"]
    verbs.reopen_access(scene.owner, ads)
    assert "Google Ads" in [line.system for line in register(scene.owner).lines]


def test_the_same_system_and_asset_stand_once(scene: Scene) -> None:
    with pytest.raises(Refused, match="access_registered_already"):
        verbs.register_access(scene.owner, AccessCard("google ads", "123-456-7890"))
    with pytest.raises(Refused, match="access_registered_already"):
        verbs.change_access(scene.owner, scene.accesses["blog"], AccessCard("Google Ads", "123-456-7890"))
    assert Access.objects.filter(system="Google Ads").count() == 1


def test_a_backup_is_somebody_else(scene: Scene) -> None:
    olena = scene.made.members["olena"].pk
    with pytest.raises(Refused, match="backup_is_owner"):
        verbs.register_access(scene.owner, AccessCard("Bing", owner=olena, backup=olena))


def test_people_check_their_own_accesses_and_no_others(scene: Scene) -> None:
    olena = scene.viewer(Role.SPECIALIST)
    check = verbs.check_access(olena, scene.accesses["ads"], scene.today, "", found=True)
    assert (check.name, check.day) == ("Olena Kovalenko", scene.today)
    with pytest.raises(NotAllowed):
        verbs.check_access(olena, scene.accesses["domain"], scene.today, "", found=True)
    with pytest.raises(Refused, match="check_wrong_without_note"):
        verbs.check_access(olena, scene.accesses["ads"], scene.today, " ", found=False)
    with pytest.raises(Refused, match="check_in_future"):
        verbs.check_access(olena, scene.accesses["ads"], scene.today + DAY, "", found=True)


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT])
def test_only_owner_and_head_change_the_register(scene: Scene, role: Role) -> None:
    viewer, ads = scene.viewer(role), scene.accesses["ads"]
    for act in (
        lambda: verbs.register_access(viewer, AccessCard("Bing")),
        lambda: verbs.change_access(viewer, ads, AccessCard("Bing")),
        lambda: verbs.close_access(viewer, ads, scene.today),
        lambda: verbs.grant(viewer, ads, scene.made.members["kyrylo"], "", scene.today),
        lambda: verbs.revoke(viewer, ads.holdings.get(), scene.today),
    ):
        with pytest.raises(NotAllowed):
            act()
