"""Addresses of pay rules and agreements."""

from __future__ import annotations

from django.urls import path

from otdel.motivation.views import agreements, mending, rule_editing, rule_starting, rules

VERSION = "pay/rules/<slug:code>/<int:number>/"
AGREEMENT = "pay/agreement/<int:pk>/"

rule_urls = [
    path("pay/rules/", rules.plans, name="plans"),
    path("pay/rules/new/", rule_starting.new_plan, name="new_plan"),
    path("pay/rules/<slug:code>/", rules.plan, name="plan"),
    path("pay/rules/<slug:code>/again/", rules.new_version, name="new_version"),
    path(VERSION, rules.version, name="version"),
    path(f"{VERSION}edit/", rule_editing.edit_plan, name="edit_plan"),
    path(f"{VERSION}picture/", rule_editing.plan_picture, name="plan_picture"),
    path(f"{VERSION}plan.yaml", rules.plan_yaml, name="plan_yaml"),
    path(f"{VERSION}check/", rules.check_plan, name="check_plan"),
    path(f"{VERSION}mend/", mending.mend_plan, name="mend_plan"),
    path(f"{VERSION}approve/", rules.approve_plan, name="approve_plan"),
    path(f"{VERSION}withdraw/", rules.withdraw_plan, name="withdraw_plan"),
    path(f"{VERSION}offer/", agreements.offer, name="offer"),
    path(AGREEMENT, agreements.agreement, name="agreement"),
    path(f"{AGREEMENT}agreement.pdf", agreements.agreement_pdf, name="agreement_pdf"),
    path(f"{AGREEMENT}sign/", agreements.sign, name="sign"),
    path(f"{AGREEMENT}decline/", agreements.decline, name="decline"),
    path(f"{AGREEMENT}withdraw/", agreements.withdraw, name="withdraw"),
    path(f"{AGREEMENT}paper/", agreements.signed_on_paper, name="signed_on_paper"),
    path(f"{AGREEMENT}end/", agreements.end_agreement, name="end_agreement"),
]
