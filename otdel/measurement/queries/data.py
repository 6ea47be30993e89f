"""The state of data: which sources there are, to which day, with which holes, and what was set aside."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.measurement.models import Import, SourceSetting, State
from otdel.measurement.names import source_name
from otdel.measurement.rules import Age, age
from otdel.measurement.store import warehouse

SEES_DATA = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT)
USUAL_DAYS = 7  # how late a source may be when nobody has said otherwise


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source and account in one shape. `age` is None when its rows have no day; `gaps` are daily data's holes."""

    shape: str
    source: str
    name: str
    account: str
    first_day: date | None
    last_day: date | None
    days: int
    rows: int
    imports: int
    age: Age | None
    gaps: tuple[Period, ...]
    currency: str
    vat_included: bool | None
    fresh_days: int

    @property
    def missing(self) -> int:
        return sum(gap.days for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class DataState:
    """The Data page. `rejected` counts rows set aside in imports that count now."""

    verdict: tuple[Reason, ...]
    sources: tuple[SourceLine, ...]
    imports: int
    rows: int
    rejected: int
    last_day: date | None


def data_state(viewer: Viewer, today: date) -> DataState:
    """How the data stands on `today`. Raises NotAllowed for a contractor."""
    viewer.must(*SEES_DATA)
    sources = _sources(today)
    landed = Import.objects.uploaded().landed()
    rejected = landed.aggregate(total=Sum("rejected"))["total"] or 0
    days = [line.last_day for line in sources if line.last_day and line.last_day < today]  # costs are typed ahead
    return DataState(
        verdict=_verdict(sources, rejected, _disagreeing(landed)),
        sources=tuple(sources),
        imports=landed.count(),
        rows=sum(line.rows for line in sources),
        rejected=rejected,
        last_day=max(days) if days else None,
    )


def _sources(today: date) -> list[SourceLine]:
    snapshot = warehouse().snapshot()
    gaps: dict[tuple[str, str, str], list[Period]] = defaultdict(list)
    for hole in snapshot.ask("data_gaps").to_pylist():
        gaps[hole["shape"], hole["source"], hole["account"]].append(Period(hole["from_day"], hole["until_day"]))
    known = {(one.source, one.account): one for one in SourceSetting.objects.all()}
    return [_line(row, today, gaps, known) for row in snapshot.ask("data_sources").to_pylist()]


def _line(
    row: dict[str, Any],
    today: date,
    gaps: dict[tuple[str, str, str], list[Period]],
    known: dict[tuple[str, str], SourceSetting],
) -> SourceLine:
    source, account, last = row["source"], row["account"], row["last_day"]
    setting = known.get((source, account)) or known.get((source, "")) or SourceSetting(fresh_days=USUAL_DAYS)
    typed = source == "manual"
    return SourceLine(
        shape=row["shape"],
        source=source,
        name=source_name(source),
        account=account,
        first_day=row["first_day"],
        last_day=last,
        days=row["days"],
        rows=row["row_count"],
        imports=row["imports"],
        age=age(last, today, setting.fresh_days) if last and not typed else None,
        gaps=() if typed else tuple(gaps.get((row["shape"], source, account), ())),
        currency=setting.currency,
        vat_included=setting.vat_included,
        fresh_days=setting.fresh_days,
    )


def _disagreeing(landed: QuerySet[Import]) -> list[str]:
    """Names of the imports that count though their file's own total is another than ours."""
    checked = landed.exclude(checks=[]).values_list("name", "checks")
    return [name for name, checks in checked if not all(check["agrees"] for check in checks)]


def _verdict(sources: list[SourceLine], rejected: int, disagreeing: list[str]) -> tuple[Reason, ...]:
    """One to four parts: how fresh, what is missing, which totals disagree, what was set aside."""
    if not sources:
        return (Reason.of("data_none"),)
    late = [line for line in sources if line.age and line.age.late]
    parts = [_freshness(sources, late)]
    holes = [line for line in sources if line.gaps]
    if holes:
        worst = max(holes, key=lambda line: line.missing)
        parts.append(Reason.of("data_gaps", days=sum(line.missing for line in holes), source=worst.name))
    if disagreeing:
        parts.append(Reason.of("data_totals", count=len(disagreeing), file=disagreeing[0]))
    if rejected:
        parts.append(Reason.of("data_rejected", rows=rejected))
    return tuple(parts)


def _freshness(sources: list[SourceLine], late: list[SourceLine]) -> Reason:
    systems = len({line.source for line in sources})
    if not late:
        return Reason.of("data_fresh", count=systems)
    oldest, days = max(((line, line.age.days) for line in late if line.age), key=lambda pair: pair[1])
    return Reason.of("data_late", count=len({line.source for line in late}), source=oldest.name, days=days)


def unfinished(viewer: Viewer) -> int:
    """Imports with a question, which wait for this viewer or a colleague."""
    return Import.objects.seen_by(viewer).filter(state=State.ASKING).count()
