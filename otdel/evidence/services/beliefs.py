"""Saying what one believes a channel brings back, and going back to the usual belief."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from otdel.accounts.models import Person
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.evidence.models import MixPrior
from otdel.evidence.queries.mix_rights import MAY_BELIEVE
from otdel.evidence.queries.weekly import weekly
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer

LEAST, MOST = Decimal("0.0001"), Decimal(100_000)  # back for each 1 spent
NARROWEST, WIDEST = Decimal("0.05"), Decimal(3)  # standard deviations of the logarithm
SENTENCE = 500


@transaction.atomic
def believe(viewer: Viewer, channel: str, median: Decimal, spread: Decimal, why: str) -> MixPrior:
    """From the next fitting on. Raises NotAllowed; Refused for a channel without spend, odd numbers or no words."""
    viewer.must(*MAY_BELIEVE)
    if channel not in weekly(viewer).channels:
        raise Refused(Reason.of("belief_channel_unknown", channel=channel))
    if not (median.is_finite() and LEAST <= median <= MOST):
        raise Refused(Reason.of("belief_median_out_of_range", median=str(median)))
    if not (spread.is_finite() and NARROWEST <= spread <= WIDEST):
        raise Refused(Reason.of("belief_spread_out_of_range", spread=str(spread)))
    return _say(viewer, channel, median, spread, said(why, "belief_needs_why"))


@transaction.atomic
def forget(viewer: Viewer, channel: str, why: str) -> MixPrior:
    """The usual belief is back from the next fitting on. Raises NotAllowed; Refused when nobody said another."""
    viewer.must(*MAY_BELIEVE)
    newest = MixPrior.objects.filter(channel=channel).first()
    if newest is None or newest.median is None:
        raise Refused(Reason.of("belief_is_usual", channel=channel))
    return _say(viewer, channel, None, None, said(why, "belief_needs_why"))


def _say(viewer: Viewer, channel: str, median: Decimal | None, spread: Decimal | None, why: str) -> MixPrior:
    row = MixPrior.objects.create(
        channel=channel, median=median, spread=spread, why=why, name=viewer.name, by_id=person_of(viewer)
    )
    verb = "belief.forgotten" if median is None else "belief.said"
    audit(viewer, verb, f"belief:{channel}"[:200], median=str(median or ""), spread=str(spread or ""), why=why)
    return row


def said(words: str, missing: str) -> str:
    """The words without the space around them. Refused for the reason `missing` when there are none, or too many."""
    text = " ".join(words.replace("\0", "").split())  # PostgreSQL keeps no NUL
    if missing and not text:
        raise Refused(Reason.of(missing))
    if len(text) > SENTENCE:
        raise Refused(Reason.of("mix_words_too_long", most=SENTENCE, signs=len(text)))
    return text


def person_of(viewer: Viewer) -> int | None:
    return viewer.person if Person.objects.filter(pk=viewer.person).exists() else None
