"""What a forecast is of: a KPI, or a planned measure, of the company, the department or a person, in a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from otdel.kit.calendar import Named
from otdel.organisation.queries.members import MemberRef

Kind = Literal["measure", "kpi"]
Level = Literal["company", "department", "person"]

COMPANY = ("contribution_margin_marketing", "revenue_marketing", "new_customers", "qualified_leads")
OF_PEOPLE = (
    "contribution_margin_paid", "qualified_leads_paid", "qualified_leads_organic_nonbrand", "qualified_leads_social",
    "margin_email", "margin_affiliate_net",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """`who` None is the company or the department. `role` is the id of the role the KPI is of; 0 for a measure."""

    kind: Kind
    code: str
    who: MemberRef | None = None
    role: int = 0

    @property
    def whose(self) -> int:
        return self.who.id if self.who else 0

    @property
    def level(self) -> Level:
        if self.who:
            return "person"
        return "company" if self.kind == "measure" else "department"


@dataclass(frozen=True, slots=True)
class Asked:
    """One goal in one period."""

    subject: Subject
    named: Named
