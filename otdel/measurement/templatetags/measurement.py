"""Words of measurement for templates: `{% load measurement %}{{ reason|say }}`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.connectors.contract import Question
from otdel.kit.facts import SHAPES, Kind
from otdel.kit.money import Money
from otdel.kit.reason import Reason
from otdel.measurement import labels
from otdel.measurement.channel_names import channel_name
from otdel.measurement.channels import ChannelRule, Move, Weighed
from otdel.measurement.models import State
from otdel.measurement.names import source_name
from otdel.measurement.previews import CheckLine, Preview
from otdel.measurement.queries.imports import ImportCard, Superseded
from otdel.measurement.queries.rules import RuleLine
from otdel.measurement.wording import ask
from otdel.web import format, reasons
from otdel.web.parts import Fact, LongJob

register = template.Library()

TONES = {
    State.LANDED: "good",
    State.ASKING: "warn",
    State.REFUSED: "bad",
    State.FAILED: "bad",
    State.WAITING: "acc",
    State.RUNNING: "acc",
}
SIZE_UNITS = 1024
SMALL = 100  # below it cents are said, so that no money is shown as nothing
KINDS = {column.name: column.kind for shape in SHAPES.values() for column in shape.columns}

register.filter("shape_label", labels.shape_label)
register.filter("column_label", labels.column_label)
register.filter("channel_name", channel_name)


@register.filter
def say(reason: Reason) -> str:
    """The sentence of a reason, whichever chapter gave it."""
    return reasons.say(reason)


@register.filter
def asked(question: Question) -> str:
    return ask(question.code, question.column, question.samples)


@register.filter
def tone(state: State) -> str:
    return TONES.get(state, "")


@register.filter
def rows(count: int) -> str:
    """ "3 rows", in the reader's language."""
    return labels.rows_label(count, format.number(count))


@register.filter
def checked(check: CheckLine) -> str:
    """Our sum beside the file's own total."""
    values = {
        "column": check.column,
        "ours": _figure(check.ours, check),
        "theirs": _figure(check.theirs, check),
        "row": check.row,
    }
    if check.agrees and check.ours != check.theirs:
        words = _(
            "“%(column)s”: our sum %(ours)s agrees, to the rounding, with the file’s own %(theirs)s in row %(row)s."
        )
        return words % values
    if check.agrees:
        return _("“%(column)s”: our sum %(ours)s equals the file’s own total in row %(row)s.") % values
    return _("“%(column)s”: our sum is %(ours)s, the file’s own total in row %(row)s says %(theirs)s.") % values


def _figure(value: Decimal, check: CheckLine) -> str:
    """Whole counts as they are; with cents two places for both numbers, and more where only those tell them apart."""
    ours, theirs = check.ours, check.theirs
    if ours == ours.to_integral_value() and theirs == theirs.to_integral_value():
        return format.number(value)
    places = next((p for p in (2, 4) if ours == theirs or round(ours, p) != round(theirs, p)), 6)
    return format.ratio(value, places)


@register.filter
def replaced(one: Superseded) -> str:
    """Which days of an older import now come from this one."""
    words = ngettext(
        "%(days)d day of import %(import_id)d (%(first)s to %(last)s) now comes from this file; the older word is kept "
        "as history.",
        "%(days)d days of import %(import_id)d (%(first)s to %(last)s) now come from this file; the older word is kept "
        "as history.",
        one.days,
    )
    return words % {
        "days": one.days,
        "import_id": one.import_id,
        "first": format.short_day(one.first_day),
        "last": format.day(one.last_day),
    }


@register.filter
def conditions(rule: ChannelRule) -> str:
    """The conditions of a rule in one line: "System: google_ads, Campaign: *brand*"."""
    said = ((label, getattr(rule, name)) for name, label in labels.CONDITIONS.items())
    return ", ".join(f"{label}: {condition}" for label, condition in said if condition)


@register.filter
def told(value: str, column: str) -> str:
    """A value of a fact as people read it: systems by name, days and numbers in the reader's language."""
    kind = KINDS.get(column)
    if not value:
        return ""
    if column == "source":
        return source_name(value)
    if kind is Kind.DAY:
        return format.day(date.fromisoformat(value))
    return format.number(Decimal(value), 6) if kind in (Kind.AMOUNT, Kind.INTEGER) else value


@register.filter
def is_number(column: str) -> bool:
    return KINDS.get(column) in (Kind.AMOUNT, Kind.INTEGER)


@register.filter
def told_by(line: Sequence[str], columns: Sequence[str]) -> list[tuple[str, bool]]:
    """The cells of a fact as people read them, and whether each is a number."""
    return [(told(value, column), is_number(column)) for value, column in zip(line, columns, strict=True)]


@register.filter
def in_currency(value: Decimal, currency: str) -> str:
    """An amount whose currency stands beside it; a bare number when the company has none yet."""
    places = 2 if 0 < abs(value) < SMALL else 0
    return format.amount(value, currency, places) if currency else format.number(value)


@register.filter
def spent(one: Weighed | Move | RuleLine, currency: str) -> str:
    """Spend in the company's currency, and beside it what no rate is known for: "₴500 + £1,164"."""
    return _amounts(one.spend, one.elsewhere, currency)


@register.filter
def earned(move: Move, currency: str) -> str:
    return _amounts(move.revenue, move.revenue_elsewhere, currency)


@register.filter
def amounts(monies: tuple[Money, ...]) -> str:
    """Money of several currencies in one line."""
    return " + ".join(in_currency(money.amount, money.currency) for money in monies)


@register.filter
def size(count: int) -> str:
    """1.4 MB, 1,4 МБ."""
    if count < SIZE_UNITS:
        return _("%(count)s bytes") % {"count": format.number(count)}
    if count < SIZE_UNITS**2:
        return _("%(count)s KB") % {"count": format.number(count / SIZE_UNITS, 0)}
    return _("%(count)s MB") % {"count": format.number(count / SIZE_UNITS**2, 1)}


@register.filter
def understood(preview: Preview) -> list[Fact]:
    """What a file turned out to be, as facts for the card."""
    facts = [Fact(_("Rows"), format.number(preview.rows))] if preview.samples else []
    if preview.period:
        facts.append(Fact(_("Period"), _days(preview)))
    if preview.accounts:
        facts.append(Fact(_("Account"), _few(preview.accounts)))
    if preview.currencies:
        facts.append(Fact(_("Currency"), _few(preview.currencies)))
    kinds = ", ".join(dict.fromkeys(labels.shape_label(sample.shape) for sample in preview.samples))
    return [Fact(_("Kind of data"), kinds), *facts] if kinds else facts


@register.simple_block_tag
def tabled(content: str, name: str) -> SafeString:
    """A table's own scrolling region, named apart from the panel it stands in."""
    label = _("%(name)s, table") % {"name": name}
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>',
        label,
        mark_safe(content),  # noqa: S308  # a block of our own template
    )


@register.simple_tag
def job_of(card: ImportCard) -> LongJob:
    """The bar of the work on an import."""
    if card.reading or card.job is None:
        return LongJob(_("Reading “%(name)s”") % {"name": card.name}, labels.step_label("reading"))
    step = labels.step_label(card.job.step)
    return LongJob(
        _("Counting “%(name)s”") % {"name": card.name}, step, card.job.percent if card.job.progress else None
    )


@register.simple_tag
def covered_note() -> SafeString | str:
    return _("E-mails, phones, addresses and names of people are covered.")


def _amounts(amount: Decimal, elsewhere: tuple[Money, ...], currency: str) -> str:
    """Never a zero for money that is there in another currency."""
    if elsewhere and not amount:
        return amounts(elsewhere)
    return " + ".join(part for part in (in_currency(amount, currency), amounts(elsewhere)) if part)


def _days(preview: Preview) -> str:
    from otdel.kit.period import Period

    assert preview.period is not None
    return format.day_range(Period(*preview.period))


def _few(names: tuple[str, ...]) -> Any:
    if len(names) <= 3:
        return ", ".join(names)
    return _("%(names)s and %(count)s more") % {"names": ", ".join(names[:2]), "count": len(names) - 2}
