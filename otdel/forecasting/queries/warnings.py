"""Early warnings as the people who can act see them, and how a year of them would have done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from otdel.forecasting.models import EarlyWarning, Outcome, State, WarningLimits
from otdel.forecasting.queries.forecasts import HIDDEN, is_hidden, name_of, unit_of
from otdel.forecasting.queries.rights import READERS, sight
from otdel.forecasting.rules.alarms import Kept
from otdel.kit.calendar import Named, Unit, containing
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.models import Member
from otdel.organisation.queries.members import MemberRef, member_of, ref
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.measures import company_currency
from otdel.scorecard.queries.rights import OF_THE_DEPARTMENT

DECIDES = (Role.OWNER, Role.HEAD)


class NoSuchWarning(LookupError):
    """There is no early warning of this number."""


@dataclass(frozen=True, slots=True)
class WarningLine:
    """`reason` is the sentence. `named` is the goal's period, or the day that left its corridor.

    `right` is told when the period is over: the goal was missed, the number stayed away, the file was corrected.
    """

    id: int
    sort: str
    reason: Reason
    kind: str
    code: str
    name: str
    who: MemberRef | None
    named: Named
    unit: str
    currency: str
    raised_on: date
    evidence: Mapping[str, Any]
    to: MemberRef | None
    state: str
    why: str
    task: int | None
    decided_name: str
    decided_at: datetime | None
    right: bool | None
    replayed: bool
    may_decide: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """Told when odds are under `odds` and at least `share` of the period is over; never when `silent`."""

    odds: float
    share: float
    silent: bool


@dataclass(frozen=True, slots=True)
class Replay:
    """The warnings a past year would have had, by goal and period: each goal counts once however often it was told.

    `open` have no outcome yet. `raised` counts messages. Precision is the share of warned goals that were missed,
    recall the share of missed goals that were warned of.
    """

    first: date | None
    last: date | None
    mondays: int
    raised: int
    kept: Kept
    open: int
    reached: int
    lines: tuple[WarningLine, ...]


def warnings_for(viewer: Viewer, state: str = State.OPEN) -> tuple[WarningLine, ...]:
    """Newest first, those of people whose numbers the viewer sees; every state when empty. Raises NotAllowed."""
    viewer.must(*READERS)
    rows = EarlyWarning.objects.filter(replayed=False).select_related("member", "to")
    words = _Words(viewer)
    return tuple(words.of(_seen(words, rows.filter(state=state) if state else rows)))


def signals(viewer: Viewer) -> tuple[WarningLine, ...]:
    """Open ones this viewer is to act on: addressed to them, and for owner and head those addressed to nobody.

    An owner who leads no role sees what the head was told too. Nothing for whoever reads no numbers.
    """
    if not viewer.may(*READERS):
        return ()
    own = member_of(viewer)
    lines = warnings_for(viewer)
    if viewer.may(Role.OWNER):
        return tuple(one for one in lines if one.who is None)
    mine = own.id if own else 0
    return tuple(one for one in lines if (one.to.id if one.to else 0) == mine and (mine or viewer.may(*DECIDES)))


def warning(viewer: Viewer, number: int) -> WarningLine:
    """Raises NoSuchWarning, NotAllowed."""
    viewer.must(*READERS)
    row = EarlyWarning.objects.select_related("member", "to").filter(pk=number).first()
    if row is None:
        raise NoSuchWarning(str(number))
    words = _Words(viewer)
    if not _seen(words, [row]):
        raise NotAllowed("this is about another person's number, or one that holds salaries")
    return next(iter(words.of([row])))


def limits(viewer: Viewer) -> Limits:
    """Raises NotAllowed."""
    viewer.must(*OF_THE_DEPARTMENT)
    found = WarningLimits.objects.filter(pk=1).first() or WarningLimits()
    return Limits(found.odds, found.share, found.silent)


def replay(viewer: Viewer) -> Replay:
    """What the past months would have been warned of. Raises NotAllowed."""
    viewer.must(*OF_THE_DEPARTMENT)
    may_see, words = sight(viewer), _Words(viewer)
    rows = [
        row for row in EarlyWarning.objects.filter(replayed=True).select_related("member", "to")
        if may_see(row.member_id or 0) and not words.hides(row)
    ]  # fmt: skip
    of_goals = [row for row in rows if row.sort == "odds"]
    warned = {_goal(row) for row in of_goals}
    came = {
        (one.kind, one.code, one.whose, one.unit, one.start): bool(one.reached)
        for one in Outcome.objects.exclude(reached=None)
        if may_see(one.whose) and not words.hides(one)
    }
    kept = Kept(
        sum(not came[goal] for goal in warned if goal in came),
        sum(came[goal] for goal in warned if goal in came),
        sum(not reached for goal, reached in came.items() if goal not in warned),
    )
    days = sorted({row.raised_on for row in rows})
    return Replay(
        days[0] if days else None, days[-1] if days else None, len(days), len(rows), kept,
        len(warned - set(came)), sum(came.values()), tuple(words.of(rows)),
    )  # fmt: skip


def _goal(row: EarlyWarning) -> tuple[str, str, int, str, date]:
    return row.kind, row.code, row.member_id or 0, row.unit, row.start


def _seen(words: _Words, rows: Iterable[EarlyWarning]) -> list[EarlyWarning]:
    """Own ones, and those of numbers the viewer sees and is told."""
    may_see, mine = sight(words.viewer), words.own.id if words.own else 0
    return [row for row in rows if row.to_id == mine or (may_see(row.member_id or 0) and not words.hides(row))]


class _Words:
    """Rows put into lines; names of KPIs are read once."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.own = member_of(viewer)
        self.currency = company_currency()
        kpis = Kpi.objects.select_related("role").order_by("start")
        self.kpis = {one.code: one for one in kpis}
        self._hidden: dict[tuple[str, str], bool] = {}

    def of(self, rows: Iterable[EarlyWarning]) -> list[WarningLine]:
        return [self._line(row) for row in rows]

    def _line(self, row: EarlyWarning) -> WarningLine:
        kpi = self.kpis.get(row.code) if row.kind == "kpi" else None
        name, unit = name_of(row.kind, row.code, kpi), unit_of(row.kind, row.code, kpi)
        hidden = self.hides(row)
        mine = self.own is not None and self.own.id == row.to_id
        return WarningLine(
            row.pk, row.sort, HIDDEN if hidden else _reason(row, name), row.kind, row.code, name, _ref(row.member),
            containing(row.start, cast(Unit, row.unit)), unit, self.currency, row.raised_on,
            {} if hidden else row.evidence, _ref(row.to), row.state, row.why, row.task, row.name, row.decided_at,
            None if hidden else row.right, row.replayed,
            row.state == State.OPEN and not row.replayed and (mine or self.viewer.may(*DECIDES)),
        )  # fmt: skip

    def hides(self, row: EarlyWarning | Outcome) -> bool:
        """Whether its number holds salaries this viewer is not told of: then neither are its odds."""
        key = row.kind, row.code
        if key not in self._hidden:
            self._hidden[key] = is_hidden(self.viewer, *key)
        return self._hidden[key]


def _ref(member: Member | None) -> MemberRef | None:
    return ref(member) if member else None


def _reason(row: EarlyWarning, name: str) -> Reason:
    named = containing(row.start, cast(Unit, row.unit))
    said = row.evidence
    if row.sort == "odds":
        odds = max(1, round(100 * float(said["odds"])))
        return Reason.of("goal_in_doubt", name=name, odds=odds, period=named.code, left=int(said.get("left") or 0))
    code = f"import_{said.get('fault')}" if row.sort == "import" else "left_corridor"
    side = "over" if float(said["value"]) > float(said["high"]) else "under"
    return Reason.of(code if row.sort == "import" else f"{code}_{side}", name=name, day=row.start.isoformat())
