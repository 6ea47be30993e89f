"""The words of a company's roles: the copy of the library in the reader's language, with the company's own over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from otdel.organisation.library import LANGUAGES, digest, library, reading
from otdel.organisation.library.overlay import at, overlaid
from otdel.organisation.library.shapes import ProcessWords, RoleShape, RoleText, SharedText
from otdel.organisation.models import JobRole, Process, Zone


def spoken(language: str | None = None) -> str:
    """The library's language nearest to `language`, or to the active one."""
    wanted = (language or get_language() or "en").split("-")[0]
    return wanted if wanted in LANGUAGES else "en"


def raw_text(role: JobRole, language: str | None = None) -> Mapping[str, Any]:
    """The copied words of a role as plain data, without the company's own: in `language`, else in any there is."""
    for one in (spoken(language), *LANGUAGES):
        if one in role.copied:
            words: Mapping[str, Any] = role.copied[one]
            return words
    return {}


def role_text(role: JobRole, language: str | None = None) -> RoleText:
    """A role in words. What the company wrote is shown as written, whatever the language."""
    return reading.role_text({"title": role.code, **overlaid(raw_text(role, language), role.own)})


def role_shape(role: JobRole) -> RoleShape:
    """What the role was made of when it was copied; empty for a role the company wrote from nothing."""
    return reading.role_shape(role.copied.get("structure", {}))


def role_title(role: JobRole, language: str | None = None) -> str:
    return str(_word(role, "title", language) or role.code)


def zone_name(zone: Zone, language: str | None = None) -> str:
    """What a zone is called: the company's words, else those of its role's copy. Select `role` with the zones."""
    if zone.name:
        return zone.name
    copied = _word(zone.role, f"zones.{key_of(zone.code)}", language) if zone.role else None
    return str(copied or zone.code)


def process_words(process: Process, language: str | None = None) -> ProcessWords:
    """What a process is called, gives and leaves as evidence. Select `role` with the processes."""
    copied = _word(process.role, f"processes.{key_of(process.code)}", language) or {}
    words = reading.process_words({**copied, **process.own})
    return words if words.name else ProcessWords(process.code, words.output, words.evidence)


def kpi_name(role: JobRole, code: str, own: Mapping[str, Any], language: str | None = None) -> str:
    """What a KPI is called: its own words (`Kpi.own`), else those of its role's copy, else its code."""
    copied = _word(role, f"kpis.{key_of(code)}", language) or {}
    return str(own.get("name") or copied.get("name") or code)


def shared_text(language: str | None = None) -> SharedText:
    """What all roles share: rules of selection, first days, what a handover dossier holds."""
    return library().shared(spoken(language))


def role_card(role: JobRole) -> tuple[str, str]:
    """What people agree to: the subject of a role's card, and the digest of its words now, in all its languages."""
    words = {key: part for key, part in role.copied.items() if key not in ("version", "kept")}
    return f"role:{role.code}", digest({"copied": words, "own": role.own})


def key_of(code: str) -> str:
    """The id inside its role: "bids_budgets" of "ppc.bids_budgets"."""
    return code.rpartition(".")[2]


def _word(role: JobRole, path: str, language: str | None) -> Any:
    """One text, without reading the whole role."""
    own = role.own.get(path)
    copied = at(raw_text(role, language), path)
    if own is not None:
        return own
    inside = {key.removeprefix(f"{path}."): text for key, text in role.own.items() if key.startswith(f"{path}.")}
    return overlaid(copied or {}, inside) if inside else copied
