"""Where the buttons beside a fault of the model lead: each remedy to the page where it is done."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from otdel.evidence.wording import mix_saying
from otdel.kit.calendar import containing
from otdel.kit.reason import Reason
from otdel.measurement.channel_names import channel_name
from otdel.web.parts import Link

TITLE = 200  # characters of a task's title


def steps(reason: Reason) -> list[Link]:
    """The button of a remedy; none where it only says how to read the numbers."""
    make = MADE.get(reason.code)
    if mix_saying.is_test(reason):
        return [_task(reason)]
    return [make(reason)] if make else []


def _belief(reason: Reason) -> Link:
    channel = str(reason.values.get("channel", ""))
    return Link(_("Say what you believe"), reverse("evidence:mix_belief", args=[channel]) if channel else _beliefs())


def _beliefs() -> str:
    return reverse("evidence:mix_beliefs")


def _week(reason: Reason) -> Link:
    try:
        named = containing(date.fromisoformat(str(reason.values.get("start", ""))), "week").code
    except ValueError:
        named = "all"
    return Link(_("Open the week"), f"{reverse('evidence:money')}?period={named}&compare=none")


def _import(_reason: Reason) -> Link:
    return Link(_("Bring files"), reverse("measurement:imports"), icon="upload")


def _data(_reason: Reason) -> Link:
    return Link(_("See the data"), reverse("measurement:data"))


def _rules(_reason: Reason) -> Link:
    return Link(_("Channel rules"), reverse("measurement:rules"))


def _tests(reason: Reason) -> Link:
    return Link(
        _("Open the experiments"), f"{reverse('evidence:mix_tests')}?channel={reason.values.get('channel', '')}"
    )


def _fit(_reason: Reason) -> Link:
    return Link(_("Fit again"), f"{reverse('evidence:mix_model')}#fit")


def _task(reason: Reason) -> Link:
    """A new task that keeps the plan as its reason, and leads back here."""
    name = channel_name(str(reason.values.get("channel", "")))
    title = _("Run the experiment: %(channel)s") % {"channel": name}
    about = {"reason": reason.code, "values": json.dumps(dict(reason.values)), "href": reverse("evidence:mix_model")}
    query = urlencode({"title": title[:TITLE], **about})
    return Link(_("Make a task"), f"{reverse('planning:new_task')}?{query}", icon="flask")


MADE: dict[str, Callable[[Reason], Link]] = {
    "mix_do_more_draws": _fit,
    "mix_do_state_belief": _belief,
    "mix_do_review_belief": _belief,
    "mix_do_more_weeks": _import,
    "mix_do_join_channels": _rules,
    "mix_do_vary": _task,
    "mix_do_look_at_week": _week,
    "mix_do_look_at_weeks": _week,
    "mix_do_add_yearly_event": _week,
    "mix_do_check_spend": _data,
    "mix_do_check_test": _tests,
}
