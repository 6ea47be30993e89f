"""A pay plan as a sheet of rows: filled from a plan, read back into one, with every fault beside its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from otdel.kit.reason import Reason
from otdel.motivation.forms.fields import above_tenfold
from otdel.motivation.forms.rows import (
    ClawbackForm,
    ExtraForm,
    FactorForm,
    GateForm,
    HeadForm,
    HoldbackForm,
    PartForm,
    PointForm,
    Row,
    TeamForm,
    TierForm,
    UnitForm,
)
from otdel.motivation.forms.sheet import Sheet, flattened, rows
from otdel.motivation.rules.faults import Fault
from otdel.motivation.rules.plan import (
    By,
    Clawback,
    Component,
    Condition,
    Curve,
    Extra,
    Gate,
    Holdback,
    PayDay,
    Plan,
    Point,
    Team,
    Tier,
    UnitPay,
)
from otdel.motivation.rules.rounding import text
from otdel.motivation.rules.terms import why_not_start
from otdel.web.reasons import say

Choices = list[tuple[str, Any]]


class MoreForm(forms.Form):
    """The rare parts, as YAML."""

    text = forms.CharField(
        label=gettext_lazy("Rare parts, as YAML"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocapitalize": "off", "class": "mono"}),
        help_text=gettext_lazy("point_pay, draw and splits; the guide shows each."),
    )


@dataclass(frozen=True, slots=True)
class Rows:
    """A form with the rows under it. `place` is its path in the sheet, for the buttons that add and drop."""

    form: Any
    under: tuple[Any, ...]
    place: str


class PlanSheet:
    """The whole sheet. With `asked` it is judged; without, it is only shown."""

    def __init__(self, sheet: Sheet, kpis: Choices, measures: Choices, *, asked: bool) -> None:
        self.sheet, self.kpis, self.measures, self.asked = sheet, kpis, measures, asked
        self.flat = flattened(sheet)
        self.head = self._form(HeadForm, "head")
        self.parts = [self._with(PartForm, f"parts-{n}", "points", PointForm) for n in self._count("parts")]
        self.gates = [self._form(GateForm, f"gates-{n}", self._part_names()) for n in self._count("gates")]
        self.team = self._with(TeamForm, "team", "points", FactorForm)
        self.unit = self._with(UnitForm, "unit", "tiers", TierForm)
        self.holdback = self._form(HoldbackForm, "holdback")
        self.clawback = self._form(ClawbackForm, "clawback")
        self.extras = [self._form(ExtraForm, f"extras-{n}") for n in self._count("extras")]
        self.more = MoreForm(self.flat, prefix="more")
        self.sound = True

    def _count(self, key: str) -> range:
        return range(len(rows(self.sheet, key)))

    def _form(self, kind: type[Row], prefix: str, parts: Choices | None = None) -> Row:
        form = kind(self.flat, prefix=prefix, kpis=self.measures if kind is UnitForm else self.kpis)
        if parts is not None:
            form.fields["component"] = forms.ChoiceField(
                label=form.fields["component"].label, choices=parts, required=False
            )
        if not self.asked:
            form.spare()
        return form

    def _with(self, kind: type[Row], prefix: str, key: str, row: type[Row]) -> Rows:
        place: Any = self.sheet
        for step in prefix.split("-"):
            place = (
                place[int(step)] if isinstance(place, list) else place.get(step, {}) if isinstance(place, dict) else {}
            )
        under = tuple(self._form(row, f"{prefix}-{key}-{n}") for n in range(len(rows(place, key))))
        return Rows(self._form(kind, prefix), under, f"{prefix}-{key}")

    def _part_names(self) -> Choices:
        names = dict(self.kpis)
        codes = [str(one.get("kpi", "")) for one in rows(self.sheet, "parts")]
        return [("", _("the whole variable pay")), *((code, names.get(code, code)) for code in codes if code)]

    # Judging

    def is_valid(self) -> bool:
        """Every row that says something must say it whole."""
        found = [form.is_valid() for form in self._telling()]
        sane = self._results_sane()
        self.sound = all(found) and sane
        return self.sound

    def may_start(self, today: date) -> bool:
        """Whether its first day may still be promised; the day says why not. After `is_valid`."""
        given = self.head.cleaned_data
        if "start" not in given or "period" not in given:
            return False
        why = why_not_start(given["period"], given["start"], today)
        if why is not None:
            self.head.add_error("start", say(why))
            self.sound = False
        return why is None

    def weights_off(self) -> list[Fault]:
        """What is wrong with the shares together, told although single rows are wrong as well. After `is_valid`."""
        weights = [one.form.cleaned_data.get("weight") for one in self.parts if one.form.says_something]
        if not weights or None in weights or sum(weights) == 1:
            return []
        return [Fault("", Reason.of("plan_weights_sum", total=text(sum(weights, Decimal(0)))))]

    def _telling(self) -> Iterator[Any]:
        yield self.head
        for part in self.parts:
            if part.form.says_something or self._any(part.under):
                yield from (part.form, *self._said(part.under))
        yield from self._said(self.gates)
        for several in (self.team, self.unit):
            if several.form.says_something or self._any(several.under):
                yield from (several.form, *self._said(several.under))
        yield from self._said((self.holdback, self.clawback))
        yield from self._said(self.extras)
        yield self.more

    @staticmethod
    def _said(forms_: Sequence[Any]) -> list[Any]:
        return [one for one in forms_ if one.says_something]

    def _any(self, forms_: Sequence[Any]) -> bool:
        return any(one.says_something for one in forms_)

    def _results_sane(self) -> bool:
        sane = True
        for several in (*self.parts, self.team):
            by = (
                By(several.form.cleaned_data.get("by") or "attainment")
                if hasattr(several.form, "cleaned_data")
                else By.VALUE
            )
            for row in self._said(several.under):
                if (at := row.cleaned_data.get("at")) is not None and above_tenfold(by, at):
                    row.add_error(
                        "at", _("A share of the goal this large must be a slip: eighty percent is written 80%.")
                    )
                    sane = False
        return sane

    # Reading back

    def plan(self, was: Plan) -> Plan:
        """The plan this sheet says; code, role, currency and the rare parts are those of `was`. After `is_valid`."""
        head = self.head.cleaned_data
        return replace(
            was,
            period=head["period"], kind=head["kind"], base=head["base"], target_variable=head["variable"],
            cap=head["cap"], ramp=head["ramp"], pay_day=PayDay(head["day"], head["months"]), note=head["note"],
            components=tuple(self._component(one) for one in self.parts if one.form.says_something),
            gates=tuple(self._gate(one.cleaned_data) for one in self._said(self.gates)),
            team=self._team(), unit_pay=self._unit(), holdback=self._holdback(), clawback=self._clawback(),
            extras=tuple(Extra(d["code"], d["what"], d["amount"]) for d in self._data(self.extras)),
        )  # fmt: skip

    def _data(self, forms_: Sequence[Any]) -> list[Mapping[str, Any]]:
        return [one.cleaned_data for one in self._said(forms_)]

    def _curve(self, under: Sequence[Any]) -> Curve:
        return tuple(sorted((Point(d["at"], d["pays"]) for d in self._data(under)), key=lambda one: one.at))

    def _component(self, one: Rows) -> Component:
        given = one.form.cleaned_data
        curve = self._curve(one.under)
        return Component(given["kpi"], given["weight"], curve, By(given["by"]), given["rolling"] or 1)

    @staticmethod
    def _gate(given: Mapping[str, Any]) -> Gate:
        hard: Condition | None = given["hard"]
        worst = given["worst"] if given["worst"] is not None else Decimal(0)
        return Gate(given["kpi"], given["passes"], given["fail"], hard, worst, given["component"], given["note"])

    def _team(self) -> Team | None:
        if not self.team.form.says_something:
            return None
        given = self.team.form.cleaned_data
        return Team(given["kpi"], self._curve(self.team.under), By(given["by"]))

    def _unit(self) -> UnitPay | None:
        if not self.unit.form.says_something:
            return None
        tiers = tuple(Tier(d["above"], d["upto"], d["rate"]) for d in self._data(self.unit.under))
        return UnitPay(self.unit.form.cleaned_data["measure"], tuple(sorted(tiers, key=lambda one: one.above)))

    def _holdback(self) -> Holdback | None:
        given = self.holdback.cleaned_data if self.holdback.says_something else {}
        return Holdback(given["share"] or Decimal(0), given["days"] or 0, given["on"]) if given else None

    def _clawback(self) -> Clawback | None:
        given = self.clawback.cleaned_data if self.clawback.says_something else {}
        most = given.get("most")
        return Clawback(given["trigger"], given["days"] or 0, Decimal(1) if most is None else most) if given else None
