"""How searches and channels are told apart: words of the brand, kinds of channels."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.scorecard.forms.counting import CountingForm
from otdel.scorecard.queries.channels import counted_channels, counted_words
from otdel.scorecard.services.counting import set_counting
from otdel.scorecard.views.common import FORM, LEADERS, page, say_refused
from otdel.web.parts import Link
from otdel.web.toasts import toast


@require_http_methods(FORM)
@needs(*LEADERS)
def show(request: HttpRequest) -> HttpResponse:
    """For the owner and the head. Saving asks for the values to be counted anew; closed periods stay."""
    viewer = viewer_of(request)
    channels, words = counted_channels(viewer), counted_words(viewer)
    form = CountingForm(channels, request.POST or None, initial={"words": ", ".join(words)})
    if request.method == "POST" and form.is_valid():
        try:
            set_counting(viewer, form.brand_words, form.kinds)
        except Refused as error:
            say_refused(request, error)
        else:
            toast(request, _("Saved. The numbers are counted anew in a minute."))
            return redirect("scorecard:counting")
    title = pgettext("page", "Brand and channels")
    return page(
        request,
        "counting.html",
        400 if form.errors else 200,
        title=title,
        crumbs=[
            Link(pgettext("page", "Measures"), reverse("scorecard:measures")),
            Link(title, "", current=True),
        ],
        verdict=_("A search with one of these words is a search for the brand: %(words)s.")
        % {"words": ", ".join(f"“{word}”" for word in words) or "–"},
        form=form,
    )
