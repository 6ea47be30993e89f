"""The page of experiments: what was measured, whether the model uses it, and what was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.evidence.models import TestKind
from otdel.evidence.pages.mix import figures
from otdel.evidence.queries.mix import MixView
from otdel.evidence.queries.mix_beliefs import LiftTestLine
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.parts import Tone
from otdel.web.reasons import say as words_of


@dataclass(frozen=True, slots=True)
class TestShown:
    id: int
    name: str
    kind: str
    days: str
    counted: str
    lift: str
    spread: str
    share: str
    who: str
    note: str
    state: str
    tone: Tone
    why: str
    standing: bool


@dataclass(frozen=True, slots=True)
class TestsPage:
    """`changed` says that the model was fitted without something that stands here, or elsewhere, by now."""

    verdict: SafeString
    tests: list[TestShown]
    changed: bool
    only: str


def page(found: Sequence[LiftTestLine], view: MixView | NoData, channel: str = "") -> TestsPage:
    """`found` are those of `channel`, or all."""
    fitted = None if isinstance(view, NoData) else view.fit.made_at
    changed = not isinstance(view, NoData) and view.changed
    only = _("Only experiments of %(channel)s are shown.") % {"channel": channel_name(channel)} if channel else ""
    return TestsPage(verdict(found, fitted), [_shown(one, fitted) for one in found], changed, only)


def verdict(found: Sequence[LiftTestLine], fitted: datetime | None) -> SafeString:
    """How many the newest version rests on, and how many wait for the next one."""
    waits = sum(one.used and _waits(one, fitted) for one in found)
    used = sum(one.used for one in found) - waits
    later = ngettext("%(count)s waits for the next fitting.", "%(count)s wait for the next fitting.", waits)
    return figures.sentences(_counting(used), figures.bold(later, count=say.number(waits)) if waits else "")


def _waits(one: LiftTestLine, fitted: datetime | None) -> bool:
    """Whether it was written down after the newest version was fitted."""
    return fitted is None or one.at > fitted


def _counting(used: int) -> SafeString:
    if not used:
        words = _(
            "No experiment counts in the model yet. One is worth more than a year of weeks: it makes a range firm."
        )
        return figures.bold(words)
    words = ngettext(
        "%(count)s experiment counts in the model and holds its range in place.",
        "%(count)s experiments count in the model and hold their ranges in place.",
        used,
    )
    return figures.bold(words, count=say.number(used))


def _shown(one: LiftTestLine, fitted: datetime | None) -> TestShown:
    state, tone = _state(one, fitted)
    later = one.measured_to > one.end
    return TestShown(
        id=one.id,
        name=channel_name(one.channel),
        kind=str(TestKind(one.kind).label),
        days=say.day_range(Period(one.start, one.end)),
        counted=_("sales counted to %(day)s") % {"day": say.day(one.measured_to - timedelta(days=1))} if later else "",
        lift=say.money(one.lift),
        spread=figures.eight(say.money(one.low), say.money(one.high)),
        share=_("%(share)s of its spend was tested") % {"share": say.percent(one.share, 0)},
        who=_("%(name)s, %(moment)s") % {"name": one.name, "moment": say.moment(one.at, year=True)},
        note=one.note,
        state=state,
        tone=tone,
        why=words_of(one.why_not) if one.why_not else one.taken_back_why,
        standing=one.taken_back_at is None,
    )


def _state(one: LiftTestLine, fitted: datetime | None) -> tuple[str, Tone]:
    if one.taken_back_at is not None:
        return pgettext("experiment", "Taken back"), ""
    if one.used and _waits(one, fitted):
        return pgettext("experiment", "From the next fitting on"), "acc"
    return (_("Counts"), "good") if one.used else (_("Not used"), "warn")
