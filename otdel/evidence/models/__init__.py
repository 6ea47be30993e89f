"""What this chapter keeps: fitted mix models, what people believe and measured, and budgets they proposed."""

from otdel.evidence.models.beliefs import LiftTestRecord, MixPrior, TestKind
from otdel.evidence.models.fits import FitState, MixFit
from otdel.evidence.models.proposals import BudgetProposal, ProposalState

__all__ = ["BudgetProposal", "FitState", "LiftTestRecord", "MixFit", "MixPrior", "ProposalState", "TestKind"]
