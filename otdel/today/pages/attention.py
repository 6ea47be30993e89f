"""What needs somebody, as Today lists it: what it is, whose, by when, and the button that does the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import pgettext

from otdel.evidence.pages import links
from otdel.evidence.pages.overview import concerned, step_links
from otdel.forecasting.pages import warnings_page
from otdel.kit.money import Money
from otdel.kit.viewer import Viewer
from otdel.planning.links import task_links
from otdel.today import wording
from otdel.today.queries import Today
from otdel.today.rules import Signal
from otdel.web import format as say
from otdel.web.parts import Attention, Link, Text

ICONS = {"bad": "alert-triangle", "warn": "info-circle", "acc": "message-circle"}


def attention(signal: Signal, today: Today, viewer: Viewer) -> Attention:
    if signal.opens == "warning":
        return warnings_page.attention(today.warnings[int(signal.key)])
    currency = today.money.currency
    title, actions = wording.title(signal, currency), _actions(signal, today, viewer)
    owner = today.owners.member(signal)
    href = actions[0].href if actions else reverse("today:overview")
    return Attention(
        title=title,
        text=wording.text(signal, currency),
        actions=(*actions, *task_links(viewer, title, href, owner.slug if owner else "")),
        severity=signal.severity,
        icon=ICONS[signal.severity],
        meta=[
            *stake(signal.at_stake), *concerned(signal.reason.code, today.money),
            warnings_page.addressed(today.owners.name(signal)), *by_day(signal, today.day),
        ],
    )  # fmt: skip


def stake(amount: Money | None) -> Sequence[Text]:
    return [wording.at_stake(amount)] if amount else []


def by_day(signal: Signal, today: date) -> Sequence[Text]:
    """Act by a day, or how long it has been late."""
    if signal.due is None:
        return []
    if signal.due < today:
        return [pgettext("money at stake", "late since %(day)s") % {"day": say.day(signal.due, year=False)}]
    return [warnings_page.act_by(signal.due)]


def _actions(signal: Signal, today: Today, viewer: Viewer) -> tuple[Link, ...]:
    """What this viewer can do about it: open the campaign, bring files, or take the step where it is taken."""
    if signal.opens == "pay":
        return (Link(wording.action(signal), reverse("motivation:period", args=signal.key.split("/"))),)
    if signal.opens == "agreement":
        return (Link(wording.action(signal), reverse("motivation:agreement", args=[signal.key])),)
    if signal.opens == "budget":
        return (Link(wording.action(signal), reverse("evidence:proposal", args=[signal.key])),)
    if signal.opens == "row":
        return (Link(wording.action(signal), links.of_key(today.asked, signal.key)),)
    steps = step_links(signal.reason.code, viewer)
    return tuple(replace(one, label=wording.action(signal)) for one in steps) if signal.opens == "imports" else steps
