"""Words for roles, for what people did, and for why something about an account cannot be done."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.kit.viewer import Role

ROLES = {
    Role.OWNER: pgettext_lazy("role", "Owner"),
    Role.HEAD: pgettext_lazy("role", "Head of marketing"),
    Role.SPECIALIST: pgettext_lazy("role", "Specialist"),
    Role.CONTRACTOR: pgettext_lazy("role", "Contractor"),
    Role.ACCOUNTANT: pgettext_lazy("role", "Accountant"),
}

MAY = {
    Role.OWNER: _("Sees and changes everything, invites people, sets the company up."),
    Role.HEAD: _("Sees all money and data, imports files, decides on channels."),
    Role.SPECIALIST: _("Sees money and data, imports files."),
    Role.CONTRACTOR: _("Sees only what is meant for them."),
    Role.ACCOUNTANT: _(
        "Sees all money and data; enters costs, exchange rates and VAT; changes no files and no channels."
    ),
}

THEMES = {
    "auto": pgettext_lazy("theme", "As on this device"),
    "light": pgettext_lazy("theme", "Light"),
    "dark": pgettext_lazy("theme", "Dark"),
}

WEEKDAYS = {0: _("Monday"), 5: _("Saturday"), 6: _("Sunday")}

VERBS = {  # other chapters add their own in AppConfig.ready()
    "company_founded": _("set up the company"),
    "company_changed": _("changed the company’s settings"),
    "invited": _("invited somebody"),
    "invitation_withdrawn": _("withdrew an invitation"),
    "invitation_accepted": _("accepted an invitation"),
    "rights_changed": _("changed somebody’s rights"),
    "password_link_made": _("made a link for a new password"),
    "signed_in": _("signed in"),
    "key_made": _("made a key for a program"),
    "key_revoked": _("took a key back"),
}

REASONS = {
    "company_not_set_up": _("There is no company yet. Run “otdel new” on the machine where Otdel lives."),
    "company_exists": _(
        "This installation already belongs to “%(name)s”. For another company, set another OTDEL_HOME."
    ),
    "already_here": _("%(email)s has an account already. Nothing was changed."),
    "invitation_unknown": _("This invitation does not exist or was withdrawn. Ask whoever sent it for a new link."),
    "invitation_used": _("This invitation has been used. If it was you, sign in."),
    "invitation_expired": _("This invitation is too old. Ask whoever sent it for a new link."),
    "last_owner": _("The company needs at least one owner. Make somebody else an owner first. Nothing was changed."),
    "too_many_keys": _("You have %(most)s keys that work. Take one back before making another."),
    "key_needs_name": _("Say what will use the key, so that you know later which one to take back."),
    "person_unknown": _("Nobody here signs in with %(email)s. Check the address on the people page."),
}

ANSWERS = {  # what the API says when it says no
    "not_allowed": _("This is not yours to see or to do, or it is not there."),
    "not_there": _("There is nothing at this address."),
    "no_key": _("Say who you are: send a key as “Authorization: Bearer …”. Keys are made under Settings."),
    "wrong_key": _("This key does not work: it is unknown or was taken back."),
    "wrong_keys": _("Too many wrong keys came from here. Wait ten minutes."),
    "csrf": _("A change from a browser needs its CSRF token in “X-CSRFToken”. Nothing was changed."),
    "bad_request": _("The request cannot be read. Nothing was changed."),
    "values_wrong": _("Some values are missing or cannot be read: %(names)s. Nothing was changed."),
}

SECOND_STEP = (  # headings of django-allauth's pages, worded here because its own translations capitalise each word
    _("Authenticator App"),
    _("Security Keys"),
    _("Recovery Codes"),
    _("Change Password"),
    _("Activate Authenticator App"),
    _("Add Security Key"),
    _("Two-Factor Authentication"),
    _("Confirm Access"),
)
