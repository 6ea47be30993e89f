"""What the role library says in hours: routine work from processes with their cadence, and how terms suit a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

RUNS: Mapping[str, Decimal] = MappingProxyType(  # times a month; 21 working days, 13 weeks a quarter
    {
        "daily": Decimal(21),
        "twice_weekly": Decimal(26) / 3,
        "weekly": Decimal(13) / 3,
        "fortnightly": Decimal(13) / 6,
        "monthly": Decimal(1),
        "quarterly": Decimal(1) / 3,
        "half_yearly": Decimal(1) / 6,
    }
)
SUITS: Mapping[str, Decimal] = MappingProxyType(  # the part of their hours people do on terms that suit so well
    {"best": Decimal(1), "good": Decimal("0.95"), "medium": Decimal("0.85"), "interim": Decimal("0.85"),
     "weak": Decimal("0.75")}
)  # fmt: skip
TERMS: Mapping[str, str] = MappingProxyType({"in_house": "staff", "remote": "remote", "contractor": "contract"})
ROUTINE_OF: Mapping[str, str] = MappingProxyType(  # whose processes are the routine of a kind of work
    {
        "cmo": "lead", "ppc": "ads", "seo": "seo", "copywriter": "texts", "smm": "social", "email": "email",
        "affiliate": "partners", "pr": "pr",
    }
)  # fmt: skip


def routine_hours(processes: Iterable[tuple[str, int]]) -> Decimal:
    """Hours a month of processes given as cadence and minutes; those done for each task are counted in the norms."""
    return (sum((RUNS.get(cadence, Decimal(0)) * minutes for cadence, minutes in processes), Decimal(0)) / 60).quantize(
        Decimal("0.1")
    )


def fits(role: str, engagement: Mapping[str, str]) -> dict[str, Decimal]:
    """How much of their hours people of a role do on each terms, from the library's word for it."""
    return {f"fit.{role}.{TERMS[terms]}": SUITS.get(word, Decimal(1)) for terms, word in engagement.items()}
