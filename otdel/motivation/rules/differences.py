"""What one version of a plan says otherwise than another, as reasons that words are put to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from otdel.kit.reason import Reason
from otdel.motivation.rules.plan import Component, Curve, Extra, Gate, Plan, Split
from otdel.motivation.rules.rounding import text

MONEY = ("base", "target_variable")
WHOLE = ("unit_pay", "point_pay", "holdback", "clawback", "draw", "team")


def differences(old: Plan, new: Plan) -> tuple[Reason, ...]:
    """Every change from `old` to `new`, in the order a plan is read; empty when they say the same."""
    return tuple(_all(old, new))


def _all(old: Plan, new: Plan) -> Iterator[Reason]:
    for name in (*MONEY, "cap", "period", "currency", "kind"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Reason.of(f"changed_{name}", old=_text(was), new=_text(now), currency=new.currency)
    if old.ramp != new.ramp:
        yield Reason.of("changed_ramp", old=_shares(old.ramp), new=_shares(new.ramp))
    yield from _components(old.components, new.components)
    yield from _gates(old.gates, new.gates)
    for name in WHOLE:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            verb = "added" if was is None else "dropped" if now is None else "changed"
            yield Reason.of(f"{verb}_{name}")
    yield from _listed("extra", old.extras, new.extras, lambda one: one.code)
    yield from _listed("split", old.splits, new.splits, lambda one: one.kpi)
    if old.pay_day != new.pay_day:
        yield Reason.of("changed_pay_day", day=new.pay_day.day, months=new.pay_day.months)
    if old.note != new.note:
        yield Reason.of("changed_note")


def _components(old: Sequence[Component], new: Sequence[Component]) -> Iterator[Reason]:
    was, now = ({one.kpi: one for one in them} for them in (old, new))
    for kpi, one in now.items():
        if kpi not in was:
            yield Reason.of("added_component", kpi=kpi, weight=_text(one.weight))
            continue
        before = was[kpi]
        if before.weight != one.weight:
            yield Reason.of("changed_weight", kpi=kpi, old=_text(before.weight), new=_text(one.weight))
        if (before.curve, before.by) != (one.curve, one.by):
            yield Reason.of("changed_curve", kpi=kpi, by=one.by, old=points(before.curve), new=points(one.curve))
        if before.rolling != one.rolling:
            yield Reason.of("changed_rolling", kpi=kpi, old=before.rolling, new=one.rolling)
    for kpi in was:
        if kpi not in now:
            yield Reason.of("dropped_component", kpi=kpi, weight=_text(was[kpi].weight))


def _gates(old: Sequence[Gate], new: Sequence[Gate]) -> Iterator[Reason]:
    yield from _listed("gate", old, new, lambda one: f"{one.kpi}\n{one.component}")


def _listed(
    kind: str, old: Sequence[Gate | Extra | Split], new: Sequence[Gate | Extra | Split], key: Callable[[Any], str]
) -> Iterator[Reason]:
    was, now = ({key(one): one for one in them} for them in (old, new))
    for name, one in now.items():
        about, _sign, part = name.partition("\n")
        if name not in was:
            yield Reason.of(f"added_{kind}", of=about, part=part)
        elif was[name] != one:
            yield Reason.of(f"changed_{kind}", of=about, part=part)
    for name in was:
        if name not in now:
            yield Reason.of(f"dropped_{kind}", of=name.partition("\n")[0])


def points(curve: Curve) -> str:
    """A curve as plain text: "0.8:0 1:1 1.2:1.5"."""
    return " ".join(f"{_text(one.at)}:{_text(one.pays)}" for one in curve)


def _shares(ramp: Sequence[Decimal]) -> str:
    return " ".join(_text(one) for one in ramp)


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return text(value)
    return "" if value is None else str(value)
