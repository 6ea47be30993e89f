"""Plans as a file: measure, period, who, value; out as they stand, in as if they were written on the page."""

from __future__ import annotations

from pathlib import Path

from otdel.accounts.queries import company
from otdel.connectors.writing import Value
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.scorecard.exchange import cells
from otdel.scorecard.exchange.reading import Line, Taken, take_rows
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import PlanValue
from otdel.scorecard.pages.links import code_of
from otdel.scorecard.queries.plans import plans_for_export
from otdel.scorecard.services.common import DECIDES
from otdel.scorecard.services.plans import set_plan

HEADER = ("measure", "period", "who", "value", "currency", "approved_by")
NEEDED = ("measure", "period", "value")


def export(viewer: Viewer) -> list[list[Value]]:
    """All plans, oldest first. Raises NotAllowed."""
    return [
        [
            one.measure, code_of(Period(one.start, one.end)) if one.end else one.start.isoformat(),
            one.member.slug if one.member else "", one.value, one.currency, one.name,
        ]
        for one in plans_for_export(viewer)
    ]  # fmt: skip


def take(viewer: Viewer, path: Path, name: str) -> Taken:
    """Set every good plan of a file. Raises NotAllowed, and Refused when the file as a whole cannot be read."""
    viewer.must(*DECIDES)
    return take_rows(path, name, NEEDED, lambda line: _take(viewer, line, name))


def _take(viewer: Viewer, line: Line, file: str) -> bool:
    code = line.get("measure").removesuffix("_plan")
    period, value, member = cells.period_of(line), cells.number_of(line, "value"), cells.member_of(line)
    standing = PlanValue.objects.filter(measure=code, start=period.start, end=period.end, member=member, value=value)
    same = standing.exists()
    set_plan(
        viewer, code, period, value, member, currency=currency_of(viewer, code), file=file, row=line.row
    )  # fmt: skip
    return not same


def currency_of(viewer: Viewer, code: str) -> str:
    """The company's currency for a measure of money; empty for others."""
    measure, found = MEASURES.get(code), company(viewer)
    return found.currency if measure and measure.unit == "money" and not isinstance(found, NoData) else ""
