"""The gallery in a real browser: every component in both themes, wide and on a phone, with no complaint from axe."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from otdel.testing.browser import PHONE, THEMES, WIDE, Browser, Theme, violations
from otdel.web.parts import LongJob

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("theme", THEMES)
def test_every_component_is_fit_to_ship(browser: Browser, width: int, theme: Theme) -> None:
    assert browser.check_page("/gallery/", width, theme).wrong() == []


def test_the_frame_speaks_ukrainian_and_russian(browser: Browser) -> None:
    for lang, today, money in (("uk", "Сьогодні", "Гроші"), ("ru", "Сегодня", "Деньги")):
        seen = browser.check_page("/gallery/", WIDE, lang=lang)
        assert seen.lang == lang
        assert seen.wrong() == []
        with browser.page("/gallery/") as page:
            menu = page.inner_text(".nav")
            assert today in menu
            assert money in menu


def test_key_numbers_are_seen_beside_their_names(browser: Browser) -> None:
    # a rule for charts once hid every key number: axe had nothing to say about it
    with browser.page("/gallery/") as page:
        values = page.locator(".kpi .v")
        assert values.count() == 4
        assert all(values.nth(place).is_visible() for place in range(4))


def test_a_chart_shows_one_picture_at_any_width(browser: Browser) -> None:
    for width in (320, PHONE, 700, 1000, WIDE):
        with browser.page("/gallery/", width=width) as page:
            shown = page.evaluate(
                "[...document.querySelectorAll('.cq')].map(q => [...q.children].filter(v => v.offsetParent).length)"
            )
            assert set(shown) == {1}, f"at {width}"


def test_the_palette_opens_by_keyboard_and_goes_where_it_says(browser: Browser) -> None:
    with browser.page("/gallery/") as page:
        page.keyboard.press("Control+k")
        page.keyboard.type("people")
        chosen = page.locator("#palette [aria-selected=true]")
        assert "People and rights" in chosen.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url("**/people/")


def test_letters_do_not_leave_the_page_while_somebody_types(browser: Browser) -> None:
    with browser.page("/gallery/") as page:
        page.locator("input[type=search]").first.focus()
        page.keyboard.type("gm")
        assert page.url.endswith("/gallery/")


def test_a_chosen_theme_is_shown_at_once_and_stays(browser: Browser) -> None:
    with browser.page("/gallery/") as page:
        page.click(".me")
        with page.expect_response("**/look/theme/"):
            page.click("#me-menu button[value=dark]")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        page.reload()
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(18, 19, 17)"


def test_menus_and_explanations_pass_axe_when_open(browser: Browser) -> None:
    for width, opener in ((WIDE, ".me"), (PHONE, ".tabbar > button"), (WIDE, ".kpi .why >> nth=0")):
        with browser.page("/gallery/", width=width) as page:
            page.click(opener)
            assert page.locator(".pop:popover-open").count() == 1
            assert violations(page) == []


def test_an_explanation_opens_inside_the_window(browser: Browser) -> None:
    with browser.page("/gallery/", width=PHONE) as page:
        page.click(".kpi .why >> nth=1")
        box = page.locator(".pop:popover-open").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE


def test_chart_values_are_read_by_arrow_keys(browser: Browser) -> None:
    with browser.page("/gallery/") as page:
        page.locator("svg.fan:visible").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert page.locator(".tip b").inner_text() == "5 Oct"
        assert page.inner_text("#announce").startswith("5 Oct, Actual:")
        page.keyboard.press("Escape")
        assert page.locator(".tip").count() == 0


def test_a_toast_waits_while_somebody_points_at_it(browser: Browser) -> None:
    with browser.page("/gallery/") as page:
        page.clock.install()
        page.reload()
        page.evaluate(
            """() => { const one = document.createElement('div'); one.className = 'toast'; one.dataset.toast = '';
            one.textContent = 'Import removed'; document.getElementById('toasts').append(one) }"""
        )
        page.clock.run_for(7000)
        page.hover("#toasts [data-toast]")
        page.clock.run_for(20000)
        assert page.locator("#toasts [data-toast]").count() == 1
        page.mouse.move(5, 5)
        page.clock.run_for(8100)
        assert page.locator("#toasts [data-toast]").count() == 0


def test_dropped_files_are_named_before_they_are_sent(browser: Browser) -> None:
    with browser.page("/gallery/") as page:
        page.set_input_files(
            "[data-drop] input", [{"name": "google-ads.csv", "mimeType": "text/csv", "buffer": b"a,b"}]
        )
        assert page.inner_text("[data-chosen]") == "google-ads.csv"


def test_a_running_job_is_drawn_anew_by_each_answer(browser: Browser) -> None:
    running = drawn(LongJob("google-ads.csv", "Reading rows", 43, poll="/job/1"))
    finished = drawn(LongJob("google-ads.csv", "842 rows landed", 100, state="done"))
    with browser.page("/gallery/") as page:
        page.route("**/job/1", lambda route: route.fulfill(body=finished, content_type="text/html"))
        page.evaluate("html => { main.insertAdjacentHTML('beforeend', html); htmx.process(main) }", running)
        page.locator("#main > .job .good").wait_for()
        assert page.locator("#main > .job").inner_text().endswith("842 rows landed")
        assert page.problems == []


def drawn(job: LongJob) -> str:
    return Template("{% load ui %}{% long_job job %}").render(Context({"job": job}))


def test_paper_keeps_the_figures_and_drops_the_tools(browser: Browser) -> None:
    with browser.page("/gallery/") as page:
        page.emulate_media(media="print")
        assert page.locator(".kpi .v").first.is_visible()
        assert page.locator(".paper").first.is_visible()
        for tool in (".side", ".tabbar", ".tools", ".filters", ".why"):
            assert not page.locator(tool).first.is_visible(), tool
