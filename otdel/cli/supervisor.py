"""Keeps the parts of `otdel run` alive: starts them, restarts what dies, stops them in order."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence

log = logging.getLogger("otdel.run")
PATIENCE = 20.0  # seconds a part may take to finish what it is doing
STEADY = 60.0  # seconds after which a start counts as good
TRIES = 5


class Child:
    """One part: its command, its process now and how often it died soon after starting."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name, self.command = name, list(command)
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.deaths = 0
        self.again_at = 0.0

    def start(self) -> None:
        # A session of its own: Ctrl+C reaches us alone and we stop the parts in order.
        self.process = subprocess.Popen(self.command, start_new_session=True)
        self.started = time.monotonic()

    def look(self) -> bool:
        """Restarts the part when it has died. False when it keeps dying and there is no sense in going on."""
        if self.process is None:
            if time.monotonic() >= self.again_at:
                self.start()
            return True
        code = self.process.poll()
        if code is None:
            return True
        self.deaths = 1 if time.monotonic() - self.started > STEADY else self.deaths + 1
        self.again_at = time.monotonic() + min(2 ** (self.deaths - 1), 30) / 2
        self.process = None
        log.error("%s stopped by itself (code %s), start %s follows", self.name, code, self.deaths + 1)
        return self.deaths < TRIES

    def stop(self, number: int) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)

    def wait(self, seconds: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(seconds, 0.1))
        except subprocess.TimeoutExpired:
            log.warning(
                "%s did not finish in time and was ended; its job will be taken up at the next start", self.name
            )
            self.process.kill()
            self.process.wait()


def supervise(children: Sequence[Child]) -> int:
    """Runs until SIGTERM or Ctrl+C (returns 0) or until a part keeps dying (returns 1)."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    healthy = True
    while healthy and not stop.is_set():
        healthy = all(child.look() for child in children)
        stop.wait(0.3)
    for child in children:
        child.stop(signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    for child in children:
        child.wait(end - time.monotonic())
    return 0 if healthy else 1


def end_with_parent(end: Callable[[], None]) -> None:
    """Calls `end` once the process that started this one is gone, so that nothing is left running."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        end()

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
