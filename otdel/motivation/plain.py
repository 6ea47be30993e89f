"""Pay as plain data, for programs and the terminal: amounts as exact text, days and periods as addresses carry them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from otdel.kit.reason import NoData
from otdel.motivation.queries.agreements import AgreementRow
from otdel.motivation.queries.ledger import Chain
from otdel.motivation.queries.my_pay import MyPay, Part, PastPay
from otdel.motivation.queries.plans import PlanRow, VersionRow
from otdel.motivation.queries.runs import PaymentRow, PersonRow, RunRow, RunView
from otdel.motivation.queries.statement import StatementView
from otdel.motivation.rules.likely import Span
from otdel.motivation.rules.lines import Line
from otdel.motivation.rules.reading import write_plan
from otdel.organisation.queries.members import MemberRef
from otdel.web import reasons

Data = dict[str, Any]


def money(value: Decimal) -> str:
    return f"{value:.2f}"


def who(member: MemberRef) -> Data:
    return {"slug": member.slug, "name": member.name}


def line(one: Line) -> Data:
    """A line with its reason and each step, as the statement says them."""
    return {
        "code": one.code,
        "kind": str(one.kind),
        "subject": one.subject,
        "amount": money(one.amount),
        "words": reasons.say(one.because) if one.because.code else "",
        "steps": [
            {"words": reasons.say(step.because), "figure": _figure(step.figure)} for step in one.steps
        ],
    }  # fmt: skip


def _figure(value: Decimal | NoData) -> str | None:
    return None if isinstance(value, NoData) else f"{value:f}"


def statement(one: StatementView) -> Data:
    """A published statement: its lines add up to what is payable, held and reserved."""
    return {
        "id": one.id,
        "who": who(one.member),
        "period": one.named.code,
        "plan": one.plan_name,
        "version": one.version,
        "currency": one.currency,
        "earned": money(one.earned),
        "payable": money(one.payable),
        "held": money(one.held),
        "reserved": money(one.reserved),
        "pay_day": one.pay_day,
        "published_at": one.published_at,
        "accepted_at": one.accepted_at,
        "question_until": one.question_until,
        "lines": [
            {**line(each.line), "id": each.id, "state": each.state, "due": each.due} for each in one.lines
        ],
        "payments": [
            {"part": each.part, "amount": money(each.amount), "due": each.due, "paid_on": each.paid_on}
            for each in one.payments
        ],
        "digest": one.digest,
        "snapshot": one.snapshot,
        "snapshot_digest": one.snapshot_digest,
    }  # fmt: skip


def so_far(found: MyPay) -> Data:
    """A person's pay of a period that runs or is over, with what came before."""
    return {
        "who": who(found.member),
        "period": found.named.code,
        "days_left": found.left,
        "currency": found.currency,
        "so_far": money(found.so_far) if found.parts else None,
        "likely": _span(found.span) if found.parts else None,
        "parts": [_part(one) for one in found.parts],
        "statements": [past(one) for one in found.past],
    }


def _part(one: Part) -> Data:
    return {
        "agreement": one.agreement,
        "plan": one.plan_code,
        "version": one.version,
        "earned": money(one.pay.earned),
        "payable": money(one.pay.payable),
        "held": money(one.pay.held),
        "reserved": money(one.pay.reserved),
        "likely": _span(one.span),
        "pay_day": one.pay_day,
        "lines": [line(each) for each in one.pay.lines],
    }


def _span(span: Span | NoData) -> Data:
    if isinstance(span, NoData):
        return {"low": None, "high": None, "no_data": reasons.say(span.reason)}
    return {"low": money(span.low), "high": money(span.high), "no_data": None}


def past(one: PastPay) -> Data:
    return {
        "id": one.id,
        "period": one.named.code,
        "currency": one.currency,
        "earned": money(one.earned),
        "payable": money(one.payable),
        "accepted": one.accepted,
        "due": one.due,
        "paid_on": one.paid_on,
    }


def plan(one: PlanRow) -> Data:
    return {
        "code": one.code,
        "name": one.name,
        "role": one.role_code,
        "people": one.people,
        "waiting": one.waiting,
        "without": [who(each) for each in one.without],
        "shown": version(one.shown),
        "plan": write_plan(one.plan),
    }


def version(one: VersionRow) -> Data:
    plain = ("number", "start", "end", "stage", "note", "approved_at", "approved_name", "people", "waiting", "digest")
    return {name: getattr(one, name) for name in plain}


def agreement(one: AgreementRow) -> Data:
    plain = ("id", "plan", "number", "currency", "start", "end", "stands", "offered_at", "signed_at", "on_paper")
    return {
        **{name: getattr(one, name) for name in plain},
        "who": who(one.who),
        "base": money(one.base),
        "target_variable": money(one.target_variable),
    }


def run(one: RunRow) -> Data:
    return {
        "period": one.named.code,
        "unit": one.named.unit,
        "start": one.named.period.start,
        "state": str(one.state),
        "people": one.people,
        "pay_day": one.pay_day,
        "late": one.late,
        "totals": _totals(one.totals),
    }


def run_view(one: RunView) -> Data:
    """One period: its steps, and of its people and payments what the caller may see."""
    return {
        "period": one.named.code,
        "unit": one.named.unit,
        "start": one.named.period.start,
        "state": str(one.state),
        "pay_day": one.pay_day,
        "steps": [{"state": str(each.state), "at": each.at, "name": each.name} for each in one.steps],
        "people": [_person(each) for each in one.people],
        "payments": [payment(each) for each in one.payments],
        "totals": _totals(one.totals),
        "snapshots": [
            {name: getattr(each, name) for name in ("number", "digest", "result", "why", "stands")}
            for each in one.snapshots
        ],
    }  # fmt: skip


def _person(one: PersonRow) -> Data:
    return {
        "statement": one.statement,
        "who": who(one.member),
        "plan": one.plan,
        "currency": one.money.currency,
        "earned": money(one.earned),
        "payable": money(one.money.payable),
        "held": money(one.money.held),
        "reserved": money(one.money.reserved),
        "checked_at": one.checked_at,
        "accepted_at": one.accepted_at,
        "questions": one.questions,
    }


def payment(one: PaymentRow) -> Data:
    plain = ("id", "part", "currency", "due", "paid_on", "reference", "late")
    return {**{name: getattr(one, name) for name in plain}, "who": who(one.member), "amount": money(one.amount)}


def _totals(found: Iterable[Any]) -> list[Data]:
    return [
        {
            "currency": one.currency,
            "payable": money(one.payable),
            "held": money(one.held),
            "reserved": money(one.reserved),
        }
        for one in found
    ]


def chain(found: Chain) -> Data:
    """What proving the ledger found; `faults` in words."""
    return {
        "lines": found.lines,
        "digest": found.digest,
        "whole": found.whole,
        "faults": [{"code": one.code, "words": reasons.say(one)} for one in found.faults],
    }
