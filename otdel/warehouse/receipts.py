"""Receipts: what each import was, as files, so that facts can be rebuilt without the records database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from otdel.warehouse.files import write_whole


@dataclass(frozen=True, slots=True)
class Receipt:
    """One landed import. `details` is what reading its file again needs: name, report, answers, mapping, time zone."""

    import_id: int
    file: str
    rows: Mapping[str, int]
    withdrawn: bool = False
    details: Mapping[str, object] = field(default_factory=dict)


class Receipts:
    """The folder receipts/, one JSON file an import."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, receipt: Receipt) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        data = json.dumps(asdict(receipt), ensure_ascii=False, indent=1, sort_keys=True).encode()
        write_whole(self._place(receipt.import_id), data)

    def get(self, import_id: int) -> Receipt | None:
        place = self._place(import_id)
        return Receipt(**json.loads(place.read_bytes())) if place.exists() else None

    def __iter__(self) -> Iterator[Receipt]:
        """Oldest import first."""
        for place in sorted(self.root.glob("*.json"), key=lambda place: int(place.stem)):
            yield Receipt(**json.loads(place.read_bytes()))

    def _place(self, import_id: int) -> Path:
        return self.root / f"{import_id}.json"
