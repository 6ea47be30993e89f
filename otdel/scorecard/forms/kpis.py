"""Changing a KPI from a day on, and correcting one of its frozen values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.measurement.forms.fields import DayField
from otdel.scorecard.forms.fields import ValueField
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.pages.formula_words import measure_name
from otdel.scorecard.queries.formulas import wrong_with
from otdel.scorecard.queries.kpi_names import kpi_names
from otdel.scorecard.wording import names
from otdel.web.reasons import say

UNITS = [
    ("money", pgettext_lazy("unit", "money")),
    ("share", pgettext_lazy("unit", "share")),
    ("ratio", pgettext_lazy("unit", "ratio")),
    ("count", pgettext_lazy("unit", "count")),
    ("points", pgettext_lazy("unit", "points")),
    ("days", pgettext_lazy("unit", "days")),
    ("hours", pgettext_lazy("unit", "hours")),
    ("months", pgettext_lazy("unit", "months")),
]
PERIODS = [
    ("month", pgettext_lazy("period", "Month")),
    ("quarter", pgettext_lazy("period", "Quarter")),
    ("year", pgettext_lazy("period", "Year")),
]
DIRECTIONS = [("higher", _("more is better")), ("lower", _("less is better")), ("corridor", _("inside a corridor"))]
STEPS = ("floor", "target", "stretch", "pass_at", "lo", "hi")
PERCENT = ("plan_ratio", "plan_ratio_low", "growth_yoy")
NEEDED = {"corridor": ("lo", "hi"), "gate": ("pass_at",), "monitor": ()}


class KpiForm(forms.Form):
    """Formula, unit, goal and use of a KPI, from a day on."""

    name = forms.CharField(label=_("Name"), max_length=120)
    formula = forms.CharField(
        label=_("Formula"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "off", "class": "mono"}),
        help_text=_("Measures, + − * /, brackets, ratio, min, max, clip, abs; endings _plan, _yoy and _prev."),
    )
    unit = forms.ChoiceField(label=_("Unit of the result"), choices=UNITS)
    direction = forms.ChoiceField(label=_("What is better"), choices=DIRECTIONS)
    period = forms.ChoiceField(label=_("Judged by"), choices=PERIODS)
    lag_days = forms.IntegerField(
        label=_("Days until late facts are in"),
        min_value=0,
        max_value=365,
        help_text=_("Until then the value may change."),
    )
    pattern = forms.ChoiceField(label=_("Kind of goal"), choices=list(names.PATTERNS.items()))
    floor = ValueField(label=_("Floor"), required=False)
    target = ValueField(label=_("Target"), required=False)
    stretch = ValueField(label=_("Stretch"), required=False)
    pass_at = ValueField(label=_("Passes at"), required=False)
    lo = ValueField(label=_("Lowest good"), required=False)
    hi = ValueField(label=_("Highest good"), required=False)
    pay_use = forms.ChoiceField(label=_("Use in pay"), choices=list(names.PAY.items()))
    controllability = forms.ChoiceField(label=_("Controllability"), required=False)
    paired_with = forms.ChoiceField(label=_("Watched together with"), required=False)
    sample_measure = forms.ChoiceField(label=_("A small sample is told by"), required=False)
    sample_least = forms.IntegerField(
        label=_("Small below"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("A value that rests on fewer raises no alarm by itself."),
    )
    start = DayField(label=_("In force from"), help_text=_("Values before this day stay as they were measured."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for offered, found in self._offered().items():
            self.fields[offered].choices = [("", "—"), *found]  # type: ignore[attr-defined]
        for step in STEPS:
            field = self.fields[step]
            assert isinstance(field, ValueField)
            field.percent = self._in_percent()
            field.help_text = _("In percent.") if field.percent else ""

    def _offered(self) -> dict[str, list[tuple[str, Any]]]:
        """What can be chosen: of other KPIs and of measures only those there are, and what stands already."""
        kpis = {code: name for code, name in kpi_names().items() if code != self.initial.get("code")}
        measures = {code: measure_name(code) for code, one in MEASURES.items() if one.unit == "count"}
        for field, known in (("paired_with", kpis), ("sample_measure", measures)):
            if stands := self.initial.get(field):
                known.setdefault(stands, stands)
        by_name = {"paired_with": kpis, "sample_measure": measures}
        found = {field: sorted(known.items(), key=lambda one: str(one[1])) for field, known in by_name.items()}
        return {"controllability": list(names.CONTROL.items()), **found}

    def _in_percent(self) -> bool:
        """Steps are typed in percent when they are shares: of a plan, of a year ago, or because the unit is a share."""
        pattern = self.data.get("pattern") or self.initial.get("pattern")
        unit = self.data.get("unit") or self.initial.get("unit")
        return pattern in PERCENT or unit == "share" or (pattern == "corridor" and unit == "ratio")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "formula" in given and "unit" in given:
            for wrong in wrong_with(given["formula"], given["unit"]):
                self.add_error("formula", say(wrong))
        if "pattern" in given:
            self._steps_given(given["pattern"])
        if bool(given.get("sample_measure")) != bool(given.get("sample_least")) and "sample_least" not in self.errors:
            empty = "sample_least" if given.get("sample_measure") else "sample_measure"
            self.add_error(empty, ValidationError(_("A small sample needs both: what is counted, and how many.")))
        return given

    def _steps_given(self, pattern: str) -> None:
        for step in NEEDED.get(pattern, ("target",)):
            if self.cleaned_data.get(step) is None and step not in self.errors:
                self.add_error(step, ValidationError(_("This kind of goal needs it.")))

    def settings(self) -> dict[str, Any]:
        """What `Kpi.settings` keeps, laid over what it held."""
        given = self.cleaned_data
        steps = {step: float(given[step]) for step in self._kept(given["pattern"]) if given.get(step) is not None}
        return {
            **{name: given[name] for name in ("unit", "direction", "period", "lag_days", "pay_use")},
            "threshold": {"pattern": given["pattern"], **steps, **self._edges(steps)},
            "paired_with": given["paired_with"],
            "controllability": given["controllability"],
            **self._sample(given["sample_measure"], given["sample_least"]),
        }

    def _sample(self, measure: str, least: int | None) -> dict[str, Any]:
        """Nothing is said where nothing was said before."""
        if measure:
            return {"min_sample": {"measure": measure, "n": least}}
        return {"min_sample": None} if self.initial.get("sample_measure") else {}

    def _kept(self, pattern: str) -> tuple[str, ...]:
        return NEEDED.get(pattern, ("floor", "target", "stretch"))

    def _edges(self, steps: dict[str, float]) -> dict[str, float]:
        """Where a corridor counts as nothing: as before when it was said, else its width beyond each edge."""
        if "lo" not in steps or "hi" not in steps:
            return {}
        old = self.initial.get("threshold") or {}
        width = steps["hi"] - steps["lo"]
        return {
            "lo_zero": min(float(old.get("lo_zero", steps["lo"] - width)), steps["lo"]),
            "hi_zero": max(float(old.get("hi_zero", steps["hi"] + width)), steps["hi"]),
        }


class AdjustForm(forms.Form):
    """A frozen value as it should read, and why. Left empty, the value is said to be not known."""

    why = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, *args: Any, unit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        value = ValueField(unit, label=_("Corrected value"), required=False)
        value.help_text = _("Leave it empty to say that the value is not known.")
        self.fields = {"value": value, **self.fields}


def initial_of(name: str, formula: str, settings: dict[str, Any]) -> dict[str, Any]:
    """What the form shows of a KPI in force."""
    threshold = settings.get("threshold") or {}
    steps = {step: Decimal(str(threshold[step])) for step in STEPS if threshold.get(step) is not None}
    same = ("unit", "direction", "period", "lag_days", "pay_use", "paired_with", "controllability")
    plain = {key: settings.get(key) for key in same}
    sample = settings.get("min_sample") or {}
    plain |= {"sample_measure": sample.get("measure"), "sample_least": sample.get("n")}
    return {
        "name": name, "formula": formula, "pattern": threshold.get("pattern", "monitor"), "threshold": threshold,
        **plain, **steps,
    }  # fmt: skip
