"""Names and definitions of the mix model's numbers, quoted wherever one of them stands."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from otdel.analytics.mix.response import RECENT_WEEKS
from otdel.kit.grade import Grade

Text = Any  # a lazy text; Django gives it no public type

DEFINITIONS: dict[str, Text] = {
    "mix_back": _(
        "Margin that would be missing if this channel had not been spent on, divided by what it cost, over all the "
        "weeks the model saw. It is worked out from how sales moved with spend, not from clicks."
    ),
    "mix_next": _(
        "What one more unit a week brings at the level of the last %(weeks)s weeks, once its effect has come in full. "
        "Below 1, adding money loses margin even if the channel as a whole earns."
    ),
    "mix_spend": _("What the channel cost a week, on average of the last %(weeks)s weeks the model saw."),
    "mix_learned": _(
        "How much narrower the range became by the data than it was by belief alone. At 0 the data taught nothing: the "
        "number is the belief."
    ),
    "mix_half": _("How long it takes until half of what a week’s spend brings has come."),
    "mix_whole": _(
        "How long it takes until a week’s spend at the level of now has come back in margin. The whole channel is "
        "meant here, and not its next unit."
    ),
    "mix_base": _(
        "Margin a week that would have come without any spend on channels: brand, season, regulars, everything else."
    ),
    "mix_grade": _(
        "A: an experiment of the last 12 months with a small error. B: an older or rougher experiment that agrees with "
        "the model. C: the model, which the data taught something. D: mostly what was believed before."
    ),
    "mix_gain": _(
        "Margin more than with the spend of now, over the weeks of the scenario and what still comes of them after."
    ),
    "mix_odds": _("In how many of 100 equally likely answers of the model this is better than the spend of now."),
    "mix_forms": _(
        "Three shapes of the curve were fitted: the more weight, the better one explains the weeks. All count by their "
        "weight, so a range holds what the shapes disagree about."
    ),
    "mix_range": _("Low to high: the number lies inside 8 times in 10."),
}

GRADES: dict[Grade, Text] = {
    Grade.A: _("experiment"),
    Grade.B: _("older experiment, agrees"),
    Grade.C: _("model"),
    Grade.D: _("mostly belief"),
}


def meaning(code: str) -> str:
    return str(DEFINITIONS[code]) % {"weeks": RECENT_WEEKS}


def grade_name(grade: Grade) -> str:
    return str(GRADES[grade])
