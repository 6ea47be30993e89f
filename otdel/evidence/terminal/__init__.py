"""`otdel money FILES...`: where the money of a few export files went, in a terminal, with no set-up at all."""

from otdel.evidence.terminal.command import main

__all__ = ["main"]
