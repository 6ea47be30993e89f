"""Spans of days [start, end): whether they cross or overlap, and how one ends where the next begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from otdel.kit.reason import Reason


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to but not including `end`; open while `end` is nothing."""

    start: date
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def meets(self, other: Span) -> bool:
        """True when there is a day on which both hold."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)


def why_not_span(start: date, end: date | None) -> Reason | None:
    """Why these dates cannot be; nothing when they can. A span lasts one day at least."""
    if end is not None and end <= start:
        return Reason.of("dates_cross", start=start.isoformat(), end=end.isoformat())
    return None


def first_meeting(span: Span, others: Iterable[Span]) -> Span | None:
    """The earliest of `others` that shares a day with `span`."""
    return min((other for other in others if span.meets(other)), key=lambda other: other.start, default=None)
