"""Names as they stand in addresses: Cyrillic letters in Latin ones, the Ukrainian way, with Russian letters added."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёыэъ’ʼ'"
LATIN = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia e y e _ _ _ _"
LETTERS = {one: latin.strip("_") for one, latin in zip(CYRILLIC, LATIN.split(), strict=True)}
LONGEST = 50  # leaves room for a number where two people have one name
KEPT = re.compile(r"[^a-z0-9]+")


def slug_of(name: str, otherwise: str = "person") -> str:
    """`name` in small Latin letters, figures and hyphens; `otherwise` when nothing of it can be written so."""
    latin = "".join(LETTERS.get(letter, letter) for letter in name.lower())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return KEPT.sub("-", plain).strip("-")[:LONGEST].strip("-") or otherwise


def free_slug(wanted: str, taken: Callable[[str], bool]) -> str:
    """`wanted`, or with the first number after it that is not taken."""
    found, number = wanted, 2
    while taken(found):
        found, number = f"{wanted}-{number}", number + 1
    return found
