"""Where a sale or a question came from, as its link says it: tags, click ids, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from otdel.testing.demo import truth
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.company import SITE, Campaign, campaigns_of
from otdel.testing.demo.seasons import Calendar

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
MEDIA = {
    truth.SEARCH: ("google", "cpc"),
    truth.YOUTUBE: ("youtube", "video"),
    truth.META: ("facebook", "paid_social"),
    truth.CONTENT: ("google", "organic"),
    truth.EMAIL: ("esputnik", "email"),
}
SHOPS = {"Rozetka, promoted goods": "rozetka", "Prom, top of the list": "prom"}


@dataclass(frozen=True, slots=True)
class Origin:
    """The tags of one visit. Everything is empty when the link carried nothing."""

    source: str = ""
    medium: str = ""
    campaign: str = ""
    click: tuple[str, str] = ("", "")  # ("gclid", value)

    @property
    def query(self) -> str:
        tags = {"utm_source": self.source, "utm_medium": self.medium, "utm_campaign": self.campaign}
        tags[self.click[0]] = self.click[1]
        return urlencode({name: value for name, value in tags.items() if name and value})

    @property
    def landing(self) -> str:
        """The address the visitor came to first."""
        return f"{SITE}/?{self.query}" if self.query else f"{SITE}/"


NOTHING = Origin()
DIRECT = Origin("(direct)", "(none)")
TELEGRAM = Origin("telegram", "social", "channel")


class Origins:
    """Gives each sale the origin its own link would show, and only that."""

    def __init__(self, chance: Chance, calendar: Calendar) -> None:
        self.chance = chance
        self.calendar = calendar
        self.own = {one.name: _weights(one.name, claimed=False) for one in truth.CHANNELS}
        self.claimed = {one.name: _weights(one.name, claimed=True) for one in truth.CHANNELS}

    def of(self, cause: str, clicked: date) -> Origin:
        """What a sale shows that `cause` brought; no cause is base demand, which some channels' tags catch too."""
        if not cause:
            channel = self._claimant()
            return self._tagged(self.chance.pick(*self.claimed[channel]), clicked) if channel else self._bare()
        if self.chance.happens(truth.BY_NAME[cause].traced):
            return self._tagged(self.chance.pick(*self.own[cause]), clicked)
        return self._bare()

    def campaign(self, campaign: Campaign, clicked: date) -> Origin:
        """What a question to the sellers shows that came from `campaign`."""
        return self._tagged(campaign, clicked) if self.chance.happens(0.93) else NOTHING

    def _bare(self) -> Origin:
        """A sale without a channel's tag. A little of it is silent: the buyer phoned, or let nothing be kept."""
        return NOTHING if self.chance.happens(truth.SILENT) else DIRECT

    def _claimant(self) -> str:
        left = self.chance.random()
        for channel in truth.CHANNELS:
            left -= channel.claims
            if left < 0:
                return channel.name
        return ""

    def _tagged(self, campaign: Campaign, clicked: date) -> Origin:
        if campaign.channel == truth.META and clicked in self.calendar.broken_tags:
            return NOTHING
        source, medium = MEDIA.get(campaign.channel, (SHOPS.get(campaign.name, ""), "marketplace"))
        medium = "sms" if campaign.type == "SMS" else medium
        return Origin(source, medium, campaign.utm, self._click(campaign))

    def _click(self, campaign: Campaign) -> tuple[str, str]:
        if not campaign.id:
            return ("", "")
        name, head = ("fbclid", "IwY2xjawN") if campaign.channel == truth.META else ("gclid", "Cj0KCQiA")
        return (name, head + "".join(self.chance.choices(ALPHABET, k=24)))


def _weights(channel: str, *, claimed: bool) -> tuple[tuple[Campaign, ...], tuple[float, ...]]:
    """Campaigns of a channel and how often its sales come by each. People who know the name search for the name."""
    campaigns = campaigns_of(channel)
    return campaigns, tuple(one.share * one.pull * (12 if claimed and one.tag == "brand" else 1) for one in campaigns)
