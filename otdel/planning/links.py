"""Addresses of work for chapters above: a task, and a form for a new one with what a problem says already in it."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.planning.queries.rights import reach
from otdel.web.parts import Link


def task_href(pk: int) -> str:
    return reverse("planning:task", args=[pk])


def make_task_href(
    title: str = "", source: Reason | None = None, href: str = "", owner: str = "", kind: str = ""
) -> str:
    """The form for a new task, filled in: its title, the reason it grew out of, the page that shows the problem.

    `owner` is a member's slug. Who may not give work sees the form refuse politely, so any page may offer the link.
    """
    given = {"title": title, "owner": owner, "kind": kind, "href": href}
    if source:
        given |= {"reason": source.code, "values": json.dumps(dict(source.values), ensure_ascii=False)}
    return f"{reverse('planning:new_task')}?{urlencode({name: value for name, value in given.items() if value})}"


def task_links(viewer: Viewer, title: str, href: str = "", owner: str = "") -> tuple[Link, ...]:
    """The button that turns a problem into a task, for those who write tasks down; `owner` is a member's slug."""
    if not reach(viewer).may_give:
        return ()
    return (Link(_("Make a task"), make_task_href(title, href=href, owner=owner), icon="plus"),)


def reason_from(code: str, values: str) -> Reason | None:
    """The reason an address carries; nothing when it carries none that can be read."""
    try:
        read = json.loads(values or "{}")
    except ValueError:
        return None
    plain = isinstance(read, dict) and all(isinstance(one, str | int | bool | None) for one in read.values())
    return Reason.of(code, **read) if code and plain else None
