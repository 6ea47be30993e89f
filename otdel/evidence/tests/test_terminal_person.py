"""`otdel money` with somebody at the keyboard: questions are asked there and then, and the answers count."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

COMMAND = "import sys; from otdel.evidence.terminal import main; sys.exit(main())"
PATIENCE = 60.0


class Terminal:
    """A terminal of a stranger, with `otdel money` running in it."""

    def __init__(self, *words: str) -> None:
        self.screen, self.read_to = "", 0
        self.end, inner = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, *words, "--lang", "en"],
            stdin=inner, stdout=inner, stderr=inner, close_fds=True,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "dumb", "COLUMNS": "120"},
        )  # fmt: skip
        os.close(inner)

    def wait_for(self, words: str) -> None:
        """Read on until the words come; the next wait goes on behind them."""
        until = time.monotonic() + PATIENCE
        while (found := self.screen.find(words, self.read_to)) < 0:
            if time.monotonic() > until or not self._read():
                raise AssertionError(f"“{words}” never came; on the screen:\n{self.screen}")
        self.read_to = found + len(words)

    def type(self, *lines: str) -> None:
        for line in lines:
            self.wait_for("> ")
            os.write(self.end, f"{line}\n".encode())

    def finish(self) -> int:
        while self._read():
            pass
        os.close(self.end)
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        if not select.select([self.end], [], [], PATIENCE)[0]:
            return False
        try:
            said = os.read(self.end, 65536)
        except OSError:  # the other end is closed
            return False
        self.screen += said.decode("utf-8", "replace")
        return bool(said)


def file_of(folder: Path, name: str, lines: Sequence[str]) -> str:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def test_an_open_question_is_asked_at_the_keyboard(tmp_path: Path) -> None:
    ads = ("Campaign report", "", "Day,Campaign,Cost,Clicks,Impr.", "2026-07-01,Brand,10.50,3,90")
    terminal = Terminal(file_of(tmp_path, "costs.csv", ads))
    terminal.type("EUR")
    assert terminal.finish() == 0
    assert "Which currency" in terminal.screen and "€11 was spent" in terminal.screen


def test_an_unknown_table_is_asked_about_with_a_guess(tmp_path: Path) -> None:
    lines = ("When,What for,Paid out,Note", "2026-07-01,Leaflets,120.00,a", "2026-07-02,Radio,80.00,b")
    terminal = Terminal(file_of(tmp_path, "ours.csv", lines))
    terminal.type("spend", "day=1", "campaign=What for", "cost=3", "money=3", "cost=Nothing", "currency==EUR", "")
    assert terminal.finish() == 0, terminal.screen
    assert "There is no field “money”" in terminal.screen
    assert "The file has no column “Nothing”" in terminal.screen
    assert "€200 was spent" in terminal.screen


def test_enter_takes_the_guess(tmp_path: Path) -> None:
    deals = ("ID,Created,Closed,Status,Amount,Currency", "D1,2026-07-01,2026-07-03,won,120.00,EUR")
    terminal = Terminal(file_of(tmp_path, "sales.csv", deals))
    terminal.wait_for("Enter takes deals.")
    terminal.type("")
    terminal.wait_for("revenue = Amount")
    terminal.type("")
    assert terminal.finish() == 0, terminal.screen
    assert "€120" in terminal.screen


def test_leaving_with_ctrl_d_counts_nothing(tmp_path: Path) -> None:
    terminal = Terminal(file_of(tmp_path, "ours.csv", ("Alpha,Beta", "one,two")))
    terminal.wait_for("> ")
    os.write(terminal.end, b"\x04")
    assert terminal.finish() == 2
    assert "Nothing was counted yet." in terminal.screen
