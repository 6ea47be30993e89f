"""Names and definitions of the models that credit sales to the touches on their way."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAMES: dict[str, Promise] = {
    "first": pgettext_lazy("model of attribution", "First touch"),
    "last": pgettext_lazy("model of attribution", "Last touch"),
    "last_non_direct": pgettext_lazy("model of attribution", "Last that is not direct"),
    "linear": pgettext_lazy("model of attribution", "Equal parts"),
    "position": pgettext_lazy("model of attribution", "By position"),
    "time_decay": pgettext_lazy("model of attribution", "Nearer counts more"),
    "markov": pgettext_lazy("model of attribution", "Markov chain"),
    "shapley": pgettext_lazy("model of attribution", "Shapley value"),
}
MEANINGS: dict[str, Promise] = {
    "first": _("The whole sale goes to the first touch on its way: who opens."),
    "last": _("The whole sale goes to the last touch, even when it is a direct visit: who closes."),
    "last_non_direct": _(
        "The whole sale goes to the last touch that is not a direct visit. The click report counts so."
    ),
    "linear": _("Every touch of the way gets an equal part of the sale."),
    "position": _("40% go to the first touch, 40% to the last, 20% are shared by those between."),
    "time_decay": _("A touch seven days earlier than the last one counts half as much as the last one."),
    "markov": _(
        "How many sales would be lost if everybody about to meet the channel went away, seen from all ways, also of "
        "visitors who did not buy. Sales are shared in proportion to that."
    ),
    "shapley": _(
        "What the channel adds to every set of other channels it was met together with, averaged over all orders they "
        "could join in."
    ),
}


def name(model: str) -> str:
    return str(NAMES[model])


def meaning(model: str) -> str:
    return str(MEANINGS[model])


REASONS: dict[str, Promise] = {
    "attribution.opener": _(
        "It opens %(opens)s%% of the sales it takes part in and closes %(closes)s%%: the last touch hides it."
    ),
    "attribution.closer": _(
        "It closes %(closes)s%% of the sales it takes part in and opens %(opens)s%%: the first touch hides it."
    ),
    "attribution.between": _(
        "It mostly stands between others (opens %(opens)s%%, closes %(closes)s%%), so the first and the last touch "
        "both miss it."
    ),
    "attribution.again": _(
        "It is met %(times)s times on a way: models that count touches reward that, the Markov chain and the Shapley "
        "value do not."
    ),
    "attribution.converts_more": _(
        "%(own)s%% of those who meet it buy, against %(usual)s%% of all: only the Markov chain looks at that."
    ),
    "attribution.converts_less": _(
        "Only %(own)s%% of those who meet it buy, against %(usual)s%% of all: only the Markov chain looks at that."
    ),
    "attribution.alone": _("In %(alone)s%% of its sales it was the only touch."),
    "attribution.mixed": _("It opens %(opens)s%% and closes %(closes)s%% of its sales, partly on long ways."),
    "attribution.no_times": _("This model needs the times of touches."),
    "attribution.no_rate": _("This model needs visitors who did not buy, and none are recorded."),
}


def words_by_code() -> dict[str, Promise]:
    return REASONS
