"""Headers of origins that CRMs and shops share: tags, click ids, landing addresses."""

from __future__ import annotations

from otdel.connectors.columns import Field
from otdel.connectors.crm.origins import CLICK_IDS, TAGS
from otdel.kit.facts import Kind

LANDING = (
    "Landing page",
    "Landing site",
    "First page seen",
    "Посадочная страница",
    "Страница входа",
    "Посадкова сторінка",
    "landing_page",
    "property_hs_analytics_first_url",
)

TAG_FIELDS = tuple(Field(tag, (tag, f"property_{tag}")) for tag in TAGS)
CLICK_FIELDS = tuple(Field("click_id", (name, f"property_{name}"), prefix=f"{name}:") for name in CLICK_IDS)
VISITOR = Field("visitor", ("gclientid", "ga client id", "client id", "clientid", "_ym_uid", "roistat"))
LANDING_FIELD = Field("landing", LANDING, kind=Kind.TEXT)

# What a sale cost: no CRM has the field of its own, companies add it under one of these names.
COST_FIELD = Field(
    "variable_cost",
    ("Variable cost", "Cost of goods", "Cost of goods sold", "COGS", "Себестоимость", "Собівартість"),
)

ORIGIN_FIELDS = (*TAG_FIELDS, *CLICK_FIELDS, VISITOR, LANDING_FIELD)
