"""The sentences of `otdel attribution`: the verdict, tables, why models part, and every finding by its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from otdel.cli.words import _
from otdel.kit.reason import Reason

Sentence = Callable[[], str]
SHOWN = 3  # channels over which models part, and sequences, that are told

MODELS: dict[str, Sentence] = {
    "first": lambda: _("first"),
    "last": lambda: _("last"),
    "last_non_direct": lambda: _("last non-direct"),
    "linear": lambda: _("linear"),
    "position": lambda: _("position"),
    "time_decay": lambda: _("time decay"),
    "markov": lambda: _("Markov"),
    "shapley": lambda: _("Shapley"),
}

SENTENCES: dict[str, Sentence] = {
    "no_rows": lambda: _("The file has a header and no rows."),
    "no_column": lambda: _("There is no column “%(column)s”; there are: %(columns)s."),
    "column_twice": lambda: _("Several columns are named “%(column)s”; rename one of them. There are: %(columns)s."),
    "no_shape": lambda: _(
        "This is neither a file of paths (a > b > c) nor of touches: not found are %(missing)s. There are: "
        "%(columns)s. Name columns with --path, or with --user, --time and --channel."
    ),
    "touches_without_conversions": lambda: _(
        "Touches were found and no conversions. Name their column with --conversions, or with --value."
    ),
    "too_many_channels": lambda: _(
        "“%(column)s” holds over 2000 different steps, so it is no path of channels, or its steps are not parted by "
        "“%(separator)s”. Name the separator with --separator."
    ),
    "no_conversions": lambda: _(
        "No path ends in a conversion (paths: %(paths)s, conversions without a known touch: %(aside)s), so there is "
        "nothing to share."
    ),
    "two_currencies": lambda: _(
        "“%(column)s” holds several currencies: %(currencies)s. They are not added up; bring them to one first."
    ),
    "mixed_zones": lambda: _(
        "In “%(column)s” times with a zone (%(zoned)s) stand beside times without one (%(count)s, the first in line "
        "%(line)s), so nobody knows which came first. Say the zone of the latter with --zone."
    ),
    "bad_number": lambda: _("Line %(line)s was left out: “%(text)s” in “%(column)s” is no number."),
    "negative": lambda: _("Line %(line)s was left out: “%(text)s” in “%(column)s” is under zero."),
    "blank": lambda: _("Line %(line)s was left out: “%(column)s” is empty, and empty is not zero."),
    "bad_time": lambda: _("Line %(line)s was left out: “%(text)s” in “%(column)s” is no time."),
    "no_user": lambda: _("Line %(line)s was left out: “%(column)s” is empty, so nobody knows whose touch it is."),
    "ragged": lambda: _("Line %(line)s was left out: it has more or fewer cells than the header (%(text)s)."),
    "more": lambda: _("From line %(line)s on %(count)s more such lines were left out."),
    "no_conversions_column": lambda: _("No column of conversions was found, so every line counts as one conversion."),
    "no_value": lambda: _("No value of conversions was found, so only conversions are shared, not money."),
    "value_missing": lambda: _(
        "Lines with conversions and without a value in “%(column)s”: %(count)s, the first is line %(line)s. Money is "
        "shared without them."
    ),
    "value_alone": lambda: _(
        "Lines with a value in “%(column)s” and no conversion: %(count)s, the first is line %(line)s. Their value was "
        "left out."
    ),
    "total_row": lambda: _("Line %(line)s adds the others up and was left out."),
    "empty_steps": lambda: _("Steps without a name: %(count)s. They count as a touch of unknown origin."),
    "long_paths": lambda: _(
        "Paths of more than %(longest)s touches, as machines make: %(count)s. They were left out with %(conversions)s "
        "conversions."
    ),
    "repeats": lambda: _(
        "Lines that say again what an earlier one said, to the second: %(count)s, the first is line %(line)s. Each was "
        "counted once."
    ),
    "unordered": lambda: _(
        "Lines that stand after a later touch of the same user: %(count)s, the first is line %(line)s. They were put"
        " in order by “%(column)s”."
    ),
    "days_only": lambda: _(
        "Lines on which “%(column)s” names a day without an hour: %(count)s, the first is line %(line)s. Touches of "
        "one day keep the order of the file, and all of them count as before a conversion of that day."
    ),
    "day_first": lambda: _("Nothing in “%(column)s” tells the day from the month; the day was read first (--days)."),
    "zones_told": lambda: _(
        "In “%(column)s” %(count)s times name no zone, the first in line %(line)s. They were taken as of %(zone)s."
    ),
    "clock_change": lambda: _(
        "Times in “%(column)s” at which clocks of %(zone)s were changed: %(count)s, the first is line %(line)s. They "
        "may be an hour off."
    ),
    "bots": lambda: _(
        "Users with more than %(most)s touches within 24 hours, as machines have: %(users)s. They were left out with "
        "%(touches)s touches and %(conversions)s conversions; --bots sets the limit, 0 lifts it."
    ),
    "cut_off": lambda: _(
        "Conversions within the first %(days)s days of the file: %(conversions)s. Their paths may have begun before it."
    ),
    "young": lambda: _(
        "Paths that had a touch in the last %(days)s days of the file and may yet convert: %(paths)s (%(percent)s %% "
        "of those that did not). Markov counts them as lost."
    ),
    "no_nulls": lambda: _(
        "Paths that did not convert are not in the file. Markov then tells only through how many conversions a channel "
        "ran."
    ),
    "single": lambda: _(
        "Conversions that came through one channel only: %(conversions)s (%(percent)s %%). There all models but Markov "
        "agree."
    ),
    "all_single": lambda: _(
        "Every path has one channel (paths: %(paths)s), so all models say the same. If steps are parted by something "
        "else, name it with --separator."
    ),
    "silent": lambda: _("Channels in no path that converted: %(count)s (%(channels)s). They are given nothing."),
    "alike": lambda: _(
        "Names that differ only in case or spaces: %(channels)s. They were kept apart; if they are one channel, give "
        "them one name."
    ),
    "without_touches": lambda: _(
        "Conversions without a known touch: %(conversions)s (%(percent)s %%). They stay unknown in every model."
    ),
    "unknown_touches": lambda: _(
        "Touches of unknown origin: %(touches)s (%(percent)s %%). What models give them is told as unknown."
    ),
    "no_times": lambda: _("it needs the times of touches, and this file has none"),
    "no_direct": lambda: _(
        "No channel is known as a direct visit, so last non-direct says what last says; name it with --direct."
    ),
    "no_rate": lambda: _("a worth by rate needs paths that did not convert, and this file has none"),
    "opener": lambda: _("it opens %(opens)s %% of its conversions and closes %(closes)s %%: the last touch hides it"),
    "closer": lambda: _("it closes %(closes)s %% of its conversions and opens %(opens)s %%: the first touch hides it"),
    "between": lambda: _(
        "it mostly stands between others (opens %(opens)s %%, closes %(closes)s %%), so first and last miss it"
    ),
    "again": lambda: _(
        "it is met %(times)s times on a path, which models that count touches reward and Markov and Shapley do not"
    ),
    "converts_more": lambda: _(
        "%(own)s %% of its paths convert against %(usual)s %% of all, which only Markov looks at"
    ),
    "converts_less": lambda: _(
        "only %(own)s %% of its paths convert against %(usual)s %% of all, which only Markov looks at"
    ),
    "alone": lambda: _("in %(alone)s %% of its conversions it was the only touch"),
    "mixed": lambda: _(
        "it opens %(opens)s %% and closes %(closes)s %% of its conversions, and models differ in sharing the rest"
    ),
    "passed_over": lambda: _("it is a direct visit, and last non-direct passes it over for the touch before"),
    "passed_to": lambda: _("last non-direct gives it what direct visits closed"),
}


def sentence(reason: Reason) -> str:
    return SENTENCES[reason.code.removeprefix("attribution.")]() % dict(reason.values)


def told(answer: dict[str, Any]) -> Iterator[str]:
    """The answer as lines of text, the verdict first."""
    yield _verdict(answer)
    yield from _facts(answer)
    yield ""
    yield from _table(answer, "conversions", _("Conversions"))
    if answer["data"]["value"] is not None:
        yield ""
        yield from _table(answer, "value", " ".join(filter(None, [_("Value of conversions"), answer["data"]["unit"]])))
    yield from _ranges(answer)
    yield from _not_known(answer)
    yield from _why(answer)
    yield from _ways(answer)
    for found in answer["findings"]:
        yield f"! {found['said']}"


def _verdict(answer: dict[str, Any]) -> str:
    apart = [one for one in answer["differences"] if one["apart"]]
    if not (known := [one for one in answer["models"] if one["channels"] is not None]):
        return _("None of the models asked for can be answered from this file.")
    if len(known) < 2:
        return _("One model was asked. It is a rule, not a proof: ask for all to see where rules part.")
    if any(one["code"] == "attribution.all_single" for one in answer["findings"]):
        return _("Every path has one channel, so there is nothing to share and all models say the same.")
    if not apart:
        return _("All models say the same within %s %% of conversions.") % f"{100 * answer['apart_from']:.0f}"
    said = _("Models part over %(apart)s of %(all)s channels, most over %(channel)s: from %(low)s (%(lowest)s) to "
             "%(high)s (%(highest)s) of conversions.")  # fmt: skip
    return said % {"apart": len(apart), "all": len(answer["differences"]), **_ends(apart[0])}


def _ends(one: dict[str, Any]) -> dict[str, str]:
    return {
        "channel": one["channel"],
        "low": f"{100 * one['low']:.1f} %",
        "high": f"{100 * one['high']:.1f} %",
        "lowest": MODELS[one["lowest"]](),
        "highest": MODELS[one["highest"]](),
    }


def _facts(answer: dict[str, Any]) -> Iterator[str]:
    data, choices = answer["data"], answer["choices"]
    said = _("Conversions: %(won)s. Value: %(value)s. Paths that did not convert: %(lost)s.")
    value = _("not known") if data["value"] is None else _number(data["value"], 2, data["unit"] or "")
    lost = _("not known") if data["not_converted"] is None else _number(data["not_converted"], 0)
    yield said % {"won": _number(data["conversions"], 0), "value": value, "lost": lost}
    unknown = data["without_touches"]
    said = _("Without a known touch: %(count)s (%(share)s %%). Look-back: %(days)s.")
    days = _("as in the file, which does not tell it")
    if data["look_back_days"] is not None:
        days = _("%s days") % f"{data['look_back_days']:g}"
    share = f"{100 * unknown['share']:.1f}"
    yield said % {"count": _number(unknown["conversions"], 0), "share": share, "days": days}
    rules = _(
        "Position gives %(position)s; time decay halves in %(half)s days; the Markov chain is of order %(order)s."
    )
    position = "/".join(f"{100 * part:.0f}" for part in choices["position"])
    yield rules % {"position": position, "half": f"{choices['half_life_days']:g}", "order": choices["markov_order"]}


def _table(answer: dict[str, Any], what: str, title: str) -> Iterator[str]:
    models = [one for one in answer["models"] if one["channels"] is not None]
    if not models:
        return
    rows = [[title, *(MODELS[one["model"]]() for one in models)]]
    for place, first in enumerate(models[0]["channels"]):
        cells = [_number(one["channels"][place][what], _digits(what)) for one in models]
        rows.append([_short(first["channel"]), *cells])
    if any(Decimal(one["unknown"]["conversions"]) for one in models):
        rows.append([_("unknown"), *(_number(one["unknown"][what], _digits(what)) for one in models)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join([row[0].ljust(widths[0]), *cells])


def _ranges(answer: dict[str, Any]) -> Iterator[str]:
    """How firm Markov is on its largest channels, and how far an estimate of Shapley may be off."""
    every = [line for one in answer["models"] for line in one["channels"] or ()]
    errors = [line["off_by_at_most"] for line in every if "off_by_at_most" in line]
    if errors:
        said = _("Shapley was estimated: no channel is off by more than %s conversions, with 95 %% certainty.")
        yield ""
        yield said % _number(max(errors), 1)
    lines = [line for line in every if "nine_in_ten" in line]
    if lines:
        shown = (
            f"{_short(one['channel'])} {_number(one['nine_in_ten'][0], 0)} … {_number(one['nine_in_ten'][1], 0)}"
            for one in lines[:SHOWN]
        )
        yield ""
        yield _("By chance alone Markov would lie, nine times in ten, within: %s.") % "; ".join(shown)


def _not_known(answer: dict[str, Any]) -> Iterator[str]:
    for one in answer["models"]:
        if one["because"]:
            yield _("%(model)s: not known, for %(why)s.") % {
                "model": MODELS[one["model"]](),
                "why": one["because"]["said"],
            }


def _why(answer: dict[str, Any]) -> Iterator[str]:
    apart = [one for one in answer["differences"] if one["apart"]][:SHOWN]
    if apart:
        yield ""
        yield _("Where models part, and why:")
    for one in apart:
        said = _("%(channel)s, from %(low)s (%(lowest)s) to %(high)s (%(highest)s): %(why)s.")
        yield "  " + said % {**_ends(one), "why": "; ".join(reason["said"] for reason in one["why"])}
    if apart:
        yield _("None of them is a proof: what would be missing without a channel only an experiment shows.")


def _ways(answer: dict[str, Any]) -> Iterator[str]:
    ways = answer["paths"]
    yield ""
    said = _("Half of conversions have at most so many touches: %s.") % f"{ways['usual_touches']:g}"
    if ways["days_to_conversion"]:
        days = _("Half came within %(half)s days of the first touch, nine in ten within %(most)s.")
        half, most = (f"{ways['days_to_conversion'][name]:.1f}" for name in ("half", "nine_in_ten"))
        said += " " + days % {"half": half, "most": most}
    yield said
    for one in ways["sequences"][:SHOWN]:
        rate = "" if one["rate"] is None else _(" (%s %% of such paths convert)") % f"{100 * one['rate']:.1f}"
        yield f"  {_number(one['conversions'], 0):>9}  {' > '.join(map(_short, one['channels']))}{rate}"


def _digits(what: str) -> int:
    return 1 if what == "conversions" else 2


def _number(number: str | float | None, digits: int, unit: str = "") -> str:
    """Thousands with thin spaces; whole numbers without decimals where none are asked for."""
    if number is None:
        return "–"
    if not digits and Decimal(str(number)) % 1 and Decimal(str(number)) < 10:
        digits = 2
    shown = f"{Decimal(str(number)):,.{digits}f}"
    return " ".join(part for part in (shown.replace(",", "\u202f"), unit) if part)


def _short(name: str) -> str:
    return name if len(name) <= 30 else f"{name[:29]}…"
