"""Where a visit came from, read out of a landing address."""

from __future__ import annotations

from dataclasses import dataclass, fields
from urllib.parse import parse_qsl, urlsplit

import pyarrow as pa
import pyarrow.compute as pc

CLICK_IDS = ("gclid", "wbraid", "gbraid", "fbclid", "yclid", "msclkid", "ttclid", "li_fat_id", "twclid")
TAGS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")


@dataclass(frozen=True, slots=True)
class Origin:
    """The tags of one address. Empty strings where it has none."""

    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    utm_content: str = ""
    utm_term: str = ""
    click_id: str = ""


FIELDS = tuple(field.name for field in fields(Origin))


def origin_of(address: str) -> Origin:
    """Tags and click id of `address`; it may be a whole URL, a path with a query, or the query alone."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # brackets that only look like an IPv6 host
        return Origin()
    query = parts.query or (address if "=" in address and "?" not in address else "")
    asked = {name.lower(): value for name, value in parse_qsl(query)}
    click = next((f"{name}:{asked[name]}" for name in CLICK_IDS if asked.get(name)), "")
    return Origin(**{tag: asked.get(tag, "") for tag in TAGS}, click_id=click)


def origins(addresses: pa.Array | pa.ChunkedArray) -> dict[str, pa.Array]:
    """Columns of tags for a column of addresses. Each distinct address is parsed once."""
    encoded = pc.dictionary_encode(pc.fill_null(_flat(addresses), ""))
    found = [origin_of(address) for address in encoded.dictionary.to_pylist()]
    return {
        name: pa.array([getattr(origin, name) for origin in found], pa.string()).take(encoded.indices)
        for name in FIELDS
    }


def _flat(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
