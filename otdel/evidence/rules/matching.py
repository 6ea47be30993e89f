"""Which campaign a set of tags speaks for: by campaign id, then by UTM, then by name; otherwise only its channel."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote_plus

from otdel.measurement.channels import DIRECT, UNKNOWN, ChannelRule, Origin, channel_of

LONG_ID = re.compile(r"(?<!\d)\d{6,}(?!\d)")
SYSTEMS = (  # the ad system a utm_source or a click id speaks for, as the sources of spend begin
    ("google", re.compile(r"(.*[._-])?(google|adwords|gads|youtube|yt)([._-].*)?|gclid|gbraid|wbraid|dclid")),
    ("meta", re.compile(r"(.*[._-])?(facebook|fb|instagram|ig|insta|meta|messenger|an|msg)([._-].*)?|fbclid")),
    ("microsoft", re.compile(r"(.*[._-])?(bing|microsoft|msn|msads)([._-].*)?|msclkid")),
    ("linkedin", re.compile(r"(.*[._-])?(linkedin|lnkd)([._-].*)?|li_fat_id")),
    ("tiktok", re.compile(r"(.*[._-])?(tiktok|tt)([._-].*)?|ttclid")),
    ("yandex", re.compile(r"(.*[._-])?(yandex|ya)([._-].*)?|yclid")),
)
PAID = frozenset(
    {"paid_search", "paid_social", "paid_shopping", "paid_video", "cross_network", "display", "paid_other"}
)
FREE = frozenset({"organic_search", "organic_social", "organic_video", "organic_shopping", "referral", DIRECT})


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign money was spent on, under every name it had; `channel` is where the rules put its spend."""

    number: int
    source: str
    account: str
    campaign_id: str
    name: str
    channel: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tags:
    """What a visit, lead or deal says of where it came from."""

    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    campaign_id: str = ""
    click_kind: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where tags lead. `weight` is 2 for an origin that counts, 1 for direct, 0 when nothing is said."""

    channel: str
    campaign: int | None
    step: str
    weight: int


def plain(text: str) -> str:
    """A name as it compares: decoded from a link, in one letter case, marks and spaces as single spaces."""
    return " ".join(re.sub(r"[\W_]+", " ", unquote_plus(text).casefold()).split())


def system_of(*words: str) -> str:
    """The ad system the first telling word speaks for; empty when none does."""
    for word in words:
        for system, names in SYSTEMS:
            if word and names.fullmatch(word.casefold().strip()):
                return system
    return ""


class Matcher:
    """Campaigns by id and by name, and the channels each ad system spends in."""

    def __init__(self, campaigns: Iterable[Campaign], rules: Sequence[ChannelRule]) -> None:
        self.rules = rules
        self.by_id: dict[str, list[Campaign]] = defaultdict(list)
        self.by_name: dict[str, list[Campaign]] = defaultdict(list)
        self.homes: dict[str, set[str]] = defaultdict(set)
        for campaign in campaigns:
            if campaign.campaign_id:
                self.by_id[campaign.campaign_id].append(campaign)
            for name in {plain(name) for name in (campaign.name, *campaign.names)} - {""}:
                self.by_name[name].append(campaign)
            self.homes[_prefix(campaign.source)].add(campaign.channel)

    def place(self, tags: Tags) -> Place:
        """Where the tags lead: to a campaign (and so to the channel of its spend), or to a channel by the rules."""
        origin = Origin(
            utm_source=tags.utm_source,
            utm_medium=tags.utm_medium,
            campaign=tags.utm_campaign,
            click_id=tags.click_kind,
            origin=tags.origin,
        )
        channel = channel_of(origin, self.rules)
        for step, found in self._tries(tags, channel):
            if len(found) == 1:
                return Place(found[0].channel, found[0].number, step, 2)
        if channel == UNKNOWN:
            return Place(UNKNOWN, None, "none", 0)
        return Place(self._home(tags, channel), None, "channel", 1 if channel == DIRECT else 2)

    def _tries(self, tags: Tags, channel: str) -> list[tuple[str, list[Campaign]]]:
        system = system_of(tags.utm_source, tags.click_kind)
        stranger = bool(tags.utm_source) and not system and channel not in PAID
        tries = [("campaign_id", _of(system, self.by_id.get(tags.campaign_id, [])))]
        if tags.utm_campaign and not stranger and channel not in FREE:
            tries.append(("utm", _of(system, self._by_utm(tags.utm_campaign))))
        if tags.origin:
            tries.append(("name", _of(system, self.by_name.get(plain(tags.origin), []))))
        return tries

    def _by_utm(self, text: str) -> list[Campaign]:
        """By the id itself, by the name, or by an id inside a longer text."""
        exact = self.by_id.get(text) or self.by_name.get(plain(text))
        if exact:
            return exact
        inside = [campaign for id_ in LONG_ID.findall(text) for campaign in self.by_id.get(id_, [])]
        return list({campaign.number: campaign for campaign in inside}.values())

    def _home(self, tags: Tags, channel: str) -> str:
        """Paid tags of a system that spends in one channel only belong there, whatever the tag's medium says."""
        homes = self.homes.get(system_of(tags.utm_source, tags.click_kind), set())
        return next(iter(homes)) if channel in PAID and channel not in homes and len(homes) == 1 else channel


def _prefix(source: str) -> str:
    return {"facebook": "meta", "bing": "microsoft"}.get(source.split("_")[0], source.split("_")[0])


def _of(system: str, campaigns: list[Campaign]) -> list[Campaign]:
    """Those of the system the tags name; all of them when they name none."""
    return [one for one in campaigns if _prefix(one.source) == system] if system else campaigns
