"""The house keeps its own rules: the order of imports, tidy files, complete translations, checks of Django."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from otdel.kit import messages

ROOT = Path(__file__).parents[1]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "otdel.settings", "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_chapters_read_only_earlier_ones() -> None:
    ran = run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")
    assert ran.returncode == 0, ran.stdout


def test_no_tracked_file_is_too_long_or_tells_of_somebodys_machine() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    ran = run(sys.executable, "scripts/tree.py")
    assert ran.returncode == 0, ran.stdout


def test_no_migration_is_missing() -> None:
    ran = run(sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_sentence_is_translated_with_its_plurals_and_placeholders() -> None:
    assert messages.problems() == []


def test_a_missing_plural_form_and_a_lost_placeholder_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "chapter" / "locale" / "uk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=4; plural=(n%10==1 ? 0 : n%10<5 ? 1 : n%10<9 ? 2 : 3);\\n"\n\n'
        'msgid "%(name)s left"\nmsgstr "пішли"\n\n'
        'msgid "one row"\nmsgid_plural "%(n)s rows"\nmsgstr[0] "рядок"\nmsgstr[1] "%(n)s рядки"\n\n'
        'msgid "Money"\nmsgstr ""\n'
    )
    found = "\n".join(messages.problems(tmp_path))
    assert "placeholders [] instead of ['%(name)s']" in found
    assert "not translated: one row" in found
    assert "not translated: Money" in found
    assert "no ru catalogue" in found


def test_a_first_plural_form_without_its_number_and_a_stray_percent_sign_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "chapter" / "locale" / "uk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=4; plural=(n%10==1 ? 0 : n%10<5 ? 1 : n%10<9 ? 2 : 3);\\n"\n\n'
        '#, python-format\nmsgid "due on %(day)s"\nmsgid_plural "due %(n)s times, first on %(day)s"\n'
        + "".join(f'msgstr[{form}] "{"%(n)s " if form else ""}%(day)s"\n' for form in range(4))
        + '\n#, python-format\nmsgid "% of a week"\nmsgstr "% тижня"\n'
    )
    found = "\n".join(messages.problems(tmp_path))
    assert "placeholders ['%(day)s'] instead of ['%(day)s', '%(n)s']" in found
    assert "a percent sign reads as a place for a value: % of a week" in found


def test_words_two_chapters_translate_differently_are_found(tmp_path: Path) -> None:
    for chapter, word in (("people", "Ім’я"), ("files", "Назва")):
        folder = tmp_path / chapter / "locale" / "uk" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(f'msgid "Name"\nmsgstr "{word}"\n', encoding="utf-8")
    assert "uk: files and people differ, so one needs a context: Name" in messages.problems(tmp_path)


@pytest.mark.slow
def test_catalogues_hold_every_sentence_of_the_code(tmp_path: Path) -> None:
    """Extraction again, on a copy: a sentence that is in the code but not in the catalogue would stay English."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed")
    from babel.messages.pofile import read_po

    chapters = sorted(folder.parent for folder in (ROOT / "otdel").glob("*/locale"))
    for chapter in chapters:
        unsaid = shutil.ignore_patterns("__pycache__", "*.mo", "static")
        shutil.copytree(chapter, tmp_path / chapter.name, ignore=unsaid)
    command = ["makemessages", "-l", "uk", "--no-obsolete", "--no-location", "--no-wrap", "-v0"]
    here = {**os.environ, "PYTHONPATH": str(ROOT)}  # the copies have no package around them
    subprocess.run([sys.executable, "-m", "django", *command], cwd=tmp_path, env=here, check=True, capture_output=True)
    late = []
    for chapter in chapters:  # each sentence went to the catalogue nearest to it
        catalogue = Path("locale/uk/LC_MESSAGES/django.po")
        wanted, had = (
            {(entry.context, str(entry.id)) for entry in read_po((place / catalogue).open("rb")) if entry.id}
            for place in (tmp_path / chapter.name, chapter)
        )
        late += [f"{chapter.name}: {sentence}" for _context, sentence in sorted(wanted - had, key=str)]
    assert late == []
