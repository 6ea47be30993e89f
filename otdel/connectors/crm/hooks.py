"""Last steps of a CRM's deals: statuses from stages, tags from landing addresses, leads beside deals."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import Draft
from otdel.connectors.columns.draft import ARROW
from otdel.connectors.contract import Batch
from otdel.connectors.crm.customers import customer_ids
from otdel.connectors.crm.origins import origins
from otdel.connectors.crm.stages import decide
from otdel.kit.facts import LEADS

YES = pa.array(["y", "yes", "true", "1", "1.0", "да", "так"])


def settle_statuses(draft: Draft) -> None:
    """Fill `status` from the extra `semantic` where the CRM says it itself, else from the words of the stage.

    The extra `closed` (yes or no) is evidence of closing; without it a closing date is. Open deals keep no closing
    date: CRMs write there the day they hope for.
    """
    stages = plain(draft.columns.get("stage", pa.repeat(pa.scalar(""), len(draft.rows))))
    said = draft.columns.pop("semantic", None)
    known, questions = decide(_distinct(stages), _distinct(stages, _closed(draft)), draft.hints.answers)
    words = stages.dictionary_encode()
    status = pa.array([known[word] for word in words.dictionary.to_pylist()], pa.string()).take(words.indices)
    if said is None:
        draft.questions.extend(questions)
    else:
        status = pc.if_else(pc.equal(said, ""), status, said)
    draft.columns["status"] = status
    if "closed_at" in draft.columns:
        draft.columns["closed_at"] = pc.if_else(pc.equal(status, "open"), None, draft.columns["closed_at"])


def _closed(draft: Draft) -> Any:
    flag = draft.columns.pop("closed", None)
    if flag is not None:
        return pc.is_in(pc.utf8_lower(plain(flag)), YES)
    dates = draft.columns.get("closed_at")
    return pa.repeat(pa.scalar(value=False), len(draft.rows)) if dates is None else pc.is_valid(plain(dates))


def _distinct(values: Any, mask: Any | None = None) -> list[str]:
    return list(pc.unique(values if mask is None else values.filter(mask)).to_pylist())


def read_landing(draft: Draft) -> None:
    """Fill tags and the click id that no column gave from the landing address."""
    addresses = draft.columns.pop("landing", None)
    if addresses is None:
        return
    for name, found in origins(addresses).items():
        given = draft.columns.get(name)
        draft.columns[name] = found if given is None else pc.if_else(pc.equal(plain(given), ""), found, plain(given))


def hide_customer(draft: Draft) -> None:
    """The extra `email` becomes the buyer's id where the system gave no id of its own."""
    emails = draft.columns.pop("email", None)
    if emails is None:
        return
    hashed, given = customer_ids(emails), draft.columns.get("customer")
    draft.columns["customer"] = (
        hashed if given is None else pc.if_else(pc.equal(plain(given), ""), hashed, plain(given))
    )


def leads_beside(draft: Draft) -> None:
    """In CRMs where an enquiry and a deal are one card, each deal is a lead too."""
    draft.columns["lead_id"] = draft.columns["deal_id"]
    good = pc.and_(pc.invert(draft.bad), pc.not_equal(plain(draft.columns["deal_id"]), ""))
    arrays = [
        draft.columns[one.name] if one.name in draft.columns else pa.nulls(len(draft.rows), ARROW[one.kind])
        for one in LEADS.columns
    ]
    sheet = pa.repeat(pa.scalar(draft.sheet.name), len(draft.rows))
    names = [one.name for one in LEADS.columns]
    draft.more.append(Batch(LEADS, pa.table([*arrays, sheet, draft.rows], names=[*names, "sheet", "row"]).filter(good)))


def finish_deals(draft: Draft) -> None:
    """All of it, for a CRM that keeps leads apart from deals."""
    settle_statuses(draft)
    read_landing(draft)
    hide_customer(draft)


def plain(column: Any) -> Any:
    """One array out of chunks."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
