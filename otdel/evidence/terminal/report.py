"""The report as one HTML file that needs nothing else: the product's look, pictures inside, no scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from otdel.evidence import wording
from otdel.evidence.queries import MoneyAnswer, Range, Row
from otdel.evidence.terminal import printing as said
from otdel.evidence.terminal.files import Told
from otdel.kit.money import Money
from otdel.measurement import wording as reading_words
from otdel.web import charts
from otdel.web import format as write
from otdel.web.charts import Chart, Outcome, Stream

STATIC = Path(charts.__file__).resolve().parents[1] / "static" / "otdel"
SHEETS = ("tokens", "base", "layout", "components", "charts", "figures", "print")
OWN = (
    "@layer pages{body{padding:0 var(--s4) var(--s7)}.tbl .in th{padding-left:40px;font-weight:450}"
    ".files dt{margin-top:var(--s3)}.meant{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));"
    "gap:var(--s4) var(--s5)}.meant dt{font-weight:550}.meant dd{color:var(--text-2);font-size:var(--f-s)}}"
)
POLICY = "default-src 'none'; style-src 'sha256-%s'; font-src data:; base-uri 'none'; form-action 'none'"
NUMBERS = ("spend", "margin", "back", "cac")
TOP = Decimal(3)  # where the axis of returns ends


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the channels table, in words."""

    name: str
    inner: bool
    spent: str
    margin: str
    back: str
    picture: SafeString | str
    revenue: str
    sales: str
    cac: str
    outcome: str
    tone: str


def report(answer: MoneyAnswer, told: Sequence[Told], language: str = "") -> str:
    """The whole page in the current language. Its policy allows its own style and font, and nothing else."""
    style = sheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = {
        "language": language or write.language(),
        "policy": POLICY % digest,
        "style": mark_safe(style),  # noqa: S308  # our own sheets
        "verdict": wording.verdict(answer),
        "days": write.day_range(answer.period) if answer.period else _("every day in the files"),
        "numbers": [number(answer, code) for code in NUMBERS],
        "flow": flow(answer),
        "lines": [line for row in answer.channels for line in (line_of(row), *(line_of(one) for one in row.rows))],
        "total": line_of(answer.total),
        "unshown": unshown(answer),
        "steps": [
            (wording.step_title(one, answer.currency), wording.say(one, answer.currency)) for one in answer.next_steps
        ],
        "matches": [(wording.step_name(one.step), wording.step_meaning(one.step), one) for one in answer.matches],
        "platform": platform(answer),
        "definitions": [(wording.number_name(code), wording.definition(code)) for code in NUMBERS]
        + [(wording.model_name(answer.model), wording.definition(f"model_{answer.model}"))]
        + [(_("Where the money goes"), wording.definition("outcome"))],
        "files": [file(one) for one in told],
        "made": write.day(datetime.now(UTC).astimezone().date()),
    }
    return engine().get_template("evidence/report.html").render(Context(page))


def steps(answer: MoneyAnswer) -> list[tuple[str, str]]:
    return [(wording.step_title(one, answer.currency), wording.say(one, answer.currency)) for one in answer.next_steps]


def platform(answer: MoneyAnswer) -> list[tuple[str, ...]]:
    """Channel, conversions and value the platform claims, and the sales we know of."""
    claimed = [row for row in answer.channels if isinstance(row.platform.conversions, Decimal)]
    return [
        (
            said.row_name(row),
            write.number(row.platform.conversions),
            write.money(row.platform.value if isinstance(row.platform.value, Money) else None),
            write.number(row.sums.deals),
        )
        for row in claimed
    ]


def engine() -> Engine:
    return Engine(
        dirs=[str(Path(__file__).resolve().parents[1] / "templates")],
        libraries={"i18n": "django.templatetags.i18n"},
    )


def sheet() -> str:
    """The product's style sheets in one, with its font inside."""
    text = "\n".join((STATIC / "css" / f"{name}.css").read_text("utf-8") for name in SHEETS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r'url\("\.\./fonts/([\w.-]+)"\)', lambda found: f"url({_font(found[1])})", text)
    return re.sub(r"\s+", " ", text + OWN).strip()


def _font(name: str) -> str:
    return "data:font/woff2;base64," + base64.b64encode((STATIC / "fonts" / name).read_bytes()).decode()


def number(answer: MoneyAnswer, code: str) -> dict[str, str]:
    """A key number with the sentence that says why it is not known, when it is not."""
    found = next(one for one in answer.numbers if one.code == code)
    value, span = found.value, found.range
    if isinstance(value, Money):
        shown = write.short_money(value)
    elif isinstance(value, Decimal) and span and span.low != span.high:
        shown = _("%(low)s to %(high)s") % {"low": write.ratio(span.low), "high": write.ratio(span.high)}
    elif isinstance(value, Decimal | int):
        shown = write.ratio(value)
    else:
        return {"name": wording.number_name(code), "value": write.not_known(), "note": wording.say(value.reason)}
    note = _("known sales only, to all sales shared") if span and span.low != span.high else ""
    return {"name": wording.number_name(code), "value": shown, "note": note}


def flow(answer: MoneyAnswer) -> Chart:
    streams = [Stream(wording.channel(row.channel), _came(row)) for row in answer.channels if row.sums.spend.amount > 0]
    label = _("Where %(spend)s went, by channel and by what came of it") % {
        "spend": write.short_money(answer.total.sums.spend)
    }
    return charts.flow(streams, lambda amount: write.short_amount(amount, answer.currency), label)


def _came(row: Row) -> dict[Outcome, Decimal]:
    return {
        Outcome.PAID_BACK: row.outcome.paid_back.amount,
        Outcome.ON_ITS_WAY: row.outcome.on_its_way.amount,
        Outcome.DID_NOT: row.outcome.did_not.amount,
        Outcome.UNKNOWN: row.outcome.cannot.amount,
    }


def line_of(row: Row) -> Line:
    name, spent, margin, back, revenue, _leads, sales, cac, outcome = said.cells(row)
    return Line(
        name, bool(row.campaign or row.key.endswith("/-")), spent, margin, back, _picture(row), revenue, sales, cac,
        outcome, _tone(row),
    )  # fmt: skip


def _picture(row: Row) -> SafeString | str:
    if not isinstance(row.back, Range):
        return ""
    label = _("%(name)s: back for each 1 spent %(range)s") % {"name": said.row_name(row), "range": said.back_words(row)}
    return charts.range_bar(row.back.low, None, row.back.high, label=label, top=TOP)


def _tone(row: Row) -> str:
    tones = {"paid_back": "good", "on_its_way": "acc", "did_not": "bad", "cannot": ""}
    return tones[max(tones, key=lambda name: getattr(row.outcome, name).amount)]


def unshown(answer: MoneyAnswer) -> list[tuple[str, str]]:
    """Amounts with the reason they cannot be shown, then warnings without an amount."""
    found = [
        (write.money(Money(Decimal(str(one.values["amount"])), answer.currency)), wording.say(one, answer.currency))
        for one in answer.total.outcome.because
    ]
    found += [(write.money(one.amount), wording.say(one.reason, answer.currency)) for one in answer.troubles]
    return found + [("", wording.say(one, answer.currency)) for one in answer.warnings]


def file(told: Told) -> tuple[str, list[str]]:
    """A file's name and the sentences about it."""
    found = told.understood
    if told.same_as:
        return told.name, [_("The same content as %(name)s, so it counts once.") % {"name": told.same_as}]
    if found.refused:
        return told.name, [reading_words.say(found.refused)]
    sentences = [said.understood_as(told), *(reading_words.say(note) for note in found.notes)]
    sentences += [said.check_sentence(check) for check in found.checks]
    sentences += [f"{said.place_of(one)}: {reading_words.say(one.reason)}" for one in found.rejected[:20]]
    return told.name, sentences
