"""The page of a person's pay, put into words: the sum so far, its lines, what if, earlier periods, promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.kit.calendar import Named
from otdel.kit.reason import NoData
from otdel.motivation.pages.pay_lines import (
    LineShown,
    Saying,
    TotalShown,
    css_of,
    kind_tag,
    note_of,
    picture_of,
    source_of,
    steps_of,
    title_of,
    whole,
    why_unknown,
    worth_of,
)
from otdel.motivation.pages.pay_pictures import step_bars
from otdel.motivation.queries.my_pay import MyPay, PaidFor, Part, earlier_of
from otdel.motivation.rules.likely import Span
from otdel.motivation.wording.numbers import naming
from otdel.planning.queries.promises import PromiseRow
from otdel.planning.rules.promises import PromiseState
from otdel.planning.wording import promise_words
from otdel.scorecard.pages import periods
from otdel.web import charts
from otdel.web import format as say
from otdel.web.charts import Bar
from otdel.web.reasons import say as words_of

LOCALES = {"en": "en_GB", "uk": "uk", "ru": "ru"}
THOUSAND = Decimal(1000)
SHOWN = 5  # promises: all that are open, and the last that were settled


@dataclass(frozen=True, slots=True)
class PartShown:
    """One agreement's lines with their total; `title` names the plan when there are several."""

    title: str
    lines: tuple[LineShown, ...]
    totals: tuple[TotalShown, ...]
    part: Part


@dataclass(frozen=True, slots=True)
class PromiseShown:
    what: str
    note: str
    tone: str
    icon: str
    href: str


def month_name(named: Named) -> str:
    """November; or the quarter in words: the year goes without saying."""
    if named.unit == "month":
        name = format_date(named.period.start, "LLLL", locale=LOCALES[say.language()])
        return name[:1].upper() + name[1:]
    return periods.whole(named)


def headline(mine: MyPay) -> str:
    return _("%(period)s so far, before tax") % {"period": month_name(mine.named)}


def sum_words(mine: MyPay) -> str:
    places = 0 if whole([mine.so_far]) else 2
    return say.amount(mine.so_far, mine.currency, places)


def about_end(mine: MyPay) -> list[str]:
    """When the period ends and what it will most likely come to; when it is paid and since when rules stand."""
    if not mine.parts:
        return []
    first = mine.parts[0]
    said = [f"{_ends(mine)} {_likely(mine)}"]
    paid = _("Paid on %(day)s.") % {"day": say.day(first.pay_day, year=False)}
    fixed = _("Rules fixed on %(day)s and cannot change for %(period)s.") % {
        "day": say.day(first.fixed_on, year=first.fixed_on.year != mine.today.year),
        "period": _in_sentence(mine.named),
    }
    return [*said, *_waits(mine), f"{paid} {fixed}"]


def _waits(mine: MyPay) -> list[str]:
    """What of the sum is only kept until data comes: before it does, that may be most of it."""
    waits = sum((one.pay.reserved for one in mine.parts), Decimal(0))
    said = _("%(amount)s waits for data and is not lost.")
    return [said % {"amount": say.amount(waits, mine.currency, 0 if whole([waits]) else 2)}] if waits else []


def _in_sentence(named: Named) -> str:
    if named.unit != "month":
        return periods.whole(named)
    return format_date(named.period.start, "LLLL", locale=LOCALES[say.language()])


def _ends(mine: MyPay) -> str:
    if not mine.left:
        return _("The period is over; its figures settle until it is closed.")
    if mine.named.unit == "month":
        words = ngettext("The month ends in %(count)s day.", "The month ends in %(count)s days.", mine.left)
    else:
        words = ngettext("The quarter ends in %(count)s day.", "The quarter ends in %(count)s days.", mine.left)
    return words % {"count": mine.left}


def _likely(mine: MyPay) -> str:
    span = mine.span
    if isinstance(span, NoData):
        return words_of(span.reason)
    low, high = (say.amount(_tens(each), mine.currency) for each in (span.low, span.high))
    if low == high:
        return _("Most likely total: %(low)s.") % {"low": low}
    return _("Most likely total: %(low)s to %(high)s, 8 times in 10.") % {"low": low, "high": high}


def _tens(amount: Decimal) -> Decimal:
    """A guess does not have cents: to ten where there are thousands."""
    return amount.quantize(Decimal("1E1")) if abs(amount) >= THOUSAND else amount.quantize(Decimal(1))


def parts_shown(mine: MyPay) -> tuple[PartShown, ...]:
    several = len(mine.parts) > 1
    return tuple(_part(mine, one, several=several, opened=not place) for place, one in enumerate(mine.parts))


def saying_of(mine: MyPay, part: Part) -> Saying:
    return Saying(
        part.pay.currency,
        not whole([line.amount for line in part.pay.lines]),
        part.facts.of,
        part.inputs.results,
        part.plan,
        mine.named,
        mine.member.slug,
    )


def _part(mine: MyPay, part: Part, *, several: bool, opened: bool) -> PartShown:
    saying = saying_of(mine, part)
    bars = step_bars([*((one.line.amount, css_of(one.line)) for one in part.lines), (Decimal(0), "tot")])
    first = next((n for n, one in enumerate(part.lines) if one.line.code in ("component", "units", "points")), -1)
    with naming(saying.names):
        lines = tuple(
            _line(mine, part, one, saying, bars[place], opened=opened and place == first)
            for place, one in enumerate(part.lines)
        )
    return PartShown(
        part.plan_name if several else _("What you are paid for") if mine.own else _("What the pay is for"),
        lines,
        _totals(part, saying, bars[-1]),
        part,
    )


def _totals(part: Part, saying: Saying, bar: object) -> tuple[TotalShown, ...]:
    pay = part.pay
    found = [TotalShown(_("Total so far, before tax"), saying.cash(pay.earned), bar)]  # type: ignore[arg-type]
    if pay.held or pay.reserved:
        words = _("Of it with this period’s pay")
        found.append(TotalShown(words, saying.cash(pay.payable), "", _later(part, saying)))
    return tuple(found)


def _later(part: Part, saying: Saying) -> str:
    said = []
    if part.pay.held:
        said.append(_("%(amount)s is held back until results are certain.") % {"amount": saying.cash(part.pay.held)})
    if part.pay.reserved:
        said.append(_("%(amount)s waits for data and is not lost.") % {"amount": saying.cash(part.pay.reserved)})
    return " ".join(said)


def _line(mine: MyPay, part: Part, one: PaidFor, saying: Saying, bar: object, *, opened: bool) -> LineShown:
    line = one.line
    tag, tone, icon = kind_tag(line)
    source, href = source_of(line, saying)
    component = next((each for each in part.plan.components if each.kpi == line.subject), None)
    worth = worth_of(part.plan, component, part.inputs) if component else None
    picture, caption = picture_of(line, saying, worth)
    base = line.code == "base"
    return LineShown(
        title=title_of(line, saying),
        note=_base_note(part) if base else note_of(line, saying),
        amount=saying.amount_of(line),
        bar=bar,  # type: ignore[arg-type]
        tag=tag,
        tone=tone,
        icon=icon,
        steps=steps_of(line, saying),
        source=_agreement_words(part) if base else source,
        href=reverse("motivation:agreement", args=[part.agreement]) if base else href,
        remarks=tuple(_remarks(mine, part, one, saying)),
        picture=picture,
        caption=caption,
        ask_later=_ask_later(part) if mine.own else "",
        opened=opened,
        key=line.subject or line.code,
    )


def _base_note(part: Part) -> str:
    return _("Agreed on %(day)s. Does not depend on results.") % {"day": say.day(part.agreed_on)}


def _agreement_words(part: Part) -> str:
    about = {"name": part.plan_name, "number": part.version, "day": say.day(part.agreed_on)}
    return _("Agreement of %(day)s: %(name)s, version %(number)s") % about


def _remarks(mine: MyPay, part: Part, one: PaidFor, saying: Saying) -> list[str]:
    """Its own range, what one more unit brings, and what can still change."""
    found = []
    if one.line.code == "base":
        return [_("Nothing of it can change this period.")]
    if isinstance(one.span, Span) and one.span.low != one.span.high and mine.left:
        low, high = (say.amount(_tens(each), part.pay.currency) for each in (one.span.low, one.span.high))
        found.append(_("By the end of the period: %(low)s to %(high)s, 8 times in 10.") % {"low": low, "high": high})
    found += why_unknown(one.line)
    if one.fact:
        found.append(_can_change(mine, one.fact.moves_until, closed=one.fact.closed))
    return found


def _can_change(mine: MyPay, until: date, *, closed: bool) -> str:
    if closed:
        return _("The figure is frozen: only a dated correction can change it.")
    if mine.left:
        words = _("The figure moves until %(end)s; late facts may still change it until %(until)s.")
        if until <= mine.named.period.end:
            return _("The figure moves until %(end)s.") % {"end": say.day(mine.named.period.last_day, year=False)}
        return words % {
            "end": say.day(mine.named.period.last_day, year=False),
            "until": say.day(until, year=False),
        }
    return _("Late facts may still change it until %(until)s.") % {"until": say.day(until, year=False)}


def _ask_later(part: Part) -> str:
    return _("Once the period is published, you can question this line for 10 working days and get an answer in 5.")


def history(mine: MyPay) -> charts.Chart:
    """The last six periods, this one so far the last of them."""
    earlier = earlier_of(mine.past, mine.named)
    bars = [Bar(_short(named), None if isinstance(paid, NoData) else paid, "soft") for named, paid in earlier]
    bars.append(Bar(_short(mine.named), mine.so_far))
    label = _("Pay before tax, %(first)s to %(last)s so far") % {
        "first": periods.whole(earlier[0][0]),
        "last": periods.whole(mine.named),
    }
    return charts.bars(bars, _thousands, label, name=_("Before tax"))


def _thousands(amount: object) -> str:
    return say.number(Decimal(str(amount)) / THOUSAND, 1)


def _short(named: Named) -> str:
    if named.unit == "month":
        return format_date(named.period.start, "LLL", locale=LOCALES[say.language()]).rstrip(".")
    return format_date(named.period.start, "QQQ", locale=LOCALES[say.language()])


def history_note(mine: MyPay) -> str:
    words = _("Before tax, thousands, %(currency)s. %(period)s is not over.")
    return words % {"currency": say.sign_of(mine.currency), "period": month_name(mine.named)}


def promises_shown(mine: MyPay) -> list[PromiseShown]:
    if isinstance(mine.promises, NoData):
        return []
    coming = [row for row in mine.promises if not row.settled]
    settled = [row for row in mine.promises if row.settled]
    return [_promise(row) for row in (*coming, *settled[: max(SHOWN - len(coming), 1)])]


def _promise(row: PromiseRow) -> PromiseShown:
    href = f"{reverse('planning:promises')}?promise={row.id}#promise-{row.id}"
    about = {"day": say.day(row.kept_on or row.broken_on or row.due, year=False), "name": row.by_whom}
    what = promise_words(row.what, row.period)
    match row.state:
        case PromiseState.KEPT:
            return PromiseShown(what, _("Kept on %(day)s") % about, "good", "circle-check", href)
        case PromiseState.KEPT_LATE:
            return PromiseShown(what, _("Kept late, on %(day)s") % about, "warn", "circle-check", href)
        case PromiseState.BROKEN:
            return PromiseShown(what, _("Not kept; said on %(day)s") % about, "bad", "circle-x", href)
        case PromiseState.LATE:
            late = _("Was due on %(day)s, %(name)s. Ask what happened.") % about
            return PromiseShown(what, late, "bad", "alert-triangle", href)
    return PromiseShown(what, _("Due on %(day)s, %(name)s") % about, "warn", "clock", href)
