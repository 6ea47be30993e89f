"""`otdel web`: serves the pages. `otdel run` starts it by itself."""

from __future__ import annotations

import argparse
import os
import signal

from otdel.cli import start
from otdel.cli.words import _


def summary() -> str:
    return _("serve the pages (otdel run does it)")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults()


def run(given: argparse.Namespace) -> int:
    start.django(migrate=False)
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from otdel.cli.supervisor import end_with_parent

    end_with_parent(lambda: os.kill(os.getpid(), signal.SIGTERM))
    Granian(
        "otdel.wsgi:serving",
        factory=True,
        address=settings.OTDEL_BIND,
        port=settings.OTDEL_PORT,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()
    return 0
