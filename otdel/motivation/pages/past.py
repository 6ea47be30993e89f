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
    if one.paid_on is None:
        return Cell(_("promised by %(day)s") % {"day": say.day(one.due, year=False)}, note=note)
    late = one.paid_on > one.due
    words = _("paid late, on %(day)s") if late else _("paid on %(day)s")
    return Cell(words % {"day": say.day(one.paid_on, year=False)}, note=note, tone="warn" if late else "")
