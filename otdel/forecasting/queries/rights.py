"""Who may see whose forecasts: whoever sees the number on the scorecard."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from otdel.kit.viewer import Role, Viewer
from otdel.organisation.queries.members import may_see
from otdel.scorecard.queries.rights import OF_PEOPLE, OF_THE_DEPARTMENT, may_ask

MAY_ASK_AGAIN = (Role.OWNER, Role.HEAD, Role.SPECIALIST)
MAY_SET_LIMITS = (Role.OWNER, Role.HEAD)
READERS = OF_PEOPLE

__all__ = ["MAY_ASK_AGAIN", "MAY_SET_LIMITS", "READERS", "may_ask", "sees", "sight"]


def sees(viewer: Viewer, whose: int) -> bool:
    """Whether this viewer sees numbers of the member; of the company and department when 0."""
    if whose == 0:
        return viewer.may(*OF_THE_DEPARTMENT)
    return viewer.may(*OF_PEOPLE) and may_see(viewer, whose)


def sight(viewer: Viewer) -> Callable[[int], bool]:
    """`sees` for many rows: each member is asked about once."""
    return cache(partial(sees, viewer))
