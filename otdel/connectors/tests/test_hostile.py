"""Broken, odd and hostile input: nothing escapes, no row vanishes uncounted, no cost changes its currency."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from otdel.connectors import understand
from otdel.connectors.columns.headers import currency_of
from otdel.connectors.contract import Hints, Understood
from otdel.connectors.generic import guess_mapping
from otdel.connectors.reading import read
from otdel.connectors.reasons import REASONS
from otdel.connectors.tests.exports import rows, understood, write
from otdel.testing.shared import shared

HEADER = ["Campaign", "Campaign ID", "Day", "Currency code", "Cost", "Impr.", "Clicks", "Conversions"]
ODD = (
    "1e308", "NaN", "inf", "-Infinity", "1e-400", "1e99999", "0000-01-01", "9999-12-31", "31.12.9999", "01/01/0000",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2025-02-30", "2025-01-01 25:00", "45000", "-5.00", "(5)",
    "-1,234.56", "\u200f12\u200e", "\u202e21", "=cmd|'/C calc'!A0", "@SUM(1)", "+1+1", "A" * 5000, "1" * 400, "½", "²",
    "999999999999", "1000000000000", "99999999999.9999999", "٣٤", "１２", "①", "<10", "< 10%", "--", "\u00a0", "%", "-",
    "12.345.678", "1,2,3", "1.2.3", "€5", "$5", "5 USD", "£", "грн", "30 Feb 2025", "0x10", "1_000", "\ufeff", "Total",
    "Итого", "3.5", "", '"', "a\nb", "'", ";", "\t", "\\",
)  # fmt: skip
ANSWERS = {"decimal_mark": ".", "date_order": "dmy", "currency": "USD", "period": "2026-01-01/2026-02-01"}


@dataclass
class Made:
    """A synthetic report, its rows by their number in the file."""

    path: Path
    rows: dict[int, list[str]]


def made(folder: Path, seed: int) -> Made:
    """A campaign report with a few odd cells, rows too short or too long, blank rows, repeats and totals."""
    chance = random.Random(seed)
    body = [
        [f"C{n % 4}", str(n % 4), f"2026-04-{n % 28 + 1:02}", chance.choice(("EUR", "USD")), f"{n}.50", "9", "1", "0"]
        for n in range(chance.randrange(3, 25))
    ]
    for _ in range(chance.choice((0, 1, 3, 10))):
        chance.choice(body)[chance.randrange(8)] = chance.choice([cell for cell in ODD if "\n" not in cell])
    for extra in (["x", "x"], ["x"] * 12, [""] * 8, list(body[0])):
        if chance.random() < 0.3:
            body.insert(chance.randrange(1, len(body) + 1), extra)
    if chance.random() < 0.3:
        body.append(["Total", "", "", "", "5", "1", "1", "1"])
    out = io.StringIO()
    writer = csv.writer(out, delimiter=chance.choice(",;\t"))
    title = [["Campaign report"]] if chance.random() < 0.5 else []
    writer.writerows([*title, HEADER, *body])
    return Made(write(folder, out.getvalue()), dict(enumerate(body, len(title) + 2)))


@pytest.mark.parametrize("seed", range(0, 200, 20))
def test_every_row_lands_or_is_set_aside_or_is_a_total(tmp_path: Path, seed: int) -> None:
    for number in range(seed, seed + 20):
        report = made(tmp_path, number)
        reading = read(report.path)
        found = understand(reading, Hints(answers=ANSWERS))
        facts = {row["row"] for row in rows(found)}
        aside = [one.row for one in found.rejected]
        totals = {total.row for sheet in reading.sheets for total in sheet.totals}
        filled = {place for place, row in report.rows.items() if any(cell.strip() for cell in row)}
        assert found.refused is None or found.refused.code == "no_good_rows", (number, found.refused)
        assert len(aside) == len(set(aside)), number
        assert sorted([*facts, *aside, *totals]) == sorted(filled), number


@pytest.mark.parametrize("seed", range(500, 600, 20))
def test_no_cost_changes_its_currency(tmp_path: Path, seed: int) -> None:
    for number in range(seed, seed + 20):
        report = made(tmp_path, number)
        for row in rows(understand(read(report.path), Hints(answers=ANSWERS))):
            _, _, _, code, cost, *_ = report.rows[row["row"]]
            assert row["currency"] == currency_of(code), number
            assert currency_of(cost.strip("0123456789.,- ")) in ("", row["currency"]), number


def mutations(raw: bytes, chance: random.Random) -> Iterator[bytes]:
    """The file with bytes changed, cut short, in two encodings, with columns shuffled, cells odd, a wide header."""
    flipped = bytearray(raw)
    for _ in range(chance.choice((1, 3, 30))):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    yield bytes(flipped)
    yield raw[: chance.randrange(len(raw))]
    text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    cut = chance.randrange(len(text))
    yield text[:cut].encode() + text[cut:].encode(chance.choice(("cp1251", "utf-16-le", "koi8-u")), "replace")
    yield text.replace("a", "\u0430").replace("C", "\u0421").encode()  # look-alike letters
    yield (text[:cut] + "\0" + text[cut:]).encode()
    lines = [line.split(",") for line in text.splitlines()]
    order = random.Random(chance.random())
    yield "\n".join(",".join(order.sample(line, len(line))) for line in lines).encode()
    for _ in range(3):
        line = chance.choice(lines)
        line[chance.randrange(len(line))] = chance.choice(ODD)
    yield "\n".join(",".join(line) for line in lines).encode()


def outcome(path: Path, name: str) -> list[Understood]:
    """What a file is at first, with its questions answered, and as the table the wizard would guess."""
    reading = read(path, name)
    found = [understand(reading)]
    answers = {one.key: ANSWERS.get(one.code, next(iter(one.options), "x")) for one in found[0].questions}
    found.append(understand(reading, Hints(answers=answers)))
    for sheet in reading.sheets[:1]:
        guess = guess_mapping(sheet)
        if guess.shape:
            found.append(understand(reading, Hints(answers=ANSWERS, mapping={**guess.mapping, "shape": guess.shape})))
    return found


@pytest.mark.parametrize("folder", ["formats/google_ads", "formats/meta", "formats/ga4", "formats/gsc", "fixtures"])
def test_nothing_escapes_from_a_broken_export(tmp_path: Path, folder: str) -> None:
    chance = random.Random(folder)
    files = sorted(path for path in shared(f"data/{folder}").rglob("*.csv") if 100 < path.stat().st_size < 20_000)
    for path in chance.sample(files, min(4, len(files))):
        for number, raw in enumerate(mutations(path.read_bytes(), chance)):
            target = tmp_path / path.name
            target.write_bytes(raw)
            for found in outcome(target, path.name):
                reasons = [found.refused, *found.notes, *(one.reason for one in found.rejected)]
                codes = {one.code for one in reasons if one}
                assert codes <= REASONS.keys() - {"file_failed"}, (path.name, number, reasons)


@pytest.mark.parametrize("day", ["9999-12-31", "31.12.9999", "0999-01-01"])
def test_one_impossible_year_does_not_refuse_the_file(tmp_path: Path, day: str) -> None:
    """The last day of the year 9999 has no day after it, and the whole file failed."""
    text = ",".join(HEADER) + f"\nA,1,2026-04-01,EUR,5.00,1,1,0\nB,2,{day},EUR,6.00,1,1,0\n"
    found = understood(write(tmp_path, text))
    assert [row["day"] for row in rows(found)] == [date(2026, 4, 1)]
    assert [(one.row, one.reason.code) for one in found.rejected] == [(3, "not_a_day")]


@pytest.mark.parametrize("moment", ["0000-00-00 00:00:00", "0001-01-01T00:00:00Z", "01.01.0001 0:00:00", "0001-01-01"])
def test_the_zero_date_of_a_database_is_no_date(tmp_path: Path, moment: str) -> None:
    """A deal that was never paid keeps its revenue."""
    text = f"order,total,currency,paid at,status\n1,100.50,EUR,{moment},won\n"
    columns = {"deal_id": "order", "revenue": "total", "currency": "currency", "paid_at": "paid at", "status": "status"}
    (row,) = rows(understood(write(tmp_path, text), {"shape": "deals", **columns}))
    assert (row["paid_at"], str(row["revenue"])) == (None, "100.500000")


@pytest.mark.parametrize("first", ["99991231", "00000000", "00010101"])
def test_a_report_of_impossible_days_is_no_crash(tmp_path: Path, first: str) -> None:
    text = f"# ---\n# Traffic\n# ---\n#\n# Start date: {first}\n# End date: 99991231\nNth week,Views\n0,1\n99999,2\n"
    assert understand(read(write(tmp_path, text))).batches == ()


def test_half_a_letter_in_json_is_replaced(tmp_path: Path) -> None:
    reply = {"result": [{"ID": "1", "TITLE": "\ud800 deal", "OPPORTUNITY": "150.00"}], "total": 1}
    sheet = read(write(tmp_path, json.dumps(reply), "deals.json")).sheets[0]
    assert sheet.cells.to_pylist() == [{"c0": "1", "c1": "? deal", "c2": "150.00"}]


def test_ten_thousand_columns_are_one_more_table(tmp_path: Path) -> None:
    header = ["Campaign", "Cost", "Currency code", "Clicks", "Impr.", "Day", *(f"m{n}" for n in range(10_000))]
    line = ["A", "5.50", "EUR", "1", "1", "2026-04-01"]
    text = ",".join(header) + "\n" + ",".join(line + [""] * 10_000) + "\n" + ",".join(line + ["7"] * 10_000) + "\n"
    path = write(tmp_path, text)
    assert sum(row["cost"] for row in rows(understood(path, report="google_ads.campaigns"))) == 11
    assert guess_mapping(read(path).sheets[0]).mapping["cost"] == "Cost"


def test_a_thousand_metrics_are_no_report_of_ga4(tmp_path: Path) -> None:
    """Each of ten thousand became a metric of its own: a minute and a half."""
    head = "# ---\n# Traffic\n# ---\n#\n# Start date: 20260901\n# End date: 20260902\n"
    text = head + ",".join(["Page path", *(f"m{n}" for n in range(1000))]) + "\n" + "/" + ",7" * 1000 + "\n"
    assert [one.code for one in understand(read(write(tmp_path, text))).questions] == ["mapping"]


def test_readings_without_a_value_are_counted(tmp_path: Path) -> None:
    text = "Top queries,Clicks,Impressions,CTR,Position\nboots,5,90,5%,1.5\nsocks,,,,\n"
    found = understood(write(tmp_path, text, "Queries.csv"), period="2026-04-01/2026-05-01")
    assert {row["subject"] for row in rows(found)} == {"boots"}
    assert [(note.code, note.values["count"]) for note in found.notes] == [("rows_without_values", 1)]
