"""What the designer's figures are called: kinds of work, volumes, norms, prices, and what an uncovered hour means."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from otdel.organisation.library import library
from otdel.organisation.words import spoken

Text = Any  # a lazy text; Django gives it no public type

KINDS: dict[str, Text] = {
    "lead": pgettext_lazy("work", "Leading"),
    "ads": pgettext_lazy("work", "Paid ads"),
    "reports": pgettext_lazy("work", "Reports and measurement"),
    "seo": pgettext_lazy("work", "Search (SEO)"),
    "texts": pgettext_lazy("work", "Texts"),
    "site": pgettext_lazy("work", "Site"),
    "social": pgettext_lazy("work", "Social networks"),
    "email": pgettext_lazy("work", "E-mail"),
    "partners": pgettext_lazy("work", "Partners"),
    "pr": pgettext_lazy("work", "PR"),
}

MEANS: dict[str, Text] = {
    "lead": _("Nobody sets goals, divides the budget and accepts work: people are busy, and nobody knows with what."),
    "ads": _("Campaigns run without anybody looking: money goes on being spent when something breaks."),
    "reports": _("Nobody sees in time what works, and leads are not gone through with sales."),
    "seo": _("Pages lose their places in search, and faults of the site stay unseen."),
    "texts": _("Articles, letters and pages wait for words, and whoever needs them waits too."),
    "site": _("Pages and cards are published late or with mistakes."),
    "social": _("Questions stay unanswered, and pages go quiet."),
    "email": _("The base is not written to and cools down."),
    "partners": _("Partners’ actions are not checked: some are paid for nothing, some leave."),
    "pr": _("Nobody writes to media: there are no publications but paid ones."),
}

VOLUMES: dict[str, Text] = {
    "channels": _("Paid channels"),
    "leads": _("Qualified leads wanted"),
    "reports": _("Reports"),
    "articles": _("Articles"),
    "pages": _("Pages worked on for search"),
    "posts": _("Posts"),
    "letters": _("Mailings"),
    "landings": _("Landing pages"),
    "cards": _("Catalogue cards"),
    "partners": _("Active partners"),
    "publications": _("Publications in media"),
}

PIECES: dict[str, Text] = {
    "channels": pgettext_lazy("piece of work", "A paid channel"),
    "leads": pgettext_lazy("piece of work", "A qualified lead"),
    "reports": pgettext_lazy("piece of work", "A report"),
    "articles": pgettext_lazy("piece of work", "An article"),
    "pages": pgettext_lazy("piece of work", "A page worked on for search"),
    "posts": pgettext_lazy("piece of work", "A post"),
    "letters": pgettext_lazy("piece of work", "A mailing"),
    "landings": pgettext_lazy("piece of work", "A landing page"),
    "cards": pgettext_lazy("piece of work", "A catalogue card"),
    "partners": pgettext_lazy("piece of work", "An active partner"),
    "publications": pgettext_lazy("piece of work", "A publication in media"),
}

TERMS: dict[str, Text] = {
    "staff": pgettext_lazy("terms", "in the office"),
    "remote": pgettext_lazy("terms", "remote"),
    "contract": pgettext_lazy("terms", "on contract"),
}

SHARES: dict[str, Text] = {
    "half": pgettext_lazy("share of a week", "half-time"),
    "full": pgettext_lazy("share of a week", "full-time"),
}

PLAIN: dict[str, Text] = {
    "anchor": _("A month of an average full-time specialist"),
    "budget": _("Budget for new people, a month"),
    "spend": _("Ad spend, a month"),
    "goal.revenue": _("Revenue wanted, a month"),
    "goal.per_lead": _("Revenue a qualified lead brings"),
    "norm.spend": _("Ad spend one hour looks after"),
    "lead.person": _("Hours to lead one person"),
    "lead.contract": _("Hours to lead one contractor"),
    "lead.owner": _("Hours the owner leads marketing"),
    "span.head": _("People one head can lead"),
    "span.owner": _("People the owner can lead"),
    "hours.full": _("Working hours of a full-time month"),
    "useful": _("Least filled part of a hire’s hours, percent"),
    "skill": _("Slowest pace that counts for critical work, percent"),
    "pace.generalist": _("Pace of an all-round marketer, percent"),
}


def role_name(role: str) -> str:
    """What the library calls a role."""
    return library().text(role, spoken()).title


def figure_name(code: str) -> str:
    """What an assumption is called, by its code or by the code several figures share ("cost.seo")."""
    if code in PLAIN:
        return str(PLAIN[code])
    word, _dot, rest = code.partition(".")
    first, _dot, second = rest.partition(".")
    if word == "volume":
        return str(VOLUMES[rest])
    if word == "norm":
        return gettext("%(piece)s, hours: %(work)s") % {"piece": PIECES[first], "work": KINDS[second]}
    if word in ("routine", "weight", "least"):
        return str(OF_KIND[word]) % {"work": KINDS[rest]}
    price, part = gettext("Price of a month: %(role)s"), gettext("Part of the hours that get done: %(role)s")
    said = (price if word == "cost" else part) % {"role": role_name(first)}
    return f"{said}, {TERMS[second]}" if second else said


OF_KIND: dict[str, Text] = {
    "routine": _("Routine, hours: %(work)s"),
    "weight": _("How much an hour matters: %(work)s"),
    "least": _("Least cover, percent: %(work)s"),
}


def hire_name(role: str, terms: str, share: str, count: int = 1, *, title: str = "") -> str:
    """ "SEO specialist, half-time, remote"; with a count when there are several."""
    said = f"{title or role_name(role)}, {SHARES[share]}, {TERMS[terms]}"
    return f"{count} × {said}" if count > 1 else said
