"""The Money page: verdict, key numbers, where the money goes, channels, how sales were matched, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from otdel.evidence import wording
from otdel.evidence.asked import Asked
from otdel.evidence.pages import controls, links
from otdel.evidence.pages.numbers import key_numbers
from otdel.evidence.pages.pictures import row_name, where_money_goes
from otdel.evidence.pages.rows import Line, MatchLine, line, lines, match_lines
from otdel.evidence.queries import MoneyAnswer, Row
from otdel.evidence.queries.verdict import STEP_FOR
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Role, Viewer
from otdel.measurement.channel_names import channel_name
from otdel.measurement.channels import DIRECT
from otdel.measurement.rules import SEES_SALARIES
from otdel.warehouse import question as sql_of
from otdel.web import format as say
from otdel.web.charts import Chart
from otdel.web.parts import Attention, Explanation, FilterBar, KeyNumber, Link, Period, Table
from otdel.web.parts import Column as Heading

To = Callable[..., str]
HEAD = ("spend", "margin_after", "back", "cac")
CONCERNED = 3  # channels named beside a step
STEP_PAGES = {  # a step that would show more -> the page where it is done, the place on it, and who may
    "write_rule": ("measurement:rules", "", {Role.OWNER, Role.HEAD, Role.SPECIALIST}),
    "bring_rates": ("measurement:rates", "", {Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT}),
    "give_margin": ("accounts:company", "#id_usual_margin", {Role.OWNER, Role.HEAD}),
}
BRING = ("measurement:imports", "", {Role.OWNER, Role.HEAD, Role.SPECIALIST})
INSTEAD = {"give_margin": "bring_costs"}  # what somebody may do who may not take the step itself


@dataclass(frozen=True, slots=True)
class Overview:
    verdict: SafeString
    period: Period
    filters: FilterBar
    numbers: list[KeyNumber]
    flow: Chart
    flow_why: Explanation
    days: str
    lines: list[Line]
    total: Line
    compared: str
    matches: list[MatchLine]
    match_sentence: str
    model: str
    model_why: Explanation
    attention: list[Attention]
    warnings: list[str]
    platform: Table | None
    links: tuple[Link, ...]
    empty: bool
    without_salaries: bool  # this viewer may not see them, so totals are smaller than the owner's


def page(answer: MoneyAnswer, asked: Asked, today: date, to: To, viewer: Viewer) -> Overview:
    return Overview(
        verdict=wording.verdict(answer),
        period=controls.period_switch(asked, today, to),
        filters=controls.filter_bar(asked, answer, to),
        numbers=key_numbers(answer, asked, HEAD),
        flow=where_money_goes(answer),
        flow_why=Explanation(_("Where the money goes"), wording.definition("outcome")),
        days=days_words(answer),
        lines=lines(answer.channels, answer, asked),
        total=line(answer.total, answer, asked),
        compared=_("Compared with %(days)s") % {"days": say.day_range(answer.compare)} if answer.compare else "",
        matches=match_lines(answer),
        match_sentence=match_sentence(answer),
        model=wording.model_name(answer.model),
        model_why=Explanation(wording.model_name(answer.model), wording.definition(f"model_{answer.model}")),
        attention=[attention(step, answer, viewer) for step in answer.next_steps],
        warnings=[wording.say(warning, answer.currency) for warning in answer.warnings],
        platform=platform_table(answer),
        links=exports(asked),
        empty=not answer.fresh,
        without_salaries=not viewer.may(*SEES_SALARIES),
    )


@dataclass(frozen=True, slots=True)
class Campaigns:
    verdict: SafeString
    period: Period
    filters: FilterBar
    lines: list[Line]
    days: str
    links: tuple[Link, ...]


def campaigns(answer: MoneyAnswer, asked: Asked, today: date, part: Sequence[Row], to: To) -> Campaigns:
    return Campaigns(
        verdict=wording.verdict(answer),
        period=controls.period_switch(asked, today, to),
        filters=controls.filter_bar(asked, answer, to),
        lines=lines(part, answer, asked),
        days=days_words(answer),
        links=exports(asked),
    )


def exports(asked: Asked) -> tuple[Link, ...]:
    return (
        Link("CSV", links.of_export(asked, "csv"), icon="download"),
        Link("XLSX", links.of_export(asked, "xlsx"), icon="download"),
        Link(_("Show the query"), links.of_query(asked), icon="code"),
    )


def days_words(answer: MoneyAnswer) -> str:
    return say.day_range(answer.period) if answer.period else _("Every day there is")


def match_sentence(answer: MoneyAnswer) -> str:
    """How many sales came through a channel, how many directly, and how many have no origin at all."""
    if isinstance(answer.match_rate, NoData):
        return wording.say(answer.match_rate.reason, answer.currency)
    sales = answer.total.sums.deals
    direct = sum(row.sums.deals for row in answer.channels if row.channel == DIRECT)
    if not sales or not direct:
        return _("%(known)s of sales have a known channel; %(unknown)s have no origin at all.") % {
            "known": say.percent(answer.match_rate, 0),
            "unknown": say.percent(answer.unknown_share, 0),
        }
    return _(
        "%(known)s of sales came through a known channel; %(direct)s came directly, with no tag that says more; "
        "%(unknown)s have no origin at all."
    ) % {
        "known": say.percent(answer.match_rate - Decimal(direct) / sales, 0),
        "direct": say.percent(Decimal(direct) / sales, 0),
        "unknown": say.percent(answer.unknown_share, 0),
    }


def attention(step: Reason, answer: MoneyAnswer, viewer: Viewer) -> Attention:
    """One step that would let more be shown, with the page where it is taken."""
    return Attention(
        title=wording.step_title(step, answer.currency),
        text=wording.say(step, answer.currency),
        actions=step_links(step.code, viewer),
        icon="info-circle",
        meta=concerned(step.code, answer),
    )


def concerned(code: str, answer: MoneyAnswer) -> tuple[str, ...]:
    """The channels a step is about, the most money first, so that somebody knows where to begin."""
    causes = {cause for cause, step in STEP_FOR.items() if step == code}
    found = [
        (sum(Decimal(str(reason.values["amount"])) for reason in row.outcome.because if reason.code in causes), row)
        for row in answer.channels
    ]
    named = [row_name(row) for amount, row in sorted(found, key=lambda pair: -pair[0]) if amount]
    return (", ".join(named[:CONCERNED]),) if named else ()


def step_links(code: str, viewer: Viewer) -> tuple[Link, ...]:
    """Where this viewer takes a step, or does what helps instead; nothing when only others can."""
    route, place, roles = STEP_PAGES.get(code, BRING)
    if viewer.may(*roles):
        return (Link(wording.step_action(code), reverse(route) + place),)
    return step_links(INSTEAD[code], viewer) if code in INSTEAD else ()


def platform_table(answer: MoneyAnswer) -> Table | None:
    """The platforms' own word, apart from ours; nothing when no platform claims anything."""
    claimed = [row for row in answer.channels if not isinstance(row.platform.conversions, NoData)]
    if not claimed:
        return None
    columns = (
        Heading(_("Channel")), Heading(_("Times shown"), "number"), Heading(_("Clicks"), "number"),
        Heading(_("Conversions they claim"), "number"), Heading(_("Value they claim"), "number"),
        Heading(_("Sales we know of"), "number"),
    )  # fmt: skip
    rows = [
        (
            channel_name(row.channel),
            say.number(row.platform.impressions), say.number(row.platform.clicks),
            say.number(row.platform.conversions, 0), say.money(row.platform.value), say.number(row.sums.deals),
        )
        for row in claimed
    ]  # fmt: skip
    return Table(_("What the platforms say of themselves"), columns, rows)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    name: str
    answers: str
    sql: str


@dataclass(frozen=True, slots=True)
class Questions:
    crumbs: tuple[Link, ...]
    questions: tuple[AskedQuestion, ...]


def queries(answer: MoneyAnswer, asked: Asked) -> Questions:
    """The SQL questions the answer was made from, as they were asked."""
    found = (sql_of(name) for name in answer.asked)
    return Questions(
        crumbs=(Link(_("Money"), links.of_money(asked)), Link(_("How the money pages ask"), "")),
        questions=tuple(AskedQuestion(one.name, one.answers, one.sql) for one in found),
    )
