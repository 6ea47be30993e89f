"""What is wrong with the text of a plan, or with the figures given for a calculation, and how to write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from otdel.kit.reason import Value

YAML: dict[str, Any] = {
    "plan_yaml_broken": _("Line %(line)s: this is no YAML (%(detail)s). Mend it there; nothing was changed."),
    "plan_yaml_not_text": _("Line %(line)s: this is no text in UTF-8. Save the file as UTF-8; nothing was changed."),
    "plan_yaml_large": _("Line %(line)s: the text is too large for a plan (more than %(most)s)."),
    "plan_yaml_alias": _("Line %(line)s: anchors and aliases are not read. Write the values out."),
    "plan_yaml_tag": _("Line %(line)s: tags that begin with “!” are not read. Write plain values."),
    "plan_yaml_deep": _("Line %(line)s: more than %(most)s levels, one inside another. A plan needs fewer."),
    "plan_yaml_key": _("Line %(line)s: a name is expected before the colon, not a list or a group."),
    "plan_yaml_double": _("Line %(line)s: “%(key)s” is written twice. Keep one of them."),
}
SHAPES: dict[str, Any] = {
    "plan_not_group": _("A group of names and values is expected here: %(keys)s."),
    "plan_key_unknown": _("“%(key)s” is not known here. Known are: %(keys)s."),
    "plan_key_missing": _("“%(key)s” is missing."),
    "plan_not_list": _("A list is expected here, not “%(value)s”."),
    "plan_list_long": _("At most %(most)s entries are read here; there are %(count)s."),
    "plan_number_float": _(
        "“%(value)s” came as a rounded number. Send it as text, such as “0.45”: pay is counted exactly."
    ),
    "plan_not_number": _("“%(value)s” is not a number written plainly, such as 0.45, 45%% or 1300."),
    "plan_number_whole": _("%(value)s is not a whole number."),
    "plan_out_of_range": _("%(value)s is out of range: it may be from %(low)s to %(high)s."),
    "plan_too_small": _("%(value)s is too small: it must be at least %(low)s."),
    "plan_not_text": _("Words are expected here, not “%(value)s”."),
    "plan_text_long": _("At most %(most)s signs of plain text are read here."),
    "plan_choice": _("“%(value)s” is not one of: %(options)s."),
    "plan_not_yes": _("“%(value)s” is not true or false."),
    "plan_not_code": _("“%(value)s” is not a code: letters, digits, “-” and “_”, at most 60."),
}  # fmt: skip
MEANING: dict[str, Any] = {
    "plan_currency_unknown": _("“%(value)s” is no currency. Write its three letters, such as UAH."),
    "plan_currency_differs": _(
        "The amount is in %(currency)s, but the plan is in %(wanted)s. A plan has one currency."
    ),
    "plan_curve_short": _("A curve needs at least two points: where it begins to pay, and where it pays in full."),
    "plan_curve_order": _("Results of a curve must grow from point to point: %(at)s comes after %(before)s."),
    "plan_point_shape": _("A point is two numbers, [result, payout], not “%(value)s”."),
    "plan_condition": _("“%(value)s” is no condition. Write >= 0.90, < 0.001, or 0.90 <= x <= 1.05."),
    "plan_condition_never": _("“%(value)s”: no result can meet this condition."),
    "plan_weight_zero": _("A weight of 0 pays nothing. Give it a weight, or take the part out."),
    "plan_weights_sum": _("The weights add up to %(total)s, and they must add up to 1."),
    "plan_kpi_twice": _("“%(kpi)s” stands here twice."),
    "plan_kpi_unknown": _("There is no KPI “%(kpi)s”. “otdel kpi list” names those there are."),
    "plan_measure_unknown": _("There is no measure “%(measure)s”. Formulas of KPIs name those there are."),
    "plan_component_unknown": _("“%(kpi)s” is not a part of this plan that is paid by itself."),
    "plan_tiers_none": _("Pay by unit needs at least one step: [above, up to, rate]."),
    "plan_tier_shape": _("A step is three numbers: [above, up to, rate]."),
    "plan_tier_empty": _("The step from %(above)s to %(upto)s holds nothing."),
    "plan_tier_gap": _("The step before ends at %(end)s and this one begins at %(above)s. Steps must join."),
    "plan_target_missing": _("Parts with weights are shares of a target variable, and there is none."),
    "plan_components_missing": _("There is a target variable, but nothing says what earns it."),
    "plan_cap_of_nothing": _("The cap is counted in target variables, and there is none."),
    "plan_cap_below_target": _("A cap of %(cap)s cuts pay off before the target is reached. It must be at least 1."),
    "plan_keeps": _(
        "“%(value)s” cannot stand here: this rule keeps “%(kept)s” for good. For another, write another rule."
    ),
    "plan_pays_nothing": _("The plan pays nothing: no fixed pay and nothing variable."),
    "plan_split_shape": _("Shares are names with numbers, such as olena: 0.6."),
    "plan_split_sum": _("The shares add up to %(total)s, and they must add up to 1."),
    "inputs_days": _("Work ends on day %(end)s, before it begins on day %(first)s."),
    "inputs_not_number": _("“%(value)s” is not a number. Leave it empty when there is no data."),
}
SENTENCES = YAML | SHAPES | MEANING


def words() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    """By code, for the registry of reasons."""
    return {code: _of(text) for code, text in SENTENCES.items()}


def _of(text: Any) -> Callable[[Mapping[str, Value]], str]:
    return lambda values: str(text) % dict(values)
