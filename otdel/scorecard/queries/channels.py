"""The channels facts have, the kind each is taken for, and what the company said of them."""

from __future__ import annotations

from dataclasses import dataclass

from otdel.accounts.queries import company_today
from otdel.kit.viewer import Viewer
from otdel.scorecard.measures.book import Book
from otdel.scorecard.queries.brands import brand_words, channel_kinds
from otdel.scorecard.queries.rights import OF_THE_DEPARTMENT
from otdel.scorecard.rules.kinds import OF_STANDARD, ChannelKind


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """`kind` is as found; `said` is what the company chose, empty while it goes by that."""

    channel: str
    kind: ChannelKind
    said: str


def counted_channels(viewer: Viewer) -> list[ChannelLine]:
    """The company's own channels by name; those of the standard grouping are what they are. Raises NotAllowed."""
    viewer.must(*OF_THE_DEPARTMENT)
    said, found = channel_kinds(), Book(company_today(viewer)).facts.cube.found_kinds
    return [
        ChannelLine(channel, found[channel], said.get(channel, ""))
        for channel in sorted(found) if channel not in OF_STANDARD
    ]  # fmt: skip


def counted_words(viewer: Viewer) -> tuple[str, ...]:
    """Words that tell a search for the brand. Raises NotAllowed."""
    viewer.must(*OF_THE_DEPARTMENT)
    return brand_words()
