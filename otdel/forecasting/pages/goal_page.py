"""One goal as a page: its fan and chance, what would have to be true, its months and weeks, how it was seen before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.forecasting.pages import links, pictures, verdicts
from otdel.forecasting.pages.explained import explanation
from otdel.forecasting.pages.figures import in_hundred, span_words, tone_of, writing
from otdel.forecasting.queries.forecasts import GoalLine, Seen
from otdel.forecasting.queries.levers import Lever
from otdel.forecasting.queries.steps import PlanSteps, Step
from otdel.kit.reason import NoData, Reason
from otdel.measurement.channel_names import channel_name
from otdel.scorecard.pages.figures import no_data
from otdel.scorecard.pages.periods import head
from otdel.web import format as say
from otdel.web.charts import Chart
from otdel.web.charts.svg import Say
from otdel.web.parts import Cell, Column, Explanation, Fact, Link, Table
from otdel.web.reasons import say as words_of


@dataclass(frozen=True, slots=True)
class GoalPage:
    """What the template of a goal draws; a part that is not there is empty."""

    verdict: SafeString
    chance: str
    tone: str
    why: Explanation
    fan: Chart | None
    dots: Chart | None
    facts: list[Fact]
    must: list[str]
    levers: Table | None
    steps: list[Table]
    split: str
    notes: list[str]
    seen_chart: Chart | None
    seen: Table | None
    known: bool


def page(
    line: GoalLine, words: Say, seen: Sequence[Seen], levers: Sequence[Lever], steps: PlanSteps | None
) -> GoalPage:
    known = line.reason is None
    known_levers = [one for one in levers if one.effect is not None]
    return GoalPage(
        verdict=verdicts.of_goal(line, words),
        chance=in_hundred(line.odds),
        tone=tone_of(line.odds),
        why=explanation(line, words),
        fan=pictures.fan(line, words),
        dots=pictures.ends(line, words),
        facts=_facts(line, words) if known else [],
        must=_must(line, words),
        levers=_levers(known_levers, words) if known_levers else None,
        steps=_steps(steps, line) if steps else [],
        split=_under_steps(steps, line),
        notes=[words_of(note) for note in line.notes],
        seen_chart=pictures.chances(seen),
        seen=_seen(seen, words) if seen else None,
        known=known,
    )


def _facts(line: GoalLine, words: Say) -> list[Fact]:
    so_far = words(line.so_far) if line.so_far is not None else no_data()
    facts = [Fact(_("So far"), so_far), Fact(_("Expected"), words(line.middle) if line.middle is not None else "")]
    return [*facts, Fact(_("8 times in 10"), span_words(line.range80, words))]


def _must(line: GoalLine, words: Say) -> list[str]:
    """What would have to be true for the goal to be reached."""
    if line.pace is None:
        return [one for one in (verdicts.turn(line, words),) if one]
    return [one for one in (verdicts.pace(line.pace, words), verdicts.tried(line.pace)) if one]


def _levers(levers: Sequence[Lever], words: Say) -> Table:
    columns = [
        Column(_("What can be done")), Column(_("Brings"), "number"), Column(_("8 times in 10"), "number"),
        Column(_("Chance that it helps"), "number"),
    ]  # fmt: skip
    return Table(_("Levers"), columns, [_lever(one, words) for one in levers])


def _lever(one: Lever, words: Say) -> list[Cell]:
    effect = "" if one.effect is None else say.signed(words(one.effect))
    known = one.low is not None and one.high is not None
    span = _("%(low)s to %(high)s") % {"low": words(one.low), "high": words(one.high)} if known else ""  # type: ignore[arg-type]
    return [
        Cell(lever_name(one), _lever_page(one), _source(one)),
        Cell(effect),
        Cell(span),
        Cell(in_hundred(one.odds)),
    ]


def lever_words(one: Lever, words: Say) -> SafeString:
    """The same as a sentence: what to do, what it brings, how sure that is."""
    text = _("%(what)s: about %(effect)s more by the end of the period, and it helps with chances of %(chance)s.")
    effect = words(one.effect or 0)
    return verdicts.bold(text, what=lever_name(one), effect=effect, chance=in_hundred(one.odds))


def lever_name(one: Lever) -> str:
    channel = one.reason.values.get("channel")
    if channel is None:
        return words_of(one.reason)
    return words_of(Reason.of(one.reason.code, **{**one.reason.values, "channel": channel_name(str(channel))}))


def _lever_page(one: Lever) -> str:
    if one.source == "proposal":
        return reverse("evidence:proposal", args=[one.reason.values["number"]])
    return reverse("evidence:mix") if one.source == "mix" else ""


def _source(one: Lever) -> str:
    return _("from history") if one.source == "history" else _("from the mix model")


def _ripening(line: GoalLine) -> bool:
    return any(note.code == "days_not_finished" for note in line.notes)


def _under_steps(steps: PlanSteps | None, line: GoalLine) -> str:
    """How months were made of a longer plan, and that the newest ones still grow."""
    if steps is None:
        return ""
    late = _("Sales of the newest weeks are still coming in: their share of the plan will rise.")
    return " ".join([*([words_of(steps.split)] if steps.split else []), *([late] if _ripening(line) else [])])


def _steps(steps: PlanSteps, line: GoalLine) -> list[Table]:
    words = writing(str(steps.unit), line.currency)
    named = ((_("By month"), steps.months), (_("By week"), steps.weeks))
    ripening = _ripening(line)
    columns = [
        Column(pgettext("column", "Period")),
        Column(_("Plan"), "number"),
        Column(pgettext("column", "Came"), "number"),
    ]
    columns.append(Column(_("Of plan"), "number"))
    return [
        Table(name, columns, [_step(one, words, ripening=ripening) for one in found]) for name, found in named if found
    ]


def _step(one: Step, words: Say, *, ripening: bool) -> list[Cell]:
    """`ripening` while sales of its days are still coming in: then less than planned is no miss yet."""
    plan = no_data() if one.plan is None else words(one.plan)
    name = head(one.named)
    if isinstance(one.value, NoData):
        ahead = one.value.reason.code == "period_not_begun"
        return [Cell(name), Cell(plan), Cell(pgettext("period", "not begun yet") if ahead else no_data()), Cell("")]
    share = say.percent(one.value / one.plan, 0) if one.plan and one.over else ""
    missed = bool(one.over and one.plan and one.value < one.plan and not ripening)
    running = "" if one.over else pgettext("period", "so far")
    return [Cell(name), Cell(plan), Cell(words(one.value), note=running), Cell(share, tone="bad" if missed else "")]


def _seen(seen: Sequence[Seen], words: Say) -> Table:
    columns = [
        Column(_("Seen on")), Column(_("Chance"), "number"), Column(_("Expected"), "number"),
        Column(_("8 times in 10"), "number"), Column(_("Plan"), "number"),
    ]  # fmt: skip
    rows = [
        [
            Cell(say.dense_day(one.seen_on), note=_("replayed") if one.replayed else ""),
            Cell(in_hundred(one.odds)),
            Cell(no_data() if one.middle is None else words(one.middle)),
            Cell(span_words(one.range80, words)),
            Cell("" if one.plan is None else words(one.plan)),
        ]
        for one in reversed(seen)
    ]
    return Table(_("Every forecast of this goal"), columns, rows)


def crumbs(line: GoalLine) -> list[Link]:
    return [Link(pgettext("page", "Goals"), links.of_plan(line.named)), Link(line.name, "", current=True)]
