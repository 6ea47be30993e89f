"""`otdel money`: where the money of a few export files went. Needs no set-up; the command itself lives in evidence."""

from __future__ import annotations

import argparse

from otdel.cli.words import _


def summary() -> str:
    return _("where the money went, read from export files; needs no set-up")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*")


def run(given: argparse.Namespace) -> int:
    from otdel.evidence.terminal import main

    return main(given.files)
