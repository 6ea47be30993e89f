"""Which spellings of files are one campaign, and the channel its spend belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from otdel.evidence.rules.matching import Campaign
from otdel.measurement.channels import ChannelRule, Origin, channel_of

MANUAL = "manual"

Spelling = Mapping[str, object]  # source, account, campaign_id, campaign, campaign_type, row_count
Identity = tuple[str, str, str, str]  # source, "id" or "name", that id or name, account


def campaigns_of(rows: Sequence[Spelling], rules: Sequence[ChannelRule]) -> tuple[tuple[Campaign, ...], list[int]]:
    """The campaigns in the order of their numbers, and the number of each spelling."""
    groups: dict[Identity, list[Spelling]] = {}
    identities = _identities(rows)
    for identity, row in zip(identities, rows, strict=True):
        groups.setdefault(identity, []).append(row)
    numbers = {identity: number for number, identity in enumerate(groups)}
    campaigns = tuple(_campaign(number, group, rules) for number, group in enumerate(groups.values()))
    return campaigns, [numbers[identity] for identity in identities]


def _identities(rows: Sequence[Spelling]) -> list[Identity]:
    """One identity for all spellings that share an id (or, without one, a name) in a source and account.

    A report with names only speaks of the one id that bears the name, and a report that does not name the account of
    the one account that has the campaign. Where there are two, it stands for itself.
    """
    ids: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in rows:
        if row["campaign_id"] and row["campaign"]:
            bearer = str(row["campaign_id"]), str(row["account"])
            ids.setdefault((str(row["source"]), str(row["campaign"])), set()).add(bearer)
    told = [_by_id_or_name(row, ids) for row in rows]
    accounts: dict[tuple[str, str, str], set[str]] = {}
    for one, row in zip(told, rows, strict=True):
        if row["account"]:
            accounts.setdefault(one, set()).add(str(row["account"]))
    return [
        (*one, _account(str(row["account"]), accounts.get(one, set()))) for one, row in zip(told, rows, strict=True)
    ]


def _by_id_or_name(row: Spelling, ids: Mapping[tuple[str, str], set[tuple[str, str]]]) -> tuple[str, str, str]:
    source, name, account = str(row["source"]), str(row["campaign"]), str(row["account"])
    if row["campaign_id"]:
        return source, "id", str(row["campaign_id"])
    found = {id_ for id_, other in ids.get((source, name), ()) if not account or other in ("", account)}
    return (source, "id", next(iter(found))) if len(found) == 1 else (source, "name", name)


def _account(account: str, known: set[str]) -> str:
    return next(iter(known)) if not account and len(known) == 1 else account


def _campaign(number: int, group: Sequence[Spelling], rules: Sequence[ChannelRule]) -> Campaign:
    most = max(group, key=lambda row: (bool(row["campaign"]), int(str(row["row_count"]))))
    kind = next((str(row["campaign_type"]) for row in group if row["campaign_type"]), "")
    source, name = str(most["source"]), str(most["campaign"])
    typed = kind if source == MANUAL else ""  # a person typed the channel beside the cost
    channel = typed or channel_of(Origin(source=source, campaign=name, campaign_type=kind), rules)
    names = tuple(sorted({str(row["campaign"]) for row in group} - {name, ""}))
    account, id_ = (next((str(row[one]) for row in group if row[one]), "") for one in ("account", "campaign_id"))
    return Campaign(number, source, account, id_, name, channel, names)
