"""Were forecasts right: ranges that held, odds that came true, better or not than the run rate; every past one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.forecasting.pages import links, verdicts
from otdel.forecasting.pages.figures import in_hundred, writing
from otdel.forecasting.queries.past import PastGoal
from otdel.forecasting.queries.quality import Cover, Quality, Score
from otdel.scorecard.pages.figures import no_data
from otdel.scorecard.pages.periods import head
from otdel.web import charts
from otdel.web import format as say
from otdel.web.charts import Chart, Told
from otdel.web.parts import Cell, Column, Explanation, Fact, KeyNumber, Table, Tone
from otdel.web.reasons import say as words_of

FEW = 30  # cases under which a share says little


@dataclass(frozen=True, slots=True)
class QualityPage:
    verdict: SafeString
    numbers: list[KeyNumber]
    curve: Chart
    facts: list[Fact]
    by_goal: Table
    by_horizon: Table
    replayed: str


def page(found: Quality) -> QualityPage:
    told = [Told(one.said, one.happened, one.count) for one in found.odds]
    label = _("Odds told against how often they came true, in groups of a fifth")
    return QualityPage(
        verdict=_verdict(found),
        numbers=[_cover(found.cover50), _cover(found.cover80), _cover(found.cover95), _skill(found)],
        curve=charts.reliability(told, label),
        facts=_errors(found),
        by_goal=_scores(_("By goal"), _("Goal"), [(one.name, one.score) for one in found.by_goal]),
        by_horizon=_scores(
            _("By how early they were made"),
            pgettext("column", "When"),
            [(capfirst(words_of(reason)), score) for reason, score in found.by_horizon],
        ),
        replayed=_replayed(found),
    )


def _verdict(found: Quality) -> SafeString:
    words = _(
        "Of %(forecasts)s forecasts whose period is over, what came lay in the 8-in-10 range %(share)s of the time. "
        "Against the run rate the odds were %(skill)s."
    )
    share = say.percent(found.cover80.share, 0) if found.cover80.share is not None else say.not_known()
    return verdicts.bold(words, forecasts=say.number(found.forecasts), share=share, skill=_compared(found.score.skill))


def _compared(skill: float | None) -> str:
    if skill is None:
        return _("not compared yet")
    text = _("%(share)s better") if skill >= 0 else _("%(share)s worse")
    return text % {"share": say.percent(abs(skill), 0)}


def _cover(cover: Cover) -> KeyNumber:
    name = {
        0.5: _("5-in-10 range held"), 0.8: _("8-in-10 range held"), 0.95: _("19-in-20 range held"),
    }[cover.should]  # fmt: skip
    text = _(
        "The share of forecasts whose range held what came in the end. It should be the share the range promises: "
        "lower means too sure, higher means too careful."
    )
    facts = [
        Fact(_("Should be"), say.percent(cover.should, 0)),
        Fact(_("Held"), _("%(inside)s of %(count)s") % {"inside": cover.inside, "count": cover.count}),
    ]
    value = say.percent(cover.share, 0) if cover.share is not None else say.not_known()
    note = _("should be %(share)s") % {"share": say.percent(cover.should, 0)}
    return KeyNumber(name, value, Explanation(name, text, facts), note=note, tone=_cover_tone(cover))


def _cover_tone(cover: Cover) -> Tone:
    if cover.share is None or cover.count < FEW:
        return ""
    return "good" if abs(cover.share - cover.should) <= 0.05 else "warn"


def _skill(found: Quality) -> KeyNumber:
    name, score = _("Better than the run rate"), found.score
    text = _(
        "How much smaller the error of the odds (Brier score) is than of a plain run rate: what came so far, carried "
        "on at the same pace. Nothing is 0%, perfect is 100%, worse than the run rate is under 0%."
    )
    value = say.percent(score.skill, 0) if score.skill is not None else say.not_known()
    return KeyNumber(name, value, Explanation(name, text, _errors(found)), tone=_skill_tone(score.skill))


def _errors(found: Quality) -> list[Fact]:
    """Of odds: Brier scores, ours and of the run rate, and how far odds are from shares that came true."""
    score = found.score
    facts = [
        Fact(_("Error of the odds"), say.number(score.brier, 3) if score.brier is not None else ""),
        Fact(_("Error of the run rate"), say.number(score.brier_naive, 3) if score.brier_naive is not None else ""),
        Fact(_("Odds off by, on average"), say.percent(found.ece, 1) if found.ece is not None else ""),
    ]
    return [fact for fact in facts if fact.value]


def _skill_tone(skill: float | None) -> Tone:
    return "" if skill is None else "good" if skill > 0 else "bad"


def _replayed(found: Quality) -> str:
    if not found.replayed:
        return ""
    return _("%(count)s of %(all)s were made later, for past Mondays, from what was known on each of them.") % {
        "count": say.number(found.replayed), "all": say.number(found.forecasts),
    }  # fmt: skip


def _scores(caption: str, first: str, rows: Sequence[tuple[str, Score]]) -> Table:
    columns = [
        Column(first), Column(pgettext("column", "Cases"), "number"), Column(_("8-in-10 range held"), "number"),
        Column(_("Error of the odds"), "number"), Column(_("Better than the run rate"), "number"),
    ]  # fmt: skip
    return Table(caption, columns, [[Cell(name), *_score(score)] for name, score in rows])


def _score(score: Score) -> list[Cell]:
    held = score.cover80.share
    return [
        Cell(say.number(score.count)),
        Cell(no_data() if held is None else say.percent(held, 0)),
        Cell(no_data() if score.brier is None else say.number(score.brier, 3)),
        Cell(no_data() if score.skill is None else say.percent(score.skill, 0), tone=_skill_tone(score.skill)),
    ]


def past(found: Sequence[PastGoal]) -> Table | None:
    if not found:
        return None
    columns = [
        Column(_("Goal")), Column(pgettext("column", "Period")), Column(_("Forecasts"), "number"),
        Column(_("Chance at first"), "number"), Column(_("Chance at last"), "number"),
        Column(pgettext("column", "Came"), "number"), Column(_("Reached")),
    ]  # fmt: skip
    return Table(_("Every past goal"), columns, [_past(one) for one in found])


def _past(one: PastGoal) -> list[Cell]:
    href = links.of_goal_in(one.kind, one.code, one.slug, one.named)
    came = no_data() if one.came is None else writing(one.unit, one.currency)(one.came)
    reached = {True: pgettext("goal", "reached"), False: pgettext("goal", "missed"), None: no_data()}[one.reached]
    tone: Tone = "" if one.reached is None else "good" if one.reached else "bad"
    return [
        Cell(one.name, href, one.who), Cell(head(one.named)), Cell(say.number(one.forecasts)),
        Cell(in_hundred(one.first)), Cell(in_hundred(one.last)), Cell(came), Cell(reached, tone=tone),
    ]  # fmt: skip
