"""Work for programs: tasks and promises, read and acted on as their pages do."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import AfterValidator

from otdel.accounts.services import Refused
from otdel.accounts.viewers import viewer_of
from otdel.kit.reason import Reason
from otdel.organisation.models import Member, Zone
from otdel.organisation.queries.members import MemberRef
from otdel.planning import services
from otdel.planning.acting import ACTS
from otdel.planning.models import Outcome, PromiseKind, Severity, TaskKind
from otdel.planning.queries import promises as promise_queries
from otdel.planning.queries.one import TaskPage, Verb, task_page
from otdel.planning.queries.tasks import Filtered, Tab, TaskRow, board
from otdel.planning.services import NewPromise, NewTask
from otdel.planning.wording import STATES
from otdel.web import reasons
from otdel.web.answers import Known, Named, known

router = Router(tags=["work"])


class TaskOut(Schema):
    """A task. `state` is open, waiting, handed, returned, done or dropped; `in_time`: by the date first promised."""

    id: int
    title: str
    kind: str
    owner: Named
    customer: Named | None
    zone: str
    first_due: date
    due: date
    state: str
    state_name: str
    late: bool
    days_late: int
    waits_for: str
    accepted_on: date | None
    in_time: bool
    rounds: int
    href: str


class BoardOut(Schema):
    going: int
    late: int
    waiting: int
    to_be_accepted: int
    items: list[TaskOut]


class StepOut(Schema):
    event: str
    at: datetime
    until: datetime | None
    name: str
    words: str


class TaskPageOut(TaskOut):
    """A task with its life; `may` names the acts the caller may do now."""

    text: str
    severity: str
    points: Decimal
    slot_at: datetime | None
    outcome: str
    source: str
    source_href: str
    steps: list[StepOut]
    may: list[str]


D = TypeVar("D", bound=date)


def _with_neighbours(day: D) -> D:
    """Days at both ends of time have none on one side, and cannot be reckoned with."""
    if not 1900 <= day.year < 2200:
        raise ValueError("1900-01-01 ... 2199-12-31")
    return day


Day = Annotated[date, AfterValidator(_with_neighbours)]
Moment = Annotated[datetime, AfterValidator(_with_neighbours)]


class TaskIn(Schema):
    """`owner` and `customer` are short names of members, `zone` a zone's code."""

    title: str
    owner: str
    due: Day
    kind: str = TaskKind.TASK
    customer: str = ""
    zone: str = ""
    text: str = ""
    severity: str = ""
    points: Decimal = Decimal(0)
    slot_at: Moment | None = None


class ActIn(Schema):
    """What an act needs: `what` (wait, error), `due` (move), `why` (drop), `note` (return, accept), `to` (give),
    `outcome` (conclude), `at` (ready, live), `day` (error)."""

    what: str = ""
    due: Day | None = None
    why: str = ""
    note: str = ""
    to: str = ""
    outcome: str = ""
    at: Moment | None = None
    day: Day | None = None


class PromiseOut(Schema):
    """A promise. `state` is open, late, kept, kept_late or broken. The company itself has no `maker`."""

    id: int
    what: str
    kind: str
    maker: Named | None
    maker_name: str
    to: Named | None
    to_name: str
    made_on: date
    due: date
    kept_on: date | None
    broken_on: date | None
    note: str
    state: str


class PromisesOut(Schema):
    """`share_kept` is in time out of all that came due."""

    open: int
    late: int
    due: int
    share_kept: Known
    items: list[PromiseOut]


class PromiseIn(Schema):
    maker: str
    what: str
    due: Day
    to: str = ""
    to_name: str = ""
    kind: str = PromiseKind.OTHER
    made_on: Day | None = None


class SettleIn(Schema):
    day: Day | None = None
    why: str = ""


class KindsOut(Schema):
    kinds: list[str]
    severities: list[str]
    outcomes: list[str]
    promises: list[str]


@router.get("/task-kinds", response=KindsOut)
def kinds(request: HttpRequest) -> KindsOut:
    """Words the other questions take: kinds of tasks and promises, severities, ends of tests."""
    return KindsOut(
        kinds=list(TaskKind.values),
        severities=list(Severity.values),
        outcomes=list(Outcome.values),
        promises=list(PromiseKind.values),
    )


@router.get("/tasks", response=BoardOut)
def tasks(request: HttpRequest, tab: Tab = "all", person: str = "", kind: str = "", zone: str = "") -> BoardOut:
    """Tasks the caller may see: all that are not over, or one tab of them. `zone` is a zone's code."""
    found = board(viewer_of(request), tab, Filtered(person, kind, _zone(zone)))
    items = [_task(row) for row in found.rows]
    return BoardOut(going=found.going, late=found.late, waiting=found.waiting, to_be_accepted=found.handed, items=items)


@router.post("/tasks", response={201: TaskPageOut})
def add_task(request: HttpRequest, given: TaskIn) -> Status[Any]:
    """Write a task down."""
    new = NewTask(
        title=given.title,
        owner=_member(given.owner),
        due=given.due,
        kind=given.kind,
        customer=_member(given.customer) if given.customer else None,
        zone=_zone(given.zone),
        text=given.text,
        severity=given.severity,
        points=given.points,
        slot_at=given.slot_at,
    )
    made = services.new_task(viewer_of(request), new)
    return Status(201, _page(task_page(viewer_of(request), made.pk)))


@router.get("/tasks/{int:pk}", response=TaskPageOut)
def one_task(request: HttpRequest, pk: int) -> TaskPageOut:
    """A task with its life."""
    return _page(task_page(viewer_of(request), pk))


@router.post("/tasks/{int:pk}/{verb}", response=TaskPageOut)
def act(request: HttpRequest, pk: int, verb: Verb, given: ActIn) -> TaskPageOut:
    """Do something with a task; the answer is the task afterwards."""
    viewer = viewer_of(request)
    values: dict[str, Any] = {**given.dict(), "to": _member(given.to) if verb == "give" else 0}
    if verb == "move" and given.due is None:
        raise Refused(Reason.of("work_no_day", value=""))
    ACTS[verb](viewer, pk, values)
    return _page(task_page(viewer, pk))


@router.get("/promises", response=PromisesOut)
def promises(request: HttpRequest, person: str = "", kind: str = "") -> PromisesOut:
    """Promises the caller may see, late ones first."""
    found = promise_queries.promises(viewer_of(request), person, kind)
    items = [_promise(row) for row in found.rows]
    return PromisesOut(open=found.open, late=found.late, due=found.due, share_kept=known(found.share), items=items)


@router.post("/promises", response={201: PromiseOut})
def add_promise(request: HttpRequest, given: PromiseIn) -> Status[Any]:
    """Write a promise down."""
    new = NewPromise(
        maker=_member(given.maker),
        what=given.what,
        due=given.due,
        to=_member(given.to) if given.to else None,
        to_name=given.to_name,
        kind=given.kind,
        made_on=given.made_on,
    )
    made = services.make_promise(viewer_of(request), new)
    return Status(201, _promise_now(request, made.pk))


@router.post("/promises/{int:pk}/{verb}", response=PromiseOut)
def settle(request: HttpRequest, pk: int, verb: Literal["keep", "break", "open"], given: SettleIn) -> PromiseOut:
    """Say that a promise was kept, will not be kept, or is open after all."""
    viewer = viewer_of(request)
    if verb == "keep":
        services.keep(viewer, pk, given.day)
    elif verb == "break":
        services.break_openly(viewer, pk, given.why)
    else:
        services.open_again(viewer, pk)
    return _promise_now(request, pk)


def _member(slug: str) -> int:
    found = Member.objects.filter(slug=slug).first()
    if found is None:
        raise Refused(Reason.of("work_member_unknown", who=slug))
    return found.pk


def _zone(code: str) -> int | None:
    if not code:
        return None
    found = Zone.objects.filter(code=code).first()
    if found is None:
        raise Refused(Reason.of("work_zone_unknown", zone=code))
    return found.pk


def _named(who: MemberRef) -> Named:
    return Named(slug=who.slug, name=who.name)


def _task(row: TaskRow) -> TaskOut:
    return TaskOut(**_fields(row))


def _fields(row: TaskRow) -> dict[str, Any]:
    plain = ("id", "title", "kind", "zone", "first_due", "due", "late", "days_late", "waits_for", "accepted_on")
    return {
        **{name: getattr(row, name) for name in (*plain, "in_time", "rounds", "href")},
        "owner": _named(row.owner),
        "customer": _named(row.customer) if row.customer else None,
        "state": str(row.state),
        "state_name": str(STATES[row.state][0]),
    }


def _page(page: TaskPage) -> TaskPageOut:
    return TaskPageOut(
        **_fields(page.row),
        **{name: getattr(page, name) for name in ("text", "severity", "points", "slot_at", "outcome", "source_href")},
        source=reasons.say(page.source) if page.source else "",
        steps=[
            StepOut(event=one.event, at=one.at, until=one.until, name=one.name, words=one.words) for one in page.steps
        ],
        may=sorted(page.may),
    )


def _promise(row: promise_queries.PromiseRow) -> PromiseOut:
    plain = ("id", "what", "kind", "maker_name", "to_name", "made_on", "due", "kept_on", "broken_on", "note")
    return PromiseOut(
        **{name: getattr(row, name) for name in plain},
        maker=_named(row.maker) if row.maker else None,
        to=_named(row.to) if row.to else None,
        state=str(row.state),
    )


def _promise_now(request: HttpRequest, pk: int) -> PromiseOut:
    found = promise_queries.promises(viewer_of(request))
    return next(_promise(row) for row in found.rows if row.id == pk)
