"""Tables as the reporting APIs of ad systems shape them: ids instead of names, micros, hours, one row a device."""

from otdel.connectors.api_shapes.google import REPORTS as GOOGLE
from otdel.connectors.api_shapes.meta import REPORTS as META
from otdel.connectors.api_shapes.names import NAMES

REPORTS = (*GOOGLE, *META, NAMES)

__all__ = ["REPORTS"]
