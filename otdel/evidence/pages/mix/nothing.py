"""What stands where a model would be: never fitted, or refused with what is wrong with the weeks."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from otdel.evidence.pages.mix.figures import week
from otdel.evidence.pages.mix.tabs import tabs
from otdel.evidence.queries.mix import FitLine
from otdel.evidence.queries.mix_plain import Said
from otdel.kit.reason import NoData
from otdel.measurement.channel_names import channel_name
from otdel.web.parts import Link
from otdel.web.reasons import say as words_of


@dataclass(frozen=True, slots=True)
class Nothing:
    """`findings` are what made the last fitting refuse, each with its place; `lost` the version without its draws."""

    tabs: list[Link]
    title: str
    text: str
    findings: list[str]
    lost: int
    imports: str
    weeks: str
    by_clicks: str


def nothing(why: NoData, tried: FitLine | None, current: str) -> Nothing:
    lost = int(str(why.reason.values.get("fit", 0))) if why.reason.code == "mix_draws_lost" else 0
    refused = tried is not None and not tried.fitted and not lost
    title = _("The weeks cannot carry a model yet") if refused else _("The mix model has not been fitted yet")
    known = words_of(why.reason) if lost else ""
    text = (
        known  # of a refusal the title says it, and the findings why
        if refused or lost
        else _(
            "It compares weeks: how sales moved with what was spent, season and named days set apart. Then this page "
            "shows what each channel brings back with its range, and what the next unit would bring. Half a year of "
            "weeks is enough to begin."
        )
    )
    return Nothing(
        tabs=tabs(current),
        title=_("The answers of this version were lost") if lost else title,
        text=text,
        findings=[found(one) for one in tried.findings] if tried and refused else [],
        lost=lost,
        imports=reverse("measurement:imports"),
        weeks=reverse("evidence:mix_weeks"),
        by_clicks=reverse("evidence:money"),
    )


def found(one: Said) -> str:
    """A finding of the weeks with its place, when the sentence alone does not say it."""
    where = [week(one.week)] if one.week else []
    where += [channel_name(one.column)] if one.column else []
    words = words_of(one.reason)
    return f"{' · '.join(where)}: {words}" if where and not any(part in words for part in where) else words
