"""Words for what people did with pay, on the page of who did what. No line of the trail holds an amount."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Any] = {
    "pay_plan.drafted": _("wrote a draft of a pay plan"),
    "pay_plan.changed": _("changed a draft of a pay plan"),
    "pay_plan.approved": _("approved a pay plan"),
    "pay_plan.withdrawn": _("withdrew a version of a pay plan"),
    "pay_agreement.offered": _("offered an agreement on pay"),
    "pay_agreement.signed": _("signed an agreement on pay"),
    "pay_agreement.declined": _("declined an agreement on pay"),
    "pay_agreement.withdrawn": _("withdrew an offer of pay"),
    "pay_agreement.ended": _("ended an agreement on pay"),
}
