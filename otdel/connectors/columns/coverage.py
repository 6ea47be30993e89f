"""Reports finer than a campaign: they count only what they list, and say so."""

from __future__ import annotations

from otdel.connectors.columns.draft import Draft
from otdel.kit.reason import Reason


def note_level(draft: Draft) -> None:
    """Add a note to spend listed by ads or ad groups.

    Such a report replaces what a campaign report said of the same days, and an ad that was removed, or filtered out on
    the page it was exported from, is missing from it with its money.
    """
    if "ad" in draft.headers:
        draft.notes.append(Reason.of("counts_only_ads"))
    elif "ad_group" in draft.headers:
        draft.notes.append(Reason.of("counts_only_ad_groups"))


def note_keywords(draft: Draft) -> None:
    """Add the note of a keyword report: clicks that no keyword of the advertiser brought are not in it."""
    draft.notes.append(Reason.of("counts_only_keywords"))
