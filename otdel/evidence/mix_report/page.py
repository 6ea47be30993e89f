"""The answer as one page that opens by itself: no script, no font, no picture from anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

import otdel.web
from otdel import __version__
from otdel.analytics.mix.budget import Move
from otdel.analytics.mix.response import RECENT_WEEKS, Range
from otdel.evidence.mix_report.answer import Answer, Channel
from otdel.evidence.mix_report.pictures import bar, curve
from otdel.evidence.mix_report.printing import NONE, between, given_in, move_gain, move_lines, ratio
from otdel.evidence.mix_report.verdict import line_of, verdict
from otdel.evidence.mix_report.words import Say
from otdel.kit.reason import NoData, Reason
from otdel.web import format as write

CSS = Path(otdel.web.__file__).parent / "static" / "otdel" / "css"
SHEETS = ("tokens", "base", "components", "figures", "charts")
OWN = """
main{max-width:1120px;margin:0 auto;padding:32px 24px;display:grid;gap:24px}
main>*{min-width:0}
.lead{max-width:60em}.panel h2{margin-bottom:12px}.panel p+p{margin-top:8px}
.two{display:grid;gap:24px}@media(min-width:900px){.two{grid-template-columns:minmax(0,2fr) minmax(0,1fr)}}
.plainlist{display:grid;gap:12px}dl.pairs{display:grid;grid-template-columns:auto 1fr;gap:6px 16px;align-content:start}
dl.pairs dt{color:var(--text-2)}@media(max-width:720px){main{padding:16px}}
@media print{.panel{break-inside:avoid}}
"""
CHARSET = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'


def page(answer: Answer, say: Say) -> str:
    """The whole document in the language that is spoken now."""
    title = _("What the channels brought: %(file)s") % {"file": answer.file}
    parts = [
        format_html('<header><h1>{}</h1><p class="mut">{}</p></header>', title, given_in(answer)),
        format_html('<p class="lead">{}</p>', verdict(answer)),
        _channels(answer),
        _move(answer, say),
        *(_channel(answer, one, say) for one in answer.channels),
        _health(answer, say),
        _made(answer, say),
    ]
    head = format_html("{}<title>{}</title><style>{}</style>", mark_safe(CHARSET), title, styles())  # noqa: S308
    body = format_html_join("", "{}", ((part,) for part in parts if part))
    language = write.language()
    return format_html(
        '<!doctype html><html lang="{}"><head>{}</head><body><main>{}</main></body></html>', language, head, body
    )


@cache
def styles() -> SafeString:
    """The product's own sheets without the fonts, which would have to come from somewhere."""
    sheets = "\n".join((CSS / f"{name}.css").read_text("utf-8") for name in SHEETS)
    bare = re.sub(r"@font-face\s*\{[^}]*\}", "", sheets)
    return mark_safe(re.sub(r"/\*.*?\*/", "", bare, flags=re.DOTALL) + OWN)  # noqa: S308  # our own files


def table(head: Sequence[str], rows: Iterable[Sequence[str]], label: str, right: Sequence[int]) -> SafeString:
    """`right` are the places of columns of numbers."""
    sides = ["r num" if place in right else "" for place in range(len(head))]
    titles = format_html_join("", '<th scope="col" class="{}">{}</th>', zip(sides, head, strict=True))
    lines = (format_html_join("", '<td class="{}">{}</td>', zip(sides, row, strict=True)) for row in rows)
    body = format_html_join("", "<tr>{}</tr>", ((line,) for line in lines))
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}"><table class="tbl"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>",
        label,
        titles,
        body,
    )


def panel(title: str, inside: SafeString) -> SafeString:
    return format_html('<section class="panel"><h2>{}</h2>{}</section>', title, inside)


def paragraphs(texts: Iterable[str]) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts if text))


def _channels(answer: Answer) -> SafeString:
    line, currency = line_of(answer), answer.mix.data.currency
    top = max(one.high80 for channel in answer.channels for one in (channel.back, channel.next) if one)
    title = _("Back per 1 spent")
    head = (
        pgettext("column", "Channel"),
        pgettext("column", "Spent"),
        title,
        _("8 in 10"),
        pgettext("column", "The next 1"),
        _("8 in 10"),
        pgettext("column", "Data taught"),
    )
    recent = {"weeks": RECENT_WEEKS}
    off = _("off for the last %(weeks)s weeks") % recent
    rows = [
        (
            one.name,
            _spent(one.spend, currency),
            _range(one.back),
            bar(one.back, line, top, f"{one.name}: {_range(one.back)}"),
            _range(one.next) if one.next else off,
            bar(one.next, line, top, f"{one.name}: {_range(one.next)}") if one.next else "",
            write.percent(one.learned.taught, 0),
        )
        for one in answer.channels
    ]
    note = _(
        "The range is where the truth lies in 8 of 10 cases. The next 1 is at the spend of the last %(weeks)s weeks."
    )
    return panel(
        title, format_html('{}<p class="mut small">{}</p>', table(head, rows, title, (1, 2, 4, 6)), note % recent)
    )


def _spent(amount: float, currency: str) -> str:
    return write.amount(amount, currency) if currency else write.number(amount, 0)


def _range(spread: Range | None) -> str:
    return f"{ratio(spread.median)} ({between(spread)})" if spread else NONE


def _move(answer: Answer, say: Say) -> SafeString | str:
    move, title = answer.move, _("Where the next money goes")
    if move is None:
        return ""
    currency = answer.mix.data.currency
    head = (pgettext("column", "Channel"), _("Now a week"), _("Then a week"), pgettext("column", "Change"), _("Why"))
    reasons = [*(say(line.why) for line in move.lines), ""]
    rows = [(*cells, why) for cells, why in zip(move_lines(move, currency), reasons, strict=True)]
    said = [move_gain(move, currency), *(say(one) for one in _told(move))]
    return panel(title, format_html("{}{}", table(head, rows, title, (1, 2, 3)), paragraphs(said)))


def _told(move: Move) -> Iterable[Reason]:
    return () if move.stays else move.said


def _channel(answer: Answer, channel: Channel, say: Say) -> SafeString:
    currency = answer.mix.data.currency
    best, response = channel.response.best, channel.response
    come = response.comes_back
    pairs = [
        (_("Back per 1 spent"), _range(channel.back)),
        (pgettext("column", "The next 1"), _range(channel.next)),
        (_("Carried over a step"), write.percent(channel.carry.median, 0)),
        (_("Half of its ceiling at"), _spent(channel.half.median, currency)),
        (pgettext("column", "Data taught"), write.percent(channel.learned.taught, 0)),
    ]
    if line_of(answer) is not None and best.never < 0.5:
        pairs.append((_("Best range"), f"{_spent(best.low, currency)}–{_spent(best.high, currency)}"))
    if not isinstance(come, NoData) and come.half.median is not None:
        days = round(come.half.median)
        words = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
        pairs.append((_("Half of the effect after"), words))
    facts = format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs)
    off = paragraphs([say(response.next_back.reason)]) if isinstance(response.next_back, NoData) else ""
    return panel(
        channel.name,
        format_html(
            '<div class="two"><div>{}</div><div><dl class="pairs">{}</dl>{}</div></div>',
            curve(answer, channel),
            facts,
            off,
        ),
    )


def _health(answer: Answer, say: Say) -> SafeString:
    title = _("How far to trust it")
    if not answer.findings:
        return panel(title, paragraphs([_("Every check passed.")]))
    items = (
        (say(one.what), say(one.does), format_html_join("", "<p>→ {}</p>", ((say(step),) for step in one.do)))
        for one in answer.findings
    )
    return panel(title, format_html('<ul class="plainlist">{}</ul>', format_html_join("", _ITEM, items)))


_ITEM = '<li><p><b>{}</b> {}</p><div class="mut">{}</div></li>'


def _made(answer: Answer, say: Say) -> SafeString:
    """What it stands on: faults of the file, the prior, the forms with their weights, the seed."""
    mix = answer.mix
    forms = ", ".join(f"{one.name} {write.percent(one.weight, 0)}" for one in answer.shapes)
    said = [
        *(say(one.reason) for one in answer.faults),
        say(answer.because) if answer.because else "",
        _("Curves averaged by evidence: %(forms)s.") % {"forms": forms},
        _("Seed %(seed)s, %(draws)s draws, Otdel %(version)s.")
        % {"seed": mix.seed, "draws": write.number(len(mix.draws)), "version": __version__},
    ]
    return panel(_("What it stands on"), paragraphs(said))
