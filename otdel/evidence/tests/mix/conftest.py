"""The sofa shop of the record's tests, seen through its pages."""

from otdel.evidence.tests.record.conftest import fitted, people, quick, shop, signed_in, today, viewers

__all__ = ["fitted", "people", "quick", "shop", "signed_in", "today", "viewers"]
