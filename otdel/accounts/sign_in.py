"""The sign-in form in our words: labels above fields, no placeholders, "forgotten" only where mail works."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in {"login": _("E-mail"), "password": _("Password"), "remember": _("Stay signed in")}.items():
            if name in self.fields:
                self.fields[name].label = label
                self.fields[name].widget.attrs.pop("placeholder", None)
        if not settings.EMAIL_HOST:
            self.fields["password"].help_text = ""
