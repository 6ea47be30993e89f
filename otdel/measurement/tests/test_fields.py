"""What people type into forms: currencies and amounts in the ways their keyboards and languages write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from otdel.connectors.contract import Question
from otdel.measurement.forms import QuestionsForm
from otdel.measurement.forms.fields import AmountField, CurrencyField

AMOUNT = AmountField(decimal_places=2, max_digits=16)
RATE = AmountField(decimal_places=6, max_digits=18)


@pytest.mark.parametrize("word", ["ZZZ", "dollars", "гривня", "DOL", "U$D"])
def test_a_word_that_is_no_currency_is_refused_whole(word: str) -> None:
    with pytest.raises(ValidationError, match=f"“{word.replace('$', '.')}” is no currency of ISO 4217"):
        CurrencyField().clean(word)


def test_a_code_is_taken_in_any_letter_case() -> None:
    assert CurrencyField().clean(" uah ") == "UAH"
    assert CurrencyField(required=False).clean("") == ""


def test_a_browser_cuts_no_answer_down_to_three_letters() -> None:
    form = QuestionsForm((Question("currency", "", (), ()),), {"q0": "dollars"})
    assert "“dollars”" in str(form.errors["q0"])
    assert 'maxlength="3"' not in str(form["q0"])


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("30 000,50", "30000.50"),
        ("30\u00a0000,50", "30000.50"),
        ("1\u202f200,50", "1200.50"),
        ("1200,50", "1200.50"),
        ("1200.50", "1200.50"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1’200.50", "1200.50"),
        ("1,200,300", "1200300"),
        ("58,12", "58.12"),
        ("0,5", "0.5"),
        ("30 000", "30000"),
        (" 7 ", "7"),
        ("-5,5", "-5.5"),
    ],
)
def test_an_amount_is_read_as_it_is_typed(language: str, text: str, amount: str) -> None:
    with translation.override(language):
        assert AMOUNT.clean(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["12 34", "1,200,50", "12,34,56", "abc", "1.2.3", ",", "1 200 30", "NaN", "5 €"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    with pytest.raises(ValidationError):
        AMOUNT.clean(text)


def test_thousands_of_english_are_not_three_decimals_of_others() -> None:
    with translation.override("en"):
        assert AMOUNT.clean("1,200") == Decimal(1200)
        with pytest.raises(ValidationError, match=r"“41,250” can be read in two ways\. Write 41\.250 or 41250"):
            RATE.clean("41,250")
        assert RATE.clean("0,025") == Decimal("0.025")
    with translation.override("uk"):
        assert RATE.clean("41,250") == Decimal("41.25")
        with pytest.raises(ValidationError):
            AMOUNT.clean("1,200")  # three decimals of a hryvnia are no money: nobody guesses that thousands were meant
