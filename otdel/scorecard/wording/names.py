"""Names of what numbers are described with: ways to a value, systems, controllability, use in pay, states."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.web.parts import Tone

Text = Any  # a lazy text; Django gives it no public type

WAYS: dict[str, Text] = {
    "facts": pgettext_lazy("way to a value", "imported facts"),
    "records": pgettext_lazy("way to a value", "Otdel’s own records"),
    "typed": pgettext_lazy("way to a value", "read by two people"),
    "plan": pgettext_lazy("way to a value", "approved plan"),
}

WAY_MEANINGS: dict[str, Text] = {
    "facts": _("Counted from the rows of imported files."),
    "records": _("Counted from tasks, promises and registers kept in Otdel."),
    "typed": _("Read from another system by one person and by a second who does not see the first."),
    "plan": _("Approved beforehand and written on the page of plans."),
}

SOURCES: dict[str, Text] = {
    "ad_platforms": pgettext_lazy("system", "ad systems"),
    "typed_costs": pgettext_lazy("system", "costs of the department"),
    "crm": pgettext_lazy("system", "CRM"),
    "shop": pgettext_lazy("system", "shop"),
    "accounting": pgettext_lazy("system", "accounting"),
    "affiliate_network": pgettext_lazy("system", "affiliate network"),
    "web_analytics": pgettext_lazy("system", "web analytics"),
    "analytics": pgettext_lazy("system", "web analytics"),
    "search_console": pgettext_lazy("system", "Search Console"),
    "rank_tracker": pgettext_lazy("system", "rank tracker"),
    "url_list": pgettext_lazy("system", "list of pages"),
    "field_data": pgettext_lazy("system", "speed as visitors met it"),
    "social_networks": pgettext_lazy("system", "social networks"),
    "inbox": pgettext_lazy("system", "inbox of messages"),
    "mailing": pgettext_lazy("system", "mailing system"),
    "experiment_log": pgettext_lazy("system", "log of experiments"),
    "experiment_register": pgettext_lazy("system", "log of experiments"),
    "forecast_log": pgettext_lazy("system", "log of forecasts"),
    "pr_log": pgettext_lazy("system", "log of publications"),
    "media_monitoring": pgettext_lazy("system", "media monitoring"),
    "tasks": pgettext_lazy("system", "tasks in Otdel"),
    "promises": pgettext_lazy("system", "promises in Otdel"),
    "registers": pgettext_lazy("system", "registers in Otdel"),
    "plan": pgettext_lazy("system", "plans in Otdel"),
    "quality_sample": pgettext_lazy("system", "sample of quality"),
    "catalogue": pgettext_lazy("system", "catalogue"),
    "access_register": pgettext_lazy("system", "register of accesses in Otdel"),
    "process_register": pgettext_lazy("system", "register of processes in Otdel"),
    "invoices": pgettext_lazy("system", "invoices"),
    "publication_register": pgettext_lazy("system", "log of publications"),
    "affiliate_platform": pgettext_lazy("system", "affiliate network"),
    "cms": pgettext_lazy("system", "the site’s CMS"),
    "content_calendar": pgettext_lazy("system", "content calendar"),
    "social_api": pgettext_lazy("system", "social networks"),
    "social_inbox": pgettext_lazy("system", "inbox of messages"),
    "mmm_or_attribution": pgettext_lazy("system", "attribution"),
    "email_platform": pgettext_lazy("system", "mailing system"),
    "crux_or_rum": pgettext_lazy("system", "speed as visitors met it"),
    "defect_log": pgettext_lazy("system", "log of defects"),
    "forecast_register": pgettext_lazy("system", "log of forecasts"),
    "monitoring": pgettext_lazy("system", "media monitoring"),
    "payments": pgettext_lazy("system", "payments"),
    "postmaster_tools": pgettext_lazy("system", "postmaster tools"),
    "sample_audit": pgettext_lazy("system", "sample of quality"),
    "crawler": pgettext_lazy("system", "crawl of the site"),
    "task_board": pgettext_lazy("system", "tasks in Otdel"),
}

CONTROL: dict[str, Text] = {
    "high": pgettext_lazy("controllability", "mostly in the holder’s hands"),
    "medium": pgettext_lazy("controllability", "partly in the holder’s hands"),
    "low": pgettext_lazy("controllability", "hardly in the holder’s hands"),
}

PAY: dict[str, Text] = {
    "pay": pgettext_lazy("use in pay", "is paid"),
    "gate": pgettext_lazy("use in pay", "gate"),
    "monitor": pgettext_lazy("use in pay", "only watched"),
}

PAY_MEANINGS: dict[str, Text] = {
    "pay": _("It may carry a part of variable pay once a pay plan is written."),
    "gate": _("Missing it can hold back variable pay; reaching it pays nothing by itself."),
    "monitor": _("It is discussed and never paid."),
}

PATTERNS: dict[str, Text] = {
    "plan_ratio": pgettext_lazy("kind of goal", "share of the plan, more is better"),
    "plan_ratio_low": pgettext_lazy("kind of goal", "share of the plan, less is better"),
    "growth_yoy": pgettext_lazy("kind of goal", "growth over a year ago"),
    "absolute": pgettext_lazy("kind of goal", "a fixed number"),
    "corridor": pgettext_lazy("kind of goal", "between two numbers"),
    "gate": pgettext_lazy("kind of goal", "pass or fail"),
    "monitor": pgettext_lazy("kind of goal", "only watched"),
}

STATES: dict[str, Text] = {
    "good": pgettext_lazy("state of a number", "on target"),
    "near": pgettext_lazy("state of a number", "near the target"),
    "off": pgettext_lazy("state of a number", "off target"),
}

TONES: dict[str, Tone] = {"good": "good", "near": "warn", "off": "bad"}
ICONS = {"good": "check", "near": "arrow-right", "off": "alert-triangle"}

WAITS: dict[str, Text] = {
    "first": pgettext_lazy("reading", "to be read"),
    "second": pgettext_lazy("reading", "waits for a second reader"),
    "differs": pgettext_lazy("reading", "the two differ"),
    "agreed": pgettext_lazy("reading", "both agree"),
    "settled": pgettext_lazy("reading", "settled"),
}

WAIT_TONES: dict[str, Tone] = {"first": "", "second": "acc", "differs": "bad", "agreed": "good", "settled": "good"}


def source_names(codes: tuple[str, ...] | list[str]) -> str:
    """Systems in words, with commas; a code nobody worded is shown as it is."""
    return ", ".join(dict.fromkeys(str(SOURCES.get(code, code)) for code in codes))
