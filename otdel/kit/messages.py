"""Message catalogues: compiles each chapter's .po to .mo and finds what is missing: python -m otdel.kit.messages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGES = ("uk", "ru")
PLURAL_FORMS = 4  # as Django's own Ukrainian and Russian catalogues
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
STRAY = re.compile(r"(?<![%\d])(?:%%)*%[ #0+-][a-zA-Z]")  # “% o” is a place for a value to gettext


def catalogues(package: Path = PACKAGE) -> list[Path]:
    return sorted(package.glob("*/locale/*/LC_MESSAGES/django.po"))


def compile_all(package: Path = PACKAGE) -> list[Path]:
    """Writes the .mo beside each .po that is newer than it; returns the .mo files. Babel does it: no gettext needed."""
    from babel.messages.mofile import write_mo

    made = []
    for source in catalogues(package):
        target = source.with_suffix(".mo")
        made.append(target)
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with target.open("wb") as file:
            write_mo(file, _read(source))
    return made


def problems(package: Path = PACKAGE) -> list[str]:
    """What is missing or wrong, one line each.

    Untranslated, unsure, plural forms, placeholders, a whole language, or words two chapters translate differently.
    """
    found = [
        f"{chapter.parent.name}: no {language} catalogue"
        for chapter in sorted(package.glob("*/locale"))
        for language in LANGUAGES
        if not (chapter / language / "LC_MESSAGES" / "django.po").exists()
    ]
    for path in catalogues(package):
        name = path.relative_to(package).as_posix()
        found += [f"{name}: {problem}" for problem in _problems(_read(path))]
    return found + [quarrel for language in LANGUAGES for quarrel in _quarrels(package, language)]


def _quarrels(package: Path, language: str) -> Iterator[str]:
    """Words two chapters translate differently: Django merges the catalogues, so one of them would win unseen."""
    first: dict[tuple[str | None, str], tuple[object, str]] = {}
    for path in sorted(package.glob(f"*/locale/{language}/LC_MESSAGES/django.po")):
        for message in _read(path):
            chapter, source = path.relative_to(package).parts[0], _sources(message)[0]
            known, other = first.setdefault((message.context, source), (message.string, chapter))
            if source and known != message.string:
                yield f"{language}: {other} and {chapter} differ, so one needs a context: {source[:70]}"


def _read(path: Path) -> Catalog:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def _problems(catalogue: Catalog) -> Iterator[str]:
    if catalogue.num_plurals != PLURAL_FORMS:
        yield f"{catalogue.num_plurals} plural forms instead of {PLURAL_FORMS}"
    for message in catalogue:
        if message.id:
            yield from (f"{problem}: {_sources(message)[0][:70]}" for problem in _faults(message))


def _faults(message: Message) -> Iterator[str]:
    words = [message.string] if isinstance(message.string, str) else list(message.string or [])
    if not words or not all(words):
        yield "not translated"
        return
    if message.fuzzy:
        yield "unsure (fuzzy)"
    if message.pluralizable and len(words) != PLURAL_FORMS:
        yield f"{len(words)} plural forms"
    wanted = set(PLACEHOLDER.findall(_sources(message)[-1]))
    singular = set(PLACEHOLDER.findall(_sources(message)[0]))
    if message.python_format and any(STRAY.search(word) for word in (*_sources(message), *words)):
        yield "a percent sign reads as a place for a value"
    for word in words:  # the first plural form too is said of many numbers: 1, 21, 31
        if not wanted <= (got := set(PLACEHOLDER.findall(word))) <= (singular | wanted):
            yield f"placeholders {sorted(got)} instead of {sorted(wanted)}"


def _sources(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def main() -> int:
    compiled = compile_all()
    found = problems()
    print(f"{len(compiled)} catalogues compiled")
    print("\n".join(found), end="\n" if found else "")
    return 1 if found and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
