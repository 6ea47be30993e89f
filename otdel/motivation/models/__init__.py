"""Pay plans, agreements, runs, statements, payments and the ledger."""

from otdel.motivation.models.ledger import LedgerHead, LedgerLine
from otdel.motivation.models.plans import PayAgreement, PayPlan, PlanVersion, VersionState
from otdel.motivation.models.runs import (
    Dispute,
    Entry,
    LineState,
    Objection,
    Payment,
    PayRun,
    RunState,
    RunStep,
    Snapshot,
    Statement,
    StatementLine,
)

__all__ = [
    "Dispute", "Entry", "LedgerHead", "LedgerLine", "LineState", "Objection", "PayAgreement", "PayPlan", "PayRun",
    "Payment", "PlanVersion", "RunState", "RunStep", "Snapshot", "Statement", "StatementLine", "VersionState",
]  # fmt: skip
