"""The first look beside the bar of a fitting: marked as what it is, and asked for again until it is there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.evidence.pages.mix import figures
from otdel.evidence.queries.mix_look import FirstLook, Glanced
from otdel.jobs.queries import JobState
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.parts import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class LookShown:
    """`poll` is where to ask again; empty when there is nothing more to wait for."""

    text: str
    table: Table | None
    poll: str


def look(state: JobState | None, found: FirstLook | None) -> LookShown | None:
    """What stands under the bar of a job; nothing when none is under way."""
    if found is not None:
        return LookShown(_text(), _table(found), "")
    if state is None or state.ended:
        return None
    return LookShown("", None, f"{reverse('evidence:mix_look')}?job={state.id}")


def _text() -> str:
    return _(
        "Worked out from the highest point of each curve alone. It may still move, and nothing rests on it: wait for "
        "the full answer before money is moved."
    )


def _table(found: FirstLook) -> Table:
    one = figures.one(found.currency)
    columns = (
        Column(pgettext("column", "Channel")),
        Column(_("Back per %(one)s") % {"one": one}, "number"),
        Column(_("Next %(one)s") % {"one": one}, "number"),
    )
    return Table(_("A first look: back per 1 and the next 1"), columns, [_row(line) for line in found.channels])


def _row(line: Glanced) -> Row:
    return (
        channel_name(line.channel),
        Cell(say.ratio(line.back.middle), note=figures.ratios(line.back)),
        Cell(say.ratio(line.next_back.middle), note=figures.ratios(line.next_back)),
    )
