"""Why a value is missing, and the step that would bring it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

MISSING: dict[str, Any] = {
    "coverage_not_known": _("It is not known for how many days the sources speak."),
    "forecast_not_made": _("No forecast is made yet: forecasting comes with a later version."),
    "not_counted_yet": _("This has not been counted yet. It is counted every night."),
}

STEPS: dict[str, Any] = {}
