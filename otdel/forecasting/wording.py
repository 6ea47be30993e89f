"""Sentences of this chapter's reason codes."""

from __future__ import annotations

from collections.abc import Mapping

from otdel.web.reasons import Words


def words_by_code() -> Mapping[str, Words]:
    return {}
