"""Pay of the demo company: plans in hryvnias, agreements, five periods that were paid, and the one that runs."""

from __future__ import annotations

from otdel.testing.demo.pay.paying import pay_out

__all__ = ["pay_out"]
