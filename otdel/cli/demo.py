"""`otdel demo`: a living company with invented people and figures, apart from any real one."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import otdel
from otdel.cli import start
from otdel.cli.run import serve
from otdel.cli.words import BadCommand, _
from otdel.kit.env import text

BEGUN, READY = MARKS = ("demo-begun", "demo-ready")  # files that tell a demo's folder from a company's
HOLDINGS = ("otdel.sqlite3", "warehouse", "uploads", "secret_key")
ELSEWHERE = (  # whatever would lead a demo to the records or the folder of a real company
    "OTDEL_DATABASE_URL",
    "OTDEL_DATABASE_URL_FILE",
    "OTDEL_HOME_FILE",
    "OTDEL_DEMO_FILE",
)


def summary() -> str:
    return _("show a demo company")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--home", type=Path, help=_("folder of the demo company"))
    parser.add_argument("--port", type=int, help=_("port of the pages; 8321 unless told"))
    parser.add_argument("--host", help=_("address to listen at; 127.0.0.1 unless told: only this machine"))
    parser.add_argument("--build-only", action="store_true", help=_("make it ready, but do not serve it"))


def run(given: argparse.Namespace) -> int:
    folder = _home(given.home)
    _must_not_be_a_companys(folder)
    for name in ELSEWHERE:
        os.environ.pop(name, None)
    os.environ["OTDEL_HOME"] = str(folder)
    os.environ["OTDEL_DEMO"] = "1"
    start.django(create=True)
    _build()
    return 0 if given.build_only else serve(given.host, given.port)


def _home(asked: Path | None) -> Path:
    """--home; else OTDEL_HOME; else ./demo beside the code in a checkout, or a folder beside the usual one."""
    if asked:
        return asked.expanduser().resolve()
    if text("OTDEL_HOME", default=""):
        return start.home()
    checkout = Path(otdel.__file__).resolve().parents[1]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "demo"
    return start.home().with_name("otdel-demo")


def _must_not_be_a_companys(folder: Path) -> None:
    """Before anything is read or written: a demo offers sign-in without a password, so it never opens a real company.

    Raises BadCommand.
    """
    if any((folder / name).exists() for name in HOLDINGS) and not any((folder / mark).exists() for mark in MARKS):
        raise BadCommand(
            _("%s holds a company that is not a demo. Nothing was touched. Choose another folder with --home.") % folder
        )


def _build() -> None:
    ready = start.home() / READY
    if ready.exists():
        return
    (start.home() / BEGUN).touch()
    from otdel.accounts.services import Refused
    from otdel.testing.demo import build

    print(_("Making a demo company: 130 weeks of invented data in real export files. About a minute."), flush=True)
    try:
        build(progress=_tell)
    except Refused as refused:
        raise BadCommand(
            _("In %s there is a company, but not a finished demo. Delete that folder or choose another with --home.")
            % start.home()
        ) from refused
    ready.touch()


def _tell(step: str, done: int, total: int) -> None:
    """One line that counts up, where somebody watches."""
    if sys.stdout.isatty():
        print(f"\r{done}/{total} {step:<60.60}", end="\n" if done == total else "", flush=True)
