"""Records in JSON replies: pages and batches of one list are one table, and failed calls are named."""

from __future__ import annotations

import json

import pytest

from otdel.connectors.reading.records import sheets
from otdel.testing.shared import shared

REPLIES = "data/fixtures/bitrix24_replies/"


def test_pages_of_a_list_become_one_table_that_matches_the_servers_own_total() -> None:
    (leads,), refused = sheets(shared(REPLIES + "crm_lead_list_several_pages_success.json").read_text())
    assert refused is None
    assert leads.cells.num_rows == 7531
    assert leads.preamble == ("total: 7531",)
    assert leads.header == ("ID", "TITLE")


def test_calls_that_failed_stand_beside_those_that_did_not() -> None:
    (found,), refused = sheets(shared(REPLIES + "crm_get_batch_mix_success_and_errors.json").read_text())
    assert refused is None and found.cells.to_pylist() == [{"c0": "35943"}]
    assert [bad.value for bad in found.ragged] == ["ID is not defined or invalid.", "Not found"]


def test_a_reply_of_errors_alone_is_refused_with_what_the_server_said() -> None:
    found, refused = sheets(shared(REPLIES + "crm_get_batch_of_two_error.json").read_text())
    assert found == ()
    assert refused is not None and refused.code == "json_no_records"
    assert refused.values["found"] == "ID is not defined or invalid.; Not found"


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "[1, 2, NaN]", '"text"', "{}"])
def test_broken_or_empty_json_is_refused_and_never_raises(text: str) -> None:
    found, refused = sheets(text)
    assert found == () and refused is not None


def test_numbers_keep_every_digit() -> None:
    (found,), _ = sheets('{"result": [{"ID": "1", "OPPORTUNITY": 90071992547409931.10, "OPEN": true, "UF": [1]}]}')
    assert found.cells.to_pylist() == [{"c0": "1", "c1": "90071992547409931.10", "c2": "true", "c3": '["1"]'}]


def test_lists_of_different_things_stay_apart() -> None:
    text = json.dumps({"result": {"deals": [{"ID": "1"}], "sources": [{"STATUS_ID": "CALL", "NAME": "Call"}]}})
    found, _ = sheets(text)
    assert [(sheet.name, sheet.cells.num_rows) for sheet in found] == [("deals", 1), ("sources", 1)]
