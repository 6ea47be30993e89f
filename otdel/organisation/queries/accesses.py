"""The register of accesses as each viewer may see it: lines with what is wrong, one access with its history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Access, Holding
from otdel.organisation.queries.able import Ability, access_abilities, open_accesses
from otdel.organisation.queries.access_lines import (
    AccessLine,
    CheckLine,
    DrillLine,
    Held,
    access_lines,
    check_line,
    drill_lines,
    held_line,
)
from otdel.organisation.queries.circle import Circle, circle, must_see_access

GROUPS = {  # what the filter offers -> the problems it gathers
    "private": ("access_private", "access_paid_privately"),
    "unknown": ("access_ownership_unknown", "access_no_owner", "access_owner_left"),
    "backup": ("access_no_backup", "access_backup_untried", "access_nobody"),
    "renewal": ("access_renews_soon", "access_renewal_passed"),
    "check": ("access_never_checked", "access_check_old", "access_check_wrong"),
    "closing": ("access_closing_late", "access_to_close"),
}


@dataclass(frozen=True, slots=True)
class Register:
    """The lines that pass the filter; `total` of open accesses the viewer may see, `counts` of lines by group."""

    lines: tuple[AccessLine, ...]
    total: int
    counts: dict[str, int]
    verdict: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """One access with everything that happened to it. `may_edit` for owner and head, `may_check` for its people too."""

    line: AccessLine
    ability: Ability
    past: tuple[Held, ...]
    checks: tuple[CheckLine, ...]
    drills: tuple[DrillLine, ...]
    may_edit: bool
    may_check: bool


def register(viewer: Viewer, *, group: str = "", member: str = "", search: str = "", closed: bool = False) -> Register:
    """The register. `group` is a key of GROUPS or critical; `member` a slug; `closed` shows closed lines instead."""
    today = company_today(viewer)
    rows = Access.objects.filter(closed_on__lte=today) if closed else open_accesses(today)
    seen = None if viewer.may(Role.ACCOUNTANT) else circle(viewer)
    lines = access_lines(_mine(rows.select_related("owner", "backup"), seen), today)
    if viewer.may(Role.ACCOUNTANT):
        lines = [_for_accountant(line) for line in lines]
    counts = {name: sum(_in_group(line, name) for line in lines) for name in (*GROUPS, "critical")}
    shown = [line for line in lines if _passes(line, group, member, search)]
    return Register(tuple(shown), len(lines), counts, () if closed else _verdict(lines))


def access_answer(viewer: Viewer, pk: int) -> AccessAnswer | None:
    """One access; None when there is none. Raises NotAllowed when it is nobody's of the viewer's."""
    access = Access.objects.select_related("owner", "backup").filter(pk=pk).first()
    if access is None:
        return None
    must_see_access(viewer, access)
    today = company_today(viewer)
    past = Holding.objects.filter(access=access, end__lte=today).select_related("member")
    return AccessAnswer(
        line=access_lines([access], today)[0],
        ability=access_abilities([access], today)[0],
        past=tuple(held_line(one, timezone.now()) for one in past),
        checks=tuple(check_line(check) for check in access.checks.all()),
        drills=drill_lines(access.drills.select_related("member"), today),
        may_edit=viewer.may(Role.OWNER, Role.HEAD),
        may_check=access.closed_on is None,
    )


def _mine(rows: Iterable[Access], seen: Circle) -> list[Access]:
    if seen is None:
        return list(rows)
    held = set(Holding.objects.filter(member_id__in=seen, end=None).values_list("access_id", flat=True))
    return [row for row in rows if row.pk in held or row.owner_id in seen or row.backup_id in seen]


def _for_accountant(line: AccessLine) -> AccessLine:
    """Who pays and when: no people, no checks."""
    kept = tuple(one for one in line.problems if one.code in ("access_paid_privately", *GROUPS["renewal"]))
    return AccessLine(
        id=line.id,
        system=line.system,
        asset=line.asset,
        critical=line.critical,
        company_owned=line.company_owned,
        owner=None,
        backup=None,
        confirmed=None,
        holders=(),
        payer=line.payer,
        payer_name=line.payer_name,
        renewal=line.renewal,
        closed_on=line.closed_on,
        last_check=None,
        note="",
        problems=kept,
    )


def _passes(line: AccessLine, group: str, member: str, search: str) -> bool:
    people = {one.slug for one in (line.owner, line.backup) if one} | {one.member.slug for one in line.holders}
    return (
        (not group or _in_group(line, group))
        and (not member or member in people)
        and search.casefold() in f"{line.name} {line.note}".casefold()
    )


def _in_group(line: AccessLine, group: str) -> bool:
    if group == "critical":
        return line.critical
    return any(problem.code in GROUPS.get(group, ()) for problem in line.problems)


def _verdict(lines: Sequence[AccessLine]) -> tuple[Reason, ...]:
    """At most three sentences: whose they are, what renews, what must be closed."""
    if not lines:
        return (Reason.of("register_empty"),)
    seen = Counter(code for line in lines for code in {problem.code for problem in line.problems})
    private = seen["access_private"]
    said = [Reason.of("register_private", count=private, total=len(lines))]
    if not private:
        known = all(line.company_owned for line in lines)
        said = [Reason.of("register_all_ours" if known else "register_none_private", count=len(lines))]
    if late := seen["access_closing_late"]:
        said.append(Reason.of("register_late", count=late))
    if passed := seen["access_renewal_passed"]:
        said.append(Reason.of("register_passed", count=passed))
    said.append(Reason.of("register_renews", count=seen["access_renews_soon"]))
    return tuple(said[:3])
