"""Who runs a channel: whoever's engagement names it, else whoever holds the role its kind of work belongs to."""

from __future__ import annotations

from datetime import date

from otdel.evidence.rules.runners import roles_of
from otdel.measurement.channel_names import channel_name
from otdel.organisation.models import Engagement
from otdel.organisation.queries.members import MemberRef, ref

HEADS = "cmo"  # the role of the library that leads the department


def runner(channel: str, sources: tuple[str, ...], on: date) -> MemberRef | None:
    """The member who runs the channel on a day; of several the one engaged longest. None when nobody is written down.

    `sources` are the systems its spend comes from: they tell the kind of a channel of the company's own.
    """
    engaged = list(Engagement.objects.on(on).select_related("member", "role").order_by("start", "id"))
    names = {channel.casefold(), channel_name(channel).casefold()}
    for one in engaged:
        if names & {str(scope).casefold() for scope in one.scope.get("channels", ())}:
            return ref(one.member)
    for role in (*roles_of(channel, sources), HEADS):
        for one in engaged:
            if role in (one.role.code, one.role.library):
                return ref(one.member)
    return None
