"""Questions of `otdel new` at a terminal: each answer is checked as it is typed, and asked again with a hint."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import available_timezones

from otdel.cli.words import LANGUAGES, _

FEWEST_SIGNS = 10  # of a password; the whole of its rules is checked when the company is set up
RENAMED = {"kiev": "Europe/Kyiv", "calcutta": "Asia/Kolkata", "saigon": "Asia/Ho_Chi_Minh", "rangoon": "Asia/Yangon"}


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer as it is used; or what is wrong with it, and perhaps what was meant."""

    value: str = ""
    wrong: str = ""
    meant: str = ""


def ask(label: str, check: Callable[[str], Checked], *, given: str = "", offered: str = "") -> str:
    """The answer to one question: the one given, if it is good, else what a person types until it is."""
    answer = given.strip()
    while True:
        if answer:
            checked = check(answer)
            if checked.value:
                return checked.value
            print(checked.wrong)
            offered = checked.meant or offered
        answer = input(f"{label} [{offered}]: " if offered else f"{label}: ").strip() or offered


def new_password(ask_secret: Callable[[str], str]) -> str:
    """A password typed twice alike."""
    while True:
        password = ask_secret(_("Password (at least 10 characters): "))
        if len(password) < FEWEST_SIGNS:
            print(_("It is shorter than 10 characters."))
        elif password == ask_secret(_("The same once more: ")):
            return password
        else:
            print(_("They differ."))


def any_text(word: str) -> Checked:
    return Checked(word)


def currency(word: str) -> Checked:
    from otdel.connectors.answers import accepted

    wrong = _("“%(word)s” is no currency of ISO 4217. Write its three-letter code, such as EUR or UAH.")
    return Checked(accepted("currency", word), wrong % {"word": word})


def language(word: str) -> Checked:
    code = word.casefold()
    return Checked(code) if code in LANGUAGES else Checked(wrong=_("Write en, uk or ru."))


def time_zone(word: str) -> Checked:
    """A zone in any letter case; a city alone or a near miss is offered in full, and not taken for granted."""
    zones = {zone.casefold(): zone for zone in _zones()}
    typed = word.casefold().replace(" ", "_")
    if typed in zones and typed.rpartition("/")[2] not in RENAMED:
        return Checked(zones[typed])
    if meant := _meant(typed, zones):
        words = _("There is no time zone “%(word)s”. Did you mean %(zone)s? Press Enter to take it.")
        return Checked(wrong=words % {"word": word, "zone": meant}, meant=meant)
    return Checked(wrong=_("There is no time zone “%(word)s”. Write it as Europe/Kyiv.") % {"word": word})


def _meant(typed: str, zones: dict[str, str]) -> str:
    city = typed.rpartition("/")[2]
    if city in RENAMED:
        return RENAMED[city]
    same = sorted(zone for key, zone in zones.items() if key.rpartition("/")[2] == city)
    cities = {key.rpartition("/")[2]: key for key in sorted(zones, reverse=True)}
    near = difflib.get_close_matches(city, cities, n=1, cutoff=0.75)
    return next(iter([*same, *(zones[cities[one]] for one in near)]), "")


def _zones() -> list[str]:
    """Those the settings of the company offer: by a city, and UTC."""
    known = available_timezones()
    return ["UTC", *(zone for zone in known if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))]


def email(word: str) -> Checked:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(word)
    except ValidationError:
        wrong = _("“%(word)s” is no e-mail address. Write it as name@example.com.")
        return Checked(wrong=wrong % {"word": word})
    return Checked(word)
