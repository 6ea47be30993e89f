"""The designer's page: its sentence, the mix in words, three ways side by side, and what each uncovered hour means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.organisation.models import JobRole
from otdel.organisation.queries.designer import Known
from otdel.organisation.rules.designer import Design, Hire, Impossible, Loosen, Mix, Plan
from otdel.organisation.wording.design_names import KINDS, MEANS, hire_name, role_name
from otdel.organisation.words import role_title
from otdel.web import format as say
from otdel.web.parts import Explanation, Fact, KeyNumber, Link

SHOWN = 0.5  # fewer hours a month are rounding


@dataclass(frozen=True, slots=True)
class HireLine:
    """Somebody to hire: words, money, hours, and where the role is opened."""

    name: str
    cost: str
    hours: str
    link: Link


@dataclass(frozen=True, slots=True)
class Hole:
    """Work that stays uncovered: what, how much, and what it means."""

    kind: str
    hours: str
    part: str
    means: str
    below: bool


class Titles:
    """What roles are called here and where they are opened: the company's own, else the library's."""

    def __init__(self, *, known: bool = True) -> None:
        """`known` is False where there is no company to ask."""
        rows = JobRole.objects.filter(retired_on=None).exclude(library="") if known else ()
        self.own = {one.library: one for one in rows}

    def name(self, role: str) -> str:
        return role_title(self.own[role]) if role in self.own else role_name(role)

    def hire(self, hire: Hire) -> str:
        one = hire.option
        return hire_name(one.role, one.terms, one.share, hire.count, title=self.name(one.role))

    def link(self, role: str) -> Link:
        if role in self.own:
            return Link(
                _("Open the role"), reverse("organisation:role", args=[self.own[role].code]), icon="arrow-right"
            )
        return Link(_("Open the role"), reverse("organisation:library_role", args=[role]), icon="arrow-right")


def hours(value: float) -> str:
    """62 hours a month as a figure."""
    return say.number(Decimal(str(round(value, 1))), 0 if value >= 10 else 1)


def hours_a_month(value: float) -> str:
    """ "62 hours a month"; "62 години на місяць"."""
    words = ngettext("%(hours)s hour a month", "%(hours)s hours a month", round(value))
    return words % {"hours": say.number(round(value), 0)}


def verdict(plan: Plan, design: Design, titles: Titles) -> SafeString:
    """The sentence the page opens with."""
    best = design.best
    if isinstance(best, Impossible):
        return _impossible(plan, best)
    if best.hires:
        return _hire(plan, design.now, best, titles)
    if best.uncovered < SHOWN:
        words = _("Nobody has to be hired: the people there are cover all <b>%(hours)s</b>.")
        return format_html(words.replace("%(hours)s", "{}"), hours_a_month(best.needed))
    worst = max(best.covers, key=lambda one: one.uncovered * one.worth)
    words = _(
        "This budget buys nobody who would cover more. "
        "The hole that costs most: <b>%(work)s</b>, <b>%(hours)s</b> have nobody."
    )
    return _filled(words, work=KINDS[worst.kind], hours=hours_a_month(worst.uncovered))


def _hire(plan: Plan, now: Mix, best: Mix, titles: Titles) -> SafeString:
    """Who, for which work that has nobody now, at what price, and how much is covered then."""
    gained = max(best.covers, key=lambda one: (one.covered - now.of(one.kind).covered) * one.worth)
    who = format_html_join("; ", "<b>{}</b>", ((titles.hire(hire),) for hire in best.hires))
    first = _filled(
        _("Hire: %(who)s. %(work)s: <b>%(hours)s</b> have nobody now."),
        who=who, work=KINDS[gained.kind], hours=hours_a_month(now.of(gained.kind).uncovered),
    )  # fmt: skip
    then = _filled(
        _("It costs <b>%(cost)s</b> a month by your own assumptions, and %(covered)s of %(needed)s would be covered."),
        cost=say.amount(best.cost, plan.currency), covered=hours(best.covered), needed=hours_a_month(best.needed),
    )  # fmt: skip
    return format_html("{} {}", first, then)


def _impossible(plan: Plan, found: Impossible) -> SafeString:
    first = _("Impossible within these limits: critical work would stay uncovered.")
    if not found.ways:
        return format_html(
            "{} {}", first, _("No single limit is enough to loosen; begin with the least cover asked for.")
        )
    return format_html("{} {}", first, _filled(_("The nearest way out: %(way)s."), way=way_out(plan, found.ways[0])))


def way_out(plan: Plan, way: Loosen) -> SafeString:
    """Which limit to loosen and by how much."""
    if way.limit == "budget":
        words = _("raise the budget from %(now)s to <b>%(enough)s</b>, %(more)s more")
        money = {"now": way.now, "enough": way.enough, "more": way.enough - way.now}
        return _filled(words, **{key: say.amount(one, plan.currency) for key, one in money.items()})
    if way.limit == "least":
        return _filled(
            _("lower what critical work must have to <b>%(enough)s</b> of what is asked"),
            enough=say.percent(way.enough, 0),
        )
    if way.limit == "span":
        words = _("let the owner lead <b>%(enough)s</b> people instead of %(now)s")
        return _filled(words, enough=say.number(way.enough, 0), now=say.number(way.now, 0))
    words = _("hire people with only <b>%(enough)s</b> of their hours filled instead of %(now)s")
    return _filled(words, enough=say.percent(way.enough, 0), now=say.percent(way.now, 0))


def _filled(words: str, **values: object) -> SafeString:
    """A translated sentence of ours, with marks of its own, and values made safe."""
    return format_html(words.replace("{", "{{").replace("}", "}}").replace("%(", "{").replace(")s", "}"), **values)


def numbers(plan: Plan, mix: Mix) -> list[KeyNumber]:
    money = partial(say.amount, currency=plan.currency)
    return [
        KeyNumber(
            _("New people, a month"),
            money(mix.cost),
            Explanation(
                _("New people, a month"),
                _("The prices below times the people of the mix. They are your own assumptions, not salaries."),
                [Fact(_("Budget"), money(plan.money("budget"))), Fact(_("Left of it"), money(mix.unspent))],
            ),
            note=_("%(left)s of the budget is left") % {"left": money(mix.unspent)},
        ),
        KeyNumber(
            _("Covered"),
            _share(mix.covered, mix.needed),
            Explanation(
                _("Covered"),
                _("Hours of work somebody does, of the hours the volumes and norms below make."),
                [Fact(_("Covered"), hours_a_month(mix.covered)), Fact(_("Needed"), hours_a_month(mix.needed))],
            ),
            note=_("%(covered)s of %(needed)s") % {"covered": hours(mix.covered), "needed": hours_a_month(mix.needed)},
        ),
        KeyNumber(
            _("Uncovered"),
            hours(mix.uncovered),
            Explanation(_("Uncovered"), _("Work that has nobody; what it means stands below, by kind of work.")),
            unit=_("hours"),
            note=_("worth %(money)s a month") % {"money": money(round(Decimal(mix.lost)))},
            tone="warn" if mix.uncovered >= SHOWN else "good",
        ),
        KeyNumber(
            _("Paid and idle"),
            hours(mix.idle),
            Explanation(
                _("Paid and idle"),
                _("Hours of the new people that no work fills: people come whole or by half, work does not."),
            ),
            unit=_("hours"),
            note=_("%(count)s more people could be led") % {"count": mix.lead_left} if mix.lead_left > 0 else "",
        ),
    ]  # fmt: skip


def _share(part: float, whole: float) -> str:
    """ "87%"; all of nothing is said as nothing to do."""
    return say.percent(part / whole, 0) if whole >= SHOWN else _("no work")


def hire_lines(plan: Plan, mix: Mix, titles: Titles) -> list[HireLine]:
    return [
        HireLine(
            titles.hire(hire),
            say.amount(hire.cost, plan.currency),
            hours_a_month(hire.option.hours * hire.count),
            titles.link(hire.option.role),
        )
        for hire in mix.hires
    ]


def holes(mix: Mix) -> list[Hole]:
    """What stays uncovered, the worst first."""
    left = sorted((one for one in mix.covers if one.uncovered >= SHOWN), key=lambda one: -one.uncovered * one.worth)
    return [
        Hole(
            str(KINDS[one.kind]), hours_a_month(one.uncovered), say.percent(one.uncovered / one.needed, 0),
            str(MEANS[one.kind]), one.short,
        )
        for one in left
    ]  # fmt: skip


def people_there(known: Known, titles: Titles) -> Sequence[str]:
    """Who is counted as there already, alike together; names and pay do not matter here."""
    counts: dict[str, int] = {}
    for one in known.people:
        if one.role:
            words = f"{titles.name(one.role)}, {say.percent(one.share, 0)}"
            counts[words] = counts.get(words, 0) + 1
    return [f"{count} × {words}" if count > 1 else words for words, count in counts.items()]
