"""`otdel check`: looks the installation over and says what to do about each finding."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys

from otdel import __version__
from otdel.cli import start
from otdel.cli.words import BadCommand, _


def summary() -> str:
    return _("look this installation over")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults()


def run(given: argparse.Namespace) -> int:
    print(f"otdel {__version__}, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")
    start.django(migrate=False)
    from django.core.checks import Tags, run_checks
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if not os.access(start.home(), os.W_OK):
        raise BadCommand(_("The data folder %s cannot be written to.") % start.home())
    executor = MigrationExecutor(connection)
    late = executor.migration_plan(executor.loader.graph.leaf_nodes())
    findings = run_checks(include_deployment_checks=False, databases=["default"]) + run_checks(
        tags=[Tags.database], databases=["default"]
    )
    for finding in dict.fromkeys(map(str, findings)):
        print(finding)
    if late:
        print(_("The records are from an older version; the next “otdel run” brings them up to date."))
    if not findings and not late:
        print(_("All is well."))
    return 1 if any(finding.is_serious() for finding in findings) else 0
