"""Earlier statements of a person as a table: what was earned, what was paid when."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.motivation.queries.my_pay import PastPay
from otdel.scorecard.pages import periods
from otdel.web import format as say
from otdel.web.parts import Cell, Column, Table


def statements(past: Sequence[PastPay]) -> Table | None:
    """Newest first; None when nothing was published yet."""
    if not past:
        return None
    columns = [
        Column(pgettext("column", "Period")),
        Column(pgettext("column", "Earned"), "number"),
        Column(pgettext("column", "Payment")),
    ]
    rows = [
        (
            Cell(periods.whole(one.named), reverse("motivation:statement", args=[one.id])),
            say.amount(one.earned, one.currency, 2),
            _paid(one),
        )
        for one in past
    ]
    return Table(_("Published statements"), columns, rows)


def _paid(one: PastPay) -> Cell:
    note = "" if one.accepted else _("not accepted yet")
    about = {"day": say.day(one.paid_on or one.due, year=False)}
    if one.first_on and one.first_on != one.paid_on:
        about["first"] = say.day(one.first_on, year=False)
    return Cell(_when(one, parts="first" in about) % about, note=note, tone="warn" if one.late else "")


def _when(one: PastPay, *, parts: bool) -> str:
    """Each part has a day of its own: what was questioned is promised for later than the rest."""
    if one.paid_on is None:
        return _("paid on %(first)s, the rest is promised by %(day)s") if parts else _("promised by %(day)s")
    if one.late:
        return _("paid late, on %(first)s and %(day)s") if parts else _("paid late, on %(day)s")
    return _("paid on %(first)s, the rest on %(day)s") if parts else _("paid on %(day)s")
