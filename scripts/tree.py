"""Reads the tracked files: nothing of anybody's machine in them, and files and functions of a readable size."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FILE_LINES, TEST_LINES, FUNCTION_LINES = 600, 400, 60
BINARY = {".png", ".woff2", ".parquet", ".xlsx", ".mo", ".ico", ".gz", ".zip"}
HOSTS = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "deb." + "debian.org")
PATHS = re.compile(r"(?<![\w.}])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "Us" + "ers")) + r")/\w")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True, text=True).stdout
    return [
        path for name in listed.split("\0") if name and (path := Path(name)).is_file() and path.suffix not in BINARY
    ]


def leaks(path: Path, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if any(host in line for host in HOSTS) or PATHS.search(line):
            yield f"{path}:{number}: a package registry or a path of somebody's machine"


def sizes(path: Path, text: str) -> Iterator[str]:
    limit = TEST_LINES if "tests" in path.parts else FILE_LINES
    if (lines := text.count("\n")) > limit:
        yield f"{path}: {lines} lines, at most {limit}: make it a folder of named halves"
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES:
            yield f"{path}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES}"


def main() -> int:
    found: list[str] = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a test's file in another encoding
        found += leaks(path, text)
        if path.suffix == ".py" and "migrations" not in path.parts:
            found += sizes(path, text)
    print("\n".join(found) or "The tree is tidy.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
