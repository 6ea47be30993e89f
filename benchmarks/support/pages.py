"""Pages of an installation, asked for through its own web server by one signed-in person."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.support.measuring import ROOT, NotHere, percentiles, run

CALLS = 60
PATIENCE = 30.0  # seconds a server may take to answer for the first time
TICKS = os.sysconf("SC_CLK_TCK")


def money_page(home: Path) -> dict[str, Any]:
    """Milliseconds a page, by the clock and of processors: what a person mostly does, and each kind by itself.

    The mix is a period nobody asked for before, the same page again, a channel and the list of campaigns, in turn.
    """
    return asked_of({"OTDEL_HOME": str(home), "OTDEL_DEMO": "1"}, addresses)


def asked_of(env: dict[str, str], addresses: Callable[[dict[str, str]], dict[str, list[str]]]) -> dict[str, Any]:
    """Milliseconds a page of an installation for its owner; `addresses` names the pages of each kind."""
    signed = run([sys.executable, "-m", "benchmarks.support.pages"], env).said
    if not signed:
        raise NotHere("the demo company has no owner to sign in as")
    with server(env) as (port, process):
        visit = Visit(port, signed["cookie"], process)
        asked = addresses(signed)
        first = visit.taken(next(iter(asked.values()))[0])
        for paths in asked.values():  # the others are of a server that is running, as its people meet it
            visit.taken(paths[0])
        kinds = {name: visit.many(paths) for name, paths in asked.items()}
    mixed = percentiles([one for kind in kinds.values() for one, _ in kind])
    return {**mixed, "first_page_ms": round(first, 1), **{name: told(kind) for name, kind in kinds.items()}}


def addresses(signed: dict[str, str]) -> dict[str, list[str]]:
    """Pages of each kind; periods of ninety days that end on other days."""
    ends = [date.fromisoformat(signed["today"]) - timedelta(days=n) for n in range(1, CALLS + 1)]
    periods = [f"?period={end - timedelta(days=90)}..{end}" for end in ends]
    return {
        "new_period": [f"/money/{period}" for period in periods],
        "same_page_again": [f"/money/{periods[0]}"] * CALLS,
        "channel": [f"/money/of/{quote(signed['channel'])}{period}" for period in periods[: CALLS // 2]],
        "campaigns": [f"/money/campaigns{period}" for period in periods[: CALLS // 2]],
    }


def told(kind: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Percentiles by the clock, and processor time of an average page."""
    return {
        **percentiles([taken for taken, _ in kind]),
        "cpu_ms": round(sum(used for _, used in kind) / len(kind), 1),
    }


@dataclass(frozen=True)
class Visit:
    """One person at one server."""

    port: int
    cookie: str
    process: int

    def many(self, paths: Sequence[str]) -> list[tuple[float, float]]:
        """Milliseconds of each page by the clock, and of the server's processors shared evenly among them."""
        used = cpu_ms(self.process)
        taken = [self.taken(path) for path in paths]
        each = (cpu_ms(self.process) - used) / len(paths)
        return [(one, each) for one in taken]

    def taken(self, path: str) -> float:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        started = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": self.cookie, "Accept-Language": "en"})
        answer = connection.getresponse()
        answer.read()
        taken = 1000 * (time.perf_counter() - started)
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status} {answer.getheader('Location', '')}")
        return taken


def cpu_ms(process: int) -> float:
    """Processor time a process and its children have used so far, as Linux counts it."""
    return sum(_ticks(one) for one in (process, *_children(process))) * 1000 / TICKS


def _ticks(process: int) -> int:
    words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(words[11]) + int(words[12])


def _children(process: int) -> list[int]:
    direct = [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [one for child in direct for one in (child, *_children(child))]


@contextmanager
def server(env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """The installation's web server on a free port: the port and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = {**os.environ, **env, "OTDEL_PORT": str(port), "OTDEL_BIND": "127.0.0.1"}
    process = subprocess.Popen([sys.executable, "-m", "otdel", "web"], cwd=ROOT, env=settings)
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _wait(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the web server did not start")


def sign_in() -> dict[str, str]:
    """A session of the company's owner, as the browser would keep it, and the channel most money goes to."""
    from otdel.cli import start

    start.django(migrate=False)
    from django.conf import settings
    from django.test import Client

    from otdel.accounts.models import Person
    from otdel.accounts.viewers import as_viewer
    from otdel.evidence.asked import asked
    from otdel.evidence.queries.company import company_money, company_question, today
    from otdel.kit.viewer import Role
    from otdel.organisation.models import Member

    owner = Person.objects.get(role=Role.OWNER)
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    name = settings.SESSION_COOKIE_NAME
    viewer = as_viewer(owner)
    on = today(viewer)
    answer = company_money(viewer, company_question(viewer, asked({}, on), on))
    return {
        "cookie": f"{name}={client.cookies[name].value}",
        "today": on.isoformat(),
        "channel": answer.channels[0].key,
        "paid": " ".join(
            Member.objects.filter(pay_agreements__end=None, pay_agreements__signed_at__isnull=False)
            .distinct()
            .values_list("slug", flat=True)
        ),
        "members": " ".join(
            Member.objects.filter(engagements__end=None).distinct().values_list("slug", flat=True)[:40]
        ),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(sign_in()) + "\n")
