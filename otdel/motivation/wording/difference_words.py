"""What one version of a plan says otherwise than another, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext, pgettext_lazy

from otdel.kit.reason import Reason, Value
from otdel.motivation.rules.differences import differences
from otdel.motivation.rules.plan import By, Plan, Point
from otdel.motivation.wording.plan_names import Names
from otdel.motivation.wording.rule_words import gate, points_said, ramp_said
from otdel.web import format as say

PERIODS = {"month": pgettext_lazy("period", "Month"), "quarter": pgettext_lazy("period", "Quarter")}
KINDS = {"staff": pgettext_lazy("pay plan", "Employee"), "contractor": pgettext_lazy("pay plan", "Contractor")}
PARTS = {
    "unit_pay": gettext_lazy("pay for each unit"),
    "point_pay": gettext_lazy("pay for each point"),
    "holdback": gettext_lazy("the part held back"),
    "clawback": gettext_lazy("what may be taken back"),
    "draw": gettext_lazy("the advance"),
    "team": gettext_lazy("the factor of the shared result"),
}


def said_between(old: Plan, new: Plan, names: Names) -> list[str]:
    """Every change, one sentence each; one sentence that nothing changed when nothing did."""
    found = [_condition(one, old, new, names) or said(one, names) for one in differences(old, new)]
    return found or [_("Nothing is changed.")]


def _condition(change: Reason, old: Plan, new: Plan, names: Names) -> str:
    """How a condition was and is, in the words of the rule; empty for changes of anything else."""
    if change.code not in ("added_gate", "changed_gate"):
        return ""
    kpi, part = str(change.values["of"]), str(change.values["part"])
    was, now = (
        next((" ".join(gate(one, names).lines) for one in plan.gates if (one.kpi, one.component) == (kpi, part)), "")
        for plan in (old, new)
    )
    about = {"name": names.kpi(kpi), "old": was, "new": now}
    if not was:
        return _("New condition: %(name)s. %(new)s") % about
    return _("Condition of %(name)s. Before: %(old)s Now: %(new)s") % about


def said(change: Reason, names: Names) -> str:
    """The sentence of one change."""
    verb, _under, what = change.code.partition("_")
    if change.code in SAYS:
        return SAYS[change.code](change.values, names)
    if what in PARTS:
        words = {
            "added": _("New: %(part)s."),
            "dropped": _("No longer there: %(part)s."),
            "changed": _("Changed: %(part)s."),
        }
        return words[verb] % {"part": PARTS[what]}
    return _of_several(verb, what, str(change.values.get("of", "")), names)


def _of_several(verb: str, what: str, of: str, names: Names) -> str:
    words = {
        ("dropped", "gate"): _("Condition no longer there: %(name)s."),
        ("added", "extra"): _("New one-off payment: %(name)s."),
        ("dropped", "extra"): _("One-off payment no longer there: %(name)s."),
        ("changed", "extra"): _("The one-off payment %(name)s is changed."),
        ("added", "split"): _("%(name)s is now shared between people."),
        ("dropped", "split"): _("%(name)s is no longer shared between people."),
        ("changed", "split"): _("%(name)s is shared between people otherwise."),
    }
    return words[verb, what] % {"name": names.kpi(of)}


Values = Mapping[str, Value]


def _money(text: str) -> Callable[[Values, Names], str]:
    def words(values: Values, names: Names) -> str:
        amounts = {key: say.amount(Decimal(str(values[key])), str(values["currency"]), 2) for key in ("old", "new")}
        return str(_(text)) % amounts

    return words


def _shares(values: Values, *keys: str) -> dict[str, str]:
    return {key: say.percent(Decimal(str(values[key]))) for key in keys}


def _cap(values: Values, names: Names) -> str:
    none = pgettext("limit", "none")
    said = {key: say.percent(Decimal(str(values[key]))) if values[key] else none for key in ("old", "new")}
    return _("Limit of variable pay: %(old)s before, %(new)s of the target now.") % said


def _ramp(values: Values, names: Names) -> str:
    said = {key: ramp_said([Decimal(one) for one in str(values[key]).split()]) for key in ("old", "new")}
    return _("First months of a newcomer: %(old)s before, %(new)s now.") % said


def _curve(values: Values, names: Names) -> str:
    kpi, by = str(values["kpi"]), By(str(values["by"]))
    about = {"name": names.kpi(kpi), "new": points_said(kpi, by, _points(str(values["new"])), names)}
    about["old"] = points_said(kpi, by, _points(str(values["old"])), names)
    return _("%(name)s pays otherwise: %(old)s before, %(new)s now.") % about


def _points(text: str) -> tuple[Point, ...]:
    pairs = (one.split(":") for one in text.split())
    return tuple(Point(Decimal(at), Decimal(pays)) for at, pays in pairs)


def _component(text: str, *keys: str) -> Callable[[Values, Names], str]:
    return lambda values, names: str(_(text)) % {"name": names.kpi(str(values["kpi"])), **_shares(values, *keys)}


def _plain(text: str, names_of: Mapping[str, Any] | None = None) -> Callable[[Values, Names], str]:
    def words(values: Values, names: Names) -> str:
        return str(_(text)) % {key: (names_of or {}).get(str(one), one) for key, one in values.items()}

    return words


def _rolling(values: Values, names: Names) -> str:
    about = {"name": names.kpi(str(values["kpi"])), "old": values["old"], "new": values["new"]}
    return _("%(name)s: the average of %(new)s periods counts, of %(old)s before.") % about


SAYS: dict[str, Callable[[Values, Names], str]] = {
    "changed_base": _money(gettext_noop("Fixed pay: %(old)s before, %(new)s now.")),
    "changed_target_variable": _money(gettext_noop("Variable pay at the goal: %(old)s before, %(new)s now.")),
    "changed_cap": _cap,
    "changed_ramp": _ramp,
    "changed_period": _plain(gettext_noop("Counted by: %(old)s before, %(new)s now."), PERIODS),
    "changed_currency": _plain(gettext_noop("Currency: %(old)s before, %(new)s now.")),
    "changed_kind": _plain(gettext_noop("Written for: %(old)s before, %(new)s now."), KINDS),
    "added_component": _component(gettext_noop("New: %(name)s, %(weight)s of variable pay."), "weight"),
    "dropped_component": _component(gettext_noop("No longer paid for: %(name)s, it was %(weight)s."), "weight"),
    "changed_weight": _component(gettext_noop("%(name)s: %(new)s of variable pay, %(old)s before."), "old", "new"),
    "changed_curve": _curve,
    "changed_rolling": _rolling,
    "changed_pay_day": _plain(gettext_noop("Pay day: %(day)s, months after the period: %(months)s.")),
    "changed_note": _plain(gettext_noop("The remark is changed.")),
}
