"""What in a source file is about a private person, and how it is covered before anybody sees the row."""

from __future__ import annotations

import re

COVER = "•••"

_CONTACT = re.compile(
    r"e-?mail|phone|mobile|\btel\b|address|street|\bzip\b|postal|postcode"
    r"|пошт|почт|телефон|моб\.|адрес|вулиц|улиц|індекс|индекс",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(first|last|full|middle|maiden|given|family|sur|contact|customer|client|buyer|billing|shipping|recipient|lead)"
    r"[\s_.]*name|\b(customer|buyer|recipient|contact)$|^(contact|client)s?\b"
    r"|прізвищ|фамил|по батькові|отчеств|\bпіб\b|\bфио\b|ім['’ʼ]?я|^имя|имя (клиента|контакта|покупателя)"
    r"|(контактн\w+ особ|контактн\w+ лиц)|^(контакт|клієнт|клиент|покупець|покупатель)\b",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(
    r"campaign|ad set|ad group|ad name|product|item|company|account|channel|кампан|товар|компан|"
    r"\bid\b|count|number of|marketing|type|status|ip address|тип|статус|кількість|количество",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![^\s@<>,;])[^\s@<>,;]++@[^\s@<>,;]+\.[^\s@<>,;]+")
_PHONE = re.compile(r"(?<![\w.])\+\d[\d\s().-]{8,}\d")


def is_personal(header: str) -> bool:
    """Whether a column of this name holds contacts or names of people."""
    if _NOT_A_PERSON.search(header):
        return False
    return bool(_CONTACT.search(header) or _PERSON.search(header))


def covered(header: str, value: str) -> str:
    """`value` as others may see it: wholly covered in a personal column, e-mails and phones covered anywhere."""
    if not value.strip():
        return value
    if is_personal(header):
        return COVER
    return _PHONE.sub(COVER, _EMAIL.sub(COVER, value))
