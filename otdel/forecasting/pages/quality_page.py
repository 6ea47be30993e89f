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
from otdel.forecasting.queries.quality import Bin, Cover, Quality, Score
from otdel.scorecard.pages import links as numbers
from otdel.scorecard.pages.figures import no_data
from otdel.scorecard.pages.periods import head
from otdel.web import charts
from otdel.web import format as say
from otdel.web.charts import Chart, Told
from otdel.web.parts import Cell, Column, Explanation, Fact, KeyNumber, Table, Tone
from otdel.web.reasons import say as words_of

FEW = 30  # cases under which a share says little
OFF = 0.05  # of the odds, on average: from here on the page says so first
LOOSE = 0.1  # from what a range promises to what it held


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
        by_goal=_scores(
            _("By goal"),
            _("Goal"),
            [(Cell(one.name, _number(one.code), advice(one.score)), one.score) for one in found.by_goal],
        ),
        by_horizon=_scores(
            _("By how early they were made"),
            pgettext("column", "When"),
            [(Cell(capfirst(words_of(reason))), score) for reason, score in found.by_horizon],
        ),
        replayed=" ".join(part for part in (_replayed(found), _worth(found)) if part),
    )


def _verdict(found: Quality) -> SafeString:
    words = _(
        "Of %(forecasts)s forecasts whose period is over, what came lay in the 8-in-10 range %(share)s of the time. "
        "Against the run rate the odds were %(skill)s."
    )
    share = say.percent(found.cover80.share, 0) if found.cover80.share is not None else say.not_known()
    told = verdicts.bold(words, forecasts=say.number(found.forecasts), share=share, skill=_compared(found.score.skill))
    return verdicts.joined([told, _off(found)])


def _off(found: Quality) -> SafeString | None:
    """Odds that were off are said in the first sentence, and in which way; nothing when they were right."""
    if found.ece is None or found.ece <= OFF:
        return None
    words = _("The odds were off by %(points)s in 100 on average.")
    if _too_sure(found.odds) > 0:
        words = _("The odds were too sure, off by %(points)s in 100 on average: take small ones for larger and large "
                  "ones for smaller than they look.")  # fmt: skip
    return verdicts.bold(words, points=round(100 * found.ece))


def _too_sure(odds: Sequence[Bin]) -> float:
    """Over 0 when low odds came true more often than told, and high ones less often."""
    return sum(one.count * (one.happened - one.said) * (1 if one.said < 0.5 else -1) for one in odds)


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
        *_doubt(cover),
    ]
    value = say.percent(cover.share, 0) if cover.share is not None else say.not_known()
    note = _("should be %(share)s") % {"share": say.percent(cover.should, 0)}
    return KeyNumber(name, value, Explanation(name, text, facts), note=note, tone=_cover_tone(cover))


def _doubt(cover: Cover) -> list[Fact]:
    """What so few months leave open: forecasts of one month are right or wrong together."""
    known = cover.weighed
    if known is None or known.low is None or known.high is None:
        return []
    between = _("%(low)s to %(high)s") % {"low": say.percent(known.low, 0), "high": say.percent(known.high, 0)}
    return [
        Fact(_("Say as much as"), _("%(worth)s cases that have nothing in common") % {"worth": known.worth}),
        Fact(_("Other months might have given"), between),
    ]


def _by_chance(cover: Cover) -> bool:
    """Whether so few months could miss the share that should be by chance alone."""
    known = cover.weighed
    return (
        known is not None
        and known.low is not None
        and known.high is not None
        and known.low <= cover.should <= known.high
    )


def _cover_tone(cover: Cover) -> Tone:
    if cover.share is None or cover.count < FEW:
        return ""
    if abs(cover.share - cover.should) <= 0.05:
        return "good"
    return "" if _by_chance(cover) else "warn"


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


def _worth(found: Quality) -> str:
    """In numbers, how little so many forecasts of so few months say."""
    known = found.cover80.weighed
    if known is None:
        return ""
    words = _(
        "Forecasts of one month are right or wrong together: months %(months)s, forecasts %(count)s, and of the "
        "8-in-10 range they say as much as independent ones numbering %(worth)s."
    )
    return words % {
        "months": say.number(known.months), "count": say.number(known.count), "worth": say.number(known.worth),
    }  # fmt: skip


def _replayed(found: Quality) -> str:
    if not found.replayed:
        return ""
    return _("%(count)s of %(all)s were made later, for past Mondays, from what was known on each of them.") % {
        "count": say.number(found.replayed), "all": say.number(found.forecasts),
    }  # fmt: skip


def _number(code: str) -> str:
    """Where the number of a goal opens, "kpi:cmo_cac"."""
    kind, _colon, name = code.partition(":")
    return numbers.of_kpi(name) if kind == "kpi" else numbers.of_measure(name)


def advice(score: Score) -> str:
    """What to make of a goal that was forecast badly, and where to look; nothing of good ones or of few cases."""
    held = score.cover80.share
    if score.gain is not None and score.gain.high is not None and score.gain.high < 0:
        return _("the run rate did better: look at how its days come in")
    if held is None or score.count < FEW or abs(held - score.cover80.should) <= LOOSE or _by_chance(score.cover80):
        return ""
    if held > score.cover80.should:
        return _("too careful: its end comes closer than the range says")
    return _("too sure: take its range for wider, and look for days that came late")


def _scores(caption: str, first: str, rows: Sequence[tuple[Cell, Score]]) -> Table:
    columns = [
        Column(first), Column(pgettext("column", "Cases"), "number"), Column(_("8-in-10 range held"), "number"),
        Column(_("Error of the odds"), "number"), Column(_("Better than the run rate"), "number"),
    ]  # fmt: skip
    return Table(caption, columns, [[name, *_score(score)] for name, score in rows])


def _score(score: Score) -> list[Cell]:
    held = score.cover80.share
    return [
        Cell(say.number(score.count)),
        Cell(no_data() if held is None else say.percent(held, 0)),
        Cell(no_data() if score.brier is None else say.number(score.brier, 3)),
        Cell(
            _("has no run rate") if score.skill is None else say.percent(score.skill, 0), tone=_skill_tone(score.skill)
        ),
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
