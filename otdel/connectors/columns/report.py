"""An ordinary report, declared: fields, evidence, constants and optional hooks become a Report of the contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from otdel.connectors.columns.build import Recipe, build
from otdel.connectors.columns.draft import Draft
from otdel.connectors.columns.fields import Evidence, Field, Reshape
from otdel.connectors.contract import Hints, Reading, Report, Sheet, TotalsRow, Understood
from otdel.kit.facts import Shape


def report(
    name: str,
    title: str,
    shape: Shape,
    *,
    fields: Sequence[Field],
    evidence: Evidence,
    constants: Mapping[str, str] | None = None,
    reshape: Reshape | None = None,
    finish: Callable[[Draft], None] | None = None,
    total: Callable[[Sheet], TotalsRow | None] | None = None,
    summed: Sequence[str] = (),
    fits: Callable[[Sheet], float] | None = None,
) -> Report:
    """Declare one export. `name` is "source.report"; the source column is filled from it.

    The path of a sheet: `reshape` may change it while it is text (drop rows, join a sibling sheet of `reading`, turn
    wide into long); fields are matched and parsed with the file's own decimal mark and date order; bad cells set their
    rows aside; `constants` fill columns no field filled; `finish` may change the typed columns; totals are checked
    against `total(sheet)` (by default the file's first totals row); `summed` names extras a total may
    check too; `fits` replaces the evidence where headers alone cannot tell. Hooks may raise Refusal or Doubt.
    """
    source = name.split(".", 1)[0]
    recipe = Recipe(
        name, source, shape, tuple(fields), dict(constants or {}), reshape, finish, total, frozenset(summed)
    )

    def construct(reading: Reading, sheet: Sheet, hints: Hints) -> Understood:
        return build(recipe, reading, sheet, hints)

    return Report(name, source, title, shape, fits or evidence.fits, construct)
