"""Values of KPIs for templates: `{% load scorecard %}{{ value|figure:"share" }}`, and the cells of a scorecard."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from otdel.accounts.queries import company
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.scorecard.pages import figures
from otdel.scorecard.pages.cells import Cell

register = template.Library()


@register.filter
def figure(value: Decimal | NoData | None, unit: str) -> str:
    """A value in its unit; money in the company's currency."""
    found = company(AT_TERMINAL) if unit == "money" else None
    currency = "" if found is None or isinstance(found, NoData) else found.currency
    return figures.figure(value, unit, currency)


@register.simple_tag
def score_cells(cells: Sequence[Cell]) -> SafeString:
    """A row's periods. Written here: a page has a thousand, and a template takes as long over them as all the rest."""
    last = len(cells) - 1
    return mark_safe("".join(_cell(cell, last=place == last) for place, cell in enumerate(cells)))  # noqa: S308


def _cell(cell: Cell, *, last: bool) -> str:
    look = f"c num {cell.look}{' last' if last else ''}"
    title = f' title="{escape(cell.title)}"' if cell.title else ""
    shown = f"<span>{escape(cell.text)}</span>" if cell.text else '<i aria-hidden="true"></i>'
    said = f'<span class="sr">{", " if cell.text else ""}{escape(cell.said)}</span>' if cell.said else ""
    return f'<td class="{look}"><a href="{escape(cell.href)}"{title}>{shown}{said}</a></td>'
