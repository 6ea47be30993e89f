"""Otdel: an internet-marketing department that can show where its money goes."""

__version__ = "0.1.0"
