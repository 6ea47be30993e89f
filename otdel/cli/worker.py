"""`otdel worker`: does the jobs and beats the clock. `otdel run` starts one by itself."""

from __future__ import annotations

import argparse
import signal
import threading

from otdel.cli import start
from otdel.cli.words import _


def summary() -> str:
    return _("do the work away from the page (otdel run starts one)")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help=_("do what is waiting, then end"))


def run(given: argparse.Namespace) -> int:
    start.django(migrate=False)
    from otdel.cli.supervisor import end_with_parent
    from otdel.jobs import worker

    if given.once:
        print(_("Jobs done: %s") % worker.run_waiting())
        return 0
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    end_with_parent(stop.set)
    worker.run(stop)
    return 0
