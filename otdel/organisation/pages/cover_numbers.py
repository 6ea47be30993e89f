"""The key numbers of a process and of replaceability, each with what it means."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.kit.reason import NoData
from otdel.organisation.queries.cover import CoverAnswer
from otdel.organisation.queries.processes import ProcessLine
from otdel.organisation.templatetags.cover import times_done
from otdel.web import format, reasons
from otdel.web.parts import Explanation, Fact, KeyNumber, Tone


def of_process(line: ProcessLine) -> list[KeyNumber]:
    return [_carried(line), _next(line), _last(line)]


def of_cover(found: CoverAnswer) -> list[KeyNumber]:
    return [_confirmed(found), _unwritten(found), _overdue(found), _drills(found)]


def bus_factor_why(share: int) -> Explanation:
    """What the measure is, in full, and where it comes from."""
    text = _(
        "The fewest people whose leaving at once leaves more than %(share)s%% of the critical processes and accesses "
        "without anybody who has shown that they can do them. Able is whoever holds it, and whoever passed a drill, "
        "ran it with evidence, or was found able to sign in by a check within 180 days. Every set of people is "
        "weighed, so the number is exact for up to 20 people; beyond that it is an upper bound, called “at most”."
    )
    facts = [
        Fact(_("Source of the measure"), "Avelino et al. 2016, truck factor"),
        Fact(_("Holidays"), _("people on holiday still count as here")),
    ]
    return Explanation(_("The bus factor"), text % {"share": share}, facts)


def _carried(line: ProcessLine) -> KeyNumber:
    carried = line.carried
    why = Explanation(
        _("Carried out"),
        _(
            "Of the times it was due, how many have a run written down in their stretch: its day, week, month or "
            "quarter. Working days are Monday to Friday; public holidays are not taken off. Today is not counted yet."
        ),
        [Fact(_("Counted since"), format.day(line.since)), Fact(_("Late"), format.number(carried.late))],
    )
    if isinstance(carried.share, NoData):
        return KeyNumber(_("Carried out"), format.not_known(), why, note=reasons.say(carried.share.reason))
    share = format.percent(carried.share.numerator / carried.share.denominator, 0)
    tone: Tone = "good" if not carried.missed else "bad" if carried.share < Fraction(1, 2) else "warn"
    return KeyNumber(_("Carried out"), share, why, note=times_done(carried), tone=tone)


def _next(line: ProcessLine) -> KeyNumber:
    why = Explanation(_("Next due"), _("The first day from today on when it is due and not yet run."))
    if isinstance(line.next_due, NoData):
        return KeyNumber(_("Next due"), format.not_known(), why, note=reasons.say(line.next_due.reason))
    late = _("overdue since %(day)s") % {"day": format.short_day(line.overdue.due)} if line.overdue else ""
    return KeyNumber(_("Next due"), format.short_day(line.next_due), why, note=late, tone="bad" if late else "")


def _last(line: ProcessLine) -> KeyNumber:
    why = Explanation(_("Last run"), _("The newest run that was written down, with what shows it."))
    if line.last_run is None:
        return KeyNumber(_("Last run"), format.not_known(), why, note=_("No run is written down."))
    return KeyNumber(
        _("Last run"), format.short_day(line.last_run.day), why, note=line.last_run.member.name, href="#runs"
    )


def _confirmed(found: CoverAnswer) -> KeyNumber:
    why = Explanation(
        _("With a confirmed second person"),
        _(
            "Critical processes and accesses that somebody besides the holder has shown they can do: a drill passed, a "
            "run with evidence, or a check of the access, within 180 days. A name written down is not enough."
        ),
    )
    tone: Tone = "good" if found.confirmed == found.critical else "warn"
    of = _("of %(count)s") % {"count": format.number(found.critical)}
    return KeyNumber(_("With a confirmed second person"), format.number(found.confirmed), why, unit=of, tone=tone)


def _unwritten(found: CoverAnswer) -> KeyNumber:
    count = len(found.unwritten)
    why = Explanation(
        _("Critical without steps"),
        _("Critical processes for which nobody has written how they are done."),
        [Fact(line.name, "") for line in found.unwritten[:6]],
    )
    href = found.unwritten[0].href + "#steps" if found.unwritten else ""
    return KeyNumber(_("Critical without steps"), format.number(count), why, tone="bad" if count else "good", href=href)


def _overdue(found: CoverAnswer) -> KeyNumber:
    count = len(found.overdue)
    why = Explanation(_("Overdue processes"), _("Their day has passed and no run is written down since."))
    tone: Tone = "bad" if count else "good"
    return KeyNumber(_("Overdue processes"), format.number(count), why, tone=tone, href="#overdue")


def _drills(found: CoverAnswer) -> KeyNumber:
    passed = sum(drill.result in ("passed", "helped") for drill in found.done)
    why = Explanation(_("Drills passed in a year"), _("A backup did it from the notes alone, with or without help."))
    planned = len(found.planned)
    note = ngettext("%(count)s planned", "%(count)s planned", planned) % {"count": planned}
    return KeyNumber(_("Drills passed in a year"), format.number(passed), why, note=note, href="#drills")
