"""What the designer counts with: kinds of work, who does which, and the work volumes that make hours of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LEAD = "lead"  # strategy, budget, meetings, briefs and acceptance: it grows with everybody who is led
KINDS = (LEAD, "ads", "reports", "seo", "texts", "site", "social", "email", "partners", "pr")

HEAD, GENERALIST = "cmo", "generalist"
OWN_WORK: Mapping[str, tuple[str, ...]] = MappingProxyType(  # ids of the role library -> kinds done at full pace
    {
        HEAD: (LEAD, "reports"),
        GENERALIST: (),
        "ppc": ("ads", "reports"),
        "seo": ("seo",),
        "copywriter": ("texts",),
        "content_manager": ("site",),
        "smm": ("social",),
        "email": ("email",),
        "affiliate": ("partners",),
        "pr": ("pr",),
    }
)
ROLES = tuple(OWN_WORK)
MAIN_ROLE: Mapping[str, str] = MappingProxyType(  # whose price says what an hour of the kind is worth
    {
        LEAD: HEAD, "ads": "ppc", "reports": "ppc", "seo": "seo", "texts": "copywriter", "site": "content_manager",
        "social": "smm", "email": "email", "partners": "affiliate", "pr": "pr",
    }
)  # fmt: skip

ENGAGEMENTS = ("remote", "staff", "contract")
SHARES = ("half", "full")
SHARE_OF: Mapping[str, float] = MappingProxyType({"half": 0.5, "full": 1.0})

VOLUMES = (
    "channels", "leads", "reports", "articles", "pages", "posts", "letters", "landings", "cards", "partners",
    "publications",
)  # fmt: skip
NORMS: Mapping[str, tuple[str, ...]] = MappingProxyType(  # a volume -> the kinds of work one piece of it takes
    {
        "channels": ("ads", "reports"),
        "leads": ("reports",),
        "reports": ("reports",),
        "articles": ("texts", "seo", "site"),
        "pages": ("seo",),
        "posts": ("social", "texts"),
        "letters": ("email", "texts"),
        "landings": ("site", "texts"),
        "cards": ("site",),
        "partners": ("partners",),
        "publications": ("pr",),
    }
)
BEGINS: Mapping[str, tuple[str, ...]] = MappingProxyType(  # routine of a kind is there once one of these is
    {
        "ads": ("channels", "spend"), "reports": ("reports", "channels", "leads"), "seo": ("pages",),
        "texts": ("articles",), "site": ("landings", "cards"), "social": ("posts",), "email": ("letters",),
        "partners": ("partners",), "pr": ("publications",),
    }
)  # fmt: skip


def paces(role: str, generalist: float) -> Mapping[str, float]:
    """How much of an hour of each kind gets done in an hour: 1 in own work; a generalist does every kind, slower."""
    if role == GENERALIST:
        return dict.fromkeys(KINDS, generalist)
    return dict.fromkeys(OWN_WORK.get(role, ()), 1.0)
