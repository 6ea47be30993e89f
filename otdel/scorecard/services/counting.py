"""How the company counts: words of its brand, and kinds of channels where Otdel would guess wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.scorecard.models import Counting
from otdel.scorecard.rules.kinds import ChannelKind
from otdel.scorecard.services.common import DECIDES

MOST_WORDS, LONGEST = 30, 60


def set_counting(viewer: Viewer, brand_words: Iterable[str], kinds: Mapping[str, str]) -> Counting:
    """From now on these words tell searches for the brand, and these channels are of these kinds.

    No words leave the company's name; a channel without a kind is found out as before. Closed periods stay as they are.
    Raises NotAllowed; Refused for too many words, one too short to tell anything, or a kind there is not.
    """
    viewer.must(*DECIDES)
    words = sorted({" ".join(word.split()).casefold() for word in brand_words} - {""})
    if len(words) > MOST_WORDS or any(len(word) > LONGEST for word in words):
        raise Refused(Reason.of("brand_words_too_many", most=MOST_WORDS, longest=LONGEST))
    if short := next((word for word in words if len(word) < 2), ""):
        raise Refused(Reason.of("brand_word_too_short", word=short))
    chosen = {channel: kind for channel, kind in kinds.items() if kind}
    if strange := next((kind for kind in chosen.values() if kind not in set(ChannelKind)), ""):
        raise Refused(Reason.of("channel_kind_unknown", kind=strange[:30]))
    with transaction.atomic():
        made, _created = Counting.objects.select_for_update().get_or_create(pk=1)
        if (made.brand_words, made.kinds) != (words, chosen):
            made.brand_words, made.kinds = words, chosen
            made.save()
            audit(viewer, "counting.changed", "counting", words=", ".join(words), channels=", ".join(sorted(chosen)))
    return made
