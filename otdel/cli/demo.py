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


def summary() -> str:
    return _("show a demo company")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--home", type=Path, help=_("folder of the demo company"))
    parser.add_argument("--port", type=int, help=_("port of the pages; 8321 unless told"))
    parser.add_argument("--host", help=_("address to listen at; 127.0.0.1 unless told: only this machine"))
    parser.add_argument("--build-only", action="store_true", help=_("make it ready, but do not serve it"))


def run(given: argparse.Namespace) -> int:
    os.environ["OTDEL_HOME"] = str(given.home or _default_home())
    os.environ["OTDEL_DEMO"] = "1"
    os.environ.pop("OTDEL_DATABASE_URL", None)  # a demo never touches the records of a real company
    start.django(create=True)
    _build()
    return 0 if given.build_only else serve(given.host, given.port)


def _default_home() -> Path:
    checkout = Path(otdel.__file__).resolve().parents[1]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "demo"
    os.environ.pop("OTDEL_HOME", None)
    return start.home().with_name("otdel-demo")


def _build() -> None:
    ready = start.home() / "demo-ready"
    if ready.exists():
        return
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
