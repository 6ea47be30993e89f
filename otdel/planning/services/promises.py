"""Promises to people: made with a date, kept, or broken openly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from otdel.accounts.models import Company, Person
from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.models import Member
from otdel.planning.models import Promise, PromiseKind
from otdel.planning.queries.rights import must, reach
from otdel.planning.services.common import said


@dataclass(frozen=True, slots=True)
class NewPromise:
    """`maker` promises `what` by `due`, to a member or to somebody outside, `to_name`. Made today when unsaid."""

    maker: int
    what: str
    due: date
    to: int | None = None
    to_name: str = ""
    kind: str = PromiseKind.OTHER
    made_on: date | None = None


@transaction.atomic
def make_promise(viewer: Viewer, new: NewPromise) -> Promise:
    """The saved promise. NotAllowed when its maker is not the viewer or theirs, Refused for bad values."""
    must(reach(viewer).may_give_to(new.maker), "promises are written down for oneself and for those one leads")
    made_on = new.made_on or company_today(viewer)
    if new.kind not in PromiseKind.values:
        raise Refused(Reason.of("promise_kind_unknown", value=new.kind))
    if new.due < made_on:
        raise Refused(Reason.of("promise_due_before_made", due=new.due.isoformat(), made=made_on.isoformat()))
    if new.to == new.maker:
        raise Refused(Reason.of("promise_to_oneself"))
    promise = Promise.objects.create(
        maker=_member(new.maker),
        to=_member(new.to) if new.to else None,
        to_name="" if new.to else said(new.to_name, "promise_needs_somebody", 150),
        kind=new.kind,
        what=said(new.what, "promise_needs_words"),
        made_on=made_on,
        due=new.due,
        by_id=viewer.person if Person.objects.filter(pk=viewer.person).exists() else None,
    )
    audit(viewer, "promise.made", _subject(promise), what=promise.what, due=promise.due.isoformat())
    return promise


@transaction.atomic
def promise_pay(viewer: Viewer, *, to: int, period: str, due: date, what: str = "", day: date | None = None) -> Promise:
    """The company promises a member their pay of `period` ("2026-10") by `due`: it is kept by `keep_pay` alone.

    `what` holds no amount. Whoever calls has asked for the right to publish pay. A date in the past is taken as it is.
    """
    company = Company.objects.get()
    promise = Promise.objects.create(
        maker=None,
        maker_name=company.name,
        to=_member(to),
        kind=PromiseKind.PAY,
        what=said(what or f"Pay for {period}", "promise_needs_words"),
        period=period,
        made_on=day or company_today(viewer),
        due=due,
        by_id=viewer.person if Person.objects.filter(pk=viewer.person).exists() else None,
    )
    audit(viewer, "promise.made", _subject(promise), what=promise.what, due=promise.due.isoformat())
    return promise


@transaction.atomic
def keep_pay(viewer: Viewer, pk: int, day: date) -> Promise:
    """The pay was paid on `day`: the promise is kept, in time or late. Kept already, it stays as it is.

    Whoever calls has asked for the right to mark pay as paid.
    """
    promise = Promise.objects.select_for_update().get(pk=pk)
    if promise.kept_on is None:
        promise.kept_on, promise.broken_on = day, None
        promise.save(update_fields=["kept_on", "broken_on"])
        audit(viewer, "promise.kept", _subject(promise), what=promise.what, day=day.isoformat())
    return promise


@transaction.atomic
def keep(viewer: Viewer, pk: int, day: date | None = None) -> Promise:
    """It was kept, on `day` or today."""
    promise = _open(viewer, pk)
    kept = day or company_today(viewer)
    if not promise.made_on <= kept <= company_today(viewer):
        raise Refused(Reason.of("promise_kept_day_wrong", day=kept.isoformat()))
    promise.kept_on = kept
    promise.save(update_fields=["kept_on"])
    audit(viewer, "promise.kept", _subject(promise), what=promise.what, day=kept.isoformat())
    return promise


@transaction.atomic
def break_openly(viewer: Viewer, pk: int, why: str) -> Promise:
    """Say that it will not be kept, and why. It counts as not kept, and nobody waits for it any more."""
    promise = _open(viewer, pk)
    must(reach(viewer).breaks(promise), "whoever made a promise says that it will not be kept")
    promise.note, promise.broken_on = said(why, "promise_break_needs_reason"), company_today(viewer)
    promise.save(update_fields=["note", "broken_on"])
    audit(viewer, "promise.broken", _subject(promise), what=promise.what, why=promise.note)
    return promise


@transaction.atomic
def open_again(viewer: Viewer, pk: int) -> Promise:
    """What was said of it was a mistake: it is open as before, and both lines stay in the trail."""
    promise = _theirs(viewer, pk)
    if promise.kept_on is None and promise.broken_on is None:
        raise Refused(Reason.of("promise_is_open", what=promise.what))
    promise.kept_on, promise.broken_on, promise.note = None, None, ""
    promise.save(update_fields=["kept_on", "broken_on", "note"])
    audit(viewer, "promise.opened_again", _subject(promise), what=promise.what)
    return promise


def _open(viewer: Viewer, pk: int) -> Promise:
    promise = _theirs(viewer, pk)
    if promise.kept_on or promise.broken_on:
        raise Refused(Reason.of("promise_is_settled", what=promise.what))
    return promise


def _theirs(viewer: Viewer, pk: int) -> Promise:
    promise = Promise.objects.select_for_update().filter(pk=pk).first()
    if promise is None:
        raise NotAllowed("there is no such promise, or it is another person's")
    must(reach(viewer).settles(promise), "this is another person's promise")
    return promise


def _member(pk: int) -> Member:
    found = Member.objects.filter(pk=pk).first()
    if found is None:
        raise Refused(Reason.of("work_member_unknown", who=str(pk)))
    return found


def _subject(promise: Promise) -> str:
    return f"promise:{promise.pk}"
