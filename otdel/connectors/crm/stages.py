"""Stages of sales in three languages, and whether they mean open, won or lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from otdel.connectors.contract import Question


class Status(StrEnum):
    OPEN = "open"
    QUALIFIED = "qualified"
    WON = "won"
    LOST = "lost"


# Lost is looked for first: "not won", "closed and not realised" carry the winning word inside the losing phrase.
LOST = (
    r"closed\W*lost",
    r"\b(lost|lose|junk|spam|disqualified|unqualified|bad timing|cancell?ed|refused)\b",
    r"\b(rejected|apology|abandoned|no deal)\b",
    r"not\W+(won|realis|realiz|interested)",
    r"\bне\W?(реализован|реалізован|состоял|відбул|целев|цільов|актуал|купил|придбал)",
    r"(провал|провален|отказ|відмов|проигр|програ|потерян|втрачен|некачеств|неякісн|спам|дубл|забракован|отмен|скасован)",
)
WON = (
    r"closed\W*won",
    r"\b(won|win|paid|sold|success|completed|converted|checkout_completed|processed)\b",
    r"(успешн|успішн|выигра|вигра|оплачен|сплачен|продан|заключен|укладен|реализован|реалізован)",
    r"(качественный лид|якісний лід)",
)
OPEN = (
    r"\b(new|open|incoming|unsorted|appointment|presentation|decision maker|contract sent|qualified to buy|proposal|"
    r"negotiation|in progress|in process|preparation|prepayment|prepay|executing|final_invoice|scheduled|attempted)\b",
    r"(нов(ый|ая|ое|ий|а)\b|неразобран|нерозібран|первичн|первинн|переговор)",
    r"(принима\w+ решени|прийма\w+ рішен|согласован|"
    r"узгоджен|в работ|в робот|подготовк|підготовк|выставлен|виставлен|ожида|очіку|замер|встреч|зустріч|"
    r"контакт|предложени|пропозиц|кп\b|счет на|рахунок на)",
)


def status_of(stage: str) -> Status | None:
    """What the words of a stage say; None when they say nothing we know."""
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", stage)).strip().lower().replace("ё", "е")
    words = re.sub(r"^c\d+:", "", words)  # Bitrix24 writes the funnel before the stage: C2:WON
    for status, patterns in ((Status.LOST, LOST), (Status.OPEN, OPEN), (Status.WON, WON)):
        if any(re.search(pattern, words) for pattern in patterns):
            return status
    return None


def decide(
    stages: Iterable[str], closed: Iterable[str], answers: Mapping[str, str]
) -> tuple[dict[str, Status], tuple[Question, ...]]:
    """Every stage's status, and questions about stages whose words are unknown though deals in them have closed.

    `stages` are all stages of the file, `closed` those in which some row has evidence of closing. A stage of unknown
    words without such evidence is open. A person's answer under "stage:<name>" comes before any word.
    """
    known: dict[str, Status] = {}
    asked: list[Question] = []
    finished = set(closed)
    for stage in dict.fromkeys(stages):
        answer = answers.get(f"stage:{stage}", "")
        status = Status(answer) if answer in set(Status) else status_of(stage)
        if status is None and stage in finished:
            asked.append(Question("stage", stage, (Status.WON, Status.LOST, Status.OPEN)))
        known[stage] = status or Status.OPEN
    return known, tuple(asked)
