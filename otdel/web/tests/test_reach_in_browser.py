"""Pages for every reach: a narrow window, large letters, the keyboard alone, a table on a phone."""

from __future__ import annotations

import pytest

from otdel.testing.browser import PHONE, WIDE, Browser, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, WIDE // 2])  # the second is what a wide window has left at 200 % zoom
def test_nothing_is_wider_than_a_narrow_or_magnified_window(browser: Browser, width: int) -> None:
    with browser.page("/gallery/", width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_letters_open_pages_until_they_are_turned_off(browser: Browser) -> None:
    with browser.page("/gallery/") as page:
        page.keyboard.press("?")
        assert violations(page) == []
        page.get_by_label("Keys of one letter").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        assert not page.locator("#keys").is_visible()
        page.reload()
        page.keyboard.press("g")
        page.keyboard.press("d")
        page.click(".me")  # the menu still leads to the help
        page.get_by_role("button", name="Keyboard help").click()
        page.get_by_label("Keys of one letter").check()
        page.keyboard.press("Escape")
        assert page.url.endswith("/gallery/")
        page.keyboard.press("g")
        page.keyboard.press("d")
        page.wait_for_url("**/money/data")


def test_a_row_of_a_wide_table_becomes_a_card_that_names_its_columns(browser: Browser) -> None:
    with browser.page("/gallery/", width=PHONE) as page:
        table = page.locator(".panel > .scroll > .tbl.stacks").first
        first = table.locator("tbody tr").first
        names = table.locator("thead th").all_text_contents()
        label = first.locator("td").first.get_attribute("data-label")
        assert label and names[1].strip().startswith(label)
        assert first.evaluate("row => getComputedStyle(row).display") == "flex"
        assert first.get_attribute("role") == "row"


def test_what_a_chart_shows_can_be_taken_away_as_csv(browser: Browser) -> None:
    with browser.page("/gallery/") as page:
        page.locator(".astable summary").first.click()
        with page.expect_download() as taken:
            page.locator("[data-csv]").first.click()
        content = taken.value.path().read_text("utf-8-sig")
        shown = page.locator(".astable").first.locator("tbody tr").count()
        assert taken.value.suggested_filename == "Where the money goes.csv"
        assert len(content.splitlines()) >= shown + 1
        assert "Google Search" in content
