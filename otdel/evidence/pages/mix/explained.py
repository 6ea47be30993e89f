"""What the '?' beside a number of the mix model opens: its meaning, its range, where it comes from and of when."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from otdel.evidence.pages.mix.figures import weeks
from otdel.evidence.queries.mix import FitLine
from otdel.evidence.wording.mix_names import meaning
from otdel.web import format as say
from otdel.web.parts import Explanation, Fact, Link


def why(code: str, title: str, fit: FitLine, spread: str = "") -> Explanation:
    """`code` is of the metric dictionary; `spread` the range in words, when there is one."""
    facts = [Fact(_("Range"), spread)] if spread else []
    facts += [Fact(_("Source"), source(fit)), Fact(_("Worked out"), say.moment(fit.made_at, year=True))]
    return Explanation(title, meaning(code), facts, Link(_("How sound the model is"), reverse("evidence:mix_model")))


def source(fit: FitLine) -> str:
    """The model and the weeks it saw: mix model 3, 104 weeks to 15 November 2026."""
    named = _("Mix model %(id)s, %(weeks)s") % {"id": fit.id, "weeks": weeks(fit.weeks)}
    return f"{named}, {seen_to(fit)}" if fit.last_week else named


def seen_to(fit: FitLine) -> str:
    assert fit.last_week is not None
    return _("the last from %(day)s") % {"day": say.day(fit.last_week)}
