"""`otdel new` at a keyboard: a wrong answer is met at once, with a hint, and only that question is asked again."""

from __future__ import annotations

import pytest

from otdel.cli import asking, new


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lines somebody types, first to last."""
    lines: list[str] = []
    monkeypatch.setattr("builtins.input", lambda prompt: (print(prompt), lines.pop(0))[1])
    monkeypatch.setattr("getpass.getpass", lambda prompt: (print(prompt), lines.pop(0))[1])
    return lines


def test_each_wrong_answer_is_asked_again_alone(keyboard: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    keyboard += ["Sova", "dollars", "usd", "German", "UK", "Kiev", "", "Olena", "olena", "olena@example.com"]
    keyboard += ["short", "ten green bottles", "ten red bottles", "ten green bottles", "ten green bottles"]
    answers, password = new._ask(dict.fromkeys(new.FIELDS, ""), "")
    assert answers == {
        "company": "Sova",
        "currency": "USD",
        "language": "uk",
        "time_zone": "Europe/Kyiv",
        "owner_name": "Olena",
        "owner_email": "olena@example.com",
    }
    assert password == "ten green bottles"
    assert not keyboard
    said = capsys.readouterr().out
    assert "“dollars” is no currency of ISO 4217" in said
    assert "Write en, uk or ru." in said
    assert "There is no time zone “Kiev”. Did you mean Europe/Kyiv?" in said
    assert "“olena” is no e-mail address" in said
    assert "shorter than 10" in said


def test_a_wrong_flag_is_asked_about_and_a_good_one_is_not(keyboard: list[str]) -> None:
    keyboard.append("EUR")
    assert asking.ask("Currency", asking.currency, given="гривня") == "EUR"
    assert asking.ask("Currency", asking.currency, given="uah") == "UAH"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kyiv", "Europe/Kyiv"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Warsow", "Europe/Warsaw"),
        ("new york", "America/New_York"),
    ],
)
def test_a_city_or_a_slip_is_offered_in_full(typed: str, meant: str) -> None:
    assert asking.time_zone(typed).meant == meant
    assert asking.time_zone(typed).value == ""


def test_a_zone_is_taken_in_any_letter_case_and_nonsense_offers_nothing() -> None:
    assert asking.time_zone("europe/kyiv").value == "Europe/Kyiv"
    assert asking.time_zone("utc").value == "UTC"
    assert asking.time_zone("qqqq") == asking.Checked(wrong="There is no time zone “qqqq”. Write it as Europe/Kyiv.")
