"""The cells of a scorecard's row: a value as it reads, its marks, and where it opens."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from otdel.kit.reason import NoData
from otdel.scorecard.pages import links
from otdel.scorecard.pages.figures import LONG_IN_FULL, brief, figure, no_data
from otdel.scorecard.pages.goals import not_to_seem
from otdel.scorecard.queries.answer import ScoreCell, ScoreRow
from otdel.web.reasons import say as words_of

KEPT_ON_PHONE = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One period of a row: `text` as it reads, `look` its classes, `said` what a screen reader adds.

    `title` is the value in full where `text` is short, or why there is none.
    """

    text: str
    href: str
    look: str = ""
    said: str = ""
    title: str = ""


def cells_of(row: ScoreRow, *, of_another: bool) -> tuple[Cell, ...]:
    """Every period of the row, oldest first; all but the last few are left out on a phone."""
    kept = len(row.cells) - KEPT_ON_PHONE
    to = links.periods_of_kpi(row.code, row.who.slug if row.who else "")
    return tuple(
        _cell(row, cell, to + cell.named.code, old=place < kept, of_another=of_another)
        for place, cell in enumerate(row.cells)
    )


def _cell(row: ScoreRow, cell: ScoreCell, href: str, *, old: bool, of_another: bool) -> Cell:
    look = ["old"] if old else []
    if isinstance(cell.value, NoData):
        return Cell("", href, " ".join([*look, "gap"]), no_data(), words_of(cell.value.reason))
    marks, said = _marks(cell)
    apart = not_to_seem(row.goal, cell.state)
    text = brief(cell.value, row.unit, row.currency, of_another=of_another, apart=apart)
    whole = text
    if row.unit in LONG_IN_FULL:
        whole = figure(cell.value, row.unit, row.currency, of_another=of_another, apart=apart)
    return Cell(text, href, " ".join(look + marks), ", ".join(said), "" if text == whole else whole)


def _marks(cell: ScoreCell) -> tuple[list[str], list[str]]:
    """Classes, and the same in words."""
    look, said = [], []
    if cell.state == "off":
        look.append("again" if cell.red_again else "off")
        said.append(_("off target again") if cell.red_again else _("off target"))
    if cell.small_sample:
        look.append("few")
        said.append(_("small sample"))
    if not cell.mature:
        look.append("young")
        said.append(_("may still change"))
    return look, said
