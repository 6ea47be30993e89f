"""Words for reasons: each chapter adds what its reason codes mean, and any page can say why a value is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from otdel.kit.reason import Reason, Value

Words = (
    str | Promise | Callable[[Mapping[str, Value]], str]
)  # "%(file)s has no dates", or a function where plurals are needed

_words: dict[str, Words] = {}


def register(words: Mapping[str, Words]) -> None:
    """Add a chapter's words; called from its AppConfig.ready. A code that is taken raises ValueError."""
    for code, said in words.items():
        if _words.get(code, said) is not said:
            raise ValueError(f"two chapters word the reason {code!r}")
        _words[code] = said


def say(reason: Reason) -> str:
    """The sentence of a reason in the reader's language."""
    words = _words.get(reason.code)
    if words is None:
        return _("No words are written for this reason yet: %(code)s") % {"code": reason.code}
    return words(reason.values) if callable(words) else str(words) % dict(reason.values)
