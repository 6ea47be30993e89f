"""The page of promises when there are many: what is open stands whole, what is settled is paged and none is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from otdel.kit.viewer import Role
from otdel.organisation.models import Member
from otdel.planning.models import Promise

SignIn = Callable[[Role], Client]
ROW = re.compile(r'<li id="promise-(\d+)"')
FURTHER = re.compile(r'rel="next" href="(\?[^"]+)"')


@pytest.fixture
def many(department: dict[str, Member]) -> tuple[list[int], list[int]]:
    """40 open, some of them late, the soonest first; 70 settled, the last one settled first."""
    made = {"maker": department["hryhorii"], "to": department["sofiia"], "made_on": date(2026, 1, 1)}
    coming = [
        Promise.objects.create(what=f"course {at}", due=date(2026, 2, 1) + timedelta(days=at), **made).pk
        for at in range(40)
    ]
    settled = []
    for at in range(70):
        day = date(2026, 3, 1) + timedelta(days=at)
        done = {"kept_on": day} if at % 3 else {"broken_on": day, "note": "no room"}
        settled.append(Promise.objects.create(what=f"review {at}", due=date(2026, 3, 1), **made, **done).pk)
    return coming, settled[::-1]


def shown(client: Client, query: str) -> tuple[list[int], str]:
    """Numbers of the promises on the page, and where its next page is."""
    text = client.get(f"/promises/{query}").content.decode()
    further = FURTHER.search(text)
    return [int(one) for one in ROW.findall(text)], further[1].replace("&amp;", "&") if further else ""


def test_what_is_open_stands_whole_and_every_settled_one_is_reached(
    many: tuple[list[int], list[int]], signed_in: SignIn
) -> None:
    head, (coming, settled) = signed_in(Role.HEAD), many
    first, further = shown(head, "?person=sofiia")
    assert first == coming + settled[:30]
    second, further = shown(head, further)
    assert second == settled[30:60], "later pages repeat nothing, and the filter goes with them"
    assert shown(head, further) == (settled[60:], "")


def test_a_link_to_an_old_promise_opens_the_page_it_is_on(many: tuple[list[int], list[int]], signed_in: SignIn) -> None:
    head, (coming, settled) = signed_in(Role.HEAD), many
    assert settled[65] in shown(head, f"?promise={settled[65]}")[0]
    assert coming[39] in shown(head, f"?promise={coming[39]}")[0]
    assert shown(head, "?promise=x&page=soon")[0] == coming + settled[:30]
