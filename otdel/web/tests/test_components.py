"""Components: safe with anybody's words, tied together for screen readers, nothing inline that the policy forbids."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from otdel.web.parts import (
    Attention,
    Cell,
    Column,
    Explanation,
    Filter,
    FilterBar,
    KeyNumber,
    Link,
    LongJob,
    Option,
    Table,
)


def drawn(source: str, **values: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


class Order(forms.Form):
    day = forms.CharField(label="Day", help_text="As in the file.")
    shown = forms.MultipleChoiceField(
        label="Shown", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="Agreed", required=False)


def test_a_button_is_a_link_when_it_leads_somewhere() -> None:
    assert drawn("{% button 'See the rows' href='/rows' %}").startswith('<a class="btn " href="/rows">')
    assert drawn("{% button 'Save' %}").startswith('<button class="btn " type="submit">')


def test_a_button_passes_attributes_and_drops_those_that_are_off() -> None:
    html = drawn("{% button 'Undo' hx_post=to disabled=off hidden=on %}", to="/x?a=1&b=2", off=False, on=True)
    assert ' hx-post="/x?a=1&amp;b=2"' in html
    assert "disabled" not in html
    assert " hidden>" in html


def test_a_button_with_only_an_icon_has_a_name() -> None:
    html = drawn("{% button 'Print' kind='icon' icon='printer' %}")
    assert 'aria-label="Print"' in html
    assert ">Print<" not in html


@pytest.mark.parametrize(
    "source",
    [
        "{% button bad href=bad %}",
        "{% tag bad bad %}",
        "{% why bad bad %}",
        "{% panel title=bad note=bad %}{{ bad }}{% endpanel %}",
        "{% verdict %}{{ bad }}{% endverdict %}",
        "{% note %}{{ bad }}{% endnote %}",
        "{% disclosure bad %}{{ bad }}{% enddisclosure %}",
        "{% scroll bad %}{{ bad }}{% endscroll %}",
        "{% empty_state title=bad text=bad takes=bad %}{% endempty_state %}",
        "{% freshness bad %}",
        "{% attention items %}",
        "{% data_table table %}",
        "{% long_job job %}",
        "{% filter_bar bar %}",
        "{% key_number number %}",
        "{% check_row bad bad bad hint=bad %}",
        "{% wizard title=bad step=1 of=2 back=bad %}{{ bad }}{% endwizard %}",
    ],
)
def test_words_of_strangers_never_become_markup(source: str) -> None:
    bad = "<b onclick=x>'\"&"
    cell = Cell(bad, href=bad, note=bad)
    html = drawn(
        source,
        bad=bad,
        items=[Attention(bad, bad, [Link(bad, bad)], meta=[bad])],
        table=Table(bad, [Column(bad), Column(bad, why=Explanation(bad, bad))], [[cell, bad]], [bad, bad]),
        job=LongJob(bad, bad, poll=bad, left=bad),
        bar=FilterBar([Filter(bad, bad, [Option(bad, bad)])], keep=[(bad, bad)], clear=bad),
        number=KeyNumber(bad, bad, Explanation(bad, bad), note=bad, href=bad),
    )
    assert "<b onclick" not in html
    assert "&lt;b onclick" in html


def test_a_field_is_tied_to_its_hint_and_its_mistake() -> None:
    html = drawn("{% form_row form.day %}", form=Order({}))
    named = re.search(r'aria-describedby="([^"]+)"', html)
    assert named
    for target in named[1].split():
        assert f'id="{target}"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_day">Day</label>' in html


def test_several_choices_are_a_group_with_a_name() -> None:
    html = drawn("{% form_row form.shown %}", form=Order())
    assert "<legend>Shown</legend>" in html
    assert html.count('type="checkbox"') == 2


def test_a_checkbox_stands_before_its_words() -> None:
    html = drawn("{% form_row form.agreed %}", form=Order())
    assert html.index("<input") < html.index("<label")


def test_an_avatar_shows_the_initials_of_two_names() -> None:
    assert ">ОК<" in drawn("{% avatar 'олена Коваленко Петрівна' %}")
    assert "&lt;O" in drawn("{% avatar bad %}", bad="<b onclick=x>")


def test_every_explanation_has_an_id_of_its_own() -> None:
    html = drawn("{% why 'a' 'b' %}{% why 'a' 'b' %}")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(set(ids)) == 2
    assert re.findall(r'popovertarget="([^"]+)"', html) == ids


def test_a_running_job_asks_again_and_a_finished_one_does_not() -> None:
    assert 'hx-get="/job/1"' in drawn("{% long_job job %}", job=LongJob("a", "b", 4, poll="/job/1"))
    assert "hx-get" not in drawn("{% long_job job %}", job=LongJob("a", "b", poll="/job/1", state="done"))


def test_a_job_of_unknown_length_does_not_pretend() -> None:
    assert "value=" not in drawn("{% long_job job %}", job=LongJob("a", "waiting", None))


def test_pages_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/rows?source=meta&page=2")
    html = Template("{% load ui %}{% pager page %}").render(
        Context({"request": request, "page": Paginator(range(99), 10).page(2)})
    )
    assert "?source=meta&amp;page=1" in html
    assert "?source=meta&amp;page=3" in html


def test_a_table_row_longer_than_its_heading_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        drawn("{% data_table table %}", table=Table("t", [Column("a")], [["1", "2"]]))


def test_an_undo_stands_in_the_message_that_offers_it() -> None:
    html = drawn("{% include 'ui/toast.html' with words='Import removed' undo='/undo/7' %}")
    assert 'action="/undo/7"' in html
    assert "Undo" in html
