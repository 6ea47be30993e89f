"""Who may do what about the mix model and the budgets proposed from it."""

from otdel.evidence.queries.facts import MAY_SEE_MONEY
from otdel.kit.viewer import Role

__all__ = ["MAY_BELIEVE", "MAY_DECIDE", "MAY_FIT", "MAY_PROPOSE", "MAY_SEE_MONEY"]

MAY_FIT = (Role.OWNER, Role.HEAD, Role.SPECIALIST)
MAY_BELIEVE = (Role.OWNER, Role.HEAD)  # priors and typed experiments change everybody's numbers
MAY_PROPOSE = (Role.OWNER, Role.HEAD)
MAY_DECIDE = (Role.OWNER,)  # the budget is theirs
