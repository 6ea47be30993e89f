"""Words for reasons and done things about the designer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from otdel.kit.reason import Value
from otdel.web import format
from otdel.web.reasons import Words


def filled(text: Any, values: Mapping[str, Value]) -> str:
    """`text` with its values: a month, a figure's name and numbers as the reader's language has them."""
    from otdel.organisation.wording.design_names import figure_name

    told: dict[str, Any] = dict(values)
    if "month" in told:
        told["month"] = format.month(date.fromisoformat(str(told["month"])))
    if "figure" in told:
        told["figure"] = figure_name(str(told["figure"]))
    return str(text) % told


SENTENCES: dict[str, Any] = {
    "design_file_broken": _("%(file)s cannot be read as YAML (line %(line)s). Mend that line; nothing was reckoned."),
    "design_file_empty": _(
        "%(file)s holds no plan. It needs lines such as “budget: 60000” and “volumes: {articles: 4}”."
    ),
    "design_figure_outside": _(
        "“%(figure)s” is %(value)s, and has to be between %(least)s and %(most)s. Correct it; nothing else was changed."
    ),
    "design_figure_unknown": _("The designer knows no figure “%(name)s”. See “otdel people design --figures”."),
    "design_figure_not_number": _("“%(name)s” is “%(value)s”, which is not a number. Write it as 60000 or 0.5."),
    "design_from_library": _("from the processes and terms of the role library"),
    "design_from_money": _("from the Money page, %(month)s"),
    "design_from_processes": _("from your own processes"),
    "design_no_anchor": _(
        "There is no starting price of people in %(currency)s. Write what an average full-time specialist costs a "
        "month, and the rest follows."
    ),
    "design_person_unknown": _("Line %(line)s of people: “%(value)s” is not a role of the library or not known terms."),
    "design_too_large": _(
        "That is %(hours)s hours of work a month, and the designer is for departments of up to %(most)s. Look for a "
        "figure with too many zeros, or design the parts one by one."
    ),
    "design_without_name": _("Give the plan a name, so that it can be found later. Nothing was saved."),
}
REASONS: dict[str, Words] = {code: partial(filled, text) for code, text in SENTENCES.items()}

VERBS: dict[str, Any] = {
    "design.removed": _("took a plan of the department away"),
    "design.saved": _("kept a plan of the department"),
}
