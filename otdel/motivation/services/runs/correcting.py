"""Booking what a recalculation after publishing found: dated corrections that the next statements pay."""

from __future__ import annotations

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.motivation.models import Entry, StatementLine
from otdel.motivation.queries.differences import Difference, differences
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.queries.runs import standing_of
from otdel.motivation.rules.digests import digest_of
from otdel.motivation.services.entries import correct
from otdel.motivation.services.runs.common import code, held, newest


def book_differences(viewer: Viewer, run_id: int) -> list[Entry]:
    """Make corrections of what the newest snapshot says otherwise than the published one; each once.

    Only lines that are paid: held and reserved parts have their own decisions. What was corrected before for the same
    line is taken into account. Raises NotAllowed; Refused when there is nothing to correct.
    """
    viewer.must(*APPROVES)
    with transaction.atomic():
        run = held(run_id)
        old, new = standing_of(run), newest(run)
        found = () if old is None or old.pk == new.pk else differences(old, new)
        made = [one for each in found if (one := _corrected(viewer, each, new.pk, new.why)) is not None]
        if not made:
            raise Refused(Reason.of("pay_nothing_to_correct", period=code(run)))
        audit(viewer, "pay.differences_booked", f"payrun:{run.pk}", period=code(run), snapshot=new.number)
    return made


def _corrected(viewer: Viewer, one: Difference, snapshot: int, why: str) -> Entry | None:
    line = one.old_line or _any_line(one)
    if one.kind != "paid" or line is None:
        return None
    said = digest_of([one.code, one.subject])[:16]
    earlier = Entry.objects.filter(key__startswith="recount:", key__endswith=f":{one.old_statement}:{said}")
    amount = one.amount - sum(each.amount for each in earlier)
    key = f"recount:{snapshot}:{one.old_statement}:{said}"
    return correct(viewer, line, amount, why, key=key) if amount else None


def _any_line(one: Difference) -> int | None:
    """Where a line that was not there hangs its correction: on the statement's first."""
    found = StatementLine.objects.filter(statement=one.old_statement).order_by("position").first()
    return found.pk if found else None
