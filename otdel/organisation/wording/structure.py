"""Words for reasons and done things about people, their engagements, zones and agreements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from otdel.kit.reason import Value
from otdel.web import format
from otdel.web.reasons import Words

STRUCTURE: dict[str, Any] = {
    "account_taken": _("This account belongs to %(name)s already. Take it from them first, or choose another account."),
    "account_unknown": _("There is no such account. Invite the person first, or leave the account empty."),
    "agree_to_card": _("Read the role card and agree to it, or say what should be otherwise."),
    "card_not_written": _("The role has no card yet: copy it from the library, or write its mission and duties."),
    "card_not_agreed": _("Not agreed yet."),
    "card_changed_since": _("The words changed after they were agreed to, so they need agreeing again."),
    "dates_cross": _(
        "The dates cross: it would begin on %(start)s and end on %(end)s. Give an end after the beginning, or leave it "
        "open."
    ),
    "day_outside_engagement": _(
        "On that day the engagement does not hold (it runs from %(start)s to %(end)s). Choose a day inside it, or add "
        "a new engagement."
    ),
    "duties_not_seen": _("None of the role’s processes was run yet, and nothing else shows it."),
    "ran_a_process": _("The last process run: %(process)s."),
    "engaged_already": _(
        "%(name)s holds this role from %(start)s to %(end)s already. Change that engagement from a day on, or end it "
        "before this one begins."
    ),
    "member_has_history": _(
        "%(name)s has history here, so nothing was deleted. End their engagement instead: they leave the chart and "
        "their past stays."
    ),
    "part_held_already": _(
        "%(name)s has this part in the zone on those days already. End it first, or choose other days."
    ),
    "reports_in_circle": _("That would close a circle: %(circle)s. Choose somebody outside it."),
    "role_is_held": _(
        "The role is held by %(names)s. End those engagements, or give them another role, then retire it."
    ),
    "share_outside": _(
        "%(share)s of a full week is outside what can be: write between 0.05 and 1.5, where 1 is 40 hours."
    ),
    "somebody_answers": _(
        "%(name)s answers for this zone on those days already, and only one person can. Hand it over from %(day)s, or "
        "choose other days."
    ),
    "stands_in_for_self": _("%(name)s answers for this zone, so somebody else has to stand in."),
    "zone_retired": _("The zone is retired from %(day)s on. Choose days before that, or add a new zone."),
}

EXCHANGE: dict[str, Any] = {
    "exchange_account_unknown": _("Nobody signs in with %(value)s. Invite them first, or leave the cell empty."),
    "exchange_archive_broken": _(
        "The archive cannot be opened (%(detail)s). Unpack it and bring the files themselves."
    ),
    "exchange_cell_empty": _("There is nothing under “%(in_column)s”, and the row needs it."),
    "exchange_cell_long": _("What stands under “%(in_column)s” is longer than %(limit)s signs. Shorten it."),
    "exchange_cell_not_day": _("“%(value)s” is not a day. Write it as 2026-10-01."),
    "exchange_cell_not_email": _("“%(value)s” is not an e-mail address. Correct it, or leave the cell empty."),
    "exchange_cell_not_share": _("“%(value)s” is not a share. Write 0.5 or 50%% for half."),
    "exchange_cell_not_word": _("“%(value)s” is not one of the words used here: %(words)s."),
    "exchange_cell_not_yes": _("“%(value)s” is neither yes nor no."),
    "exchange_column_unknown": _(
        "The column “%(column)s” is not used, so it was left out. The columns of this table are: %(columns)s."
    ),
    "exchange_entry_plain": _("Each entry is a list of columns with values, such as “name: Olena Kovalenko”."),
    "exchange_nothing": _(
        "Nothing of a department was found in it. It needs a table with the columns of people, zones, engagements or "
        "accountabilities: export one to see how they look."
    ),
    "exchange_person_unknown": _(
        "Nobody here is called “%(name)s”. Add them to the table of people, or correct the name."
    ),
    "exchange_role_unknown": _(
        "The company has no role “%(role)s” (it has: %(known)s). Take it from the library first, or correct the code."
    ),
    "exchange_row_ragged": _("The row has more or fewer cells than the header. Put commas inside a cell into quotes."),
    "exchange_slug": _("“%(value)s” cannot stand in an address. Use small Latin letters, figures and hyphens."),
    "exchange_too_large": _("It is larger than %(limit)s MB. Bring it in parts."),
    "exchange_too_long": _("It has %(rows)s rows; %(limit)s are taken at once. Bring it in parts."),
    "exchange_two_of_name": _(
        "Two people are called “%(name)s”. Write the slug, as it stands in the address of their page."
    ),
    "exchange_yaml_alias": _("The file uses anchors and aliases, which are not read. Write the values out."),
    "exchange_yaml_broken": _("The YAML cannot be read (%(detail)s). Correct it there; nothing was changed."),
    "exchange_zone_unknown": _("There is no one zone “%(zone)s”. Write its code as an export has it, or add the zone."),
}


def dated(text: Any, values: Mapping[str, Value]) -> str:
    """`text` with its values in place; days come as 2026-10-01 and are said as people say them."""
    return str(text) % {name: _said(value) for name, value in values.items()}


def _said(value: Value) -> Value:
    try:
        return format.day(date.fromisoformat(value)) if isinstance(value, str) and len(value) == 10 else value
    except ValueError:
        return value


REASONS: dict[str, Words] = {code: partial(dated, text) for code, text in {**STRUCTURE, **EXCHANGE}.items()}

VERBS: dict[str, Any] = {
    "agreed": _("agreed to what is written"),
    "department.started": _("started the department"),
    "engagement.begun": _("engaged somebody"),
    "engagement.changed": _("changed somebody’s engagement"),
    "engagement.ended": _("ended somebody’s engagement"),
    "member.added": _("added a person to the department"),
    "member.linked": _("signed in first, and was linked to their place in the department"),
    "member.changed": _("changed what is written about a person"),
    "member.deleted": _("took out a person added by mistake"),
    "people.exported": _("took the department out to a file"),
    "people.imported": _("imported people and zones"),
    "role.retired": _("retired a role"),
    "zone.accountable": _("made somebody answer for a zone"),
    "zone.added": _("added a zone"),
    "zone.backup": _("chose who stands in for a zone"),
    "zone.changed": _("changed a zone"),
    "zone.handed_over": _("handed a zone over"),
    "zone.helps": _("chose who helps in a zone"),
    "zone.part_ended": _("ended somebody’s part in a zone"),
    "zone.retired": _("retired a zone"),
}
