"""What a person may turn on a money page: the period, what it is compared with, the filters. All in the address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.evidence.asked import ALL, Asked
from otdel.evidence.queries import Basis, MoneyAnswer
from otdel.kit.calendar import Named, Unit, containing
from otdel.measurement.names import source_name
from otdel.measurement.queries.rules import vat_rules
from otdel.web import format as say
from otdel.web.parts import Filter, FilterBar, Link, Option, Period

To = Callable[..., str]  # writes the address of this page with something changed


def period_switch(asked: Asked, today: date, to: To) -> Period:
    """Month, quarter, year and all days; the neighbours of the one shown."""
    at = _anchor(asked, today)
    units: tuple[tuple[Unit, str], ...] = (
        ("month", pgettext("period", "Month")),
        ("quarter", pgettext("period", "Quarter")),
        ("year", pgettext("period", "Year")),
    )
    now = asked.span
    choices = [
        Link(name, to(span=containing(at, unit)), current=now is not None and now.unit == unit) for unit, name in units
    ]
    choices.append(Link(pgettext("period", "All days"), to(span=None), current=now is None))
    if now is None:
        return Period(_("Every day there is"), choices)
    later = now.later()
    return Period(
        period_name(now),
        choices,
        earlier=to(span=now.earlier()),
        later=to(span=later) if later.period.start <= today else "",
    )


def period_name(named: Named) -> str:
    """How people say a period: November 2026, 4th quarter of 2026, 2026, or its first and last day."""
    start = named.period.start
    match named.unit:
        case "year":
            return str(start.year)
        case "quarter":
            return _("Quarter %(number)s of %(year)s") % {"number": (start.month + 2) // 3, "year": start.year}
        case "month":
            return say.month(start)
    return say.day_range(named.period)


def filter_bar(asked: Asked, answer: MoneyAnswer, to: To) -> FilterBar:
    """Compare with, whose day a sale belongs to, VAT, one system, and a part of a campaign's name."""
    sources = sorted({fresh.source for fresh in answer.fresh if fresh.shape == "spend"} | {asked.source} - {""})
    clear = asked.source or asked.campaign or asked.compare != "before" or asked.basis is not Basis.LEAD
    return FilterBar(
        filters=(
            _choice("compare", _("Compare with"), asked.compare, (
                ("before", _("the period before")),
                ("year", _("a year ago")),
                ("none", pgettext("compared with", "nothing")),
            )),
            _choice("basis", _("A sale belongs to"), asked.basis.value, (
                (Basis.LEAD.value, _("the day its lead came")),
                (Basis.PAYMENT.value, _("the day it was paid")),
            )),
            *_vat(answer),
            _choice("source", _("System"), asked.source, (
                ("", _("all systems")), *((one, source_name(one)) for one in sources),
            )),
            Filter("q", _("Campaign"), value=asked.campaign, kind="search"),
        ),
        keep=(("period", asked.span.code if asked.span else ALL),),
        clear=to(compare="before", basis=Basis.LEAD, with_vat=None, source="", campaign="") if clear else "",
    )  # fmt: skip


def _vat(answer: MoneyAnswer) -> tuple[Filter, ...]:
    """With or without VAT; not offered while nobody has said of any source whether VAT is in its amounts."""
    if not vat_rules():
        return ()
    return (_choice("vat", _("VAT"), str(int(answer.with_vat)), (("0", _("without VAT")), ("1", _("with VAT")))),)


def _choice(name: str, label: str, chosen: str, options: tuple[tuple[str, str], ...]) -> Filter:
    return Filter(name, label, [Option(value, words, chosen=value == chosen) for value, words in options])


def _anchor(asked: Asked, today: date) -> date:
    """The day around which another unit is opened: today when the period holds it, else the period's last day."""
    if asked.span is None or today in asked.span.period:
        return today
    return asked.span.period.last_day
