"""`otdel money FILES...`: where the money of a few export files went, in a terminal, with no set-up at all."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """The command. It is loaded when it runs: another command writes on the same paper and needs nothing of it."""
    from otdel.evidence.terminal.command import main as run

    return run(argv)


__all__ = ["main"]
