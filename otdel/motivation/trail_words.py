"""Words for what people did with pay, on the page of who did what. No line of the trail holds an amount."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Any] = {
    "pay_plan.drafted": _("wrote a draft of a pay plan"),
    "pay_plan.changed": _("changed a draft of a pay plan"),
    "pay_plan.checked": _("checked a pay plan"),
    "pay_plan.approved": _("approved a pay plan"),
    "pay_plan.withdrawn": _("withdrew a version of a pay plan"),
    "pay_agreement.offered": _("offered an agreement on pay"),
    "pay_agreement.signed": _("signed an agreement on pay"),
    "pay_agreement.declined": _("declined an agreement on pay"),
    "pay_agreement.withdrawn": _("withdrew an offer of pay"),
    "pay_agreement.ended": _("ended an agreement on pay"),
    "pay.begun": _("froze the data of a pay period"),
    "pay.calculated": _("calculated a pay period"),
    "pay.recalculated": _("calculated a pay period again"),
    "pay.checked": _("checked a statement of pay"),
    "pay.objected": _("objected to a statement of pay"),
    "pay.objection_answered": _("answered an objection to a statement of pay"),
    "pay.published": _("published a pay period"),
    "pay.approved": _("approved a pay period"),
    "pay.paid": _("marked a payment as paid"),
    "pay.accepted": _("accepted a statement of pay"),
    "pay.line_accepted": _("accepted a line of pay"),
    "pay.questioned": _("questioned a line of pay"),
    "pay.raised": _("took a question about pay to the owner"),
    "pay.answered": _("answered a question about pay"),
    "pay.differences_booked": _("booked corrections of a pay period"),
    "pay.extra": _("granted an extra"),
    "pay.correction": _("corrected a line of pay"),
    "pay.clawback": _("took back variable pay"),
    "pay.release": _("decided a part of pay held back"),
    "pay.reserve": _("decided a part of pay that could not be measured"),
}
