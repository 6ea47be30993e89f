"""The values components are drawn from: a page builds these and hands them to the tags of `{% load ui %}`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.safestring import SafeString

Text = (
    str | Promise | SafeString
)  # what a person reads: plain, lazily translated, or already safe HTML from a chart or format
Tone = Literal["", "good", "warn", "bad", "acc"]
Align = Literal["text", "number"]


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go. `current` marks the one shown now."""

    label: Text
    href: str
    current: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a definition list; `note` stands small under the value, `why` explains it."""

    name: Text
    value: Text
    note: Text = ""
    why: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the '?' beside a number opens: meaning, then facts (range, source, time of data), then where to read on."""

    title: Text
    text: Text
    facts: Sequence[Fact] = ()
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number of the key row. `value` is text from `format` (or its "can't be shown yet"); `href` opens its rows."""

    name: Text
    value: Text
    why: Explanation
    unit: Text = ""
    note: Text = ""
    tone: Tone = ""
    href: str = ""
    spark: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Attention:
    """A signal and its next step. `severity` picks the colour, `icon` says it without colour."""

    title: Text
    text: Text
    actions: Sequence[Link]
    severity: Tone = "warn"
    icon: str = "alert-triangle"
    meta: Sequence[Text] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data table. `sort` is the address that sorts by it, `sorted` how it is sorted now."""

    name: Text
    align: Align = "text"
    why: Explanation | None = None
    sort: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with more than text: a link, a tone, a note under the value."""

    text: Text
    href: str = ""
    note: Text = ""
    tone: Tone = ""


Row = Sequence[Cell | Text]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first cell of a row is its heading. `caption` is read to those who cannot see it."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a list: of a wizard, an import, a set-up."""

    label: Text
    state: Literal["done", "now", "later"] = "later"
    href: str = ""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of how a number came about: what was done, its result, and the page that shows it."""

    label: Text
    value: Text = ""
    note: Text = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class LongJob:
    """Work away from the page. `poll` is the address that answers this bar again; empty when the work is over.

    `percent` is 0 to 100, or nothing when it cannot be known; `left` is a sentence such as "about 2 minutes left".
    """

    name: Text
    step: Text
    percent: int | None = None
    left: Text = ""
    poll: str = ""
    state: Literal["running", "done", "failed"] = "running"
    actions: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: Text
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of the filter bar; its name is the query parameter, so every state of a page has an address."""

    name: str
    label: Text
    options: Sequence[Option] = ()
    value: str = ""
    kind: Literal["choice", "search", "date"] = "choice"


@dataclass(frozen=True, slots=True)
class FilterBar:
    """`keep` are query parameters the form carries along; `clear` is the address without filters, when any is set."""

    filters: Sequence[Filter]
    keep: Sequence[tuple[str, str]] = ()
    clear: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The period switch: choices such as month and quarter, and the neighbours of the one shown (empty at the edge)."""

    label: Text
    choices: Sequence[Link] = field(default_factory=tuple)
    earlier: str = ""
    later: str = ""
