"""The components as template tags: `{% load ui %}`. The gallery page shows each of them in each state."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from otdel.kit.grade import Grade
from otdel.kit.viewer import Role
from otdel.web import charts, navigation
from otdel.web.format import not_known, one_stop, percent
from otdel.web.parts import (
    Attention,
    Cell,
    Explanation,
    Fact,
    FilterBar,
    KeyNumber,
    Link,
    LongJob,
    PathStep,
    Period,
    Step,
    Table,
    Text,
)

register = template.Library()
_ids = itertools.count(1)
_process = secrets.token_hex(2)  # a fragment from another worker must not repeat an id of the page it lands in


def new_id(prefix: str) -> str:
    return f"{prefix}-{_process}-{next(_ids)}"


def ours(content: str) -> SafeString:
    """What a block of our own template rendered: it is escaped already."""
    return mark_safe(content)  # noqa: S308


def part(name: str, **values: Any) -> SafeString:
    return ours(render_to_string(f"ui/{name}.html", values))


# Small pieces


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite, hidden from screen readers: words stand beside it. size: "" (18 px) or "s" (16 px)."""
    return format_html(
        '<svg class="i {}" aria-hidden="true"><use href="{}#{}"/></svg>', size, static("otdel/icons/icons.svg"), name
    )


@register.inclusion_tag("ui/button.html")
def button(
    label: Text, href: str = "", kind: str = "", icon: str = "", type: str = "submit", **attributes: Any
) -> dict[str, Any]:
    """A link when it has `href`, otherwise a button.

    kind: "" | "pri" (at most one a screen) | "ghost" | "icon" (its label is read aloud).

    Other attributes pass through, `_` read as `-`: `{% button "Undo" hx_post=url name="undo" value="1" %}`.
    """
    plain = {key.replace("_", "-"): value for key, value in attributes.items() if value not in (None, False)}
    return {"label": label, "href": href, "kind": kind, "icon": icon, "type": type, "attributes": plain}


@register.inclusion_tag("ui/segmented.html")
def segmented(links: Sequence[Link | navigation.Place], label: Text) -> dict[str, Any]:
    """Two to five views of one thing, as links; `label` is what they switch."""
    return {"links": links, "label": label}


@register.simple_tag
def tag(text: Text, tone: str = "", icon: str = "") -> SafeString:
    """A word about state. tone: "" | "good" | "warn" | "bad" | "acc"."""
    return part("tag", text=text, tone=tone, icon=icon)


@register.simple_tag
def grade(letter: str, meaning: Text = "") -> SafeString:
    """Evidence grade A to D with its meaning, the usual one unless a page knows more."""
    words = {
        Grade.A: _("an experiment"),
        Grade.B: _("model and experiment agree"),
        Grade.C: _("a model only"),
        Grade.D: _("the platform’s own report, or the last click"),
    }
    return part("grade", letter=letter, meaning=meaning or words[Grade(letter)])


@register.simple_tag
def avatar(name: str) -> SafeString:
    """The initials of a person; hidden from screen readers, since the name stands beside it."""
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    return format_html('<span class="av" aria-hidden="true">{}</span>', initials)


@register.inclusion_tag("ui/why.html")
def why(explanation: Explanation | Text, text: Text = "") -> dict[str, Any]:
    """The '?' that explains a number: `{% why explanation %}` or `{% why title text %}`."""
    given = explanation if isinstance(explanation, Explanation) else Explanation(title=explanation, text=text)
    return {"explanation": given, "id": new_id("why")}


# Sentences and numbers


@register.simple_block_tag
def verdict(content: str) -> SafeString:
    """The sentence a page opens with: at most three, what happened, what it means, what to do. Numbers in <b>."""
    return format_html('<p class="lead">{}</p>', ours(one_stop(content)))


@register.inclusion_tag("ui/key_numbers.html")
def key_numbers(numbers: Sequence[KeyNumber], label: Text = "") -> dict[str, Any]:
    """The row of three or four key numbers, each with its '?'."""
    return {"numbers": numbers, "label": label or _("Key numbers")}


@register.inclusion_tag("ui/key_number.html")
def key_number(number: KeyNumber) -> dict[str, Any]:
    return {"number": number, "unknown": str(number.value) == not_known()}


@register.simple_block_tag
def panel(content: str, title: Text, why: Explanation | None = None, note: Text = "", **options: Any) -> SafeString:
    """A panel with its heading. Options: flush=True (a table reaches its edges), id="...", tag="word", tone="good",
    actions=links (at the right of the heading)."""
    heading = new_id("h")
    return part("panel", content=ours(content), title=title, why=why, note=note, heading=heading, **options)


@register.simple_block_tag
def note(content: str, tone: str = "") -> SafeString:
    """A boxed remark with a tone."""
    return format_html('<div class="note {}">{}</div>', tone, ours(content))


@register.inclusion_tag("ui/facts.html")
def facts(items: Sequence[Fact], *, plain: bool = False) -> dict[str, Any]:
    """A definition list: large values beside a chart, or plain=True for details of a thing."""
    return {"items": items, "plain": plain}


@register.inclusion_tag("ui/attention.html", takes_context=True)
def attention(context: Context, items: Sequence[Attention]) -> dict[str, Any]:
    """What needs a decision, each with its next step."""
    return {"items": items}


# Tables


@register.inclusion_tag("ui/data_table.html")
def data_table(table: Table) -> dict[str, Any]:
    """A table in a region that scrolls sideways by itself and by keyboard."""
    return {"table": table, "rows": [_cells(table, row) for row in table.rows], "total": _cells(table, table.total)}


def _cells(table: Table, row: Sequence[Cell | Text]) -> list[tuple[Cell, bool]]:
    cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row]
    return (
        [(cell, column.align == "number") for cell, column in zip(cells, table.columns, strict=True)] if cells else []
    )


@register.simple_block_tag
def scroll(content: str, label: Text) -> SafeString:
    """A region for a table written by hand: `{% scroll "Channels" %}<table class="tbl">...</table>{% endscroll %}`."""
    return format_html('<div class="scroll" tabindex="0" role="group" aria-label="{}">{}</div>', label, ours(content))


@register.simple_tag
def range_cell(
    low: float, middle: float, high: float, label: Text, against: float = 1.0, top: float = 3.0
) -> SafeString:
    """A range drawn in a table cell against a line at `against`; `label` says it in words."""
    return charts.range_bar(low, middle, high, label=str(label), against=against, top=top)


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Earlier and later pages of a list; the rest of the address is kept."""
    request = context["request"]

    def at(number: int) -> str:
        query = request.GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "earlier": at(page.previous_page_number()) if page.has_previous() else "",
        "later": at(page.next_page_number()) if page.has_next() else "",
    }


# Charts


@register.inclusion_tag("ui/chart.html")
def chart(drawn: charts.Chart, *, legend: bool = True, table: bool = True) -> dict[str, Any]:
    """A chart with its legend and "Show as a table"."""
    return {"chart": drawn, "legend": drawn.legend if legend else (), "table": drawn.table if table else None}


@register.simple_tag
def org_chart(roots: Sequence[charts.OrgCard], label: Text) -> SafeString:
    """Who reports to whom: a tree where there is room for it, a nested list on a phone."""
    return charts.org_chart(roots, str(label))


# Opening and stepping


@register.simple_block_tag
def disclosure(content: str, summary: Text, *, opened: bool = False) -> SafeString:
    return part("disclosure", content=ours(content), summary=summary, opened=opened)


@register.simple_block_tag
def wizard(content: str, title: Text, step: int, of: int, back: str = "") -> SafeString:
    """The frame of a wizard: one decision a screen, "3 of 6", every answer saved at once."""
    return part("wizard", content=ours(content), title=title, step=step, of=of, back=back)


@register.inclusion_tag("ui/steps.html")
def steps(items: Sequence[Step], label: Text = "") -> dict[str, Any]:
    return {"items": items, "label": label or _("Steps")}


@register.inclusion_tag("ui/crumbs.html")
def crumbs(links: Sequence[Link]) -> dict[str, Any]:
    """The way down to here; the last link is this page."""
    return {"links": links}


@register.inclusion_tag("ui/path.html")
def path_of(items: Sequence[PathStep]) -> dict[str, Any]:
    """How this number came about, step by step, down to the rows of the file."""
    return {"items": items}


@register.inclusion_tag("ui/long_job.html")
def long_job(job: LongJob) -> dict[str, Any]:
    """The bar of work away from the page; asks `job.poll` again every second while it runs."""
    return {"job": job, "percent": "" if job.percent is None else percent(job.percent / 100, places=0)}


@register.inclusion_tag("ui/progress.html")
def progress(value: int, most: int, label: Text, *, over: bool = False) -> dict[str, Any]:
    return {"value": value, "most": most, "label": label, "over": over}


@register.simple_block_tag
def empty_state(content: str, title: Text, text: Text, action: Link | None = None, takes: Text = "") -> SafeString:
    """What will be here, one button, how long it takes; the block, when not empty, is a picture marked "Sample"."""
    sample = ours(content.strip())
    return part("empty_state", title=title, text=text, action=action, takes=takes, sample=sample)


@register.simple_tag
def freshness(text: Text, tone: str = "") -> SafeString:
    """ "Data to 22 November 23:40". tone "warn" when it is late."""
    return part("freshness", text=text, tone=tone)


@register.inclusion_tag("ui/period_switch.html")
def period_switch(period: Period) -> dict[str, Any]:
    return {"period": period}


@register.inclusion_tag("ui/print_header.html", takes_context=True)
def print_header(context: Context, title: Text, facts: Sequence[Fact] = ()) -> dict[str, Any]:
    """Stands only on paper: company, page, day of printing."""
    return {"title": title, "facts": facts, "company": context.get("company")}


# Forms


@register.inclusion_tag("ui/form_row.html")
def form_row(field: BoundField, *, narrow: bool = False) -> dict[str, Any]:
    """Label above, field, hint, error. A checkbox becomes a checkbox row, radio buttons a group."""
    kind = getattr(field.field.widget, "input_type", "")
    return {"field": field, "kind": kind, "narrow": narrow, "many": kind in ("radio",) or _many(field)}


def _many(field: BoundField) -> bool:
    return getattr(field.field.widget, "input_type", "") == "checkbox" and hasattr(field.field.widget, "choices")


@register.inclusion_tag("ui/check_row.html")
def check_row(name: str, label: Text, value: str = "1", *, checked: bool = False, hint: Text = "") -> dict[str, Any]:
    """A checkbox written without a form field."""
    return {"name": name, "label": label, "value": value, "checked": checked, "hint": hint, "id": new_id("c")}


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: Any) -> dict[str, Any]:
    """What is wrong with the form as a whole, said first."""
    return {"form": form}


@register.inclusion_tag("ui/filter_bar.html")
def filter_bar(bar: FilterBar, label: Text = "") -> dict[str, Any]:
    """Filters that live in the address: a GET form that sends itself when a choice changes."""
    return {"bar": bar, "label": label or _("Filters"), "prefix": new_id("f")}


@register.inclusion_tag("ui/drop_zone.html")
def drop_zone(
    field: BoundField | None = None, name: str = "files", hint: Text = "", accept: str = ""
) -> dict[str, Any]:
    """Where files are dropped or chosen; works as a plain file field without scripts."""
    return {
        "field": field,
        "name": field.html_name if field else name,
        "hint": hint,
        "accept": accept,
        "id": new_id("drop"),
    }


# The frame


@register.simple_tag(takes_context=True)
def nav_sections(context: Context) -> list[navigation.Place]:
    return navigation.sections(context.get("viewer"), _path(context), _closed(context))


@register.simple_tag(takes_context=True)
def nav_views(context: Context) -> list[navigation.Place]:
    return navigation.views(context.get("viewer"), _path(context), _closed(context))


@register.simple_tag(takes_context=True)
def nav_named(context: Context) -> list[navigation.Place]:
    return navigation.named(context.get("viewer"))


@register.simple_tag(takes_context=True)
def nav_places(context: Context) -> list[navigation.Place]:
    return navigation.places(context.get("viewer"), _path(context), _closed(context))


def _closed(context: Context) -> frozenset[str]:
    """Places closed to the viewer, found out once a page and kept on its request."""
    request = context.get("request")
    kept: frozenset[str] | None = getattr(request, "closed_places", None)
    if kept is not None:
        return kept
    found = navigation.closed_to(context.get("viewer"))
    if request is not None:
        request.closed_places = found
    return found


def _path(context: Context) -> str:
    request = context.get("request")
    return request.path if request else ""


@register.inclusion_tag("web/language_buttons.html")
def language_buttons() -> dict[str, Any]:
    """One button a language, each in its own words; the one in use is pressed."""
    names = {"en": "English", "uk": "Українська", "ru": "Русский"}
    return {"names": names, "current": get_language()}


@register.simple_block_tag
def captured(content: str) -> SafeString:
    """`{% captured as name %}...{% endcaptured %}`: write once, show twice (a page's title and its heading)."""
    return ours(content.strip())


@register.filter
def role_name(role: str) -> str:
    """A role as people call it."""
    return str(navigation.ROLE_NAMES[Role(role)])


@register.filter
def undo_of(tags: str) -> str:
    """The address in a message's tags that undoes it, if any; see `otdel.web.toasts`."""
    return next((word.removeprefix("undo=") for word in (tags or "").split() if word.startswith("undo=")), "")
