"""From a table of text to the data of a mix model: columns, days, numbers, currencies, steps without gaps."""

from otdel.analytics.mix.reading.asked import Asked, Read, Table
from otdel.analytics.mix.reading.lift import lift_tests
from otdel.analytics.mix.reading.weeks import read

__all__ = ["Asked", "Read", "Table", "lift_tests", "read"]
