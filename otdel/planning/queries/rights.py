"""Whose work a viewer sees, whom they may give work to, and what they may do with a task or a promise."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from otdel.accounts.queries import company_today
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role, Viewer
from otdel.organisation.models import Engagement, Member
from otdel.organisation.queries.members import SEES_EVERYBODY, MemberRef, led_by, member_of, ref
from otdel.planning.models import Promise, PromiseKind, Task

GIVES_WORK = (Role.OWNER, Role.HEAD, Role.SPECIALIST)


@dataclass(frozen=True, slots=True)
class Reach:
    """A viewer's reach: `own` place in the department, whom they lead, or everybody."""

    viewer: Viewer
    own: MemberRef | None
    led: frozenset[int]
    everybody: bool

    @property
    def members(self) -> frozenset[int]:
        """Whose work is theirs to see; means nothing when they see everybody's."""
        return self.led | ({self.own.id} if self.own else frozenset())

    def has(self, member: int | None) -> bool:
        return self.everybody or (member is not None and member in self.members)

    def is_own(self, member: int | None) -> bool:
        return self.own is not None and self.own.id == member

    @property
    def may_give(self) -> bool:
        """True for those who write tasks and promises down at all."""
        return self.everybody or (self.viewer.may(*GIVES_WORK) and self.own is not None)

    def may_give_to(self, member: int) -> bool:
        return self.may_give and self.has(member)

    def sees(self, task: Task) -> bool:
        return self.has(task.owner_id) or self.asked_for(task)

    def asked_for(self, task: Task) -> bool:
        return self.is_own(task.customer_id)

    def runs(self, task: Task) -> bool:
        """May say how it goes: its owner, whoever leads them, owner and head."""
        return self.has(task.owner_id)

    def decides(self, task: Task) -> bool:
        """May move or drop it: as `runs`, except a contractor with what others asked of them."""
        return self.may_give_to(task.owner_id)

    def reviews(self, task: Task) -> bool:
        """May accept or return it: its customer, owner and head; never whoever did it."""
        return not self.is_own(task.owner_id) and (self.everybody or self.asked_for(task))

    def sees_promise(self, promise: Promise) -> bool:
        """As `visible_promises` says."""
        return Promise.objects.filter(visible_promises(self), pk=promise.pk).exists()

    def settles(self, promise: Promise) -> bool:
        """May say what became of it: whoever made it and their leaders, whoever it was made to, owner and head.

        Nobody of what the company itself promised: it is kept by paying.
        """
        return promise.maker_id is not None and self.sees_promise(promise)

    def breaks(self, promise: Promise) -> bool:
        """May say that it will not be kept: whoever made it, and their leaders."""
        return promise.maker_id is not None and self.has(promise.maker_id)


def reach(viewer: Viewer) -> Reach:
    if viewer.may(*SEES_EVERYBODY) or viewer == AT_TERMINAL:
        return Reach(viewer, member_of(viewer), frozenset(), everybody=True)
    own = member_of(viewer)
    led = led_by(own.id, company_today(viewer)) if own else frozenset()
    return Reach(viewer, own, led, everybody=False)


def visible_tasks(of: Reach) -> Q:
    if of.everybody:
        return Q()
    asked = of.own.id if of.own else None
    return Q(owner_id__in=of.members) | Q(customer_id=asked, customer__isnull=False)


def visible_promises(of: Reach) -> Q:
    """Theirs, made to them, or made by those they lead.

    Promises of pay are read by whoever made them or was promised, by the owner, and by whom the person reports to
    directly; a head who wrote one down to somebody outside the department reads it too.
    """
    if of.viewer.may(Role.OWNER):
        return Q()
    own = of.own.id if of.own else None
    theirs = Q(maker_id=own, maker__isnull=False) | Q(to_id=own, to__isnull=False)
    if of.everybody:
        outside = Q(to=None, maker__isnull=False)
        return theirs | ~Q(kind=PromiseKind.PAY) | outside | Q(to_id__in=_direct(of))
    return theirs | Q(maker_id__in=of.led) & ~Q(kind=PromiseKind.PAY)


def _direct(of: Reach) -> frozenset[int]:
    """Who reports to the viewer today, with nobody in between."""
    if of.own is None:
        return frozenset()
    found = Engagement.objects.on(company_today(of.viewer)).filter(reports_to=of.own.id)
    return frozenset(found.values_list("member_id", flat=True)) - {of.own.id}


def may_be_given(viewer: Viewer) -> list[MemberRef]:
    """Members this viewer may give work to, by name: those engaged today or with no engagement written yet."""
    of = reach(viewer)
    if not of.may_give:
        return []
    found = Member.objects.all() if of.everybody else Member.objects.filter(pk__in=of.members)
    today = company_today(viewer)
    left = Member.objects.filter(engagements__end__lte=today).exclude(
        Q(engagements__end=None, engagements__start__isnull=False) | Q(engagements__end__gt=today)
    )
    return [ref(member) for member in found.exclude(pk__in=left.values("pk"))]


def must(allowed: bool, what: str) -> None:  # noqa: FBT001
    """Raises NotAllowed saying what may not be done."""
    if not allowed:
        raise NotAllowed(what)
