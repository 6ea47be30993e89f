"""What a check found, ready for its page: each finding in words with its picture, its reason and its mend."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.kit.reason import Reason, Value
from otdel.motivation.models import PlanVersion, VersionState
from otdel.motivation.pages.check_pictures import chart_of
from otdel.motivation.queries.checked import findings_of
from otdel.motivation.rules.lints.finding import Finding, Level, Mend
from otdel.motivation.rules.plan import By, Plan
from otdel.motivation.rules.reading import read_plan
from otdel.motivation.wording.difference_words import said_between
from otdel.motivation.wording.lints import LINTS
from otdel.motivation.wording.plan_names import Names, names_now
from otdel.web.charts import Chart
from otdel.web.format import number
from otdel.web.parts import Explanation, Tone
from otdel.web.reasons import say

FRACTION = re.compile(r"-?\d+\.\d+")
LOOKS: dict[Level, tuple[Tone, str]] = {
    Level.ERROR: ("bad", "circle-x"),
    Level.WARN: ("warn", "alert-triangle"),
    Level.NOTE: ("acc", "info-circle"),
    Level.UNCHECKED: ("", "help"),
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """`place` is its number among the findings of the version; `changes` is what its mend changes, in sentences."""

    place: int
    tone: Tone
    icon: str
    name: str
    text: str
    why: Explanation
    step: str
    mend: str
    proved: bool
    changes: list[str]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class CheckView:
    """`takes` when the mends can be taken: the version is a draft whose text these findings are of."""

    verdict: str
    tone: Tone
    found: list[FindingView]
    unchecked: list[tuple[str, str]]
    passed: list[str]
    takes: bool
    version: PlanVersion = field(repr=False)


def check_view(version: PlanVersion) -> CheckView:
    plan = read_plan(version.body)
    names, findings = names_now(plan.currency), findings_of(version)
    shown = [_view(place, one, plan, names) for place, one in enumerate(findings) if one.level is not Level.UNCHECKED]
    said = {one.id for one in findings}
    levels = [one.level for one in findings]
    return CheckView(
        verdict=verdict_of(levels),
        tone="bad" if Level.ERROR in levels else "warn" if Level.WARN in levels else "good",
        found=shown,
        unchecked=_unchecked(findings, names),
        passed=[str(told.name) for code, told in LINTS.items() if code not in said],
        takes=version.state == VersionState.DRAFT and version.checked_digest == version.digest,
        version=version,
    )


def _view(place: int, one: Finding, plan: Plan, names: Names) -> FindingView:
    told, (tone, icon), mend = LINTS[one.id], LOOKS[one.level], one.mend
    return FindingView(
        place, tone, icon, str(told.name), in_words(one.because, names), Explanation(told.name, told.why),
        "" if mend else str(told.step), in_words(mend.because, names) if mend else "",
        mend.proved if mend else False, _changes(mend, plan, names), chart_of(one, names, plan.currency),
    )  # fmt: skip


def _changes(mend: Mend | None, plan: Plan, names: Names) -> list[str]:
    return said_between(plan, mend.plan, names) if mend and mend.plan else []


def in_words(because: Reason, names: Names) -> str:
    """The sentence of a reason with names of KPIs in place of their codes."""
    named = {key: names.kpi(str(because.values[key])) for key in ("kpi", "other") if key in because.values}
    if by := because.values.get("by"):
        kpi = str(because.values["kpi"])
        named |= {
            key: names.at(kpi, By(str(by)), Decimal(str(because.values[key])))
            for key in ("at", "before", "after") if key in because.values
        }  # fmt: skip
    figures = {key: _figure(value) for key, value in because.values.items() if key not in named}
    return say(Reason.of(because.code, **{**figures, **named}))


def _figure(value: Value) -> Value:
    """78.6 as it is kept reads 78,6 where a comma is the mark; anything else stays as it is."""
    return number(Decimal(value), 4) if isinstance(value, str) and FRACTION.fullmatch(value) else value


def _unchecked(findings: list[Finding], names: Names) -> list[tuple[str, str]]:
    """What could not be checked, each reason once with the lints it stops."""
    found: dict[str, list[str]] = {}
    for one in findings:
        if one.level is Level.UNCHECKED:
            lints = found.setdefault(in_words(one.because, names), [])
            lints += [name for name in (str(LINTS[one.id].name),) if name not in lints]
    return [(", ".join(lints), because) for because, lints in found.items()]


def verdict_of(levels: list[Level]) -> str:
    """Whether it may be approved, and how many things are worth a look."""
    errors, warns = levels.count(Level.ERROR), levels.count(Level.WARN)
    if errors:
        return ngettext(
            "%(count)s error keeps this plan from being approved.",
            "%(count)s errors keep this plan from being approved.",
            errors,
        ) % {"count": errors}
    if warns:
        return ngettext(
            "Nothing stands in the way of approving; %(count)s thing is worth a second look.",
            "Nothing stands in the way of approving; %(count)s things are worth a second look.",
            warns,
        ) % {"count": warns}
    return _("Nothing stands in the way of approving.")
