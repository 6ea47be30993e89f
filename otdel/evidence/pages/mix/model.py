"""The page of the model itself: how sound it is, what to do about it, why numbers moved, what it was asked and saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.analytics.mix.findings import Finding, Severity, reason_from
from otdel.evidence.pages.mix import figures, pictures
from otdel.evidence.pages.mix.explained import source, why
from otdel.evidence.pages.mix.nothing import found
from otdel.evidence.pages.mix.remedies import steps
from otdel.evidence.pages.mix.tabs import tabs
from otdel.evidence.queries.mix import FitLine, MixView
from otdel.evidence.wording import mix_saying
from otdel.evidence.wording.mix_values import FORMS
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.charts import Chart
from otdel.web.parts import Attention, Cell, Column, Fact, Link, Row, Table, Tone
from otdel.web.reasons import say as words_of

TONES: dict[Severity, Tone] = {Severity.STOP: "bad", Severity.WARN: "warn", Severity.NOTE: ""}
NAMED = 0.02  # widths of a range: what moved less is not worth a name
ICONS = {Severity.STOP: "circle-x", Severity.WARN: "alert-triangle", Severity.NOTE: "info-circle"}


@dataclass(frozen=True, slots=True)
class ModelPage:
    tabs: list[Link]
    verdict: SafeString
    changed: bool
    refused: list[str]
    facts: list[Fact]
    health: list[Attention]
    moved: Table | None
    moved_note: str
    learned: Chart
    left_out: list[str]
    versions: Table
    beliefs: str
    weeks: str
    source: str


def page(view: MixView, versions: Sequence[FitLine], tried: FitLine | None) -> ModelPage:
    refused = tried is not None and not tried.fitted
    return ModelPage(
        tabs=tabs("mix_model"),
        verdict=verdict(view),
        changed=view.changed,
        refused=[found(one) for one in tried.findings] if tried and refused else [],
        facts=facts(view),
        health=[attention(one) for one in view.health],
        moved=moved(view),
        moved_note=moved_note(view),
        learned=pictures.learned(view.channels, view.currency),
        left_out=[words_of(reason) for reason in (*view.left_out, *view.notes)],
        versions=versions_table(versions),
        beliefs=reverse("evidence:mix_beliefs"),
        weeks=reverse("evidence:mix_weeks"),
        source=source(view.fit),
    )


def verdict(view: MixView) -> SafeString:
    """Whether money may be moved on it."""
    count = {one: sum(found.severity is one for found in view.health) for one in Severity}
    if count[Severity.STOP]:
        words = _("Do not move money on this model yet: %(fault)s")
        worst = next(one for one in view.health if one.severity is Severity.STOP)
        return figures.bold(words, fault=mix_saying.fault(worst.what))
    if count[Severity.WARN]:
        words = ngettext(
            "The model can be used, and %(count)s thing makes it less sure than it looks. It is named below, with "
            "what to do.",
            "The model can be used, and %(count)s things make it less sure than it looks. They are named below, with "
            "what to do.",
            count[Severity.WARN],
        )
        return figures.bold(words, count=say.number(count[Severity.WARN]))
    return figures.bold(_("The model is sound: %(what)s."), what=_("its checks found nothing that spoils its numbers"))


def facts(view: MixView) -> list[Fact]:
    """What the model rests on, in four numbers."""
    fit, base = view.fit, _("Margin a week without marketing")
    weeks = figures.between(say.day(fit.first_week), say.day(fit.last_week)) if fit.first_week and fit.last_week else ""
    ends = figures.eight(
        *(say.short_money(figures.exact(end, view.currency)) for end in (view.base.low, view.base.high))
    )
    shapes = _("Shapes of the curve, by weight")
    return [
        Fact(_("Weeks it saw"), say.number(fit.weeks), weeks),
        Fact(base, _short(view.base.middle, view), ends, why("mix_base", base, fit, ends)),
        Fact(shapes, _shapes(view.forms), why=why("mix_forms", shapes, fit)),
        Fact(_("Worked out"), say.moment(fit.made_at, year=True), _by(fit)),
    ]  # fmt: skip


def _short(amount: float, view: MixView) -> str:
    return say.short_money(figures.exact(amount, view.currency))


def attention(one: Finding) -> Attention:
    """What is wrong, what it does to the numbers, and buttons for what to do."""
    return Attention(
        title=mix_saying.fault(one.what),
        text=mix_saying.effect(one.does),
        actions=[link for reason in one.do for link in steps(reason)],
        severity=TONES[one.severity],
        icon=ICONS[one.severity],
        meta=[mix_saying.remedy(reason) for reason in one.do],
    )


def moved(view: MixView) -> Table | None:
    """Each channel's number before and after the last fitting, and what moved it."""
    rows: list[Row] = [_moved(change) for change in view.moved if abs(_move(change)) >= 0.05]
    columns = (
        Column(pgettext("column", "Channel")), Column(_("Before"), "number"), Column(_("Now"), "number"),
        Column(_("Moved, in widths of its range"), "number"), Column(_("Why")),
    )  # fmt: skip
    return Table(_("Why the numbers moved"), columns, rows) if rows else None


def moved_note(view: MixView) -> str:
    if view.moved:
        return _("No channel moved by more than a twentieth of the width of its range.")
    return _("This is the first version, so there is nothing to compare it with.")


def versions_table(versions: Sequence[FitLine]) -> Table:
    columns = (
        Column(_("Version")), Column(_("Fitted")), Column(_("By")), Column(_("Weeks"), "number"),
        Column(_("Last week from")), Column(_("Seconds"), "number"), Column(pgettext("of a version", "State")),
    )  # fmt: skip
    return Table(_("Versions of the model"), columns, [_version(one) for one in versions])


def _version(one: FitLine) -> Row:
    state = _("draws kept") if one.draws_kept else _("draws no longer kept")
    return (
        str(one.id), say.moment(one.made_at, year=True), _by(one), say.number(one.weeks),
        say.day(one.last_week) if one.last_week else "", say.number(one.seconds, 1) if one.fitted else "",
        state if one.fitted else Cell(_("refused"), tone="warn"),
    )  # fmt: skip


def _by(fit: FitLine) -> str:
    return fit.name or _("by the clock")


def _shapes(forms: Mapping[str, float]) -> str:
    weighed = sorted(forms.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{FORMS.get(form, form)} {say.percent(weight, 0)}" for form, weight in weighed if weight >= 0.005)


def _move(change: Mapping[str, Any]) -> float:
    return float(change["move"])


def _moved(change: Mapping[str, Any]) -> Row:
    rest = {"cause": {"code": "mix_moved_other", "values": {}}, "move": change["rest"]}
    causes = [
        f"{mix_saying.cause(reason_from(part['cause']))} ({say.signed(say.ratio(part['move']))})"
        for part in (*sorted(change["parts"], key=lambda part: -abs(part["move"])), rest)
        if abs(part["move"]) >= NAMED
    ]
    finding = change.get("finding")
    note = mix_saying.fault(reason_from(finding["what"])) if finding else ""
    return (
        Cell(channel_name(change["channel"]), reverse("evidence:mix_channel", args=[change["channel"]])),
        say.ratio(change["before"]),
        say.ratio(change["after"]),
        Cell(say.signed(say.ratio(_move(change))), tone="warn" if finding else ""),
        Cell("; ".join(causes), note=note),
    )
