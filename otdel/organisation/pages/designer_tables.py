"""The designer's tables and picture: three ways to begin, hours by kind of work, what matters most, kept plans."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.organisation.pages.designer import SHOWN, Titles, hours
from otdel.organisation.queries.designer import Saved, answer
from otdel.organisation.rules.designer import Design, Impossible, Mix, Plan, Swing
from otdel.organisation.wording.design_names import KINDS, figure_name, hire_name
from otdel.web import format as say
from otdel.web.charts.chart import Chart, Legend, at_widths
from otdel.web.charts.split import draw_split
from otdel.web.parts import Cell, Column, Row, Table, Text, Tone

MOST_SWINGS = 8


def ways(plan: Plan, design: Design, titles: Titles) -> Table:
    """The best mix beside the two usual starts, and beside hiring nobody; a row for each thing to compare."""
    names = {"generalist": _("One all-round marketer"), "head": _("A director picks the team")}
    columns = [Column(pgettext("column", "Way to begin")), Column(_("Who is hired"))]
    columns += [
        Column(name, "number") for name in (_("Price a month"), _("Covered"), _("Uncovered, worth"), _("Idle hours"))
    ]
    columns += [Column(_("Limits"))]
    best = design.best
    rows = [_impossible_row() if isinstance(best, Impossible) else _way(plan, _("Best mix"), best, titles, [], "")]
    for start in design.starts:
        enough = ""
        if start.enough is not None:
            enough = _("possible from a budget of %(money)s") % {"money": say.amount(start.enough, plan.currency)}
        there = _("is there already") if start.there else ""
        rows.append(_way(plan, names[start.code], start.mix, titles, start.breaks, enough, there))
    rows.append(_way(plan, _("Hire nobody"), design.now, titles, _broken(design.now), ""))
    return Table(_("Ways to begin: who is hired, price and hours a month"), columns, rows)


def _impossible_row() -> Row:
    none = pgettext("mix", "none")
    return [_("Best mix"), none, "", "", "", "", Cell(_("impossible within the limits"), tone="bad")]


def _broken(mix: Mix) -> list[str]:
    return (["least"] if any(one.short for one in mix.covers) else []) + (["span"] if mix.lead_left < 0 else [])


def _way(plan: Plan, name: str, mix: Mix, titles: Titles, breaks: Sequence[str], enough: str, there: str = "") -> Row:
    words = {
        "budget": _("over the budget"), "least": _("critical work is short"), "span": _("too many to lead"),
    }  # fmt: skip
    kept: Text = ", ".join(str(words[one]) for one in breaks) or _("keeps all")
    tone: Tone = "bad" if breaks else "good"
    who = "; ".join(titles.hire(hire) for hire in mix.hires) or pgettext("hired", "nobody")
    covered = f"{hours(mix.covered)} / {hours(mix.needed)}"
    lost = say.amount(round(Decimal(mix.lost)), plan.currency)
    limits = Cell(kept, note=enough, tone=tone)
    return [Cell(name, note=there), who, say.amount(mix.cost, plan.currency), covered, lost, hours(mix.idle), limits]


def by_kind(now: Mix, best: Mix) -> Chart:
    """Hours of each kind of work: covered by people there are, by new ones, and by nobody."""
    kinds = [one for one in best.covers if one.needed >= SHOWN]
    label = _("Hours of work a month by kind: %(covered)s of %(needed)s covered") % {
        "covered": hours(best.covered),
        "needed": hours(best.needed),
    }
    rows, lines = [], []
    for one in sorted(kinds, key=lambda cover: -cover.needed):
        before = min(now.of(one.kind).covered, one.covered)
        parts = (before, one.covered - before, one.uncovered)
        rows.append((str(KINDS[one.kind]), list(zip(("paid", "way", "unk"), parts, strict=True))))
        lines.append([str(KINDS[one.kind]), hours(one.needed), *(hours(part) for part in parts)])
    names = (_("Covered by people there are"), _("Covered after hiring"), _("Nobody"))
    columns = [Column(_("Work")), Column(_("Needed"), "number"), *(Column(name, "number") for name in names)]
    if not rows:
        return Chart(label, sentence=_("There is no work yet: write volumes below."))
    legend = tuple(Legend(f"o-{css}", name) for css, name in zip(("paid", "way", "unk"), names, strict=True))
    pictures = at_widths(lambda width: draw_split(width, rows, lambda value: hours(float(value)), label), 920)
    return Chart(label, pictures, legend, Table(label, columns, lines))


def matters(plan: Plan, best: Mix, found: Sequence[Swing], titles: Titles) -> Table:
    """Assumptions with the largest effect, one row each: the way it moves more."""
    columns = [
        Column(_("Assumption")), Column(_("If it were"), "number"), Column(_("Then")),
        Column(_("Uncovered hours"), "number"), Column(_("Price a month"), "number"),
        Column(_("Effect in money"), "number"),
    ]  # fmt: skip
    first: dict[str, Swing] = {}
    for swing in found:
        if swing.effect > 0.5 or not swing.possible:
            first.setdefault(swing.code, swing)
    rows = [_swing(plan, best, swing, titles) for swing in list(first.values())[:MOST_SWINGS]]
    return Table(_("What matters most: each assumption a quarter smaller or larger"), columns, rows)


def _swing(plan: Plan, best: Mix, swing: Swing, titles: Titles) -> Row:
    moved = say.signed(say.percent(swing.factor - 1, 0))
    if swing.mix is None:
        return [figure_name(swing.code), moved, Cell(_("no mix would be possible"), tone="bad"), "", "", ""]
    then: Cell | str = _("the same people")
    if swing.other_mix:
        then = "; ".join(titles.hire(hire) for hire in swing.mix.hires) or _("hire nobody")
    return [
        figure_name(swing.code),
        moved,
        then,
        say.signed(say.number(Decimal(str(round(swing.hours, 1))), 0)),
        say.signed(say.amount(swing.cost, plan.currency)),
        say.amount(round(Decimal(swing.effect)), plan.currency),
    ]


def then_and_now(kept: Saved, today: Plan, titles: Titles) -> Table:
    """What a kept plan said, and what the same figures say for the people of today."""
    columns = [Column(pgettext("column", "When")), Column(_("Who is hired")), Column(_("Price a month"), "number")]
    columns.append(Column(_("Covered"), "number"))
    found = answer(today).best
    then: Row = [
        Cell(say.day(kept.at.date()), note=kept.by),
        "; ".join(hire_name(*one, title=titles.name(one[0])) for one in kept.hires) or pgettext("hired", "nobody"),
        say.money(kept.cost),
        f"{hours(kept.covered)} / {hours(kept.needed)}" if kept.possible else say.not_known(),
    ]
    now: Row = [_("with the people of today"), _("impossible within the limits"), say.not_known(), say.not_known()]
    if isinstance(found, Mix):
        who = "; ".join(titles.hire(hire) for hire in found.hires) or pgettext("hired", "nobody")
        covered = f"{hours(found.covered)} / {hours(found.needed)}"
        now = [_("with the people of today"), who, say.amount(found.cost, today.currency), covered]
    return Table(_("The plan then and now"), columns, [then, now])
