"""`otdel run`: web server, worker and clock as one command."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
import time

from otdel.cli import start
from otdel.cli.words import BadCommand, _


def summary() -> str:
    return _("start the web server, the worker and the clock")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help=_("port of the pages; 8321 unless told"))
    parser.add_argument("--host", help=_("address to listen at; 127.0.0.1 unless told: only this machine"))


def run(given: argparse.Namespace) -> int:
    start.django()
    from otdel.accounts.models import Company
    from otdel.jobs.checks import sqlite_is_sound

    if not Company.objects.exists():
        raise BadCommand(_("There is no company in %s yet. Run “otdel new” first.") % start.home())
    for finding in sqlite_is_sound():
        print(f"otdel: {finding.msg} {finding.hint}", file=sys.stderr)
    return serve(given.host, given.port)


def serve(host: str | None, port: int | None) -> int:
    """Runs until stopped. Raises BadCommand when the port is taken."""
    from django.conf import settings

    from otdel.cli.supervisor import Child, supervise

    host, port = host or settings.OTDEL_BIND, port or settings.OTDEL_PORT
    _must_be_free(host, port)
    os.environ.update(OTDEL_BIND=host, OTDEL_PORT=str(port))
    address = settings.OTDEL_ADDRESS or f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}"  # noqa: S104
    command = [sys.executable, "-m", "otdel"]
    threading.Thread(target=_announce, args=(host, port, address), daemon=True).start()
    return supervise([Child("web", [*command, "web"]), Child("worker", [*command, "worker"])])


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadCommand(
                _("Port %(port)s at %(host)s cannot be used: %(why)s. Choose another with --port.")
                % {"port": port, "host": host, "why": error.strerror}
            ) from error


def _announce(host: str, port: int, address: str) -> None:
    """Says where the pages are once they answer, so that nobody opens them too early."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    while True:
        try:
            socket.create_connection((here, port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            print(_("Otdel is at %s  (stop it with Ctrl+C)") % address, flush=True)
            return
