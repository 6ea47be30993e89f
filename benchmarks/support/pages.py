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
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.support.measuring import ROOT, NotHere, percentiles, run

CALLS = 60
PATIENCE = 30.0  # seconds a server may take to answer for the first time


def money_page(home: Path) -> dict[str, Any]:
    """Milliseconds a page: each time a period nobody asked for before, then the same page again and again."""
    env = {"OTDEL_HOME": str(home), "OTDEL_DEMO": "1"}
    signed = run([sys.executable, "-m", "benchmarks.support.pages"], env).said
    if not signed:
        raise NotHere("the demo company has no owner to sign in as")
    with server(env) as port:
        ends = [date.fromisoformat(signed["today"]) - timedelta(days=n) for n in range(CALLS)]
        fresh = [f"/money/?period={end - timedelta(days=90)}..{end}" for end in ends]
        timed(port, fresh[0], signed["cookie"])
        new = percentiles([timed(port, path, signed["cookie"]) for path in fresh[1:]])
        again = percentiles([timed(port, fresh[0], signed["cookie"]) for _ in range(CALLS)])
    return {**new, "same_page_again": again}


def timed(port: int, path: str, cookie: str) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    started = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "en"})
    answer = connection.getresponse()
    answer.read()
    taken = 1000 * (time.perf_counter() - started)
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status} {answer.getheader('Location', '')}")
    return taken


@contextmanager
def server(env: dict[str, str]) -> Iterator[int]:
    """The installation's web server on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = {**os.environ, **env, "OTDEL_PORT": str(port), "OTDEL_BIND": "127.0.0.1"}
    process = subprocess.Popen([sys.executable, "-m", "otdel", "web"], cwd=ROOT, env=settings)
    try:
        _wait(port)
        yield port
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
    """A session of the company's owner, as the browser would keep it."""
    from otdel.cli import start

    start.django(migrate=False)
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from otdel.accounts.models import Person
    from otdel.kit.viewer import Role

    owner = Person.objects.get(role=Role.OWNER)
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    name = settings.SESSION_COOKIE_NAME
    return {"cookie": f"{name}={client.cookies[name].value}", "today": timezone.now().date().isoformat()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(sign_in()) + "\n")
