"""Words for reasons and done things about roles and the library."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from otdel.web.reasons import Words

REASONS: dict[str, Words] = {
    "role_not_in_library": _("The library has no role “%(role)s”. Choose one from its list."),
    "role_in_use": _("Your department works with the role “%(role)s” already. Open it to change its words."),
    "piece_is_equal": _("Nothing differs here any more: somebody decided it a moment ago. Nothing was changed."),
    "no_pay_plan": _("No pay plan is written."),
    "role_file_broken": _("%(file)s cannot be read as YAML (line %(line)s). Mend that line; nothing was changed."),
    "role_file_empty": _("%(file)s holds no role. Bring a file that was exported with “otdel people roles export”."),
    "role_file_problem": _("%(file)s, %(where)s: %(what)s"),
    "role_code_taken": _(
        "The company has a role with the code “%(code)s” already. Change the code in the file, or import with "
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
