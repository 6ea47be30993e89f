"""Sources, channel rules, costs and rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.viewer import Role
from otdel.measurement import channels, services
from otdel.measurement.forms import CostForm, RateForm, RuleForm, SourceForm
from otdel.measurement.models import ChannelRule, Cost, CostKind, SourceSetting, TypedRate
from otdel.measurement.queries import rules as rule_queries
from otdel.measurement.queries import typed as typed_queries
from otdel.measurement.queries.data import USUAL_DAYS, data_state
from otdel.measurement.services.typed import must_see_cost
from otdel.measurement.standard_channels import CHANNELS
from otdel.measurement.views.common import DATA, MONEY, RULES, SETTLERS, back, page
from otdel.web.toasts import toast

FORM = ["GET", "POST"]
COSTS_A_PAGE = 50
COSTERS = (*MONEY, Role.SPECIALIST)


@require_http_methods(FORM)
@needs(*DATA)
def source(request: HttpRequest, source: str) -> HttpResponse:
    """Currency, VAT and expected freshness of one source."""
    viewer, account = viewer_of(request), request.GET.get("account", "")
    lines = [line for line in data_state(viewer, timezone.localdate()).sources if line.source == source]
    if not lines:
        raise Http404
    may_settle = viewer.may(*MONEY)
    form = SourceForm(request.POST or None, initial=_source_initial(source, account))
    if request.method == "POST" and may_settle and form.is_valid():
        services.settle_source(viewer, source, account, **form.values())
        toast(request, _("Saved for %(source)s") % {"source": lines[0].name})
        return redirect("measurement:data")
    return page(
        request,
        "source.html",
        400 if form.errors else 200,
        title=lines[0].name,
        lines=lines,
        rows=sum(line.rows for line in lines),
        last_day=max((line.last_day for line in lines if line.last_day), default=None),
        form=form,
        account=account,
        may_settle=may_settle,
    )


def _source_initial(source: str, account: str) -> dict[str, Any]:
    setting = SourceSetting.objects.filter(source=source, account=account).first()
    if setting is None:
        return {"source": source, "account": account, "fresh_days": USUAL_DAYS}
    vat = {True: "yes", False: "no", None: ""}[setting.vat_included]
    return {
        "source": source,
        "account": account,
        "currency": setting.currency,
        "vat": vat,
        "fresh_days": setting.fresh_days,
    }


@needs(*RULES)
def rules(request: HttpRequest) -> HttpResponse:
    """The company's channel rules in order, and what no rule takes."""
    state = rule_queries.rules_state(viewer_of(request))
    return page(
        request, "rules.html", title=_("Channel rules"), state=state, may_settle=viewer_of(request).may(*SETTLERS)
    )


@require_http_methods(FORM)
@needs(*SETTLERS)
def rule(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add or change a rule. Its effect is shown before it is saved."""
    viewer = viewer_of(request)
    kept = ChannelRule.objects.filter(pk=pk).first()
    if pk and kept is None:
        raise Http404
    form = RuleForm(request.POST or None, initial=_rule_initial(request, kept))
    moves = None
    if request.method == "POST" and form.is_valid():
        if "save" in request.POST:
            services.save_rule(viewer, form.rule, pk or None)
            toast(request, _("The rule for %(channel)s is saved") % {"channel": form.rule.channel})
            return redirect("measurement:rules")
        moves = rule_queries.preview_of(viewer, rule_queries.with_change(form.rule, pk or None))
    return page(
        request,
        "rule.html",
        400 if form.errors else 200,
        title=_("Change a rule") if pk else _("New rule"),
        form=form,
        moves=moves,
        kept=kept,
        currency=rule_queries.company_currency(),
        channels=CHANNELS,
    )


def _rule_initial(request: HttpRequest, kept: ChannelRule | None) -> dict[str, str]:
    """The rule as it is; for a new one, the conditions the address brings from the list of unmapped origins."""
    names = ("channel", *channels.CONDITIONS)
    if kept is None:
        return {name: request.GET.get(name, "") for name in names}
    return {name: getattr(kept, name) for name in names}


@require_POST
@needs(*SETTLERS)
def rule_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Move a rule up or down, or remove it."""
    kept = ChannelRule.objects.filter(pk=pk).first()
    if kept is None or verb not in ("up", "down", "remove"):
        raise Http404
    if verb == "remove":
        services.remove_rule(viewer_of(request), kept)
        toast(request, _("The rule for %(channel)s is removed") % {"channel": kept.channel})
    else:
        services.move_rule(viewer_of(request), kept, up=verb == "up")
    return redirect("measurement:rules")


@require_http_methods(FORM)
@needs(*COSTERS)
def costs(request: HttpRequest) -> HttpResponse:
    """What people, tools and contractors cost."""
    viewer = viewer_of(request)
    with_salaries = viewer.may(*MONEY)
    form = CostForm(request.POST or None, with_salaries=with_salaries, initial=_cost_initial())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        services.add_cost(viewer, given["kind"], given["label"], form.money, form.period, given["channel"].strip())
        toast(request, _("“%(name)s” is added") % {"name": given["label"]})
        return redirect("measurement:costs")
    return page(
        request,
        "costs.html",
        400 if form.errors else 200,
        title=_("Costs of the department"),
        form=form,
        costs=Paginator(typed_queries.costs(viewer), COSTS_A_PAGE).get_page(request.GET.get("page")),
        totals=typed_queries.cost_totals(viewer),
        with_salaries=with_salaries,
        channels=CHANNELS,
    )


def _cost_initial() -> dict[str, Any]:
    today = timezone.localdate()
    return {"currency": rule_queries.company_currency(), "first": today.replace(day=1), "kind": CostKind.TOOL}


@require_POST
@needs(*COSTERS)
def remove_cost(request: HttpRequest, pk: int) -> HttpResponse:
    cost: Cost = must_see_cost(viewer_of(request), pk)
    request.session["removed_cost"] = _plain(cost, ("kind", "label", "amount", "currency", "start", "end", "channel"))
    services.remove_cost(viewer_of(request), cost)
    toast(request, _("“%(name)s” is removed") % {"name": cost.label}, reverse("measurement:restore_cost"))
    return redirect("measurement:costs")


@require_POST
@needs(*COSTERS)
def restore_cost(request: HttpRequest) -> HttpResponse:
    """The cost this person removed last, typed in again."""
    if kept := request.session.pop("removed_cost", None):
        days = Period(date.fromisoformat(kept["start"]), date.fromisoformat(kept["end"]))
        money = Money(Decimal(kept["amount"]), kept["currency"])
        services.add_cost(viewer_of(request), kept["kind"], kept["label"], money, days, kept["channel"])
        toast(request, _("“%(name)s” is added") % {"name": kept["label"]})
    return redirect("measurement:costs")


def _plain(row: Cost | TypedRate, names: tuple[str, ...]) -> dict[str, str]:
    """What a row said, kept with the person's session so that its removal can be taken back."""
    return {name: str(getattr(row, name)) for name in names}


@require_http_methods(FORM)
@needs(*DATA)
def rates(request: HttpRequest) -> HttpResponse:
    """Exchange rates: imported and typed."""
    viewer = viewer_of(request)
    may_type = viewer.may(*MONEY)
    form = RateForm(
        request.POST or None, initial={"day": timezone.localdate(), "into": rule_queries.company_currency()}
    )
    if request.method == "POST" and may_type and form.is_valid():
        given = form.cleaned_data
        services.add_rate(viewer, given["day"], given["currency"], given["into"], Decimal(given["rate"]))
        toast(request, _("The rate of %(currency)s is added") % {"currency": given["currency"]})
        return redirect("measurement:rates")
    pairs = typed_queries.rate_pairs(viewer)
    return page(
        request,
        "rates.html",
        400 if form.errors else 200,
        title=_("Exchange rates"),
        form=form,
        may_type=may_type,
        typed=typed_queries.rates(viewer),
        pairs=pairs,
        known=len({(pair.currency, pair.into) for pair in pairs}),
    )


@require_POST
@needs(*MONEY)
def remove_rate(request: HttpRequest, pk: int) -> HttpResponse:
    rate = TypedRate.objects.filter(pk=pk).first()
    if rate is None:
        raise Http404
    request.session["removed_rate"] = _plain(rate, ("day", "currency", "into", "rate"))
    services.remove_rate(viewer_of(request), rate)
    words = _("The rate of %(currency)s is removed") % {"currency": rate.currency}
    toast(request, words, reverse("measurement:restore_rate"))
    return back(request, "measurement:rates")


@require_POST
@needs(*MONEY)
def restore_rate(request: HttpRequest) -> HttpResponse:
    """The rate this person removed last, typed in again."""
    if kept := request.session.pop("removed_rate", None):
        day, rate = date.fromisoformat(kept["day"]), Decimal(kept["rate"])
        services.add_rate(viewer_of(request), day, kept["currency"], kept["into"], rate)
        toast(request, _("The rate of %(currency)s is added") % {"currency": kept["currency"]})
    return redirect("measurement:rates")
