"""A sound plan to break, and what is known of its KPIs."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from otdel.motivation.rules.lints import Context, Finding, Level, lint
from otdel.motivation.rules.lints.facts import library_context
from otdel.motivation.rules.plan import By, Component, Condition, Curve, Gate, Plan, Point

D = Decimal
LIBRARY = library_context()


def curve(*points: tuple[str, str]) -> Curve:
    return tuple(Point(D(at), D(pays)) for at, pays in points)


EVEN = curve(("0.8", "0"), ("1", "1"), ("1.25", "1.5"))
SOUND = Plan(
    code="sound", role="ppc", period="month", currency="USD", base=D(1300), target_variable=D(700), cap=D("1.4"),
    ramp=(D(1), D("0.8")),
    components=(
        Component("ppc_ql", D("0.45"), EVEN),
        Component("ppc_cpql", D("0.40"), curve(("0.8", "0"), ("1", "1"), ("1.15", "1.3"))),
        Component("ppc_tests", D("0.15"), curve(("0", "0"), ("3", "1"), ("4", "1.15")), By.VALUE),
    ),
    gates=(Gate("ppc_pace", Condition(low=D("0.9"), high=D("1.05")), D("0.8")),),
)  # fmt: skip


def found(plan: Plan, code: str, context: Context = LIBRARY) -> list[Finding]:
    """What one lint says of a plan, without what it could not check."""
    return [one for one in lint(plan, context) if one.id == code and one.level is not Level.UNCHECKED]


def codes(findings: Iterable[Finding]) -> set[str]:
    return {one.because.code for one in findings}


def mended(plan: Plan, code: str, context: Context = LIBRARY) -> Plan:
    """The plan with the mend of its only finding of this lint, which the report says works, and does."""
    (one,) = found(plan, code, context)
    assert one.mend is not None, one
    assert one.mend.proved, one.mend
    assert one.mend.plan is not None, one.mend
    assert not found(one.mend.plan, code, context)
    return one.mend.plan
