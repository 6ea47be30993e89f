"""Where each lead and deal came from: origins placed by the channel rules, and the model that picks a touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from otdel.evidence.queries.campaigns import campaigns_of
from otdel.evidence.queries.facts import Asked
from otdel.evidence.queries.question import MoneyQuestion
from otdel.evidence.rules.matching import Campaign, Matcher, Place, Tags

TAGS = ("utm_source", "utm_medium", "utm_campaign", "campaign_id", "click_kind", "origin")
SPELLING = ("source", "account", "campaign_id", "campaign")

MODELS = {"last_non_direct": "origin_last_non_direct"}  # model -> the warehouse question that picks the touch


class UnknownModel(LookupError):
    """There is no model of returns of this name."""


def origin_questions(question: MoneyQuestion) -> tuple[str, ...]:
    """The warehouse questions that origins() asks."""
    return "money_campaigns", "money_origins", MODELS.get(question.model, "")


@dataclass(frozen=True, slots=True)
class Origins:
    """`campaigns` by number; `spelled` gives each spelling of a file its number; `found` places every lead and deal.

    `found` has kind, source, account, id, channel, campaign (number or null), step, weight, touch_at. `matched` counts
    leads and deals by (channel, campaign number or None), `visited` counts visits. `places` are all that facts have,
    the campaigns first, in the order of their numbers. `tagged` has every set of tags by `number`, `placed` its place.
    """

    campaigns: tuple[Campaign, ...]
    spelled: pa.Table
    found: pa.Table
    matched: Counter[tuple[str, int | None]]
    visited: Counter[tuple[str, int | None]]
    places: tuple[tuple[str, int | None], ...]
    tagged: pa.Table
    placed: tuple[Place, ...]
    without_salaries: bool = False  # there are some, and this viewer may not see them


def origins(asked: Asked, question: MoneyQuestion) -> Origins:
    """Raises UnknownModel."""
    rules = (*question.rules, *question.standard)
    every = asked.ask("money_campaigns")
    rows = every if asked.salaries else [row for row in every if not _is_salary(row)]
    campaigns, numbers = campaigns_of(rows, rules)
    spelled = pa.table(
        {name: pa.array([row[name] for row in rows], pa.string()) for name in SPELLING}
        | {"number": pa.array(numbers, pa.int64())}
    )
    tags = asked.ask("money_origins")
    matcher = Matcher(campaigns, rules)
    places = tuple(matcher.place(Tags(*(str(row[name]) for name in TAGS))) for row in tags)
    tagged = _tagged(tags, places)
    found = _found(asked, question, tagged, places)
    matched = _counted(found)
    known = dict.fromkeys([*((one.channel, one.number) for one in campaigns), *matched])
    without_salaries = len(rows) < len(every)
    visited = _visited(tags, places)
    return Origins(campaigns, spelled, found, matched, visited, tuple(known), tagged, places, without_salaries)


def _is_salary(row: Mapping[str, object]) -> bool:
    """Whether the spend was typed as a salary: its reference begins with the kind of cost."""
    return row["source"] == "manual" and str(row["campaign_id"]).partition(" ")[0] == "salary"


def _tagged(tags: list[dict[str, object]], places: Sequence[Place]) -> pa.Table:
    return pa.table(
        {name: pa.array([row[name] for row in tags], pa.string()) for name in TAGS}
        | {
            "number": pa.array(range(len(tags)), pa.int64()),
            "weight": pa.array([place.weight for place in places], pa.int64()),
            "to_campaign": pa.array([place.campaign is not None for place in places], pa.bool_()),
        }
    )


def _found(asked: Asked, question: MoneyQuestion, tagged: pa.Table, places: Sequence[Place]) -> pa.Table:
    if question.model not in MODELS:
        raise UnknownModel(question.model)
    picked = asked.table(
        MODELS[question.model], {"origin_map": tagged}, look_back=question.look_back_days, zone=question.zone
    )
    return _placed(picked, places)


def _placed(picked: pa.Table, places: Iterable[Place]) -> pa.Table:
    """Channel, campaign and step of the origin each lead and deal was given."""
    known = list(places)
    number = picked["number"]
    columns = {
        "channel": pa.array([place.channel for place in known], pa.string()),
        "campaign": pa.array([place.campaign for place in known], pa.int64()),
        "step": pa.array([place.step for place in known], pa.string()),
    }
    table = picked.select(["kind", "source", "account", "id", "weight", "touch_at"])
    for name, values in columns.items():
        table = table.append_column(name, values.take(number) if len(values) else pc.cast(number, values.type))
    clicked = pc.and_(picked["by_click"], pc.is_valid(table["campaign"]))
    step = pc.if_else(clicked, pa.scalar("click"), table["step"])
    return table.set_column(table.column_names.index("step"), "step", step)


def _counted(found: pa.Table) -> Counter[tuple[str, int | None]]:
    counts: Counter[tuple[str, int | None]] = Counter()
    grouped = found.group_by(["channel", "campaign"]).aggregate([("id", "count")])
    for row in grouped.to_pylist():
        counts[row["channel"], row["campaign"]] += row["id_count"]
    return counts


def _visited(tags: list[dict[str, object]], places: Sequence[Place]) -> Counter[tuple[str, int | None]]:
    counts: Counter[tuple[str, int | None]] = Counter()
    for row, place in zip(tags, places, strict=True):
        counts[place.channel, place.campaign] += int(str(row["visits"]))
    return counts
