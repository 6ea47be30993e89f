"""Imports as people watch them: what was understood, how far the work is, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator

from otdel.jobs.queries import JobState
from otdel.jobs.queries import job as job_state
from otdel.kit.calendar import between
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.measurement.models import Import, RejectedRow, State
from otdel.measurement.models.files import OPEN
from otdel.measurement.names import report_title, source_name
from otdel.measurement.plain import reason_from
from otdel.measurement.previews import CheckLine, Preview, checks_from, preview_from

AT_WORK = Viewer(person=0, name="", role=Role.OWNER)  # whoever may see an import may see how far its work is
MONEY = frozenset({"spend", "deals"})


@dataclass(frozen=True, slots=True)
class Superseded:
    """Days of an older import that now come from a newer one: [first, last], both counted."""

    import_id: int
    shape: str
    days: int
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class ImportCard:
    """One import. `preview` is None while the file is being read; `rows` are those landed, by shape.

    `shape` is what a person said a row of an unknown table stands for, else our guess; empty when nobody knows.
    """

    id: int
    name: str
    sha256: str
    size: int
    by: str
    at: datetime
    state: State
    source: str
    report: str
    account: str
    period: Period | None
    preset: str
    answers: dict[str, str]
    preview: Preview | None
    shape: str
    rows: dict[str, int]
    rejected: int
    checks: tuple[CheckLine, ...]
    notes: tuple[Reason, ...]
    superseded: tuple[Superseded, ...]
    why: Reason | None
    job: JobState | None
    landed_at: datetime | None

    @property
    def total_rows(self) -> int:
        return sum(self.rows.values())

    @property
    def about_money(self) -> bool:
        """False for readings of searches alone: the money pages have nothing of them."""
        return self.rows.keys() != {"observations"}

    @property
    def span(self) -> str:
        """The days of spend and sales as the address of the money pages carries them; empty for other files."""
        return between(self.period).code if self.period and not MONEY.isdisjoint(self.rows) else ""

    @property
    def reading(self) -> bool:
        return self.state == State.WAITING and self.preview is None

    @property
    def moving(self) -> bool:
        return self.reading or self.state == State.RUNNING


def find(viewer: Viewer, import_id: int) -> Import:
    """The import, if the viewer may see it. Raises NotAllowed otherwise, whether or not there is one."""
    found = Import.objects.select_related("file", "preset", "by").filter(pk=import_id)
    item = found.filter(pk__in=Import.objects.seen_by(viewer)).first()
    if item is None:
        raise NotAllowed("no such import for this viewer")
    return item


def open_cards(viewer: Viewer) -> list[ImportCard]:
    """Imports that wait for somebody, newest first, then the ones that landed or were refused last."""
    seen = Import.objects.seen_by(viewer).select_related("file", "preset", "by")
    waiting = list(seen.filter(state__in=OPEN)[:20])
    recent = list(seen.exclude(state__in=[*OPEN, State.UNDONE])[: max(0, 8 - len(waiting))])
    return [card(item) for item in [*waiting, *recent]]


def listed(viewer: Viewer, page: int | str = 1) -> Page[Import]:
    """All imports, newest first, 30 a page; `card(item, brief=True)` shows one."""
    seen = Import.objects.seen_by(viewer).select_related("file", "preset", "by").defer("preview")
    return Paginator(seen, 30).get_page(page)


def card(item: Import, *, brief: bool = False) -> ImportCard:
    preview = preview_from(item.preview) if not brief and item.preview else None
    told = item.report_asked.partition("table.")[2]
    return ImportCard(
        id=item.pk,
        name=item.name,
        sha256=item.file.sha256,
        size=item.file.size,
        by=item.by.name if item.by else "",
        at=item.at,
        state=State(item.state),
        source=source_name(item.source) if item.source else "",
        report=report_title(item.report),
        account=item.account,
        period=item.period,
        preset=item.preset.name if item.preset else "",
        answers=dict(item.answers),
        preview=preview,
        shape=told or (preview.guess.shape if preview else ""),
        rows=dict(item.rows),
        rejected=item.rejected,
        checks=checks_from(item.checks),
        notes=tuple(reason_from(note) for note in item.notes),
        superseded=tuple(_superseded(one) for one in item.superseded),
        why=item.why,
        job=job_state(AT_WORK, int(item.job)) if item.job and not brief else None,
        landed_at=item.landed_at,
    )


def _superseded(plain: dict[str, str | int]) -> Superseded:
    return Superseded(
        int(plain["import_id"]),
        str(plain["shape"]),
        int(plain["days"]),
        date.fromisoformat(str(plain["first_day"])),
        date.fromisoformat(str(plain["last_day"])),
    )


def rejected_rows(viewer: Viewer, *, import_id: int = 0, page: int | str = 1) -> Page[RejectedRow]:
    """Rows set aside of imports that count or wait, newest import first, 50 a page; or those of one import."""
    found = RejectedRow.objects.select_related("of").filter(of__in=Import.objects.seen_by(viewer))
    found = found.filter(of=import_id) if import_id else found.exclude(of__state=State.UNDONE)
    return Paginator(found.order_by("-of", "sheet", "row", "id"), 50).get_page(page)
