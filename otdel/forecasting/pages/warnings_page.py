"""Early warnings in words: what is in doubt, the evidence for it, who can act; and how a past year of them did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.forecasting.pages import links, verdicts
from otdel.forecasting.pages.figures import Sayings, in_hundred, writing
from otdel.forecasting.queries.standing import missing
from otdel.forecasting.queries.warnings import Replay, WarningLine
from otdel.kit.reason import Reason
from otdel.planning.links import task_href
from otdel.scorecard.pages import links as numbers
from otdel.scorecard.pages.periods import whole
from otdel.web import format as say
from otdel.web.charts.svg import Say
from otdel.web.parts import Attention, Cell, Column, Fact, Link, Table, Text
from otdel.web.reasons import say as words_of

SOON = timedelta(days=3)  # to look into a strange day


def sentence(line: WarningLine) -> str:
    """Its period and chance are written as people name them, not by codes."""
    values = dict(line.reason.values)
    if "period" in values:
        values["period"] = whole(line.named)
    if "odds" in line.evidence:
        values["chance"] = in_hundred(float(line.evidence["odds"]))
    return say.one_stop(words_of(Reason.of(line.reason.code, **values)))


def told(line: WarningLine) -> str:
    """What is expected, of what goal, how likely, and what each day has to bring; for a strange day, its sentence."""
    given = line.evidence
    if line.sort != "odds" or not all(isinstance(given.get(name), int | float) for name in ("plan", "middle", "odds")):
        return sentence(line)
    words = writing(line.unit, line.currency, of_another=_of_another(line))
    text = _("Expected by %(day)s: %(expected)s, the goal is %(goal)s. Chances to reach it: %(chance)s.") % {
        "day": say.day(line.named.period.last_day, year=False), "expected": words(given["middle"]),
        "goal": words(given["plan"]), "chance": in_hundred(float(given["odds"])),
    }  # fmt: skip
    needed, pace = given.get("needed"), given.get("pace")
    if not isinstance(needed, int | float) or not isinstance(pace, int | float) or needed <= 0:
        return text
    more = _("Each day left has to bring %(needed)s; so far a day has brought %(pace)s.")
    return f"{text} {more % {'needed': words(needed), 'pace': words(pace)}}"


def _of_another(line: WarningLine) -> bool:
    """A KPI that is a share of its own plan is written as a percentage."""
    return line.kind == "kpi" and line.unit == "ratio" and line.code in Sayings().shares


def attention(line: WarningLine) -> Attention:
    """A warning in a list: largest first is the caller's care."""
    icon = "clock" if line.sort == "odds" else "alert-triangle"
    return Attention(
        title=title(line),
        text=told(line),
        actions=actions(line),
        severity="bad" if line.sort == "import" else "warn",
        icon=icon,
        meta=[*_stake(line), *meta(line)],
    )


def by_addressee(lines: Iterable[WarningLine]) -> list[tuple[str, list[Attention]]]:
    """Those for others, person by person."""
    found: dict[str, list[Attention]] = {}
    for line in lines:
        found.setdefault(line.to.name if line.to else _("No owner yet"), []).append(attention(line))
    return sorted(found.items())


def title(line: WarningLine) -> str:
    """Whose and which number."""
    values = {"name": line.name, "who": line.who.name if line.who else ""}
    if line.sort == "odds" and line.who is None:
        text = _("“%(name)s” will probably miss its plan")
    elif line.sort == "odds":
        text = _("“%(name)s” is in doubt") if line.who == line.to else _("%(who)s: “%(name)s” is in doubt")
    elif line.sort == "import":
        text = _("“%(name)s” has a day that looks like a fault of a file")
    else:
        text = _("“%(name)s” left its usual corridor")
    return text % values


def meta(line: WarningLine) -> list[Text]:
    to = addressed(line.to.name if line.to else "")
    raised = pgettext("early warning", "since %(day)s") % {"day": say.day(line.raised_on, year=False)}
    due = act_by(line.named.period.last_day) if line.sort == "odds" else act_by(line.raised_on + SOON)
    return [to, raised, due]


def _stake(line: WarningLine) -> list[Text]:
    money = missing(line)
    return [pgettext("money at stake", "%(amount)s at stake") % {"amount": say.short_money(money)}] if money else []


def addressed(name: str) -> str:
    return pgettext("early warning", "For %(name)s") % {"name": name} if name else _("No owner yet")


def act_by(day: date) -> str:
    return _("Act by %(day)s") % {"day": say.day(day, year=False)}


def actions(line: WarningLine) -> list[Link]:
    """The evidence first, then the step."""
    page = links.of_warning(line.id)
    found = [Link(_("See the evidence"), page, icon="eye")]
    if line.task:
        return [*found, Link(_("Open the task"), task_href(line.task))]
    if line.may_decide:
        label = _("Make a task") if line.to else _("Choose an owner")
        return [*found, Link(label, f"{page}#act", icon="plus" if line.to else "user")]
    return found


def evidence(line: WarningLine) -> list[Fact]:
    """The figures that made it; nothing of them for whoever may not see the number."""
    given, words = line.evidence, writing(line.unit, line.currency)
    if not given:
        return []
    found = _of_goal(given, words) if line.sort == "odds" else _of_day(given, words)
    return [fact for fact in found if fact.value]


def _of_goal(given: Any, words: Say) -> list[Fact]:
    def known(name: str) -> str:
        value = given.get(name)
        return words(value) if isinstance(value, int | float) else ""

    odds, limit = given.get("odds"), given.get("limit")
    return [
        Fact(_("Chance"), in_hundred(float(odds)) if odds is not None else ""),
        Fact(_("Told under"), in_hundred(float(limit)) if limit is not None else ""),
        Fact(_("Plan"), known("plan")),
        Fact(_("So far"), known("so_far")),
        Fact(_("Expected"), known("middle")),
        Fact(_("A day has to bring"), known("needed")),
    ]


def _of_day(given: Any, words: Say) -> list[Fact]:
    span = _("%(low)s to %(high)s") % {"low": words(given.get("low", 0)), "high": words(given.get("high", 0))}
    return [Fact(_("On that day"), words(given["value"])), Fact(_("Expected, 99 times in 100"), span)]


def number_page(line: WarningLine) -> str:
    """Where the goal opens, or the number of that day."""
    who = line.who.slug if line.who else ""
    if line.sort == "odds" and line.named is not None:
        return links.of_goal_in(line.kind, line.code, who, line.named)
    period = line.named.code if line.named else ""
    return numbers.of_kpi(line.code, who, period) if line.kind == "kpi" else numbers.of_measure(line.code, who, period)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A year of Mondays in a sentence and a table."""

    verdict: SafeString
    facts: list[Fact]
    table: Table


def replayed(found: Replay) -> Replayed | None:
    """Nothing while no Monday was replayed."""
    if found.first is None or found.last is None:
        return None
    kept = found.kept
    words = _(
        "From %(first)s to %(last)s, %(goals)s goals would have been warned of: %(right)s of them were missed, "
        "%(wrong)s were reached after all. %(missed)s goals were missed without a warning."
    )
    verdict = verdicts.bold(
        words, first=say.day(found.first), last=say.day(found.last), goals=kept.right + kept.wrong,
        right=kept.right, wrong=kept.wrong, missed=kept.missed,
    )  # fmt: skip
    facts = [
        Fact(_("Warnings that were right"), _share(kept.precision)),
        Fact(_("Missed goals that were warned of"), _share(kept.recall)),
        Fact(_("Messages in all"), say.number(found.raised), _a_week(found)),
    ]
    return Replayed(verdict, facts, _table(found.lines))


def _share(share: float | None) -> str:
    return say.not_known() if share is None else in_hundred(share)


def _a_week(found: Replay) -> str:
    each = found.raised / max(found.mondays, 1)
    return _("%(count)s a week on average") % {"count": say.number(round(each, 1), 1)}


def _table(lines: Sequence[WarningLine]) -> Table:
    columns = [Column(_("Monday")), Column(_("What was told")), Column(_("How it came"))]
    rows = [
        [Cell(say.dense_day(line.raised_on)), Cell(sentence(line), number_page(line)), came(line)] for line in lines
    ]
    return Table(_("Warnings of the past year"), columns, rows)


def came(line: WarningLine) -> Cell:
    """Whether it was right: the goal was missed, or the strange day was the beginning of something."""
    if line.right is None:
        return Cell(_("not over yet"))
    if line.sort == "odds":
        text = _("was missed: right") if line.right else _("was reached: wrong")
    elif line.sort == "import":
        text = _("the day was corrected: right") if line.right else _("the day stayed as it was: wrong")
    else:
        text = _("it lasted: right") if line.right else _("it passed: wrong")
    return Cell(text, tone=_tone(line.right))


def closed(lines: Sequence[WarningLine]) -> Table | None:
    """What people did with warnings, the newest first; those whose time ran out say that nobody did anything."""
    if not lines:
        return None
    done = pgettext("early warnings", "What was done")
    columns = [Column(_("What was told")), Column(done), Column(_("How it came"))]
    rows = [[Cell(title(one), links.of_warning(one.id), sentence(one)), _done(one), came(one)] for one in lines]
    return Table(_("Closed early warnings"), columns, rows)


def _done(line: WarningLine) -> Cell:
    if not line.decided_at:
        return Cell(_("nobody did anything"), tone="bad")
    by = f"{line.decided_name}, {say.dense_day(line.decided_at.date())}"
    if line.task:
        return Cell(_("a task was made"), task_href(line.task), by)
    return Cell(_("set aside: %(why)s") % {"why": line.why}, note=by)


def _tone(right: bool | None) -> Any:  # noqa: FBT001
    return "" if right is None else "good" if right else "bad"


def verdict(lines: Sequence[WarningLine], mine: int, today: date) -> SafeString:
    """How many are open, for whom, and since when the oldest waits."""
    if not lines:
        return verdicts.bold(_("No early warning is open on %(day)s."), day=say.day(today))
    oldest = min(line.raised_on for line in lines)
    text = ngettext(
        "%(count)s early warning is open, for you %(mine)s.", "%(count)s early warnings are open, for you %(mine)s.",
        len(lines),
    )  # fmt: skip
    said = verdicts.bold(text, count=len(lines), mine=mine)
    if oldest == today:
        return verdicts.joined([said, verdicts.bold(_("All of them are new today."))])
    new = sum(line.raised_on == today for line in lines)
    more = verdicts.bold(_("Told today: %(new)s; the oldest waits since %(day)s."), new=new, day=say.day(oldest))
    return verdicts.joined([said, more])
