"""`otdel warehouse`: rebuilds the facts from the raw files, compacts them, or shows their digests."""

from __future__ import annotations

import argparse

from otdel.cli import start
from otdel.cli.words import _


def summary() -> str:
    return _("rebuild, compact or fingerprint the facts")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("rebuild", "compact", "digest"))


def run(given: argparse.Namespace) -> int:
    start.django()
    from django.conf import settings

    from otdel.warehouse import Warehouse

    if given.what == "rebuild":
        from otdel.measurement.services import rebuild

        rebuild()
    warehouse = Warehouse(settings.WAREHOUSE_ROOT)
    if given.what == "compact":
        warehouse.compact()
    for shape, digest in warehouse.digests().items():
        print(f"{digest}  {shape}")
    return 0
