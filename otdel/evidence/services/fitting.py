"""Fitting the mix model: asked for by a person or the clock, done by a job, kept as a new version with its findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from otdel.accounts.models import Company
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.analytics.mix.findings import as_plain, worst_first
from otdel.analytics.mix.shapes import Draws, Form, Mix
from otdel.evidence import draws
from otdel.evidence.models import FitState, MixFit
from otdel.evidence.queries.company import NotSetUp, today
from otdel.evidence.queries.mix import SUBJECT, facts_changed, row_of
from otdel.evidence.queries.mix_asking import digest_of, plain_question, priors_of, tests_of
from otdel.evidence.queries.mix_beliefs import question
from otdel.evidence.queries.mix_plain import Said, plain_said
from otdel.evidence.queries.mix_rights import MAY_FIT
from otdel.evidence.queries.weekly import Weekly, weekly
from otdel.evidence.services import first_look
from otdel.evidence.services.beliefs import person_of
from otdel.jobs.leases import Work
from otdel.jobs.models import Job, State
from otdel.jobs.services import start
from otdel.kit.reason import Reason
from otdel.kit.viewer import AT_TERMINAL, Viewer

if TYPE_CHECKING:
    from otdel.analytics.mix.refresh import Change

Progress = Callable[[str, int, int], None]  # as Work.step
Show = Callable[[Mapping[str, Any], Weekly, int], None]  # question, weeks and seed of the first look

FIT, AGAIN = "otdel.evidence.tasks.fit_mix", "otdel.evidence.tasks.draw_again"
SEED = 1  # the same for every version, so that only facts and beliefs move the numbers
FINE = 100  # parts of a step that are told apart
STEPS = (
    "mix_reading",
    "mix_preview",
    "mix_hill",
    "mix_logistic",
    "mix_free_hill",
    "mix_averaging",
    "mix_checks",
    "mix_moved",
    "mix_saving",
)


def ask_to_fit(viewer: Viewer) -> int:
    """Start a fitting and return its job; the one that waits or runs already when there is one. Raises NotAllowed."""
    viewer.must(*MAY_FIT)
    return _one_at_a_time(viewer, FIT, by=person_of(viewer), name=viewer.name)


def ask_to_draw_again(viewer: Viewer, fit_id: int) -> int:
    """Make the lost draws of a version again. Raises NotAllowed, NoSuchFit; Refused when there is nothing to make."""
    viewer.must(*MAY_FIT)
    if row_of(viewer, fit_id).state != FitState.FITTED:
        raise Refused(Reason.of("mix_nothing_to_draw"))
    return _one_at_a_time(viewer, AGAIN, fit_id=fit_id)


def fit_when_changed() -> int | None:
    """What the clock asks for: a fitting when weeks, beliefs or experiments changed since the last try; its job."""
    try:
        if not weekly(AT_TERMINAL).weeks or not facts_changed(AT_TERMINAL):
            return None
    except NotSetUp:
        return None
    return _one_at_a_time(AT_TERMINAL, FIT, by=None, name="")


def _one_at_a_time(viewer: Viewer, task: str, **arguments: Any) -> int:
    with transaction.atomic():
        Company.objects.select_for_update().first()  # whoever asks at the same moment waits, then finds this job
        standing = Job.objects.filter(subject=SUBJECT, state__in=(State.WAITING, State.RUNNING)).first()
        return standing.pk if standing else start(viewer, task, SUBJECT, **arguments)


@dataclass(slots=True)
class Made:
    """A version before it is kept: the columns of its record, and its draws if it could be fitted."""

    columns: dict[str, Any]
    draws: Draws | None = None


def fit_now(work: Work, by: int | None, name: str) -> int:
    """Fit the facts as they are now and keep the answer, once, however often the job is taken up; the version's id."""
    kept = MixFit.objects.filter(job=work.id).first()
    if kept:
        return kept.pk
    try:
        made = made_from(weekly(AT_TERMINAL), work.step, partial(first_look.show, work.id))
    finally:
        first_look.clear(work.id)
    work.step("mix_saving", STEPS.index("mix_saving"), len(STEPS))
    file, digest = draws.write(made.draws, f"fit-{work.id}") if made.draws else ("", "")
    with transaction.atomic():
        row = MixFit.objects.create(**made.columns, job=work.id, by_id=by, name=name, draws=file, draws_digest=digest)
        audit(
            Viewer(by or 0, name or AT_TERMINAL.name, AT_TERMINAL.role), f"mix.{row.state}", f"mix:{row.pk}",
            weeks=row.weeks, last_week=row.last_week.isoformat() if row.last_week else "",
        )  # fmt: skip
        with work.once(row.pk):
            pass
    return int(row.pk)


def draw_again(work: Work, fit_id: int) -> None:
    """Answer a version's own question again and keep the draws it lost; nothing else of it changes."""
    row = MixFit.objects.get(pk=fit_id)
    model = _model(row.question, Weekly.read(row.saw), row.seed, work.step)
    file, digest = draws.write(
        model.draws.thinned(draws.MOST), row.draws.removesuffix(draws.SUFFIX) or f"fit-{work.id}"
    )
    with work.once(fit_id):
        MixFit.objects.filter(pk=fit_id).update(draws=file, draws_digest=digest)


def made_from(seen: Weekly, tell: Progress, show: Show) -> Made:
    """Check the weeks, fit them, examine the model and compare it with the version before; `show` the first look."""
    tell("mix_reading", 0, len(STEPS))
    faults, usable = _checked(seen)
    asked = question(AT_TERMINAL, usable) if usable else None
    columns: dict[str, Any] = {
        "state": FitState.FITTED if usable else FitState.REFUSED,
        "digest": digest_of(seen, question(AT_TERMINAL, seen) if seen.channels else None),
        "currency": seen.currency,
        "first_week": seen.weeks[0].start if seen.weeks else None,
        "last_week": seen.weeks[-1].start if seen.weeks else None,
        "weeks": len(seen.weeks),
        "seed": SEED,
        "question": plain_question(asked),
        "saw": (usable or seen).plain(),
        "findings": [plain_said(one) for one in faults],
    }
    if usable is None or asked is None:
        return Made(columns)
    tell("mix_preview", STEPS.index("mix_preview"), len(STEPS))
    show(columns["question"], usable, columns["seed"])
    return _fitted(columns, usable, tell)


def _checked(seen: Weekly) -> tuple[list[Said], Weekly | None]:
    """What is wrong with the weeks, and the weeks that can be used; None when the model refuses."""
    from otdel.analytics.mix.checking import check

    if not seen.weeks:
        return [Said(one, refuses=True) for one in (*seen.left_out, Reason.of("mix_no_weeks"))], None
    if not seen.channels:
        return [Said(Reason.of("mix_spend_unknown"), refuses=True)], None
    faults, data = check(seen.data())
    said = [Said(one.reason, one.week, one.column, one.refuses) for one in faults]
    return said, seen.of(data.channels) if data else None


def _fitted(columns: dict[str, Any], seen: Weekly, tell: Progress) -> Made:
    from otdel.analytics.mix.health import health
    from otdel.analytics.mix.summary import summary
    from otdel.evidence.services.answering import answer

    model = _model(columns["question"], seen, columns["seed"], tell)
    tell("mix_checks", STEPS.index("mix_checks"), len(STEPS))
    found = health(model, deep=True)
    tell("mix_moved", STEPS.index("mix_moved"), len(STEPS))
    changes = _moved(model)
    jumps = [one.finding for one in changes if one.finding]
    columns |= {
        "answer": answer(model, seen, today(AT_TERMINAL)),
        "summary": summary(model),
        "health": as_plain(worst_first((*found, *jumps))),
        "moved": [_plain_change(one) for one in changes],
        "seconds": round(model.seconds, 3),
    }
    return Made(columns, model.draws.thinned(draws.MOST))


def _model(asked: Mapping[str, Any], seen: Weekly, seed: int, tell: Progress) -> Mix:
    """The answer to a question as its record keeps it: the same question, weeks and seed give the same draws."""
    from otdel.analytics.mix.fit import fit

    settings = asked["settings"]
    return fit(
        seen.data(), priors_of(asked), tests_of(asked), forms=[Form[name.upper()] for name in settings["forms"]],
        draws=settings["draws"], chains=settings["chains"], seed=seed, on_progress=_telling(tell),
    )  # fmt: skip


def _moved(model: Mix) -> tuple[Change, ...]:
    """Why numbers are not those of the newest version; nothing when there is none that can be compared."""
    from otdel.analytics.mix.refresh import moved
    from otdel.analytics.mix.summary import UnknownSummary

    before = MixFit.objects.filter(state=FitState.FITTED).first()
    try:
        return moved(before.summary, model) if before else ()
    except UnknownSummary:  # an older version of this code made it
        return ()


def _plain_change(one: Change) -> dict[str, Any]:
    return {
        "channel": one.channel,
        "before": one.before,
        "after": one.after,
        "move": one.move,
        "parts": [{"cause": part.cause.plain(), "move": part.move} for part in one.parts],
        "rest": one.rest,
        "finding": as_plain([one.finding])[0] if one.finding else None,
    }


def _telling(tell: Progress) -> Callable[[str, float], None]:
    """The stages of the model as steps of the job."""

    first, last = STEPS.index("mix_hill"), STEPS.index("mix_averaging")
    percent = len(STEPS) * FINE

    def told(stage: str, share: float) -> None:
        tell(f"mix_{stage}", round(FINE * (first + share * (last - first))), percent)

    return told
