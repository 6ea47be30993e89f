"""Words for lines of what a person decided: what, for which period, by whom, when and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from otdel.kit.reason import Value
from otdel.motivation.wording.numbers import cash_of
from otdel.web import format as say

FIRST: dict[str, Any] = {
    "pay_extra": gettext_lazy("Paid once, as promised."),
    "pay_correction": gettext_lazy("Corrects a line that was published earlier; that line stays as it was."),
    "pay_clawback": gettext_lazy("Comes off variable pay only; fixed pay is not touched."),
    "pay_release": gettext_lazy("Held back earlier, and now certain."),
    "pay_reserve": gettext_lazy("Waited for data earlier, and is now decided."),
    "pay_entry": gettext_lazy("Decided by a person."),
}


def _say(code: str, values: Mapping[str, Value]) -> str:
    """What it is, then period, author with day, and reason, as far as they are known."""
    said = {name: str(value) for name, value in values.items() if value}
    parts = [str(FIRST[code])]
    if start := _day(said.get("of_start", "")):
        parts.append(_("It is about %(month)s.") % {"month": say.month(start)})
    if asked := said.get("asked"):
        parts.append(_("To be taken back in all: %(amount)s.") % {"amount": cash_of(asked, said.get("currency", ""))})
    if "name" in said:
        at = _day(said.get("at", ""))
        words = _("Decided by %(name)s on %(day)s.") if at else _("Decided by %(name)s.")
        parts.append(words % {"name": said["name"], "day": say.day(at) if at else ""})
    if "why" in said:
        parts.append(_("Reason: %(why)s") % {"why": said["why"]})
    return " ".join(parts)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _of(code: str) -> Callable[[Mapping[str, Value]], str]:
    return lambda values: _say(code, values)


BOOKED: dict[str, Callable[[Mapping[str, Value]], str]] = {code: _of(code) for code in FIRST}
