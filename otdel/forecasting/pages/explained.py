"""What the '?' beside a forecast tells: how it is made, its ranges, what it rests on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from otdel.forecasting.pages import links
from otdel.forecasting.pages.figures import aim_words, in_hundred, span_words
from otdel.forecasting.queries.forecasts import GoalLine
from otdel.web import format as say
from otdel.web.charts.svg import Say
from otdel.web.parts import Explanation, Fact, Link


def explanation(line: GoalLine, words: Say) -> Explanation:
    """Of one goal's chance, with the way down to the number itself."""
    facts = [
        Fact(_("Goal"), aim_words(line, words)),
        Fact(_("Expected"), words(line.middle) if line.middle is not None else ""),
        Fact(_("5 times in 10"), span_words(line.range50, words)),
        Fact(_("8 times in 10"), span_words(line.range80, words)),
        Fact(_("19 times in 20"), span_words(line.range95, words)),
        Fact(_("By the pace so far alone"), in_hundred(line.naive) if line.naive is not None else ""),
        Fact(_("Forecast made"), say.moment(line.made_at)),
    ]
    text = _(
        "Hundreds of ways the rest of the period may go are drawn from this number’s own days: its trend, its weeks, "
        "its good and bad stretches. The chance is the share of them that reach the goal."
    )
    return Explanation(
        line.name, text, [fact for fact in facts if fact.value], Link(_("Open the number"), links.of_number(line))
    )
