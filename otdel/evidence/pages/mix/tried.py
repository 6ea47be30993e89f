"""What a scenario is asked: budget, weeks, limits, held lines and minimums, as the sliders and fields of its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from otdel.analytics.mix.budget import Limits, Move, Scenario
from otdel.analytics.mix.budget.limits import CENT
from otdel.analytics.mix.budget.optimum import USUAL_WEEKS
from otdel.kit.reason import Reason
from otdel.measurement.forms.fields import AmountField

WEEKS = (4, 8, 13, 26)
LIMITS = (10, 20, 30)  # percent a channel may go up or down
USUAL_LIMIT = 30
LONGEST = 30  # characters of a number somebody could mean
MOST = Decimal(10) ** 12
MOST_WORDS = 500  # characters of a reason, as its field takes them


@dataclass(frozen=True, slots=True)
class Tried:
    """`held` are lines kept at an amount a week, `least` what others may not fall under; None is the spend of now."""

    budget: Decimal | None = None
    weeks: int = USUAL_WEEKS
    limit: int = USUAL_LIMIT
    cautious: bool = False
    held: Mapping[str, Decimal] = field(default_factory=dict)
    least: Mapping[str, Decimal] = field(default_factory=dict)
    at: Mapping[str, Decimal] = field(default_factory=dict)
    why: str = ""  # typed for the owner of the budget, kept while sliders move
    unread: Mapping[str, str] = field(default_factory=dict)  # what was typed and is no amount, by field

    def move(self, scenario: Scenario) -> Move | Reason:
        """The best plan that keeps all of it, or why none can. `scenario` is of as many weeks."""
        limits = Limits(self.limit / 100, minimums={**self.least, **self.held}, maximums=self.held)
        return scenario.best(self.budget, limits, cautious=self.cautious)


def tried(given: Mapping[str, str], channels: tuple[str, ...]) -> Tried:
    """Read the form. A slider that was moved holds its line there; what cannot be read is kept as `unread`."""
    at = {channel: amount for channel in channels if (amount := _amount(given.get(f"at-{channel}"))) is not None}
    held = {channel: amount for channel, amount in at.items() if _holds(given, channel, amount)}
    least = {channel: amount for channel in channels if (amount := _amount(given.get(f"least-{channel}")))}
    return Tried(
        budget=_amount(given.get("budget")),
        weeks=_of(given.get("weeks", ""), WEEKS, USUAL_WEEKS),
        limit=_of(given.get("limit", ""), LIMITS, USUAL_LIMIT),
        cautious=given.get("goal") == "cautious",
        held=held,
        least={channel: amount for channel, amount in least.items() if channel not in held},
        at=at,
        why=given.get("why", "")[:MOST_WORDS],
        unread=_unread(given, channels),
    )


def _unread(given: Mapping[str, str], channels: tuple[str, ...]) -> dict[str, str]:
    """Fields of amounts that hold something else; one left empty asks for nothing."""
    typed = {name: given.get(name, "").strip() for name in ("budget", *(f"least-{channel}" for channel in channels))}
    return {name: text[:LONGEST] for name, text in typed.items() if text and _amount(text) is None}


def _holds(given: Mapping[str, str], channel: str, amount: Decimal) -> bool:
    """A line is held by its box, or by moving its slider away from where the last answer left it."""
    was = _amount(given.get(f"was-{channel}"))
    return f"hold-{channel}" in given or (was is not None and amount != was)


def _of(text: str, known: tuple[int, ...], usual: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 and int(text) in known else usual


def _amount(text: str | None) -> Decimal | None:
    """Money a week in whole cents, as people type it; None when it is none."""
    if not text or len(text) > LONGEST:
        return None
    try:
        found = AmountField(decimal_places=2, required=False).to_python(text)
    except (ValidationError, InvalidOperation):
        return None
    if not isinstance(found, Decimal) or not found.is_finite() or not 0 <= found < MOST:
        return None
    return found.quantize(CENT)
