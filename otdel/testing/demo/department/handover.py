"""Lines of the demo's handover dossiers: contacts, surprises, what is left open."""

from __future__ import annotations

from datetime import timedelta

from otdel.organisation.models import HandoverKind, HandoverNote
from otdel.testing.demo.department.ground import Ground, moment, own_moments

CONTACT, SURPRISE, OPEN = HandoverKind.CONTACT, HandoverKind.SURPRISE, HandoverKind.OPEN
LINES = (
    ("ihor", CONTACT, "Google: Inna, account manager of our agency programme, answers within a day"),
    ("ihor", CONTACT, "Rozetka: Pavlo, advertising of the seller's cabinet, calls only in the morning"),
    ("ihor", SURPRISE, "Meta is billed in dollars: the card's limit is in hryvnias and runs out first"),
    ("ihor", SURPRISE, "PMax eats the brand's queries unless they are excluded in the account, not in the campaign"),
    ("ihor", SURPRISE, "The report of the first week of a month is restated: wait until the eighth"),
    ("ihor", OPEN, "Test of the price in the heading runs to the end of the month"),
    ("olha", CONTACT, "Developers: board SITE, urgent things by phone to the lead"),
    ("olha", SURPRISE, "The sitemap is built at night; a page published at noon is not in it until tomorrow"),
    ("roman", CONTACT, "SalesDoubler: support by Telegram, contract 0417"),
    ("roman", OPEN, "Three designers wait for an answer on the new terms"),
    ("kateryna", SURPRISE, "Prices in old articles are typed in by hand: look for them after each change"),
    ("nadiia", CONTACT, "eSputnik: Olena, deliverability"),
    ("nadiia", OPEN, "Chain for those who bought a chandelier: letter three is a draft"),
)


def write(ground: Ground) -> None:
    """Each line as its person wrote it this year."""
    made = [
        HandoverNote(
            member=ground.members[key], kind=kind, text=text, by=ground.accounts.get(key),
            at=moment(ground.month(5).start + timedelta(days=place * 6), 16),
        )
        for place, (key, kind, text) in enumerate(LINES)
    ]  # fmt: skip
    with own_moments(HandoverNote, "at"):
        HandoverNote.objects.bulk_create(made)
