"""The money pages: what an owner reads, where each number leads, and who may look."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html.parser import HTMLParser

import openpyxl
import pytest
from django.test import Client

from otdel.evidence.tests.conftest import SEPTEMBER
from otdel.kit.viewer import Role

PAGES = (
    "/",
    "/money/",
    "/money/campaigns",
    "/money/query",
    "/money/spend",
    "/money/sales",
    "/money/export.csv",
    "/money/export.xlsx",
)
AsRole = Callable[[Role], Client]


class Links(HTMLParser):
    """The addresses of a page's links by their words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._href = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._href = dict(attrs).get("href") or ""

    def handle_data(self, data: str) -> None:
        if self._href and data.strip():
            self.found.setdefault(data.strip(), self._href)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._href = ""


def test_the_verdict_says_what_was_spent_and_what_came_back(shop: object, signed_in: AsRole) -> None:
    page = signed_in(Role.OWNER).get(f"/money/{SEPTEMBER}").content.decode()
    # 100 spent; traced sales left 250 - 110 = 140 of margin, all of it on Lamps, which cost 60
    assert "<b>€100</b> was spent" in page
    assert "€60" in page


def test_a_number_opens_step_by_step_down_to_the_row_of_its_file(shop: object, signed_in: AsRole) -> None:
    client = signed_in(Role.OWNER)
    money = Links(client.get(f"/money/{SEPTEMBER}").content.decode()).found
    channel = client.get(money["Paid search"]).content.decode()
    campaign = client.get(Links(channel).found["Lamps"]).content.decode()
    rows = client.get(Links(campaign).found["Spent"]).content.decode()
    assert "2 rows of files" in rows
    assert "€60.00" in rows  # 30.10 and 29.90, as the page above says
    fifth = next(href for said, href in Links(rows).found.items() if said.endswith(", row 5"))
    at_the_bottom = client.get(fifth).content.decode()
    assert "29.90" in at_the_bottom
    assert "2026-09-02" in at_the_bottom


def test_a_sale_without_tags_stays_visible_as_unknown(shop: object, signed_in: AsRole) -> None:
    page = signed_in(Role.OWNER).get(f"/money/{SEPTEMBER}").content.decode()
    assert "Origin not known" in page
    assert "33%" in page  # one sale of three has no origin


def test_a_period_without_data_is_said_and_not_drawn_as_zero(shop: object, signed_in: AsRole) -> None:
    page = signed_in(Role.OWNER).get("/money/?period=2019").content.decode()
    assert "There is no spend and there are no sales to show yet." in page


def test_before_any_file_the_page_asks_for_one(people: object, signed_in: AsRole) -> None:
    for address in ("/", "/money/"):
        page = signed_in(Role.OWNER).get(address).content.decode()
        assert "No money to show yet" in page
        assert "Bring files" in page


def test_the_csv_adds_up_to_the_page(shop: object, signed_in: AsRole) -> None:
    content = signed_in(Role.OWNER).get(f"/money/export.csv{SEPTEMBER}").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content)))
    campaigns = [line for line in lines if line["level"] == "campaign"]
    assert sum(float(line["spend"]) for line in campaigns) == 100
    assert next(line for line in lines if line["level"] == "total")["spend"] == "100.000000"


def test_the_workbook_holds_numbers_and_no_formulas(shop: object, signed_in: AsRole) -> None:
    content = signed_in(Role.OWNER).get(f"/money/export.xlsx{SEPTEMBER}").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    header, *rows = sheet.iter_rows(values_only=True)
    spend = header.index("spend")
    assert sum(row[spend] for row in rows if row[0] == "campaign") == pytest.approx(100)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_data_page_says_how_many_sales_of_a_month_found_their_channel(shop: object, signed_in: AsRole) -> None:
    page = signed_in(Role.OWNER).get("/money/data").content.decode()
    assert "How many sales found their channel" in page
    assert "September\u00a02026" in page
    assert "67%" in page  # two of three


@pytest.mark.parametrize("role", [Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT])
def test_those_who_work_with_money_see_it(shop: object, signed_in: AsRole, role: Role) -> None:
    client = signed_in(role)
    assert {address: client.get(address).status_code for address in PAGES} == dict.fromkeys(PAGES, 200)


def test_a_contractor_sees_no_money_and_is_led_to_their_own_files(shop: object, signed_in: AsRole) -> None:
    client = signed_in(Role.CONTRACTOR)
    answers = {address: client.get(address).status_code for address in PAGES if address != "/"}
    assert set(answers.values()) == {403}
    assert client.get("/money/of/paid_search").status_code == 403
    assert client.get("/")["Location"] == "/money/import"


def test_a_stranger_is_led_to_the_door(shop: object) -> None:
    for address in PAGES:
        assert Client().get(address)["Location"].startswith("/account/login/")


def test_days_without_anything_of_a_channel_are_said_and_not_lost(shop: object, signed_in: AsRole) -> None:
    page = signed_in(Role.OWNER).get("/money/of/paid_search?period=2019")
    assert page.status_code == 200
    assert "Nothing of Paid search falls into these days." in page.content.decode()


def test_a_specialist_is_told_that_salaries_are_left_out(shop: object, signed_in: AsRole) -> None:
    said = "Salaries are left out"
    assert said in signed_in(Role.SPECIALIST).get(f"/money/{SEPTEMBER}").content.decode()
    assert said not in signed_in(Role.OWNER).get(f"/money/{SEPTEMBER}").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/money/of/nothing", "/money/spend/paid_search/nobody:1", "/money/sales/x", "/money/export.pdf"],
)
def test_what_does_not_exist_is_not_found(shop: object, signed_in: AsRole, address: str) -> None:
    assert signed_in(Role.OWNER).get(address).status_code == 404


@pytest.mark.parametrize(
    "query", ["?period=%00&basis=1&vat=x&page=-4", "?q=%25'%22<b>&source=%F0%9F%92%A9&channel=none"]
)
def test_a_strange_address_breaks_nothing(shop: object, signed_in: AsRole, query: str) -> None:
    for address in ("/money/", "/money/campaigns", "/money/spend", "/money/of/paid_search"):
        assert signed_in(Role.OWNER).get(address + query).status_code in (200, 404)
