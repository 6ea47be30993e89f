"""HubSpot's exports of contacts and deals from its tables, with the tags its forms keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from otdel.testing.demo.firms import LOST, NEW, OFFER, TALKING, WON, Firm
from otdel.testing.demo.writers.text import write_table

TAGS = ("utm_source", "utm_medium", "utm_campaign", "gclid", "fbclid")
STAGES = {TALKING: "Decision Maker Bought-In", OFFER: "Contract Sent", WON: "Closed Won", LOST: "Closed Lost"}
SHIFT = 400_000  # deals are numbered apart from contacts, and firms apart from both


def write_contacts(path: Path, firms: Sequence[Firm]) -> None:
    header = (
        "Record ID",
        "First Name",
        "Email",
        "Lifecycle Stage",
        "Lead Status",
        "Contact owner",
        "Create Date",
        *TAGS,
    )
    body = [
        (
            firm.number,
            "",
            f"firm{firm.number}@mail.example",
            *_standing(firm),
            firm.seller,
            _moment(firm.at),
            *_tags(firm),
        )
        for firm in firms
    ]
    write_table(path, [header, *body])


def write_deals(path: Path, firms: Sequence[Firm]) -> None:
    """Deals only: most contacts never become one. The cost of goods is a property this company added."""
    header = ("Record ID", "Deal Name", "Deal Stage", "Pipeline", "Amount", "Currency", "Cost of goods", "Close Date",
              "Create Date", "Deal owner", "Associated Contact IDs", "Primary Associated Company ID",
              *TAGS)  # fmt: skip
    body = [
        (firm.number + SHIFT, f"Lighting {firm.number}", STAGES[firm.stage], "Firms", f"{firm.amount:.2f}", "UAH",
         f"{firm.goods:.2f}", _moment(firm.closed_at), _moment(firm.deal_at), firm.seller, firm.number,
         firm.number + 2 * SHIFT, *_tags(firm))
        for firm in firms if firm.deal_at
    ]  # fmt: skip
    write_table(path, [header, *body])


def _standing(firm: Firm) -> tuple[str, str]:
    if firm.won:
        return "Customer", "Open deal"
    if firm.deal_at:
        return "Opportunity", "Open deal" if firm.stage != LOST else "Bad timing"
    return "Lead", "New" if firm.stage == NEW else "Unqualified"


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def _tags(firm: Firm) -> tuple[str, ...]:
    origin = firm.origin
    clicks = [origin.click[1] if origin.click[0] == name else "" for name in ("gclid", "fbclid")]
    return (origin.source, origin.medium, origin.campaign, *clicks)
