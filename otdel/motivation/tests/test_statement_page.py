"""A published statement: lines one can add up by hand, questions, states, payments, paper, and who may see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from otdel.kit.viewer import NotAllowed, Role
from otdel.motivation.models import Dispute, LineState, PayRun, RunState, Statement
from otdel.motivation.pages.pay_lines import Saying
from otdel.motivation.pages.statement import shown
from otdel.motivation.queries.statement import statement_of
from otdel.motivation.services import entries, runs
from otdel.motivation.tests.mine_scene import Mine, lived, publish_october
from otdel.motivation.views.statement import on_paper
from otdel.organisation.paper import NoPaper, pdf_of
from otdel.scorecard.models import KpiValue
from otdel.scorecard.tests.conftest import Department, people, shop, signed_in, stored, team, today

__all__ = ["people", "shop", "signed_in", "stored", "team", "today"]

As = Callable[[Role], Client]


@pytest.fixture
def mine(team: Department, stored: Callable[..., KpiValue]) -> Mine:
    return lived(team, stored)


def page(client: Client, mine: Mine) -> str:
    answer = client.get(f"/pay/statement/{mine.statement.pk}/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_lines_add_up_to_what_is_earned_and_what_comes_now(mine: Mine) -> None:
    view = statement_of(mine.team.viewer(Role.SPECIALIST), mine.statement.pk)
    assert sum(one.line.amount for one in view.lines) == view.earned
    assert view.earned - view.held - view.reserved == view.payable
    assert view.held > 0


def test_each_step_of_a_line_ends_in_its_amount(mine: Mine) -> None:
    view = statement_of(mine.team.viewer(Role.SPECIALIST), mine.statement.pk)
    lines = shown(view).lines
    saying = Saying("UAH", cents=True)
    for one, line in zip(view.lines, lines, strict=True):
        if one.line.code == "component":
            assert line.steps[-1].figure == saying.cash(one.line.amount)
    assert [step.figure for step in lines[1].steps[:3]] == ["23", "20", "110%"]


SPENT = {8: ("8000", "16"), 9: ("8100", "18"), 10: ("6800", "20")}  # spend and qualified leads of each month


def test_a_small_sample_shows_the_months_it_is_the_mean_of(team: Department, stored: Callable[..., KpiValue]) -> None:
    mine = lived(team, stored, publish=False)
    for month, (spent, leads) in SPENT.items():
        one = KpiValue.objects.get(kpi="ppc_cpql", unit="month", start=date(2026, month, 1), member=mine.ihor)
        pieces = {"spend_paid": spent, "qualified_leads_paid": leads}
        one.parts = {name: {"value": each, "rows": 3, "way": "facts"} for name, each in pieces.items()}
        one.value, one.small_sample = Decimal(430), True  # the mean of 500, 450 and 340
        one.save()
    view = statement_of(team.viewer(Role.SPECIALIST), publish_october(team).pk)
    line = next(each for one, each in zip(view.lines, shown(view).lines, strict=True) if one.line.subject == "ppc_cpql")
    alone = {step.words[:12]: step.figure for step in line.steps if "alone" in step.words}
    assert list(alone.values()) == ["₴340.00", "₴450.00", "₴500.00"]
    assert [each.figure for each in line.steps if "mean of these" in each.words] == ["₴430.00"]
    assert [each.figure for each in line.steps if each.words.startswith("Goal")] == ["₴408.50"]  # 0.95 × 430
    assert line.source.endswith("31 October")  # not the day the files reach to


def test_the_verdict_says_what_was_earned_and_what_of_it_comes_when(mine: Mine, signed_in: As) -> None:
    seen = page(signed_in(Role.SPECIALIST), mine)
    assert "For <b>October 2026</b> you earned <b>₴" in seen
    assert "of it is to be paid by <b>15 November</b>" in seen
    assert "is held back until results are certain" in seen
    assert "You can question a line until 26 November" in seen
    assert mine.statement.digest[:12] in seen


def test_the_first_look_is_written_down(mine: Mine, signed_in: As) -> None:
    page(signed_in(Role.OWNER), mine)
    assert Statement.objects.get(pk=mine.statement.pk).seen_at is None
    page(signed_in(Role.SPECIALIST), mine)
    assert Statement.objects.get(pk=mine.statement.pk).seen_at is not None


def test_a_line_is_questioned_answered_and_shown_so(mine: Mine, signed_in: As) -> None:
    line = mine.statement.lines.filter(code="component").first()
    assert line is not None
    client = signed_in(Role.SPECIALIST)
    answer = client.post(f"/pay/line/{line.pk}/question", {"words": "Three leads of 30 October are missing"})
    assert answer["Location"] == f"/pay/statement/{mine.statement.pk}/#line-{line.pk}"
    line.refresh_from_db()
    assert line.state == LineState.DISPUTED
    seen = page(client, mine)
    assert "Three leads of 30 October are missing" in seen
    assert "1 line is questioned; the rest is paid on time." in seen
    assert "Answered by 30 November 2026 at the latest." in seen


def test_a_question_without_words_changes_nothing(mine: Mine, signed_in: As) -> None:
    line = mine.statement.lines.filter(code="component").first()
    assert line is not None
    signed_in(Role.SPECIALIST).post(f"/pay/line/{line.pk}/question", {"words": "  "})
    assert not Dispute.objects.exists()


def test_accepting_all_closes_the_statement(mine: Mine, signed_in: As) -> None:
    client = signed_in(Role.SPECIALIST)
    client.post(f"/pay/statement/{mine.statement.pk}/accept")
    seen = page(client, mine)
    assert "Accepted by" in seen
    assert "No line is open to questions any more" in seen
    assert "You can question a line until" not in seen
    assert set(mine.statement.lines.values_list("state", flat=True)) == {LineState.ACCEPTED}


def test_one_line_can_be_accepted_alone(mine: Mine, signed_in: As) -> None:
    line = mine.statement.lines.get(code="base")
    signed_in(Role.SPECIALIST).post(f"/pay/line/{line.pk}/accept")
    line.refresh_from_db()
    assert line.state == LineState.ACCEPTED


def test_nobody_acts_for_another(mine: Mine, signed_in: As) -> None:
    line = mine.statement.lines.get(code="base")
    for role in (Role.OWNER, Role.HEAD, Role.CONTRACTOR, Role.ACCOUNTANT):
        for address in (f"/pay/statement/{mine.statement.pk}/accept", f"/pay/line/{line.pk}/accept"):
            assert signed_in(role).post(address).status_code == 403, (role, address)


def test_forbidden_and_unknown_get_the_same_answer(mine: Mine, signed_in: As) -> None:
    for address in ("/pay/statement/{}/", "/pay/statement/{}/statement.pdf"):
        there = signed_in(Role.CONTRACTOR).get(address.format(mine.statement.pk))
        nowhere = signed_in(Role.CONTRACTOR).get(address.format(999_999))
        assert there.status_code == nowhere.status_code == 403


def test_the_accountant_sees_it_once_it_is_approved_and_no_words(mine: Mine, signed_in: As) -> None:
    line = mine.statement.lines.filter(code="component").first()
    assert line is not None
    signed_in(Role.SPECIALIST).post(f"/pay/line/{line.pk}/question", {"words": "Something private"})
    accountant = mine.team.viewer(Role.ACCOUNTANT)
    with pytest.raises(NotAllowed):
        statement_of(accountant, mine.statement.pk)
    run = PayRun.objects.get()
    runs.approve(mine.team.viewer(Role.OWNER), run.pk)
    assert PayRun.objects.get().state == RunState.APPROVED
    seen = page(signed_in(Role.ACCOUNTANT), mine)
    assert "Something private" not in seen
    assert "approved, to be paid by" in seen
    assert "/team/kpi/" not in seen


def test_the_accountant_reads_what_each_amount_is_for_and_neither_results_nor_why(mine: Mine, signed_in: As) -> None:
    line = mine.statement.lines.get(code="component", subject="ppc_cpql")
    entries.correct(mine.team.viewer(Role.OWNER), line.pk, Decimal("-100.10"), "Half a day was unpaid leave")
    runs.approve(mine.team.viewer(Role.OWNER), PayRun.objects.get().pk)
    mine_own = shown(statement_of(mine.team.viewer(Role.SPECIALIST), mine.statement.pk))
    view = statement_of(mine.team.viewer(Role.ACCOUNTANT), mine.statement.pk)
    with translation.override("en"):
        found = shown(view)
        seen = page(signed_in(Role.ACCOUNTANT), mine) + on_paper(mine.team.viewer(Role.ACCOUNTANT), view)
    assert [one.title for one in found.lines] == [one.title for one in mine_own.lines], "names, and no codes"
    assert not any(one.note or one.changes or one.steps or one.answers for one in found.lines)
    assert "ppc_" not in seen and "unpaid leave" not in seen
    assert [one.amount for one in found.lines] == [one.amount for one in mine_own.lines]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Lines, adding up to the total"),
        ("uk", "Рядки, що складаються в підсумок"),
        ("ru", "Строки, которые складываются в итог"),
    ],
)
def test_the_paper_is_whole_in_each_language(mine: Mine, lang: str, words: str) -> None:
    viewer = mine.team.viewer(Role.SPECIALIST)
    with translation.override(lang):
        html = on_paper(viewer, statement_of(viewer, mine.statement.pk))
    assert words in html
    assert mine.statement.digest in html
    assert "No words are written" not in html
    try:
        assert pdf_of(html).startswith(b"%PDF")
    except NoPaper:
        pytest.skip("Pango is absent: no PDF can be made here")
