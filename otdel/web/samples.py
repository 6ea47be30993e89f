"""Made-up values for the gallery of components: every component in every state, none of them anybody's data."""

from __future__ import annotations

from datetime import date
from functools import partial
from statistics import NormalDist
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import SafeString, mark_safe

from otdel.kit.period import Period as Days
from otdel.web import charts, format
from otdel.web.charts import Ahead, Bar, Brings, OrgCard, Outcome, Shift, Span, Stream
from otdel.web.parts import (
    Attention,
    Cell,
    Column,
    Explanation,
    Fact,
    Filter,
    FilterBar,
    KeyNumber,
    Link,
    LongJob,
    Option,
    PathStep,
    Period,
    Row,
    Step,
    Table,
)

CHANNELS = (
    ("Google Search", 520, 95, 90, 0),
    ("Meta", 245, 150, 165, 0),
    ("Marketplaces", 205, 20, 30, 0),
    ("SEO and content", 70, 115, 20, 0),
    ("Affiliates", 60, 10, 0, 120),
    ("YouTube", 0, 25, 0, 95),
    ("Email and SMS", 85, 0, 0, 0),
    ("Podcasts", 12, 3, 0, 5),
    ("Radio", 0, 0, 9, 6),
)
WEEKS = (
    "28 Sep",
    "5 Oct",
    "12 Oct",
    "19 Oct",
    "26 Oct",
    "2 Nov",
    "9 Nov",
    "16 Nov",
    "23 Nov",
    "30 Nov",
    "7 Dec",
    "14 Dec",
    "21 Dec",
)
ACTUAL = (296, 318, 301, 322, 335, 349, 372, 388)
PLAN = (300, 310, 320, 330, 350, 370, 400, 430, 560, 470, 440, 480, 400)
MIDDLE = (520, 448, 425, 462, 385)

thousands = partial(format.short_amount, currency="UAH")


def say(value: format.Number) -> str:
    return thousands(float(value) * 1000)


class SampleForm(forms.Form):
    """A form with each kind of field; bound with bad values it shows its errors."""

    company = forms.CharField(label="Company", help_text="As people know it.")
    currency = forms.ChoiceField(
        label="Currency of the company", choices=[("UAH", "Hryvnia"), ("USD", "Dollar"), ("EUR", "Euro")]
    )
    e_mail = forms.EmailField(label="E-mail", required=False)
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    order = forms.ChoiceField(
        label="How are days written in this file?",
        help_text="The file leaves it open: 03/04/2026 is in it.",
        widget=forms.RadioSelect,
        choices=[("d", "Day first: 3 April"), ("m", "Month first: 4 March")],
    )
    remember = forms.BooleanField(label="Use the same answer for the next file of this source", required=False)


def gallery_samples() -> dict[str, Any]:
    """Everything the gallery page shows, by the name its template uses."""
    return {
        "title": "Gallery",
        "views_links": [Link("Month", "#month"), Link("Quarter", "#quarter", current=True), Link("Year", "#year")],
        "why": _explanation(),
        "numbers": _numbers(),
        "table": _table(),
        "facts": _facts(),
        "attention": _attention(),
        "jobs": _jobs(),
        "steps": [Step("Company", "done", "#company"), Step("Files", "now"), Step("People", "later")],
        "crumbs": [Link("Money", "#money"), Link("Google Search", "#google"), Link("Brand, 12 November", "#day")],
        "path": _path(),
        "filters": _filters(),
        "page": Paginator(range(1, 240), 50).page(2),
        "period": Period(
            format.day_range(Days(date(2026, 10, 1), date(2026, 11, 23))),
            [Link("Month", "#m"), Link("Quarter", "#q", current=True)],
            "#earlier",
            "#later",
        ),
        "empty_action": Link("Import a file", "#import", icon="upload"),
        "form": SampleForm(),
        "bad_form": SampleForm({"e_mail": "not an address"}, prefix="bad"),
        "spark": charts.spark(ACTUAL),
        "small": charts.small_response(_curve(), 93, label="Google Search: margin by weekly spend", to=112),
        "department": _department(),
        **_charts(),
    }


def _explanation() -> Explanation:
    facts = [
        Fact("Range", "8 in 10: 1.12 to 1.41"),
        Fact("Source", "CRM and ad accounts"),
        Fact("Data to", "22 November 23:40"),
    ]
    text = "Extra margin that came back, divided by what was spent. Returns are taken off."
    return Explanation("Back for each ₴1 spent", text, facts, Link("How this number came about", "#path"))


def _numbers() -> list[KeyNumber]:
    why = _explanation()
    return [
        KeyNumber(
            "Spent",
            say(2120),
            why,
            note="Day 53 of 92",
            href="#spent",
            spark=charts.spark([8, 16, 23, 30, 36, 42, 48, 55]),
        ),
        KeyNumber(
            "Back for each ₴1",
            "₴1.26",
            why,
            note="4.6% under plan",
            tone="bad",
            spark=charts.spark([1.18, 1.21, 1.2, 1.24, 1.26], 1.2),
        ),
        KeyNumber(
            "Cost per new customer",
            "₴435",
            why,
            note="₴15 under the ceiling",
            tone="good",
            spark=charts.spark(ACTUAL[::-1]),
        ),
        KeyNumber("Margin", nodata(), why, note="3 sales have no cost in the file"),
    ]


def nodata() -> SafeString:
    return mark_safe(f'<span class="nodata">{format.not_known()}</span>')  # noqa: S308  # our own words


def _table() -> Table:
    columns = [
        Column("Channel"),
        Column("Spent", "number", sort="#sort", sorted="descending"),
        Column("Back for each ₴1", "number", why=_explanation()),
        Column("8 in 10, line at ₴1"),
        Column("Evidence"),
        Column("State"),
    ]
    rows: list[Row] = []
    for name, spent, low, middle, high, grade, word, tone in (
        ("Google Search", 705, 1.08, 1.33, 1.60, "B", "Hold", ""),
        ("Meta", 560, 0.51, 0.72, 0.95, "A", "Cut", "bad"),
        ("SEO and content", 205, 0.60, 1.45, 3.60, "C", "Test first", "warn"),
        ("Affiliates", 190, 0.10, 0.95, 2.30, "D", "Unknown", "acc"),
        ("Email and SMS", 85, 2.20, 2.60, 2.90, "A", "Raise", "good"),
    ):
        bar = charts.range_bar(low, middle, high, label=f"{name}: {middle}, 8 in 10 {low} to {high}")
        rows.append(
            [Cell(name, f"#{name}"), say(spent), format.ratio(middle), bar, _graded(grade), _tagged(word, tone)]
        )
    rows.append(
        [Cell("Podcasts", "#podcasts", note="no sales could be joined"), say(20), nodata(), "", _graded("D"), ""]
    )
    return Table("Channels by spending", columns, rows, total=["Together", say(1765), format.ratio(1.26), "", "", ""])


def _graded(letter: str) -> SafeString:
    from otdel.web.templatetags.ui import grade

    return grade(letter)


def _tagged(word: str, tone: str) -> SafeString:
    from otdel.web.templatetags.ui import tag

    return tag(word, tone)


def _facts() -> list[Fact]:
    return [
        Fact("Back for each ₴1", "₴1.33", "8 in 10: ₴1.08 to ₴1.60", _explanation()),
        Fact("Money pays back in", format.days(19), "half of the effect comes in the first 5"),
        Fact("Joined to a campaign", format.percent(0.842), "the rest has no tag"),
    ]


def _attention() -> list[Attention]:
    return [
        Attention(
            "Meta has returned less than it costs for 3 weeks",
            "₴0.92 back for each ₴1, 8 in 10 between 0.71 and 1.15.",
            [Link("See the evidence", "#see"), Link("Make a task", "#task")],
            "bad",
            meta=["₴33k a week at stake", "Traffic manager: Ihor Bondar"],
        ),
        Attention(
            "₴215k can’t be shown to work",
            "Affiliates report only their own results.",
            [Link("Plan the test", "#test")],
            "warn",
            "clock",
        ),
        Attention(
            "A file waits for an answer",
            "Days may be read in two ways.",
            [Link("Answer", "#answer")],
            "acc",
            "file-spreadsheet",
        ),
    ]


def _jobs() -> list[LongJob]:
    return [
        LongJob("google-ads.csv", "Reading rows", 43, "about 20 seconds left"),
        LongJob("meta.xlsx", "Waiting for its turn", None),
        LongJob("deals.csv", "842 rows landed", 100, state="done", actions=[Link("See the report", "#report")]),
        LongJob(
            "orders.pdf",
            "Refused: this is not a table",
            None,
            state="failed",
            actions=[Link("What can be read", "#help")],
        ),
    ]


def _department() -> list[OrgCard]:
    remote = [("Olena Kovalenko", "Targeted ads"), ("Ihor Bondar", "Traffic manager"), ("Yulia Pavlenko", "Content")]
    team = [OrgCard(name, role, "remote", "#person") for name, role in remote]
    team.append(OrgCard("Studio Nord", "Copywriter", "contractor, 40% of a week", "#person", "away"))
    team.append(OrgCard("Dmytro Moroz", "E-mail marketing specialist", "left on 1 October", "#person", "bad"))
    head = OrgCard("Maryna Lys", "Marketing director", "in the office", "#person", below=tuple(team))
    return [OrgCard("Andrii Shevchuk", "Owner", "sets the goals, accepts results", "#person", below=(head,))]


def _path() -> list[PathStep]:
    return [
        PathStep("Spent, Google Search", "₴705,120", "1 October to 22 November, 3 accounts", "#1"),
        PathStep("Campaign “Brand”, 12 November", "₴1,204", "sum of 4 rows", "#2"),
        PathStep("google-ads.csv, row 318", "1 204,00", "imported on 13 November by Olena Kovalenko", "#3"),
    ]


def _filters() -> FilterBar:
    sources = [
        Option("", "All sources"),
        Option("google_ads", "Google Ads", chosen=True),
        Option("meta_ads", "Meta Ads"),
    ]
    filters = [
        Filter("source", "Source", sources),
        Filter("q", "Campaign", kind="search", value="brand"),
        Filter("from", "From", kind="date"),
    ]
    return FilterBar(filters, keep=[("period", "2026-q4")], clear="?period=2026-q4")


def _charts() -> dict[str, charts.Chart]:
    streams = [Stream(name, dict(zip(Outcome, amounts, strict=True))) for name, *amounts in CHANNELS]
    label = "Flow of ₴2.16M spent since 1 October by channel and by what came of it: ₴1.2M paid back."
    ahead = [
        Ahead(m, (m - 26 - 7 * n, m + 27 + 7 * n), (m - 52 - 13 * n, m + 56 + 14 * n)) for n, m in enumerate(MIDDLE)
    ]
    chances = [NormalDist(4921, 284).inv_cdf((n + 0.5) / 20) for n in range(20)]
    daily = [None if n in (9, 10) else 40 + (n * 37) % 23 + n for n in range(28)]
    day_names = [format.short_day(date(2026, 10, 1 + n)) for n in range(28)]
    return {
        "flow": charts.flow(streams, say, label),
        "split": charts.split_bars(streams, say, label),
        "few": charts.flow(streams[6:7], say, "All ₴85k went into Email and SMS, and all of it paid back."),
        "fan": charts.fan(
            WEEKS,
            ACTUAL,
            ahead,
            PLAN,
            say,
            "Weekly margin: actual to 16 November, then the forecast, below the plan every week.",
        ),
        "dots": charts.dots(chances, 5160, say, "20 equally likely results for the quarter; 4 of them reach the plan."),
        "line": charts.line_chart(
            day_names,
            daily,
            say,
            "Spend by day in October, with two days missing.",
            before=[35 + n for n in range(28)],
            name="Spent",
        ),
        "bars": charts.bars(
            [Bar(name, value, "soft") for name, value in zip(day_names, daily, strict=True)],
            say,
            "Spend by day in October.",
        ),
        "months": charts.bars(
            [Bar(name, value, "" if name == "Nov" else "soft") for name, value in _months()], say, "Spend by month."
        ),
        "response": charts.response(
            _curve(), 93, _weeks(), say, "Response curve of Google Search: margin by weekly spend.", best=(62, 96)
        ),
        "reliability": charts.reliability(
            [
                charts.Told(odds, came, count)
                for odds, came, count in (
                    (0.06, 0.04, 41),
                    (0.31, 0.36, 22),
                    (0.5, 0.47, 15),
                    (0.72, 0.8, 20),
                    (0.95, 0.94, 48),
                )
            ],
            "Odds told against how often they came true: close to exactly right.",
        ),
        "shifts": charts.shifts(_shifts(), format.ratio, "Back for each ₴1 as believed before and after the data."),
    }


def _shifts() -> list[Shift]:
    believed = Span(0.38, 0.65, 1.2, 2.2, 3.8)
    return [
        Shift("Google Search", believed, Span(1.08, 1.22, 1.33, 1.45, 1.6)),
        Shift("SEO and content", believed, Span(0.6, 0.95, 1.45, 2.2, 3.6)),
        Shift("Email and SMS", Span(0.8, 1.4, 2.4, 4.1, 7.2), Span(2.2, 2.45, 2.6, 2.75, 2.9)),
        Shift("Podcasts", believed),
    ]


def _months() -> list[tuple[str, float]]:
    return [("Jun", 61.2), ("Jul", 63.8), ("Aug", 66.1), ("Sep", 70.4), ("Oct", 68.9), ("Nov", 71.9)]


def _weeks() -> list[int]:
    return [58, 61, 63, 66, 70, 71, 74, 76, 77, 80, 82, 83, 85, 88, 90, 91, 93, 93, 95, 99, 104, 110, 118]


def _curve() -> list[Brings]:
    points = []
    for step in range(53):
        spend = 200 * step / 52
        margin = 383 * spend / (spend + 194.6)
        far = max(0.0, spend - 118, 58 - spend) / 200
        points.append(Brings(round(spend, 1), margin * (0.84 - 0.55 * far), margin, margin * (1.16 + 0.75 * far)))
    return points
