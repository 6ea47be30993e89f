"""Compiles the message catalogues into the wheel; the repository keeps only their sources."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        messages = runpy.run_path(str(Path(self.root) / "otdel" / "kit" / "messages.py"), run_name="messages")
        made = messages["compile_all"](Path(self.root) / "otdel")
        build_data["artifacts"] += [path.relative_to(self.root).as_posix() for path in made]
