"""Marking approved payments as paid: once, on a day, with the reference of the payment order."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import Payment
from otdel.motivation.queries.days import day_of
from otdel.motivation.queries.rights import PAYS
from otdel.motivation.services.author import author
from otdel.motivation.services.ledger import NewLine, append
from otdel.motivation.services.moment import now, today
from otdel.motivation.services.runs.approving import finish
from otdel.motivation.services.runs.common import held
from otdel.planning.services import keep_pay


def mark_paid(viewer: Viewer, payment_id: int, day: date, reference: str = "") -> Payment:
    """Say that a payment left the company on `day`. The last one of a run makes the run paid.

    Raises NotAllowed; Refused when it is marked already (whoever marks at once, one does), or for a day that is to
    come or lies before the approval.
    """
    viewer.must(*PAYS)
    with transaction.atomic():
        found = Payment.objects.filter(pk=payment_id).values_list("statement__snapshot__run", flat=True).first()
        if found is None:
            raise NotAllowed("there is no such payment, or it is not for this viewer")
        run = held(found)
        payment = Payment.objects.select_related("statement").get(pk=payment_id)
        if refused := _why_not(viewer, payment, day):
            raise Refused(refused)
        payment.paid_on, payment.reference, payment.marked_at = day, reference.strip()[:120], now()
        payment.marked_by_id, payment.marked_name = author(viewer), viewer.name
        payment.save(update_fields=["paid_on", "reference", "marked_at", "marked_by", "marked_name"])
        append(viewer, _told(payment))
        audit(viewer, "pay.paid", f"payment:{payment.pk}", day=day.isoformat())
        if payment.statement.promise_id is not None:
            keep_pay(viewer, payment.statement.promise_id, day)
        finish(viewer, run)
    return payment


def _why_not(viewer: Viewer, payment: Payment, day: date) -> Reason | None:
    if payment.paid_on is not None:
        return Reason.of("pay_paid_already", day=payment.paid_on.isoformat(), name=payment.marked_name)
    if day > today(viewer):
        return Reason.of("pay_day_to_come", day=day.isoformat())
    if day < (approved := day_of(viewer, payment.approved_at)):
        return Reason.of("pay_day_before_approval", day=approved.isoformat())
    return None


def _told(one: Payment) -> NewLine:
    said = {"on": one.paid_on.isoformat() if one.paid_on else None, "reference": one.reference}
    return NewLine("paid", f"payment:{one.pk}", one.statement.member_id, one.amount, one.currency, said)
