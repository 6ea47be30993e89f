"""The `otdel` command. Each word after it is a module of its own here; Django loads only when one needs it."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from otdel import __version__
from otdel.cli.words import BadCommand, _, speak

COMMANDS = (
    "new", "run", "demo", "money", "mix", "forecast", "attribution", "experiment", "payback", "warehouse",
    "people", "work", "kpi", "pay", "invite", "check", "worker", "web",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 not done and said why, 2 wrongly asked."""
    given = list(sys.argv[1:] if argv is None else argv)
    speak(given)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a screen without these letters shows question marks
    try:
        code = _run(given)
        if sys.stdout:  # none when it was closed before we began
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read the answer has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print("otdel: " + _("The answer cannot be written: %s") % error.strerror, file=sys.stderr)
        return 1
    return code


def _run(given: list[str]) -> int:
    if (command := _first_word(given)) < len(given) and given[command] == "money":
        from otdel.evidence.terminal import main as money  # the front door for strangers: nothing else is loaded

        return money(given[command + 1 :])
    named = given[command : command + 1]
    arguments = parser(named if named and named[0] in COMMANDS else COMMANDS).parse_args(given)
    try:
        return int(arguments.run(arguments) or 0)
    except BadCommand as error:
        print(f"otdel: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _first_word(given: Sequence[str]) -> int:
    """Where the command's name stands, after an optional --lang."""
    if given[:1] == ["--lang"]:
        return 2
    return 1 if given and given[0].startswith("--lang=") else 0


def parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """Of all commands, or of one that is known already: the modules of the others cost a tenth of a second."""
    made = argparse.ArgumentParser(prog="otdel", description=_("Runs an internet-marketing department."))
    made.add_argument("--version", action="version", version=f"otdel {__version__}")
    made.add_argument("--lang", choices=("en", "uk", "ru"), help=_("the language of this command's words"))
    commands = made.add_subparsers(title=_("commands"), metavar="COMMAND", required=True)
    for name in names:
        module = import_module(f"otdel.cli.{name}")
        command = commands.add_parser(name, help=module.summary(), description=module.summary())
        module.arguments(command)
        command.set_defaults(run=module.run)
    return made
