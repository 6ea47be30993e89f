"""The scorecard as a page shows it: the verdict, groups of rows, and what is off with its next step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.kit.reason import NoData, Reason
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.pages import links, periods
from otdel.scorecard.pages.cells import KEPT_ON_PHONE, Cell, cells_of
from otdel.scorecard.pages.figures import figure, sign_of
from otdel.scorecard.pages.goals import goal_words, not_to_seem, ramp_words
from otdel.scorecard.queries.answer import Counted, Scorecard, ScoreCell, ScoreRow
from otdel.web import format as say
from otdel.web.parts import Attention, Link, Text

MOST_ATTENTION = 7

Compares = Callable[[str], bool]  # whether a KPI of this code is a share of its plan or of another period


@dataclass(frozen=True, slots=True)
class Row:
    """`sign` is that of the money its cells leave out; `whose` is the person who answers for a department's row."""

    name: str
    href: str
    goal: str
    ramp: str
    initials: str
    cells: tuple[Cell, ...]
    sign: str = ""
    whose: str = ""
    expected: str = ""
    task_href: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of the department, or of one person with their page; `answers` says whose numbers the department's are."""

    name: Text
    href: str
    rows: tuple[Row, ...]
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Longer:
    """Numbers this unit of period is too short for: a sentence, where to see them, and each by name."""

    words: str
    units: tuple[Link, ...]
    rows: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a crowd: how many numbers, and how many of them off target, off again, without data."""

    name: str
    href: str
    total: int
    off: int
    again: int
    no_data: int


@dataclass(frozen=True, slots=True)
class Head:
    name: str
    whole: str
    closed: bool
    old: bool


@dataclass(frozen=True, slots=True)
class Page:
    verdict: str
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    attention: tuple[Attention, ...]
    forecast: bool
    count: int
    columns: int
    longer: Longer | None = None
    people: tuple[Person, ...] = ()
    lacks_kpis: bool = False


def without_tasks(shown: Page) -> Page:
    """The page for somebody who gives no work: the steps that open a new task are left out."""
    groups = tuple(replace(one, rows=tuple(replace(row, task_href="") for row in one.rows)) for one in shown.groups)
    attention = tuple(replace(one, actions=one.actions[1:]) for one in shown.attention)
    return replace(shown, groups=groups, attention=attention)


def page(card: Scorecard, compares: Compares) -> Page:
    groups = tuple(
        Group(
            who.name if who else pgettext("scorecard", "The department"),
            links.of_person(who),
            tuple(_row(row, compares(row.code)) for row in rows),
            _answers(rows),
        )
        for who, rows in _grouped(card.rows)
    )
    forecast = any(not isinstance(row.forecast, NoData) for row in card.rows)
    return Page(
        verdict(card),
        tuple(_heads(card)),
        groups,
        tuple(_attention(card, compares)),
        forecast=forecast,
        count=len(card.rows),
        columns=len(card.periods) + (5 if forecast else 4),
        longer=_longer(card),
        lacks_kpis=card.empty == "library",
        people=tuple(_person(one, card) for one in card.people),
    )


def _person(one: Counted, card: Scorecard) -> Person:
    href = links.of_scorecard(card.unit, one.who.slug, card.periods[-1].period.last_day)
    return Person(one.who.name, href, one.total, one.off, one.off_twice, one.no_data)


def _answers(rows: Sequence[ScoreRow]) -> str:
    """Who answers for numbers of the department that are their own ones as well, and are shown once."""
    named = sorted({row.answers.name for row in rows if row.answers})
    if not named:
        return ""
    return ngettext("%(name)s answers", "%(name)s answer", len(named)) % {"name": ", ".join(named)}


def _longer(card: Scorecard) -> Longer | None:
    if not card.longer:
        return None
    count, day = len(card.longer), card.periods[-1].period.last_day
    counted = {
        "week": ngettext(
            "No weekly values: %(count)s number is measured by the month or quarter",
            "No weekly values: %(count)s numbers are measured by the month or quarter",
            count,
        ),
        "month": ngettext(
            "No monthly values: %(count)s number is measured by the quarter or year",
            "No monthly values: %(count)s numbers are measured by the quarter or year",
            count,
        ),
    }
    otherwise = ngettext(
        "No quarterly values: %(count)s number is measured by the year",
        "No quarterly values: %(count)s numbers are measured by the year",
        count,
    )
    by, names = {row.judged_by for row in card.longer}, periods.unit_names()
    return Longer(
        counted.get(card.unit, otherwise) % {"count": count},
        tuple(Link(names[unit], links.of_scorecard(unit, "", day)) for unit in periods.UNITS if unit in by),
        tuple(Link(_called(row), row.href) for row in card.longer),
    )


def verdict(card: Scorecard) -> str:
    """How many numbers were off target in the last period, and which of them again."""
    if not card.total or not card.periods:
        return _nobody(card)
    total = card.total
    last = periods.begun(card.periods[card.last])
    if card.no_data == total:
        return _("%(period)s: no number has data yet. Open one to see what would bring it.") % {"period": last}
    if not card.off:
        words = _("%(period)s: every number with data was at or near its target.") % {"period": last}
    else:
        words = ngettext(
            "%(period)s: %(off)s of %(total)s number was off target.",
            "%(period)s: %(off)s of %(total)s numbers were off target.",
            total,
        ) % {"period": last, "off": card.off, "total": total}
    return " ".join(filter(None, (words, _again(card), _unmeasured(card))))


def _nobody(card: Scorecard) -> str:
    """Why there are no rows, and what would bring them."""
    if card.empty == "account":
        return _("Your account is not linked to anybody of the department. Ask the owner or the head to link it.")
    if card.empty == "library":
        return _("No KPI is in force yet. Take a role from the library, and its KPIs come with it.")
    if card.begins and card.periods and card.begins >= card.periods[-1].period.end:
        words = _("Nobody was engaged in these periods yet: the first begins on %(day)s.")
        return words % {"day": say.day(card.begins)}
    return _("Nobody shown here held a role with KPIs in these periods.")


def _again(card: Scorecard) -> str:
    """Off target for the second period in a row, or longer: the first by name, the others by number."""
    again = [row for row in card.rows if row.cells and row.cells[card.last].red_again]
    if not card.off_twice:
        return ""
    if card.people:
        return ngettext(
            "%(count)s was off for the second time in a row or longer.",
            "%(count)s were off for the second time in a row or longer.",
            card.off_twice,
        ) % {"count": card.off_twice}
    if len(again) == 1:
        return _("%(name)s was off for the second time in a row or longer.") % {"name": _called(again[0])}
    return ngettext(
        "%(name)s and %(count)s other were off for the second time in a row or longer.",
        "%(name)s and %(count)s others were off for the second time in a row or longer.",
        len(again) - 1,
    ) % {"name": _called(again[0]), "count": len(again) - 1}


def _unmeasured(card: Scorecard) -> str:
    if not card.no_data:
        return ""
    return ngettext(
        "%(count)s number has no data.", "%(count)s numbers have no data.", card.no_data
    ) % {"count": card.no_data}  # fmt: skip


def _called(row: ScoreRow) -> str:
    return f"{row.name} ({row.who.name})" if row.who else row.name


def _grouped(rows: Sequence[ScoreRow]) -> list[tuple[MemberRef | None, list[ScoreRow]]]:
    found: list[tuple[MemberRef | None, list[ScoreRow]]] = []
    for row in rows:
        if not found or found[-1][0] != row.who:
            found.append((row.who, []))
        found[-1][1].append(row)
    return found


def _heads(card: Scorecard) -> list[Head]:
    kept = len(card.periods) - KEPT_ON_PHONE
    return [
        Head(
            periods.head(named),
            periods.whole(named),
            closed=any(row.cells[place].frozen for row in card.rows if place < len(row.cells)),
            old=place < kept,
        )
        for place, named in enumerate(card.periods)
    ]


def _row(row: ScoreRow, of_another: bool) -> Row:  # noqa: FBT001  # passed on by the page, from one place
    whose = row.who or row.answers
    last = row.cells[-1] if row.cells else None
    return Row(
        name=row.name,
        href=row.href,
        goal=goal_words(row.goal, row.unit, row.currency, row.direction, of_another=of_another),
        ramp=ramp_words(row.goal),
        initials=whose.initials if whose else "",
        sign=sign_of(row.unit, row.currency),
        whose=row.answers.name if row.answers else "",
        cells=cells_of(row, of_another=of_another),
        expected=_expected(row, of_another=of_another),
        task_href=_task(row) if last and last.state == "off" else "",
    )


def _expected(row: ScoreRow, *, of_another: bool) -> str:
    if isinstance(row.forecast, NoData):
        return ""
    return figure(row.forecast[1], row.unit, row.currency, of_another=of_another)


def _task(row: ScoreRow) -> str:
    last = row.cells[-1]
    title = _("Bring back to target: %(name)s") % {"name": row.name}
    source = Reason.of("task_from_kpi", name=row.name, period=last.named.code)
    return links.make_task(title, source, row.href, row.who.slug if row.who else "")


def _attention(card: Scorecard, compares: Compares) -> list[Attention]:
    """Each number off target in the last period, those off again first."""
    off = [row for row in card.rows if row.cells and row.cells[card.last].state == "off"]
    off.sort(key=lambda row: not row.cells[card.last].red_again)
    return [_signal(row, row.cells[card.last], of_another=compares(row.code)) for row in off[:MOST_ATTENTION]]


def _signal(row: ScoreRow, last: ScoreCell, *, of_another: bool) -> Attention:
    apart = not_to_seem(row.goal, last.state)
    values = {
        "value": figure(last.value, row.unit, row.currency, of_another=of_another, apart=apart),
        "goal": goal_words(row.goal, row.unit, row.currency, row.direction, of_another=of_another),
    }
    return Attention(
        title=_called(row),
        text=(_("%(value)s, goal %(goal)s; off target again.") if last.red_again else _("%(value)s, goal %(goal)s."))
        % values,
        actions=[
            Link(_("Make a task"), _task(row), icon="plus"),
            Link(_("Open the number"), row.href),
        ],
        severity="bad" if last.red_again else "warn",
        meta=[_("small sample")] if last.small_sample else [],
    )
