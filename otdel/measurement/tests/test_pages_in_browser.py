"""The pages in a real browser: every state of an import, in both themes, wide and on a phone, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from otdel.accounts.models import Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.jobs.worker import run_waiting
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.measurement import services
from otdel.measurement.channels import ChannelRule
from otdel.measurement.models import Import, State
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser
LANGS = ("en", "uk", "ru")
ALL_LANGUAGES = ("/money/import", "/money/data", "/money/data/costs")


@pytest.fixture
def busy(owner: Person, tmp_path: Path, spend_csv: Callable[..., Path]) -> dict[str, Import]:
    """A company in the middle of its work: an import in each state, rules, costs, rates."""
    Company.objects.create(name="Lumen Home", currency="EUR")
    viewer = as_viewer(owner)

    def bring(name: str, path: Path) -> Import:
        return services.receive_file(viewer, path, name).item

    def plain(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    made = {
        "landed": bring("google-october.csv", spend_csv("a.csv", days=20, bad=3)),
        "newer": bring("google-restated.csv", spend_csv("b.csv", first=15, days=9, cost="11.75")),
    }
    for item in made.values():
        services.start(viewer, item)
        run_waiting()
    made["ready"] = bring("google-november.csv", spend_csv("c.csv", first=26, days=4))
    made["asking"] = bring("google-unclear.csv", spend_csv("d.csv", cost='"1,234"'))
    made["unknown"] = bring(
        "prices.csv", plain("e.csv", "When,Who,How much\n2026-10-01,Radio,100\n2026-10-02,Radio,120\n")
    )
    made["refused"] = bring("holiday.png", plain("f.png", "\x89PNG not a table at all"))
    services.add_cost(
        viewer, "tool", "Rank tracker", Money(Decimal(120), "EUR"), Period.month(2026, 10), "organic_search"
    )
    services.add_cost(viewer, "salary", "Ihor", Money(Decimal(3000), "EUR"), Period.month(2026, 10))
    services.add_rate(viewer, date(2026, 10, 1), "USD", "EUR", Decimal("0.9"))
    services.save_rule(viewer, ChannelRule("Brand search", campaign="*brand*"))
    run_waiting()
    return {name: Import.objects.get(pk=item.pk) for name, item in made.items()}


def test_the_cast_is_as_the_pages_need(busy: dict[str, Import]) -> None:
    states = {name: item.state for name, item in busy.items()}
    assert states == {
        "landed": State.LANDED,
        "newer": State.LANDED,
        "ready": State.WAITING,
        "asking": State.ASKING,
        "unknown": State.ASKING,
        "refused": State.REFUSED,
    }


def test_a_person_counts_a_file_watches_it_land_and_undoes_it(browser: Browser, busy: dict[str, Import]) -> None:
    with browser.page(f"/money/import/{busy['ready'].pk}") as page:
        page.get_by_role("button", name="Count it").click()
        page.get_by_text("Being counted").first.wait_for()
        run_waiting()
        page.get_by_text("The work goes on by itself").wait_for()
        page.get_by_text("Undo this import").wait_for()  # the page asks again by itself
        assert page.get_by_text("The work goes on by itself").count() == 0
        assert page.get_by_role("heading", level=1).count() == 1
        assert page.get_by_role("link", name="google-november.csv").count() == 0  # not the card of the list
        page.get_by_role("button", name="Undo this import").click()
        page.get_by_text(f"Import {busy['ready'].pk} is undone").wait_for()
        assert Import.objects.get(pk=busy["ready"].pk).state == State.UNDONE
        page.locator(".toast").get_by_role("button", name="Undo").click()
        page.get_by_text(f"Import {busy['ready'].pk} counts again").wait_for()
        assert page.problems == []
    assert Import.objects.get(pk=busy["ready"].pk).state == State.LANDED


def test_every_page_is_fit_to_ship(browser: Browser, busy: dict[str, Import]) -> None:
    landed, asking, unknown = busy["landed"], busy["asking"], busy["unknown"]
    addresses = [
        "/money/import",
        "/money/data",
        "/money/data/imports",
        "/money/data/rejected",
        "/money/data/rules",
        "/money/data/rules/new",
        "/money/data/costs",
        "/money/data/rates",
        "/money/data/layouts",
        "/money/data/source/google_ads",
        f"/money/import/{landed.pk}",
        f"/money/import/{busy['newer'].pk}",
        f"/money/import/{busy['ready'].pk}",
        f"/money/import/{asking.pk}",
        f"/money/import/{unknown.pk}",
        f"/money/import/{unknown.pk}/wizard/1",
        f"/money/import/{busy['refused'].pk}",
        f"/money/row/{landed.pk}/5",
    ]
    langs = {address: LANGS if address in ALL_LANGUAGES else LANGS[:1] for address in addresses}
    wrong = [str(trouble) for address in addresses if (trouble := trouble_of(browser, address, langs[address]))]
    assert not wrong, "\n".join(wrong)


def trouble_of(browser: Browser, address: str, langs: tuple[str, ...]) -> AssertionError | None:
    """What is wrong with a page, so that one run tells of all of them."""
    try:
        browser.fit_to_ship(address, langs)
    except AssertionError as trouble:
        return trouble
    return None
