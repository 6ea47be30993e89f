"""From a million rows in a file to the page about money: what the import and the money pages promise about speed.

Every measurement is a process of its own. Run it with scripts/bench import money.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.support import exports, pages, peers
from benchmarks.support.measuring import Ran, child, judged, run, told, warm

DAYS, CAMPAIGNS, GROUPS = 1000, 50, 20  # a million rows: an ad-group report of 1,000 days
ME = "benchmarks.import_money"


def land(folder: Path) -> dict[str, Any]:
    """The whole import of one file: read, understood, kept, landed, on an empty warehouse."""
    ran = child(ME, "--child", "land", str(big_file(folder)), str(folder / "warehouse"))
    return judged({**ran.shown(), "beside": peers.imports(big_file(folder))}, seconds=15, peak_mb=1024)


def question(folder: Path) -> dict[str, Any]:
    """Spend by channel and campaign of any period over all of the rows, warm, as the money page asks it."""
    root = folder / "warehouse"
    if not root.exists():
        land(folder)
    ran = child(ME, "--child", "question", str(root))
    return judged({**ran.said, "beside": peers.questions(big_file(folder))}, p95_ms=50)


def terminal(folder: Path) -> dict[str, Any]:
    """`otdel money` on a year of three systems' exports: the middle of five runs."""
    files = (
        exports.google_ads(folder / "google-ads.csv", days=365, campaigns=8, groups=1),
        exports.meta(folder / "meta.csv", days=365, campaigns=5),
        exports.hubspot(folder / "deals.csv", deals=2000),
    )
    runs = sorted((run([sys.executable, "-m", "otdel", "money", *map(str, files)]) for _ in range(5)), key=by_seconds)
    slowest = round(runs[-1].seconds, 2)
    return judged({**runs[2].shown(), "slowest_seconds": slowest, "runs": len(runs)}, seconds=2)


def demo(folder: Path) -> dict[str, Any]:
    """The demo company, from nothing to ready to serve."""
    ran = run([sys.executable, "-m", "otdel", "demo", "--build-only", "--home", str(folder / "demo")])
    return judged(ran.shown(), seconds=90)


def page(folder: Path) -> dict[str, Any]:
    """Money pages of the demo company, from its own server, for one person: new periods, a page again, ways down."""
    home = folder / "demo"
    if not home.exists():
        demo(folder)
    return judged(pages.money_page(home), p95_ms=150)


MEASUREMENTS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "land": land,
    "question": question,
    "terminal": terminal,
    "demo": demo,
    "page": page,
}


def big_file(folder: Path) -> Path:
    path = folder / "million.csv"
    return path if path.exists() else exports.google_ads(path, days=DAYS, campaigns=CAMPAIGNS, groups=GROUPS)


def by_seconds(ran: Ran) -> float:
    return ran.seconds


def child_land(file: str, root: str) -> dict[str, Any]:
    from otdel.connectors import understand
    from otdel.connectors.reading import read
    from otdel.warehouse import Warehouse

    path, warehouse = Path(file), Warehouse(Path(root))
    kept = warehouse.keep_raw(path, path.name)
    understood = understand(read(kept.path, path.name))
    landed = warehouse.land(1, kept.sha256, understood.batches)
    return {"rows": landed.rows["spend"], "rejected": len(understood.rejected), "megabytes": round(kept.size / 1e6)}


def child_question(root: str) -> dict[str, Any]:
    """The whole answer, each time for another period, and beside it the question that counts the days once."""
    from otdel.evidence.queries import MoneyQuestion, money
    from otdel.kit.period import Period
    from otdel.kit.viewer import AT_TERMINAL
    from otdel.warehouse import Warehouse

    last = exports.FIRST + timedelta(days=DAYS)
    snapshot = Recorded(Warehouse(Path(root)).snapshot())
    starts = (exports.FIRST + timedelta(days=n) for n in range(DAYS))

    def asked(start: date) -> Any:
        return money(AT_TERMINAL, snapshot, MoneyQuestion(currency="EUR", today=last, period=Period(start, last)))

    answer = asked(next(starts))
    tables, params = snapshot.asked["money_spend"]
    rows = sum(row["row_count"] for row in snapshot.ask("money_spend", tables=tables, **params).to_pylist())
    return {
        **warm(lambda: asked(next(starts))),
        "rows": rows,
        "campaigns": sum(len(channel.rows) for channel in answer.channels),
        "days_counted_once": warm(lambda: snapshot.ask("money_spend", tables=tables, **params), times=15),
    }


class Recorded:
    """A snapshot that remembers how each question was asked."""

    def __init__(self, snapshot: Any) -> None:
        self.real = snapshot
        self.asked: dict[str, tuple[Any, dict[str, Any]]] = {}

    def ask(self, name: str, /, *, tables: Any = None, **params: Any) -> Any:
        self.asked[name] = (tables, params)
        return self.real.ask(name, tables=tables, **params)


CHILDREN: dict[str, Callable[..., dict[str, Any]]] = {"land": child_land, "question": child_question}


if __name__ == "__main__":
    told("import money", __doc__, MEASUREMENTS, CHILDREN)
