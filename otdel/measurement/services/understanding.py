"""Understanding a file without landing it: presets and settings are tried first, then a person is asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from otdel.connectors import understand
from otdel.connectors.contract import Hints, Reading, Understood
from otdel.jobs.services import start as start_job
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Viewer
from otdel.measurement.models import Import, Preset, SourceSetting, State
from otdel.measurement.plain import reason_to
from otdel.measurement.previews import Preview, preview_from, preview_to
from otdel.measurement.readings import reading_of
from otdel.measurement.rules import fingerprint

AT_ONCE = 6 * 1024 * 1024  # bytes of text read while the page waits; more goes to a worker
AT_ONCE_WORKBOOK = 1024 * 1024
ROUNDS = 3  # answers already known may open questions that are known as well


def preview(viewer: Viewer, item: Import) -> Preview | None:
    """What the file turned out to be; None while it is still being read. Raises NotAllowed."""
    must_see(viewer, item)
    return preview_from(item.preview) if item.preview else None


def answer(viewer: Viewer, item: Import, answers: Mapping[str, str]) -> None:
    """Add a person's answers by question key and look again. Raises NotAllowed; a landed import is left as it is."""
    must_see(viewer, item)
    if item.state not in (State.WAITING, State.ASKING, State.REFUSED):
        return
    item.answers = {**item.answers, **{key: value for key, value in answers.items() if value}}
    item.save(update_fields=["answers"])
    look_or_queue(item)


def must_see(viewer: Viewer, item: Import) -> None:
    if not Import.objects.seen_by(viewer).filter(pk=item.pk).exists():
        raise NotAllowed("not this viewer's import")


def look_or_queue(item: Import) -> None:
    """Small files are understood while the page waits, large ones by a worker."""
    workbook = PurePath(item.name).suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods")
    if item.file.size <= (AT_ONCE_WORKBOOK if workbook else AT_ONCE):
        look(item)
        return
    item.settle(State.WAITING, preview={}, trouble=None)
    look_later = "otdel.measurement.tasks.look_at_import"
    item.settle(State.WAITING, job=str(start_job(AT_TERMINAL, look_later, f"import:{item.pk}", import_id=item.pk)))


def look(item: Import) -> Understood:
    """Understand the file, and keep the preview and the state it leaves the import in."""
    reading = reading_of(item.file.sha256, item.name)
    _use_preset(item, reading)
    understood = understood_with_known(item, reading)
    item.preview = preview_to(understood)
    item.source, item.report = understood.source, understood.report
    item.account = next(iter(item.preview["accounts"]), "") if len(item.preview["accounts"]) == 1 else ""
    item.period_start = understood.period.start if understood.period else None
    item.period_end = understood.period.end if understood.period else None
    item.rejected = len(understood.rejected)
    item.trouble = reason_to(understood.refused) if understood.refused else None
    item.state = _state(understood)
    item.save()
    return understood


def understood_with_known(item: Import, reading: Reading) -> Understood:
    """Understand, answering what the settings of the source already say. Fills `item.answers`, saves nothing."""
    understood = understand(reading, hints(item))
    for _ in range(ROUNDS):
        known = _known_answers(item, understood)
        if not known:
            break
        item.answers = {**item.answers, **known}
        understood = understand(reading, hints(item))
    return understood


def hints(item: Import) -> Hints:
    return Hints(item.answers, item.report_asked, item.mapping, item.time_zone)


def _known_answers(item: Import, understood: Understood) -> dict[str, str]:
    asked = {question.key for question in understood.questions if question.code == "currency"}
    asked -= set(item.answers)
    if not asked or not understood.source:
        return {}
    account = item.answers.get("account", "")
    setting = (
        SourceSetting.objects.filter(source=understood.source, account__in=["", account])
        .exclude(currency="")
        .order_by("-account")
        .first()
    )
    return dict.fromkeys(asked, setting.currency) if setting else {}


def _use_preset(item: Import, reading: Reading) -> None:
    """Answers of the preset with this layout, when nobody has said anything about this import yet."""
    if not item.fresh or item.preset_id or item.answers or item.mapping or item.report_asked:
        return
    mark = fingerprint(sheet.header for sheet in reading.sheets)
    preset = Preset.objects.filter(fingerprint=mark).order_by("-id").first() if mark else None
    if preset:
        item.preset, item.report_asked = preset, preset.report
        item.mapping, item.answers = dict(preset.mapping), dict(preset.answers)


def _state(understood: Understood) -> State:
    if understood.refused:
        return State.ASKING if understood.refused.code == "nothing_recognised" else State.REFUSED
    return State.ASKING if understood.questions else State.WAITING
