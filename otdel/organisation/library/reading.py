"""Turns the plain data of a role, as it lies in YAML or in a company's copy, into its shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from otdel.organisation.library.shapes import (
    AccessWords,
    Criterion,
    KpiShape,
    KpiWords,
    MinSample,
    ProcessShape,
    ProcessWords,
    Question,
    RoleShape,
    RoleText,
    SelectionText,
    SharedText,
    Stage,
    TaskShape,
    TaskText,
    Validity,
)

Raw = Mapping[str, Any]


def role_shape(raw: Raw) -> RoleShape:
    """A role without words; what a company left out is empty."""
    return RoleShape(
        id=str(raw.get("id", "")),
        reports_to=_texts(raw.get("reports_to")),
        zones=_texts(raw.get("zones")),
        duties=_texts(raw.get("duties")),
        engagement=dict(raw.get("engagement") or {}),
        processes=tuple(_process(one) for one in raw.get("processes") or ()),
        kpis=tuple(_kpi(one) for one in raw.get("kpis") or ()),
        access=_texts(raw.get("access")),
        test_task=_task(raw.get("test_task")),
    )


def _process(raw: Raw) -> ProcessShape:
    return ProcessShape(
        id=str(raw["id"]),
        cadence=str(raw["cadence"]),
        day=str(raw.get("day") or ""),
        minutes=int(raw.get("minutes") or 0),
        critical=bool(raw.get("critical")),
    )


def _kpi(raw: Raw) -> KpiShape:
    least = raw.get("min_sample")
    return KpiShape(
        id=str(raw["id"]),
        formula=str(raw["formula"]),
        unit=str(raw["unit"]),
        direction=str(raw["direction"]),
        period=str(raw["period"]),
        lag_days=int(raw.get("lag_days") or 0),
        source=_texts(raw.get("source")),
        controllability=str(raw.get("controllability") or ""),
        threshold=dict(raw.get("threshold") or {}),
        pay_use=str(raw.get("pay_use") or ""),
        paired_with=str(raw.get("paired_with") or ""),
        min_sample=MinSample(str(least["measure"]), int(least["n"])) if least else None,
    )


def _task(raw: Raw | None) -> TaskShape | None:
    if not raw:
        return None
    weights = tuple(float(weight) for weight in raw.get("weights") or ())
    return TaskShape(int(raw.get("time_limit_hours") or 0), bool(raw.get("paid")), weights)


def role_text(raw: Raw) -> RoleText:
    """A role in words; what a company left out is empty."""
    interview = raw.get("interview") or {}
    return RoleText(
        title=str(raw.get("title", "")),
        also_called=_texts(raw.get("also_called")),
        mission=str(raw.get("mission", "")),
        zones=dict(raw.get("zones") or {}),
        does_not_own=_texts(raw.get("does_not_own")),
        decides_alone=str(raw.get("decides_alone", "")),
        escalates=str(raw.get("escalates", "")),
        engagement=dict(raw.get("engagement") or {}),
        duties=dict(raw.get("duties") or {}),
        processes={key: process_words(one) for key, one in (raw.get("processes") or {}).items()},
        kpis={key: kpi_words(one) for key, one in (raw.get("kpis") or {}).items()},
        access={key: AccessWords(**one) for key, one in (raw.get("access") or {}).items()},
        test_task=_task_text(raw.get("test_task")),
        professional=_questions(interview.get("professional")),
        personal=_questions(interview.get("personal")),
    )


def process_words(raw: Raw) -> ProcessWords:
    return ProcessWords(str(raw.get("name", "")), str(raw.get("output", "")), str(raw.get("evidence", "")))


def kpi_words(raw: Raw) -> KpiWords:
    return KpiWords(str(raw.get("name", "")), _texts(raw.get("confounders")), str(raw.get("gaming", "")))


def _task_text(raw: Raw | None) -> TaskText | None:
    if not raw:
        return None
    rubric = tuple(Criterion(str(one["criterion"]), _texts(one["anchors"])) for one in raw.get("rubric") or ())
    return TaskText(
        title=str(raw.get("title", "")),
        inputs=_texts(raw.get("inputs")),
        brief=str(raw.get("brief", "")),
        deliverable=str(raw.get("deliverable", "")),
        rubric=rubric,
    )


def _questions(raw: Any) -> tuple[Question, ...]:
    return tuple(Question(str(one["q"]), str(one["good"]), str(one["weak"])) for one in raw or ())


def shared_text(figures: Raw, words: Raw) -> SharedText:
    """What all roles share: figures and the words of one language, put together."""
    return SharedText(
        threshold_patterns=dict(words["threshold_patterns"]),
        controllability=dict(words["controllability"]),
        selection=_selection(figures["selection"], words["selection"]),
        scale=_texts(words["scale"]),
        honest=_texts(words["honesty"]["good"]),
        dishonest=_texts(words["honesty"]["weak"]),
        onboarding={day: _texts(lines) for day, lines in words["onboarding"].items()},
        dossier=_texts(words["dossier"]),
    )


def _selection(figures: Raw, words: Raw) -> SelectionText:
    stages = [
        Stage(one["id"], one["kind"], float(one["weight"]), **words["stages"][one["id"]]) for one in figures["stages"]
    ]
    validities = [
        Validity(one["id"], float(one["value"]), one["source"], words["validities"][one["id"]])
        for one in figures["validities"]
    ]
    return SelectionText(
        stages=tuple(stages),
        validities=tuple(validities),
        evidence=words["evidence"],
        combination=words["combination"],
        combination_source=figures["combination_source"],
        weights_note=words["weights_note"],
        rules=_texts(words["rules"]),
        bars=dict(figures["bars"]),
    )


def _texts(raw: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in raw or ())
