"""The page of a version: its verdict, every part as a line with its picture, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from otdel.motivation.pages.rule_picture import picture_of
from otdel.motivation.queries.plans import VersionPage, VersionRow
from otdel.motivation.rules.plan import Component, Plan
from otdel.motivation.wording.plan_names import Names
from otdel.motivation.wording.rule_words import Clause, clauses, in_short, money, one_stop
from otdel.web import format as say
from otdel.web.charts import Chart
from otdel.web.charts.svg import box, line, picture
from otdel.web.parts import Fact

BAR, TALL = 200, 16
STAGES = {
    "draft": pgettext_lazy("pay plan", "Draft"),
    "checked": pgettext_lazy("pay plan", "Checked draft"),
    "to_come": pgettext_lazy("pay plan", "Approved"),
    "running": pgettext_lazy("pay plan", "In force"),
    "over": pgettext_lazy("pay plan", "No longer in force"),
    "withdrawn": pgettext_lazy("pay plan", "Withdrawn"),
}
TONES = {"draft": "", "checked": "acc", "to_come": "acc", "running": "good", "over": "", "withdrawn": ""}


@dataclass(frozen=True, slots=True)
class LineView:
    """A part of the plan as a line: what it is worth at the goal, how wide that is, and what opens under it."""

    clause: Clause
    amount: str
    bar: SafeString | None
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class RuleView:
    lines: tuple[LineView, ...]
    total: str
    total_bar: SafeString
    others: tuple[Clause, ...]


def rule_view(plan: Plan, names: Names) -> RuleView:
    """What is paid for, line by line up to everything at the goal; then conditions, limits, what comes later."""
    whole = plan.base + plan.target_variable
    parts = {f"kpi:{one.kpi}": one for one in plan.components}
    lines, others = [], []
    spent = Decimal(0)
    for clause in clauses(plan, names):
        part = parts.get(clause.key)
        if clause.key == "base" or part:
            worth = plan.base if part is None else plan.target_variable * part.weight
            lines.append(_line(plan, clause, part, worth, spent, whole, names))
            spent += worth
        else:
            others.append(clause)
    return RuleView(tuple(lines), money(plan, whole), _bar(Decimal(0), whole, whole, "tot"), tuple(others))


def _line(
    plan: Plan, clause: Clause, part: Component | None, worth: Decimal, spent: Decimal, whole: Decimal, names: Names
) -> LineView:
    said = money(plan, worth)
    chart = picture_of(plan, part, names) if part else None
    return LineView(
        clause, say.signed(said) if part else said, _bar(spent, worth, whole, "" if part else "base"), chart
    )


def _bar(start: Decimal, worth: Decimal, whole: Decimal, css: str) -> SafeString:
    """A piece of the whole pay at the goal, where it begins."""
    scale = BAR / float(whole) if whole else 0.0
    body = line(0, TALL - 0.5, BAR, TALL - 0.5, "grid")
    body += box(round(float(start) * scale, 1), 2, round(float(worth) * scale, 1), 11, f"wb {css}")
    return mark_safe(picture(BAR, TALL, body, "wbar"))  # noqa: S308


def verdict(page: VersionPage, today: date) -> list[str]:
    """What it pays, where it stands, what to do."""
    return [in_short(page.plan), one_stop(standing(page.row)), *_next(page, today)]


def standing(row: VersionRow) -> str:
    about = {"number": row.number, "start": say.day(row.start), "end": say.day(row.end) if row.end else ""}
    match row.stage:
        case "draft" | "checked":
            return _("Version %(number)s is a draft that is to hold from %(start)s.") % about
        case "to_come":
            return _("Version %(number)s is approved and holds from %(start)s.") % about
        case "running":
            until = _("Version %(number)s is in force since %(start)s, until %(end)s.") if row.end else None
            return (until or _("Version %(number)s is in force since %(start)s.")) % about
        case "over":
            return _("Version %(number)s was in force from %(start)s until %(end)s.") % about
    return _("Version %(number)s is withdrawn and pays nobody.") % about


def _next(page: VersionPage, today: date) -> Iterator[str]:
    if not page.decides:
        return
    if page.row.stage == "draft":
        yield _("Check it on your own history before you approve it.")
    elif page.row.stage == "checked":
        yield _("It is checked: read what was found, then approve it.")
    elif page.row.stage in ("to_come", "running") and not page.row.people and not page.row.waiting:
        yield _("Nobody has it in an agreement yet: offer it to those it is written for.")
    elif page.row.waiting:
        count = ngettext(
            "%(count)s offer waits for an answer.", "%(count)s offers wait for an answer.", page.row.waiting
        )
        yield count % {"count": page.row.waiting}


def facts(page: VersionPage) -> list[Fact]:
    """Where it stands, for whoever decides and whoever is paid by it."""
    row = page.row
    found = [Fact(pgettext("pay plan", "Written"), say.moment(row.made_at, year=True), row.name)]
    if row.approved_at:
        found.append(Fact(pgettext("pay plan", "Approved"), say.moment(row.approved_at, year=True), row.approved_name))
    found.append(Fact(_("Role"), page.role))
    if row.note:
        found.append(Fact(_("Why this version"), row.note))
    found.append(Fact(_("Mark of the text"), row.digest[:12], _("changes with every letter of the rule")))
    return found
