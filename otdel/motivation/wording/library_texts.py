"""Texts of the library's plans in the reader's language; what a company wrote itself stays as it wrote it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

TEXTS: tuple[Any, ...] = (
    _("leads later rejected as fake"),
    _("reversals"),
    _("fraud approved by the holder"),
    _("Only told: when payments to partners are late, finance is asked first."),
    _(
        "The return is measured 30 days after the quarter, so nothing is held back. The owner looks at revenue that "
        "cost more margin than it brought."
    ),
    _("A text that was accepted is always paid. More points than ordered need a new order."),
    _("No part grows with spend: whoever sets the spend is not paid by it."),
    _(
        "A retainer, and pay for each accepted qualified lead above the base volume. Rates rise from a lead onwards, "
        "never for those before it, so there is no step to jump. The company owns the ad accounts."
    ),
    _(
        "Results of search come late: in the first two quarters pay mostly for planned works (0.6), less for clicks "
        "(0.2) and leads (0.2)."
    ),
)


@cache
def _by_english() -> dict[str, Any]:
    with override("en"):
        return {str(one): one for one in TEXTS}


def plan_text(said: str) -> str:
    """A note, what a holdback waits for, what a clawback follows: translated when it is the library's own."""
    return str(_by_english().get(said, said))
