"""The shapes of the role library: what a role is made of without words, and the words of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class MinSample:
    """Below `n` of `measure` a value is a small sample."""

    measure: str
    n: int


@dataclass(frozen=True, slots=True)
class KpiShape:
    """A KPI without words. `threshold` is {"pattern": ..., its figures}; `lag_days` until late facts no longer come."""

    id: str
    formula: str
    unit: str
    direction: str
    period: str
    lag_days: int
    source: tuple[str, ...]
    controllability: str
    threshold: Mapping[str, Any]
    pay_use: str
    paired_with: str
    min_sample: MinSample | None


@dataclass(frozen=True, slots=True)
class ProcessShape:
    """A process without words. `day` is mon..sun, 1..31 or bd4, empty for any; `minutes` of work each time."""

    id: str
    cadence: str
    day: str
    minutes: int
    critical: bool


@dataclass(frozen=True, slots=True)
class TaskShape:
    """A test task without words. `weights` of the criteria of its rubric, in their order, add up to 1."""

    hours: int
    paid: bool
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RoleShape:
    """A role without words: ids in the order they are read. `engagement` is how well each kind of terms suits it."""

    id: str
    reports_to: tuple[str, ...]
    zones: tuple[str, ...]
    duties: tuple[str, ...]
    engagement: Mapping[str, str]
    processes: tuple[ProcessShape, ...]
    kpis: tuple[KpiShape, ...]
    access: tuple[str, ...]
    test_task: TaskShape | None


@dataclass(frozen=True, slots=True)
class ProcessWords:
    """What a process is called, what comes out of it, and what shows that it was run."""

    name: str
    output: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class KpiWords:
    """What a KPI is called, what else moves it, and how it could be dressed up (empty when nobody knows a way)."""

    name: str
    confounders: tuple[str, ...] = ()
    gaming: str = ""


@dataclass(frozen=True, slots=True)
class AccessWords:
    """A system the role works in, how far, and who else must be able to get in."""

    system: str
    level: str = ""
    second_admin: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric with five anchors: what work worth 1, 2, 3, 4 and 5 looks like."""

    criterion: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskText:
    """A test task as the candidate reads it, and the rubric it is marked by."""

    title: str
    inputs: tuple[str, ...]
    brief: str
    deliverable: str
    rubric: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An interview question, and how a good and a weak answer sound."""

    q: str
    good: str
    weak: str


@dataclass(frozen=True, slots=True)
class RoleText:
    """A role in words of one language. Words of zones, duties, processes, KPIs and accesses stand under their ids."""

    title: str
    also_called: tuple[str, ...]
    mission: str
    zones: Mapping[str, str]
    does_not_own: tuple[str, ...]
    decides_alone: str
    escalates: str
    engagement: Mapping[str, str]
    duties: Mapping[str, str]
    processes: Mapping[str, ProcessWords]
    kpis: Mapping[str, KpiWords]
    access: Mapping[str, AccessWords]
    test_task: TaskText | None
    professional: tuple[Question, ...]
    personal: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class MeasureText:
    """What a measure is called and what exactly is counted."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of choosing people: `weight` in the sum of scores, what it is called and how it is done."""

    id: str
    kind: str
    weight: float
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Validity:
    """How closely a way of choosing people goes with later work: a correlation from 0 to 1, with where it is from."""

    id: str
    value: float
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class SelectionText:
    """How to choose people for any role. `bars` are figures: the least marks, and a spread that must be talked over."""

    stages: tuple[Stage, ...]
    validities: tuple[Validity, ...]
    evidence: str
    combination: str
    combination_source: str
    weights_note: str
    rules: tuple[str, ...]
    bars: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SharedText:
    """What all roles share, in words of one language."""

    threshold_patterns: Mapping[str, str]
    controllability: Mapping[str, str]
    selection: SelectionText
    scale: tuple[str, ...]
    honest: tuple[str, ...]
    dishonest: tuple[str, ...]
    onboarding: Mapping[str, tuple[str, ...]]
    dossier: tuple[str, ...]
