"""The company's own question: what an address asks, with the company's currency, VAT, channels and typed rates."""

from __future__ import annotations

import logging
from datetime import date, datetime
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from django.db import connections

from otdel.accounts.queries import CompanyFacts, company
from otdel.evidence.asked import Asked, asked
from otdel.evidence.queries.answer import MoneyAnswer
from otdel.evidence.queries.money import money
from otdel.evidence.queries.question import MoneyQuestion
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL, Role, Viewer
from otdel.measurement.queries.rules import company_rules, typed_rates, vat_rules
from otdel.measurement.store import warehouse
from otdel.warehouse import Snapshot

KEPT = 64  # answers kept for one state of the facts: a page, its neighbours and its exports ask the same again

log = logging.getLogger(__name__)
_answers: WeakKeyDictionary[Snapshot, dict[tuple[Role, MoneyQuestion], MoneyAnswer]] = WeakKeyDictionary()


class NotSetUp(Exception):
    """There is no company yet: `otdel new` has not been run."""


def today(viewer: Viewer) -> date:
    """Today where the company is. Raises NotSetUp."""
    return datetime.now(ZoneInfo(facts(viewer).time_zone)).date()


def facts(viewer: Viewer) -> CompanyFacts:
    found = company(viewer)
    if isinstance(found, NoData):
        raise NotSetUp
    return found


def company_question(viewer: Viewer, asked: Asked, on: date) -> MoneyQuestion:
    """The question of a page or a meeting, asked as the company counts. Raises NotSetUp."""
    own = facts(viewer)
    return MoneyQuestion(
        currency=own.currency,
        today=on,
        period=asked.period(on),
        compare=asked.compared(on),
        basis=asked.basis,
        with_vat=own.show_vat if asked.with_vat is None else asked.with_vat,
        vat=vat_rules(),
        rules=company_rules(),
        rates=typed_rates(),
        default_margin=own.usual_margin,
        zone=own.time_zone,
        filters=asked.filters,
    )


def company_money(viewer: Viewer, question: MoneyQuestion) -> MoneyAnswer:
    """The answer, computed once for as long as neither the question nor the facts change. Raises NotAllowed."""
    snapshot = warehouse().snapshot()
    answers = _answers.setdefault(snapshot, {})
    key = (viewer.role, question)
    if key not in answers:
        if len(answers) >= KEPT:
            answers.pop(next(iter(answers)), None)
        answers[key] = money(viewer, snapshot, question)
    return answers[key]


def warm() -> None:
    """Make the usual answer, so that the first visitor does not wait for it. A trouble is logged, never raised."""
    try:
        on = today(AT_TERMINAL)
        company_money(AT_TERMINAL, company_question(AT_TERMINAL, asked({}, on), on))
    except NotSetUp:
        pass
    except Exception:
        log.warning("the first money answer could not be made ahead", exc_info=True)
    finally:
        connections.close_all()
