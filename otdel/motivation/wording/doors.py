"""Words of pay on pages of other chapters: how far it has come, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from otdel.kit.reason import Value
from otdel.scorecard.wording.saying import filled

SENTENCES: dict[str, Any] = {
    "pay_never_paid": _("Nothing has been paid by it yet."),
    "pay_not_offered": _("Not put before the person yet."),
    "pay_not_signed": _("Not signed by the person yet."),
    "pay_paid_for": _("Last paid for: %(period)s"),
    "pay_paid_late_for": _("Last paid, late, for: %(period)s"),
    "step_offer_pay": _("Offer the plan to the person"),
    "step_sign_pay": _("Read the agreement and sign it"),
    "step_write_pay_plan": _("Write a pay plan for the role"),
}


def words() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    return {code: partial(filled, text) for code, text in SENTENCES.items()}
