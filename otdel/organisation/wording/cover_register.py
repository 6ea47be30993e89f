"""Words for the register of accesses: what is wrong with a line, what mends it, why a row or a change is refused."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

PROBLEMS: dict[str, Any] = {
    "access_private": _("It belongs to a person, not to the company."),
    "access_ownership_unknown": _("Nobody has said whether the company owns it."),
    "access_owner_left": _("Its owner, %(name)s, has left."),
    "access_no_owner": _("Nobody answers for it."),
    "access_nobody": _("Nobody who is here can get in."),
    "access_no_backup": _("It is critical and has no backup."),
    "access_backup_untried": _("The backup has not shown in half a year that they can get in."),
    "access_paid_privately": _("A person pays for it privately."),
    "access_renewal_passed": _("It was to be renewed by %(on)s."),
    "access_renews_soon": _("It is renewed on %(on)s."),
    "access_never_checked": _("Nobody has checked yet who really has it."),
    "access_check_wrong": _("The check on %(on)s found the register wrong."),
    "access_check_old": _("It was last checked on %(on)s, more than half a year ago."),
    "access_closing_late": _("%(name)s left and still has it: close it now."),
    "access_to_close": _("%(name)s leaves: to be closed within a day."),
}

FIXES: dict[str, Any] = {
    "access_private": _("Move it to the company"),
    "access_ownership_unknown": _("Say whose it is"),
    "access_owner_left": _("Name an owner"),
    "access_no_owner": _("Name an owner"),
    "access_nobody": _("Say who has it"),
    "access_no_backup": _("Name a backup"),
    "access_backup_untried": _("Check it with the backup"),
    "access_paid_privately": _("Change who pays"),
    "access_renewal_passed": _("Set the next date"),
    "access_renews_soon": _("Set the next date"),
    "access_never_checked": _("Check it"),
    "access_check_wrong": _("Check it again"),
    "access_check_old": _("Check it again"),
    "access_closing_late": _("Close it"),
    "access_to_close": _("Close it"),
}

GROUP_NAMES: dict[str, Any] = {
    "critical": pgettext_lazy("accesses", "Critical"),
    "private": pgettext_lazy("accesses", "Owned or paid privately"),
    "unknown": pgettext_lazy("accesses", "Nobody answers for them"),
    "backup": pgettext_lazy("accesses", "Without a sure backup"),
    "renewal": pgettext_lazy("accesses", "To renew"),
    "check": pgettext_lazy("accesses", "To check"),
    "closing": pgettext_lazy("accesses", "To close"),
}

REGISTER: dict[str, Any] = {
    **PROBLEMS,
    "register_empty": _("No accesses are registered yet."),
    "register_private": ngettext_lazy(
        "%(count)s of %(total)s accesses is owned privately.",
        "%(count)s of %(total)s accesses are owned privately.",
        "count",
    ),
    "register_all_ours": ngettext_lazy(
        "The one access belongs to the company.", "All %(count)s accesses belong to the company.", "count"
    ),
    "register_none_private": ngettext_lazy(
        "The one access is not known to be private.",
        "None of the %(count)s accesses is known to be private, but not all have an owner named.",
        "count",
    ),
    "register_late": ngettext_lazy(
        "%(count)s should have been closed behind somebody who left.",
        "%(count)s should have been closed behind people who left.",
        "count",
    ),
    "register_passed": ngettext_lazy("%(count)s is past its renewal.", "%(count)s are past their renewal.", "count"),
    "register_renews": ngettext_lazy("%(count)s renews within 30 days.", "%(count)s renew within 30 days.", "count"),
    "access_still_held": _("Still in use by %(names)s. Take it back from them first; then the line can be closed."),
    "access_held_already": _("%(name)s has it from %(on)s already."),
    "keeper_has_left": _("%(name)s has left. Engage them again first; until then the access is to be closed."),
    "revoke_in_future": _("Write it down when it is taken back: today or earlier."),
    "check_in_future": _("A check was made today or earlier. Change the day."),
    "check_wrong_without_note": _("Write what was wrong, so that it can be put right."),
    "backup_is_owner": _("Owner and backup are the same person. A backup is somebody else."),
    "access_registered_already": _("“%(access)s” is in the register already. Open that line, or name another asset."),
    "register_too_large": _("The file is larger than %(limit)s MB. Send a shorter table. Nothing was changed."),
    "register_no_system": _(
        "The file has no column “%(column)s”. Its columns are: %(headers)s. Export the register once to see the "
        "layout. Nothing was changed."
    ),
    "register_too_many": _("The file has %(rows)s rows; up to %(limit)s are taken at once. Nothing was changed."),
    "row_no_system": _("The row names no system, so it means nothing."),
    "row_not_yes_no": _("“%(value)s” is neither yes nor no. Write yes or no, or leave it empty while it is not known."),
    "row_person_unknown": _(
        "Nobody is called “%(value)s”. Add the person first, or write the name as on the Team page."
    ),
    "row_day_unreadable": _("“%(value)s” is no day. Write it as 2026-11-23."),
    "row_payer_unknown": _("“%(value)s” is no payer. Write company, person, contractor or nothing."),
    "row_repeats": _("The same system and asset stand in row %(row)s already; that row was taken."),
    "row_text_too_long": _("The text is longer than %(limit)s letters. Shorten it."),
}
