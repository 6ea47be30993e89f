"""What the company says of its brand and its channels."""

from __future__ import annotations

from otdel.accounts.models import Company
from otdel.scorecard.models import Counting


def brand_words() -> tuple[str, ...]:
    """Words that tell a search for the brand, in lower case; the company's name while nobody said others."""
    said = Counting.objects.values_list("brand_words", flat=True).first()
    words = [str(word) for word in said or ()] or list(Company.objects.values_list("name", flat=True)[:1])
    return tuple(sorted({word.strip().casefold() for word in words} - {""}))


def channel_kinds() -> dict[str, str]:
    """Kinds of channels the company named itself."""
    said = Counting.objects.values_list("kinds", flat=True).first()
    return {str(channel): str(kind) for channel, kind in (said or {}).items()}
