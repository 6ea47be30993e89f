"""What the designer of the department may know from money: spend by channel and leads of the last whole month."""

from __future__ import annotations

from decimal import Decimal

from otdel.evidence.asked import Asked
from otdel.evidence.queries.company import NotSetUp, company_money, company_question, today
from otdel.evidence.queries.facts import MAY_SEE_MONEY
from otdel.kit.calendar import containing
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.measurement.channel_names import channel_name
from otdel.measurement.channels import DEPARTMENT
from otdel.organisation.work_facts import WorkFacts


def spend_and_leads(viewer: Viewer) -> WorkFacts | None:
    """Nothing while there is no spend to speak of. What people and tools cost is no ad spend and stays out."""
    if not viewer.may(*MAY_SEE_MONEY):
        return None
    try:
        day = today(viewer)
    except NotSetUp:
        return None
    month = containing(day, "month").earlier()
    answer = company_money(viewer, company_question(viewer, Asked(month, compare="none"), day))
    spent = [(row.channel, row.sums.spend) for row in answer.channels if row.sums.spend.amount > 0]
    paid = sorted(((one, sum_) for one, sum_ in spent if one != DEPARTMENT), key=lambda pair: -pair[1].amount)
    if not paid:
        return None
    total = sum((sum_.amount for _channel, sum_ in paid), Decimal(0))
    figures = {"spend": total.quantize(Decimal(1)), "volume.channels": Decimal(len(paid))}
    if answer.total.sums.leads:
        figures["volume.leads"] = Decimal(answer.total.sums.leads)
    named = tuple((channel_name(one), sum_) for one, sum_ in paid)
    return WorkFacts(figures, Reason.of("design_from_money", month=month.period.start.isoformat()), named)
