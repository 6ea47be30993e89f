"""One folder per outside system. Strangers' files are checked at this door and become typed rows."""

from otdel.connectors.understanding import understand

__all__ = ["understand"]
