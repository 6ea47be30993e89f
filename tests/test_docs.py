"""The documentation is true: links lead somewhere, commands and files exist, quotations and examples still hold."""

from __future__ import annotations

import ast
import re
import struct
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.utils import translation

from otdel.accounts.wording import MAY
from otdel.cli import COMMANDS, parser
from otdel.connectors import registry
from otdel.connectors.columns import days, numbers
from otdel.evidence.terminal.asking import parser as money_parser
from otdel.evidence.wording import names
from otdel.kit.facts import SHAPES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "ARCHITECTURE.md", *DOCS.rglob("*.md")])
HEAVIEST = 250_000  # bytes of a picture

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"\botdel ([a-z]+)\b((?: [^\n`|#]*)?)")
CODE = re.compile(r"`([^`\n]+)`|^ {4}(.+)$", re.MULTILINE)


def of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def code_of(page: Path) -> Iterator[str]:
    """What the page shows as code: between backticks, or indented."""
    return (short or block for short, block in CODE.findall(of(page)))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    local = [link for link in LINK.findall(of(page)) if "://" not in link]
    lost = [link for link in local if not (page.parent / link.partition("#")[0]).exists()]
    assert lost == []


def test_every_page_of_the_guide_stands_in_its_index() -> None:
    listed = set(LINK.findall(of(DOCS / "guide" / "index.md")))
    assert {page.name for page in (DOCS / "guide").glob("*.md")} - listed == {"index.md"}


def test_pictures_are_shown_and_light() -> None:
    links = ((page, link) for page in PAGES for link in LINK.findall(of(page)))
    shown = {(page.parent / link).resolve() for page, link in links if link.endswith(".png")}
    pictures = set((DOCS / "pictures").glob("*.png"))
    assert shown == {picture.resolve() for picture in pictures}
    assert [picture.name for picture in pictures if picture.stat().st_size > HEAVIEST] == []
    widths = {picture.name: struct.unpack(">I", picture.read_bytes()[16:20])[0] for picture in pictures}
    assert set(widths.values()) == {1440}


def commands(page: Path) -> Iterator[tuple[str, str]]:
    for line in code_of(page):
        yield from COMMAND.findall(line.replace("$ otdel", "otdel"))


@cache
def options_of(command: str) -> set[str]:
    """What may follow the command: its options, and words to choose from with the options of those."""
    subcommands: Any = next(action for action in parser()._actions if isinstance(action.choices, dict))
    return set(said_by(money_parser() if command == "money" else subcommands.choices[command]))


def said_by(command: ArgumentParser) -> Iterator[str]:
    for action in command._actions:
        yield from (*action.option_strings, *(action.choices or ()))
        if isinstance(action.choices, dict):
            for word in action.choices.values():
                yield from said_by(word)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_and_option_shown_exists(page: Path) -> None:
    wrong = []
    for command, rest in commands(page):
        if command not in COMMANDS:
            wrong.append(f"otdel {command}")
            continue
        words = rest.split()
        told = [word.partition("=")[0] for word in words if word.startswith("--")]
        told += words[:1] if command == "warehouse" else []
        wrong += [f"otdel {command} {word}" for word in told if word not in options_of(command)]
    assert wrong == []


def test_the_guide_names_every_command() -> None:
    page = DOCS / "guide" / "terminal.md"
    assert {command for command, _ in commands(page)} == set(COMMANDS)


def test_every_option_of_money_is_explained() -> None:
    page = of(DOCS / "terminal.md")
    options = {option for option in options_of("money") if option.startswith("--")}
    assert {option for option in options if option not in page} == {"--help"}


@pytest.mark.parametrize("script", sorted(set(re.findall(r"scripts/\w+", of(ROOT / "README.md")))))
def test_scripts_of_the_readme_can_be_run(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111


@pytest.mark.parametrize("page", [DOCS / "tour.md", *sorted((DOCS / "algorithms").glob("*.md"))], ids=named)
def test_files_named_in_the_code_exist(page: Path) -> None:
    paths = [word for word in code_of(page) if re.fullmatch(r"(otdel|docs|scripts|tests)/[\w./*-]*", word)]
    assert [word for word in paths if not list(ROOT.glob(word.rstrip("/")))] == []


@cache
def defined(path: Path) -> set[str]:
    """Every function, class and method of a Python file or folder, and constants of its top."""
    found = set()
    for file in [path] if path.is_file() else path.rglob("*.py"):
        for node in ast.walk(ast.parse(of(file))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.Assign):
                found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def test_functions_named_in_the_tour_are_in_the_files_named_beside_them() -> None:
    beside = re.findall(r"`(\w+)`(?:, \w[^`]*?)? in\s+`(otdel/[\w/]+\.py)`", of(DOCS / "tour.md"))
    assert len(beside) > 25
    assert [f"{name} in {path}" for name, path in beside if name not in defined(ROOT / path)] == []


def test_other_names_of_the_tour_are_in_the_code() -> None:
    everything = defined(ROOT / "otdel")
    told = {word for word in code_of(DOCS / "tour.md") if re.fullmatch(r"[a-z]+_[a-z_]+|[A-Z][a-z]+[A-Z]?[a-z]*", word)}
    tables = {f"{shape}_history" for shape in SHAPES}
    assert sorted(told - everything - tables) == []


def test_code_quoted_in_the_tour_stands_in_its_file() -> None:
    quotes = re.findall(r"`(otdel/\S+)`\n\n```python\n(.*?)```", of(DOCS / "tour.md"), re.DOTALL)
    assert len(quotes) >= 3
    assert [path for path, quote in quotes if quote not in of(ROOT / path)] == []


def said(page: Path) -> str:
    """A page's text in one line, with one kind of apostrophe."""
    return " ".join(of(page).split()).replace("’", "'")


def test_the_guide_quotes_the_meaning_of_every_number() -> None:
    with translation.override("en"):
        meanings = {code: str(text) for code, text in names.DEFINITIONS.items() if not code.startswith("basis_")}
        meanings |= {code: str(text) for code, (_, text) in names.STEPS.items()}
    page = said(DOCS / "guide" / "money.md")
    assert [code for code, text in meanings.items() if text.replace("’", "'") not in page] == []


def test_the_guide_quotes_what_each_role_may_do() -> None:
    with translation.override("en"):
        assert [role for role, text in MAY.items() if str(text) not in said(DOCS / "guide" / "people.md")] == []


OURS = {"Otdel", "Table", "Names of campaigns, ad groups and ads"}  # no outside system behind these reports


def test_the_readme_lists_every_system_there_is_a_report_of() -> None:
    systems = {report.title.partition(":")[0].removesuffix(" API") for report in registry.REPORTS} - OURS
    page = said(ROOT / "README.md")
    assert len(systems) > 20
    assert sorted(system for system in systems if system not in page) == []


def rows_under(page: Path, header: str) -> list[list[str]]:
    """Cells of the table that begins with this header line."""
    table = of(page).partition(header)[2].split("\n\n")[0]
    lines = [line for line in table.splitlines() if line.startswith("|") and not line.startswith("|--")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


READING = DOCS / "algorithms" / "reading.md"


@pytest.mark.parametrize(("cells", "mark", "why"), rows_under(READING, "| cells of the file | decimal mark | why |"))
def test_the_decimal_marks_of_the_page_are_decided_so(cells: str, mark: str, why: str) -> None:
    column = pa.chunked_array([re.findall("`([^`]+)`", cells)])
    decided, _ = numbers.decimal_mark([numbers.marks(column)])
    assert {".": "point", ",": "comma", "": "asked"}[decided] == mark, why


def read_as(cell: str, mark: str) -> str:
    try:
        value = numbers.number(cell, mark)
    except numbers.NotExact:
        return "not exact"
    except numbers.NotANumber:
        return "not a number"
    return "no data" if value is None else f"{value.normalize():f}"


@pytest.mark.parametrize(("cell", "point", "comma"), rows_under(READING, "| cell | with a point | with a comma |"))
def test_the_numbers_of_the_page_are_read_so(cell: str, point: str, comma: str) -> None:
    assert [read_as(cell.strip("`"), mark) for mark in ".,"] == [point, comma]


@pytest.mark.parametrize(("dates", "order", "why"), rows_under(READING, "| dates of the file | order | why |"))
def test_the_orders_of_dates_of_the_page_are_decided_so(dates: str, order: str, why: str) -> None:
    column = pa.chunked_array([re.findall("`([^`]+)`", dates)])
    decided, _ = days.date_order([days.orders(column)])
    assert {"dmy": "day first", "mdy": "month first", "": "asked"}[decided] == order, why
