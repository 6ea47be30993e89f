"""The lamp shop: one ad report and one list of sales, brought in the way people bring them, and the people who look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from otdel.accounts.models import Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.jobs.worker import run_waiting
from otdel.kit.viewer import Role
from otdel.measurement import services
from otdel.measurement.models import State

ADS = """Campaign report
1 September 2026 - 30 September 2026
Day,Campaign,Campaign ID,Campaign type,Currency code,Impressions,Clicks,Cost
2026-09-01,Lamps,77,Search,EUR,1000,40,30.10
2026-09-02,Lamps,77,Search,EUR,1100,44,29.90
2026-09-01,Shades,78,Search,EUR,500,10,40.00
Total: Campaigns,,,,EUR,2600,94,100.00
"""
SALES = """Record ID,Deal Stage,Amount,Currency,Create Date,Close Date,Cost of goods,utm_source,utm_medium,utm_campaign
1,Closed Won,200.00,EUR,2026-09-02,2026-09-05,80.00,google,cpc,Lamps
2,Closed Won,50.00,EUR,2026-09-03,2026-09-06,30.00,google,cpc,Lamps
3,Closed Won,90.00,EUR,2026-09-03,2026-09-06,40.00,,,
"""
EVENTS = (
    "date,timestamp,name,platform,user_pseudo_id,param_source,param_medium,param_campaign,param_gclid,"
    "param_ga_session_id,ecommerce_transaction_id,ecommerce_purchase_revenue_in_usd"
)
VISITS = f"""{EVENTS}
2026-08-30,2026-08-30 10:00:00,session_start,web,ann,facebook,paid_social,Autumn,,1,,
2026-09-01,2026-09-01 10:00:00,session_start,web,ann,google,cpc,Lamps,,2,,
2026-09-03,2026-09-03 09:00:00,session_start,web,ann,(direct),(none),,,3,,
2026-09-03,2026-09-03 09:05:00,purchase,web,ann,,,,,3,3,99
2026-09-02,2026-09-02 10:00:00,session_start,web,bob,facebook,paid_social,Autumn,,1,,
2026-09-03,2026-09-03 10:00:00,session_start,web,cat,google,cpc,Lamps,,1,,
2026-09-04,2026-09-04 10:00:00,session_start,web,cat,(direct),(none),,,2,,
"""
SEPTEMBER = "?period=2026-09"


@pytest.fixture
def people(db: None) -> dict[Role, Person]:
    Company.objects.create(name="Lamp shop", currency="EUR", time_zone="Europe/Kyiv")
    return {
        role: Person.objects.create_person(f"{role}@example.com", None, name=f"{role.value} Person", role=role.value)
        for role in Role
    }


@pytest.fixture
def shop(people: dict[Role, Person], tmp_path: Path) -> dict[Role, Person]:
    """The company with both files landed."""
    olha = as_viewer(people[Role.OWNER])
    for name, text in (("ads.csv", ADS), ("hubspot-deals.csv", SALES)):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        item = services.receive_file(olha, file, name).item
        assert services.start(olha, item), (item.state, item.trouble, item.preview.get("questions"))
        run_waiting()
        item.refresh_from_db()
        assert item.state == State.LANDED, item.trouble
    return people


@pytest.fixture
def visited(shop: dict[Role, Person], tmp_path: Path) -> dict[Role, Person]:
    """The lamp shop with the visits of three people, of whom one bought the sale without an origin of its own."""
    file = tmp_path / "events.csv"
    file.write_text(VISITS, encoding="utf-8")
    olha = as_viewer(shop[Role.OWNER])
    item = services.receive_file(olha, file, "events.csv").item
    assert services.start(olha, item), (item.state, item.trouble, item.preview.get("questions"))
    run_waiting()
    item.refresh_from_db()
    assert item.state == State.LANDED, item.trouble
    return shop


@pytest.fixture
def signed_in(people: dict[Role, Person]) -> Callable[[Role], Client]:
    def as_role(role: Role) -> Client:
        client = Client()
        client.force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_role
