"""Presets: a layout's answers under a name, so that the next file like it is understood at once."""

from __future__ import annotations

from django.db import transaction

from otdel.accounts.trail import audit
from otdel.kit.viewer import Role, Viewer
from otdel.measurement.models import Import, Preset
from otdel.measurement.rules import fingerprint
from otdel.measurement.services.understanding import must_see

MAY_SAVE = (Role.OWNER, Role.HEAD, Role.SPECIALIST)
ONCE = ("period",)  # answers that speak for one file only


def save_preset(viewer: Viewer, item: Import, name: str) -> Preset:
    """Remember how this import was read. A preset of the same name is replaced. Raises NotAllowed."""
    viewer.must(*MAY_SAVE)
    must_see(viewer, item)
    answers = {key: value for key, value in item.answers.items() if key.partition(":")[0] not in ONCE}
    with transaction.atomic():
        preset, _ = Preset.objects.update_or_create(
            name=name.strip()[:80],
            defaults={
                "fingerprint": fingerprint(sheet["header"] for sheet in item.preview["sheets"]),
                "report": item.report_asked,
                "mapping": item.mapping,
                "answers": answers,
                "by_id": viewer.person or None,
            },
        )
        item.preset = preset
        item.save(update_fields=["preset"])
        audit(viewer, "preset.saved", f"preset:{preset.pk}", name=preset.name)
    return preset


def forget_preset(viewer: Viewer, preset: Preset) -> None:
    """Files of this layout are asked about again. What was imported with it stays."""
    viewer.must(*MAY_SAVE)
    with transaction.atomic():
        audit(viewer, "preset.forgotten", f"preset:{preset.pk}", name=preset.name)
        preset.delete()
