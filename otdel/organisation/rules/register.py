"""What is wrong with a line of the register of accesses, the worst first, and what mends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from otdel.kit.reason import Reason

RENEWS_SOON = timedelta(days=30)
CHECKED_FOR = timedelta(days=180)

Severity = Literal["bad", "warn"]
Fix = Literal["change", "check", "grant", "revoke", "drill"]


@dataclass(frozen=True, slots=True)
class Looked:
    """A line as it stands. `confirmed` is when the backup last showed they can get in; `late` names whom to close."""

    company_owned: bool | None
    critical: bool
    owner: bool
    owner_left: str
    able: int
    backup: bool
    confirmed: date | None
    payer: str
    renewal: date | None
    last_check: date | None
    last_found: bool
    late: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, how bad it is, and which form of the access's page mends it."""

    why: Reason
    severity: Severity
    fix: Fix

    @property
    def code(self) -> str:
        return self.why.code


def problems(line: Looked, today: date) -> list[Problem]:
    """Everything wrong with an open access on `today`."""
    found = [*_closing(line), *_ownership(line), *_people(line), *_money(line, today), *_checks(line, today)]
    return sorted(found, key=lambda problem: problem.severity != "bad")


def _closing(line: Looked) -> Iterator[Problem]:
    for name in line.late:
        yield Problem(Reason.of("access_closing_late", name=name), "bad", "revoke")
    for name in line.closing:
        yield Problem(Reason.of("access_to_close", name=name), "warn", "revoke")


def _ownership(line: Looked) -> Iterator[Problem]:
    if line.company_owned is False:
        yield Problem(Reason.of("access_private"), "bad", "change")
    elif line.company_owned is None:
        yield Problem(Reason.of("access_ownership_unknown"), "warn", "change")
    if line.owner_left:
        yield Problem(Reason.of("access_owner_left", name=line.owner_left), "bad", "change")
    elif not line.owner:
        yield Problem(Reason.of("access_no_owner"), "warn", "change")


def _people(line: Looked) -> Iterator[Problem]:
    if not line.able:
        yield Problem(Reason.of("access_nobody"), "bad", "grant")
    if line.critical and not line.backup:
        yield Problem(Reason.of("access_no_backup"), "bad", "change")
    elif line.critical and line.confirmed is None:
        yield Problem(Reason.of("access_backup_untried"), "warn", "check")


def _money(line: Looked, today: date) -> Iterator[Problem]:
    if line.payer == "person":
        yield Problem(Reason.of("access_paid_privately"), "warn", "change")
    if line.renewal is None:
        return
    if line.renewal < today:
        yield Problem(Reason.of("access_renewal_passed", on=line.renewal.isoformat()), "bad", "change")
    elif line.renewal <= today + RENEWS_SOON:
        yield Problem(Reason.of("access_renews_soon", on=line.renewal.isoformat()), "warn", "change")


def _checks(line: Looked, today: date) -> Iterator[Problem]:
    if line.last_check is None:
        yield Problem(Reason.of("access_never_checked"), "warn", "check")
    elif not line.last_found:
        yield Problem(Reason.of("access_check_wrong", on=line.last_check.isoformat()), "bad", "check")
    elif today - line.last_check >= CHECKED_FOR:
        yield Problem(Reason.of("access_check_old", on=line.last_check.isoformat()), "warn", "check")
