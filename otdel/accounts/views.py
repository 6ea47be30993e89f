"""The pages of accounts: accepting an invitation, people and rights, one's own settings, the company."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from otdel.accounts import services
from otdel.accounts.forms import AcceptForm, CompanyForm, InviteForm, KeyForm, MarginForm, RightsForm, SettingsForm
from otdel.accounts.keys import keys_of, make_key, take_back
from otdel.accounts.models import Company, Person
from otdel.accounts.queries import open_invitations, people
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit, trail
from otdel.accounts.viewers import needs, viewer_of
from otdel.accounts.wording import MAY, ROLES, VERBS
from otdel.kit.viewer import Role
from otdel.web.reasons import say
from otdel.web.views import keep_language

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DEMO_ROLES = tuple(Role)


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any]) -> HttpResponse:
    """Too many wrong passwords: what happened and what to do. Called by django-axes."""
    return render(request, "accounts/locked_out.html", status=429)


@sensitive_post_parameters("password")
@never_cache
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """The door an invitation opens, once."""
    try:
        invitation = services.open_invitation(secret)
    except Refused as refused:
        return render(request, "accounts/closed.html", {"reason": say(refused.reason)}, status=410)
    first = {"email": invitation.email, "language": get_language()}
    form = AcceptForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            person = services.accept(secret, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, say(refused.reason))
        else:
            login(request, person, backend=BACKEND)
            return redirect("/")
    return render(request, "accounts/accept.html", {"form": form, "role": ROLES[Role(invitation.role)]})


@require_POST
def demo_sign_in(request: HttpRequest, role: str) -> HttpResponse:
    """One click into the demo company. Elsewhere this page does not exist."""
    if not settings.OTDEL_DEMO or role not in DEMO_ROLES:
        raise Http404
    person = get_object_or_404(Person.objects.filter(role=role, is_active=True).order_by("id")[:1])
    login(request, person, backend=BACKEND)
    answer = redirect("/")
    keep_language(answer, get_language() or person.language)  # as the sign-in page was read
    return answer


@needs(Role.OWNER, Role.HEAD)
def people_page(request: HttpRequest) -> HttpResponse:
    return _people(request)


@require_POST
@never_cache
@needs(Role.OWNER)
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _people(request, form=form)
    try:
        secret = services.invite(viewer_of(request), Role(form.cleaned_data["role"]), form.cleaned_data["email"])
    except Refused as refused:
        form.add_error("email", say(refused.reason))
        return _people(request, form=form)
    return _people(request, link=request.build_absolute_uri(reverse("accounts:accept", args=[secret])))


@require_POST
@needs(Role.OWNER)
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    services.withdraw_invitation(viewer_of(request), invitation)
    messages.success(request, _("The invitation no longer works."))
    return redirect("accounts:people")


@require_POST
@needs(Role.OWNER)
def rights(request: HttpRequest, person: int) -> HttpResponse:
    form = RightsForm(request.POST)
    get_object_or_404(Person, pk=person)
    if form.is_valid():
        role, active = Role(form.cleaned_data["role"]), form.cleaned_data["active"]
        try:
            changed = services.change_rights(viewer_of(request), person, role=role, active=active)
            messages.success(request, _("Saved: %(name)s.") % {"name": changed.name})
        except Refused as refused:
            messages.error(request, say(refused.reason))
    return redirect("accounts:people")


@require_POST
@never_cache
@needs(Role.OWNER)
def new_password(request: HttpRequest, person: int) -> HttpResponse:
    get_object_or_404(Person, pk=person, is_active=True)
    uid, key = services.password_link(viewer_of(request), person)
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    return _people(request, password_link=request.build_absolute_uri(address))


@needs()
def own_settings(request: HttpRequest) -> HttpResponse:
    person = get_object_or_404(Person, pk=viewer_of(request).person)
    form = SettingsForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        answer = redirect("accounts:settings")
        keep_language(answer, person.language)
        return answer
    role = Role(person.role)
    context = {"title": _("Settings"), "form": form, "role": ROLES[role], "may": MAY[role]}
    return render(request, "accounts/settings.html", context)


@never_cache
@needs()
def keys_page(request: HttpRequest) -> HttpResponse:
    """One's own keys for programs; a POST makes one, whose secret this answer alone shows."""
    viewer, secret = viewer_of(request), ""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            secret, form = make_key(viewer, form.cleaned_data["name"]), KeyForm()
        except Refused as refused:
            form.add_error(None, say(refused.reason))
    context = {"title": _("Keys for programs"), "form": form, "secret": secret, "keys": keys_of(viewer)}
    return render(request, "accounts/keys.html", context, status=400 if form.errors else 200)


@require_POST
@needs()
def revoke_key(request: HttpRequest, key: int) -> HttpResponse:
    take_back(viewer_of(request), key)
    messages.success(request, _("The key no longer works."))
    return redirect("accounts:keys")


@needs(Role.OWNER, Role.HEAD)
def company_page(request: HttpRequest) -> HttpResponse:
    """Everything about the company for an owner; the usual margin alone for a head."""
    kind = CompanyForm if viewer_of(request).may(Role.OWNER) else MarginForm
    form = kind(request.POST or None, instance=get_object_or_404(Company))
    if request.method == "POST" and form.is_valid():
        form.save()
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        changed = {name: "" if value is None else str(value) for name, value in values.items()}
        audit(viewer_of(request), "company_changed", "company:1", **changed)
        messages.success(request, _("Saved. Reports use the new values from now on."))
        return redirect("accounts:company")
    return render(request, "accounts/company.html", {"title": _("Company settings"), "form": form})


@needs(Role.OWNER, Role.HEAD)
def trail_page(request: HttpRequest) -> HttpResponse:
    lines = [(line, VERBS.get(line.verb, line.verb)) for line in trail(viewer_of(request), limit=200)]
    return render(request, "accounts/trail.html", {"title": _("Who did what"), "lines": lines})


def _people(request: HttpRequest, **extra: Any) -> HttpResponse:
    viewer = viewer_of(request)
    owner = viewer.may(Role.OWNER)
    context = {
        "title": _("People and rights"),
        "rows": [
            (
                row,
                ROLES[row.role],
                RightsForm(initial={"role": row.role, "active": row.active}, auto_id=f"p{row.id}-%s"),
            )
            for row in people(viewer)
        ],
        "invitations": [(row, ROLES[row.role]) for row in open_invitations(viewer)] if owner else [],
        "form": InviteForm() if owner else None,
        "may": [(label, MAY[role]) for role, label in ROLES.items()],
        "owner": owner,
    }
    return render(request, "accounts/people.html", context | extra)
