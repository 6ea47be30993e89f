"""Where the money goes: from the budget through channels to what came of it; on a phone, one split bar a channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from otdel.web.charts.chart import FEWEST, Chart, Legend, at_widths, said
from otdel.web.charts.flow_drawing import draw_flow
from otdel.web.charts.split import draw_split
from otdel.web.charts.svg import Number, Say
from otdel.web.parts import Column, Row, Table

SMALL = 0.04  # a channel under this share has no room for its name
MOST = 9


class Outcome(StrEnum):
    """What came of money; the value is also the class that colours it."""

    PAID_BACK = "paid"
    ON_ITS_WAY = "way"
    DID_NOT = "not"
    UNKNOWN = "unk"


WORDS: Mapping[Outcome, str | Promise] = {
    Outcome.PAID_BACK: gettext_lazy("Paid back"),
    Outcome.ON_ITS_WAY: gettext_lazy("On its way"),
    Outcome.DID_NOT: gettext_lazy("Did not pay back"),
    Outcome.UNKNOWN: gettext_lazy("Can’t be shown yet"),
}


@dataclass(frozen=True, slots=True)
class Stream:
    """A channel and its money by outcome, all in one currency. An outcome that is left out is nothing."""

    name: str
    amounts: Mapping[Outcome, Number]

    @property
    def total(self) -> float:
        return sum(self.of(outcome) for outcome in Outcome)

    def of(self, outcome: Outcome) -> float:
        return float(self.amounts.get(outcome, 0))

    def parts(self) -> list[tuple[str, float]]:
        return [(str(outcome), self.of(outcome)) for outcome in Outcome]


def flow(streams: Sequence[Stream], say: Say, label: str) -> Chart:
    """The flow of money by channel and outcome, largest channel first; small channels are drawn together as "Other".

    The table keeps every channel apart. Fewer than three ribbons give a sentence and the table.
    """
    ordered = sorted((stream for stream in streams if stream.total > 0), key=lambda stream: -stream.total)
    table = as_table(ordered, say, label)
    if sum(amount > 0 for stream in ordered for _css, amount in stream.parts()) < FEWEST:
        return said(label, label, table)
    drawn = grouped(ordered)
    rows = [(stream.name, stream.parts()) for stream in drawn]
    names = {str(outcome): str(words) for outcome, words in WORDS.items()}

    def draw(width: int) -> str:
        return draw_split(width, rows, say, label) if width < 600 else draw_flow(width, rows, names, say, label)

    return Chart(label, at_widths(draw), legend(drawn, say), table, legend_with_split=True)


def split_bars(streams: Sequence[Stream], say: Say, label: str) -> Chart:
    """One bar a channel, split by outcome: the phone form of the flow, at any width."""
    ordered = sorted((stream for stream in streams if stream.total > 0), key=lambda stream: -stream.total)
    table = as_table(ordered, say, label)
    if sum(amount > 0 for stream in ordered for _css, amount in stream.parts()) < FEWEST:
        return said(label, label, table)
    rows = [(stream.name, stream.parts()) for stream in ordered]
    return Chart(label, at_widths(lambda width: draw_split(width, rows, say, label)), legend(ordered, say), table)


def grouped(ordered: Sequence[Stream]) -> list[Stream]:
    """Streams too thin to be named, two or more of them, become one called "Other"."""
    whole = sum(stream.total for stream in ordered)
    thin = [stream for rank, stream in enumerate(ordered) if stream.total < SMALL * whole or rank >= MOST]
    if len(thin) < 2:
        return list(ordered)
    together = {outcome: sum(stream.of(outcome) for stream in thin) for outcome in Outcome}
    return [stream for stream in ordered if stream not in thin] + [Stream(_("Other"), together)]


def legend(streams: Sequence[Stream], say: Say) -> tuple[Legend, ...]:
    sums = {outcome: sum(stream.of(outcome) for stream in streams) for outcome in Outcome}
    return tuple(
        Legend(f"o-{outcome}", f"{WORDS[outcome]} {say(sums[outcome])}") for outcome in Outcome if sums[outcome]
    )


def as_table(streams: Sequence[Stream], say: Say, caption: str) -> Table:
    columns = [Column(_("Channel")), Column(_("Spent"), "number")]
    columns += [Column(words, "number") for words in WORDS.values()]
    rows: list[Row] = [
        [stream.name, say(stream.total), *(say(stream.of(outcome)) for outcome in Outcome)] for stream in streams
    ]
    return Table(caption, columns, rows)
