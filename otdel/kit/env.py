"""Reads settings from the environment: typed, with secrets from files, and a clear error for a bad value."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(SystemExit):
    """A setting cannot be used. Ends the program with a sentence instead of a traceback."""


def text(name: str, *, default: str) -> str:
    """NAME, or the contents of the file that NAME_FILE points to, or `default`."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(f"{name}_FILE: cannot read {path}: {error.strerror}") from error
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """1, true, yes, on or 0, false, no, off."""
    value = text(name, default=str(default)).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise BadSetting(f"{name}={value}: expected 1 or 0")


def number(name: str, *, default: int) -> int:
    """A whole number, not negative."""
    value = text(name, default=str(default))
    if not value.isdecimal():
        raise BadSetting(f"{name}={value}: expected a whole number such as {default}")
    return int(value)


def words(name: str, *, default: str) -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name, default=default).split(",") if word.strip()]


def data_home(checkout: Path) -> Path:
    """OTDEL_HOME; else ./var beside the code in a checkout; else this system's folder for a user's data."""
    if chosen := text("OTDEL_HOME", default=""):
        return Path(chosen).expanduser().resolve()
    if (checkout / "pyproject.toml").is_file():
        return checkout / "var"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "otdel"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "otdel"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "otdel"


def secret_key(home: Path) -> str:
    """OTDEL_SECRET_KEY, or the key kept in `home`, made on the first start.

    While there is no home folder there is nothing to protect: the key then lives as long as the process.
    """
    if chosen := text("OTDEL_SECRET_KEY", default=""):
        return chosen
    fresh = secrets.token_urlsafe(50)
    if not home.is_dir():
        return fresh
    file = home / "secret_key"
    with suppress(FileExistsError):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as writer:
            writer.write(fresh)
    return file.read_text(encoding="ascii").strip()


def database(url: str, home: Path) -> dict[str, Any]:
    """Django's settings of a database: SQLite in `home` for an empty URL, else postgresql://user:password@host:port/name."""
    if not url:
        return _sqlite(home / "otdel.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path:
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise BadSetting("OTDEL_DATABASE_URL: expected postgresql://user:password@host:5432/name or sqlite:////path")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
