"""Evidence grades: how we know what a channel brought."""

from enum import StrEnum


class Grade(StrEnum):
    """A is the strongest evidence; D is a platform's or a click's own word."""

    A = "A"  # an experiment
    B = "B"  # model and experiment agree
    C = "C"  # a model only
    D = "D"  # the platform's own report, or last click
