"""The wheel: whoever installs it has the pages, the questions, the words and the look, and none of the tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEEDED = (
    "otdel/web/templates/web/base.html",
    "otdel/accounts/templates/account/login.html",
    "otdel/web/static/otdel/css/tokens.css",
    "otdel/web/static/otdel/icons/icons.svg",
    "otdel/web/static/otdel/vendor/htmx/htmx.min.js",
    "otdel/web/locale/uk/LC_MESSAGES/django.mo",
    "otdel/accounts/locale/ru/LC_MESSAGES/django.mo",
    "otdel/cli/locale/uk/LC_MESSAGES/django.mo",
    "otdel/organisation/library/shared.yaml",
    "otdel/testing/demo/__init__.py",
)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


@pytest.mark.parametrize("asset", NEEDED)
def test_the_wheel_brings(asset: str, names: list[str]) -> None:
    assert asset in names


def test_the_wheel_brings_every_question_template_and_static_file(names: list[str]) -> None:
    kinds = ("*/templates/**/*.html", "*/static/**/*.*", "warehouse/questions/*.sql", "organisation/library/*/*.yaml")
    wanted = {
        path.relative_to(ROOT).as_posix() for kind in kinds for path in (ROOT / "otdel").glob(kind) if path.is_file()
    }
    assert len(wanted) > 50
    assert sorted(wanted - set(names)) == []


def test_the_wheel_brings_the_licence_and_leaves_the_tests_at_home(names: list[str]) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert [name for name in names if "/tests/" in name] == []
