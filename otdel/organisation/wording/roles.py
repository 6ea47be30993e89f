"""Words for reasons and done things about roles and the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from otdel.kit.reason import Value
from otdel.web.reasons import Words

KINDS = {
    "text": _("a text"),
    "whole number": _("a whole number"),
    "number": _("a number"),
    "yes or no": _("true or false"),
}


def text_for_kind(values: Mapping[str, Value]) -> str:
    """ "roles.yaml, line 12, structure.processes.0.minutes: a whole number was expected here."."""
    words = gettext("%(file)s, line %(line)s, %(path)s: %(kind)s was expected here. Nothing was changed.")
    return words % {**values, "kind": KINDS[str(values["value"])]}


REASONS: dict[str, Words] = {
    "role_not_in_library": _("The library has no role “%(role)s”. Choose one from its list."),
    "role_in_use": _("Your department works with the role “%(role)s” already. Open it to change its words."),
    "piece_is_equal": _("Nothing differs here any more: somebody decided it a moment ago. Nothing was changed."),
    "role_file_broken": _("%(file)s, line %(line)s: this is not YAML any more. Mend that line; nothing was changed."),
    "role_file_empty": _("%(file)s is empty. Bring a file made by “otdel people roles export”; nothing was changed."),
    "role_file_encoding": _("%(file)s is not in UTF-8. Save it again in UTF-8; nothing was changed."),
    "role_file_too_large": _("%(file)s is larger than 1 MB, and no role is. Nothing was changed."),
    "role_file_not_a_role": _(
        "%(file)s, line %(line)s: here is no role. A role begins with its code. Nothing was changed."
    ),
    "role_file_no_title": _(
        "%(file)s: the role is called nothing. Give it a title in one language at least. Nothing was changed."
    ),
    "role_file_wants": text_for_kind,
    "role_file_wants_map": _(
        "%(file)s, line %(line)s, %(path)s: names with values were expected here. Nothing was changed."
    ),
    "role_file_wants_list": _("%(file)s, line %(line)s, %(path)s: a list was expected here. Nothing was changed."),
    "role_file_unknown": _(
        "%(file)s, line %(line)s, %(path)s: a role has no “%(value)s”. Check the spelling; nothing was changed."
    ),
    "role_file_missing": _("%(file)s, line %(line)s, %(path)s: “%(value)s” is missing. Nothing was changed."),
    "role_file_code": _(
        "%(file)s, line %(line)s, %(path)s: “%(value)s” is no code. Use small Latin letters, digits, - and _. "
        "Nothing was changed."
    ),
    "role_file_twice": _("%(file)s, line %(line)s, %(path)s: “%(value)s” stands here twice. Nothing was changed."),
    "role_file_cadence": _(
        "%(file)s, line %(line)s, %(path)s: “%(value)s” is no cadence. Use one of those an exported role has. "
        "Nothing was changed."
    ),
    "role_file_day": _(
        "%(file)s, line %(line)s, %(path)s: “%(value)s” is no day. Write mon to sun, 1 to 31, or bd4 for the fourth "
        "working day. Nothing was changed."
    ),
    "role_code_taken": _(
        "The company has a role with the code “%(role)s” already. Change the code in the file, or import with "
        "--replace to lay the file’s words over it."
    ),
}

VERBS: dict[str, Any] = {
    "role.adopted": _("copied a role from the library"),
    "role.brought_back": _("brought a retired role back"),
    "role.imported": _("imported a role"),
    "role.kept": _("kept our words of a role"),
    "role.rewritten": _("changed the words of a role"),
    "role.taken": _("took the library’s newer words of a role"),
}
