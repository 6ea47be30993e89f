"""Starting Django for a command: the data folder first, then the settings, then the records brought up to date."""

from __future__ import annotations

import os
from pathlib import Path

import otdel
from otdel.cli.words import BadCommand, _


def home() -> Path:
    """The data folder the settings will use."""
    from otdel.kit.env import data_home

    return data_home(Path(otdel.__file__).resolve().parents[1])


def django(*, migrate: bool = True, create: bool = False) -> None:
    """Loads Django. With `create` the data folder is made; otherwise its absence is an error that says what to do."""
    folder = home()
    if create:
        _make(folder)
    elif not folder.is_dir() and "OTDEL_DATABASE_URL" not in os.environ:
        raise BadCommand(_("There is no company in %s yet. Run “otdel new” first.") % folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otdel.settings")
    import django as framework

    framework.setup()
    if migrate:
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadCommand(
            _("The data folder %(folder)s cannot be made: %(why)s. Set OTDEL_HOME to a folder you may write to.")
            % {"folder": folder, "why": error.strerror}
        ) from error
