"""The page of experiments: what was measured, whether the model uses it, and what was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.evidence.models import TestKind
from otdel.evidence.pages.mix import figures
from otdel.evidence.queries.mix_beliefs import LiftTestLine
from otdel.kit.period import Period
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
    verdict: SafeString
    tests: list[TestShown]


def page(found: Sequence[LiftTestLine]) -> TestsPage:
    return TestsPage(verdict(found), [_shown(one) for one in found])


def verdict(found: Sequence[LiftTestLine]) -> SafeString:
    used = sum(one.used for one in found)
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


def _shown(one: LiftTestLine) -> TestShown:
    state, tone = _state(one)
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


def _state(one: LiftTestLine) -> tuple[str, Tone]:
    if one.taken_back_at is not None:
        return pgettext("experiment", "Taken back"), ""
    return (_("Counts"), "good") if one.used else (_("Not used"), "warn")
