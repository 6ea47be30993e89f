"""The key numbers of the structure page, each with its explanation."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.organisation.queries.structure import Structure
from otdel.web import format
from otdel.web.parts import Explanation, Fact, KeyNumber


def key_numbers(found: Structure) -> list[KeyNumber]:
    """People, full weeks, zones with exactly one who answers, zones somebody could take over."""
    tally = found.tally
    working = [person for person in found.people if person.holds]
    as_of = Fact(_("As of"), format.day(found.day))
    backed = tally.zones - tally.bare
    return [
        KeyNumber(
            _("People with a role"),
            format.number(len(working)),
            Explanation(_("People with a role"), _("Everybody with an engagement that holds on this day."), [as_of]),
            note=_firms(sum(person.is_firm for person in working)),
        ),
        KeyNumber(
            _("Full weeks of work"),
            format.number(found.full_time, 2),
            Explanation(
                _("Full weeks of work"),
                _("The shares of all engagements added up: 1 is 40 hours a week."),
                [as_of],
            ),
        ),
        KeyNumber(
            _("Zones with one who answers"),
            _("%(one)s of %(all)s") % {"one": tally.one, "all": tally.zones},
            Explanation(
                _("Zones with one who answers"),
                _(
                    "A zone is in order when exactly one person answers for it: with nobody it is dropped, with two "
                    "each waits for the other."
                ),
                [as_of, Fact(_("Nobody"), str(tally.empty)), Fact(_("Two or more"), str(tally.double))],
            ),
            tone="bad" if tally.one < tally.zones else "good",
            note=_("%(share)s in order") % {"share": format.percent(tally.one / tally.zones, 0)} if tally.zones else "",
        ),
        KeyNumber(
            _("Zones somebody could take over"),
            _("%(one)s of %(all)s") % {"one": backed, "all": tally.zones},
            Explanation(
                _("Zones somebody could take over"),
                _("Zones in which a second person is named to stand in when the first is away."),
                [as_of],
            ),
            tone="warn" if tally.bare else "good",
            href="?problem=bare#grid" if tally.bare else "",
        ),
    ]


def _firms(count: int) -> str:
    return ngettext("%(count)d of them a firm", "%(count)d of them firms", count) % {"count": count} if count else ""
