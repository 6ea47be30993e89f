"""Who is written down beside what was done about pay."""

from __future__ import annotations

from otdel.kit.viewer import Viewer


def author(viewer: Viewer) -> int | None:
    """The account, none for somebody at a terminal."""
    return viewer.person or None
