"""What this chapter needs of a warehouse: a question asked by name."""

from __future__ import annotations

from typing import Any, Protocol

import pyarrow as pa


class Facts(Protocol):
    """`otdel.warehouse.Warehouse`, or anything that answers its questions."""

    def ask(self, question: str, **params: Any) -> pa.Table: ...
