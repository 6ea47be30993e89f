"""From a table of text to paths: a file of whole paths, or one of touches with users and times."""

from otdel.analytics.attribution.reading.asked import Asked, Read
from otdel.analytics.attribution.reading.either import read

__all__ = ["Asked", "Read", "read"]
