"""Addresses of people, zones and the structure."""

from __future__ import annotations

from django.urls import URLPattern, path

from otdel.organisation.views import engagement, exchange, person, start, team, zone

urlpatterns: list[URLPattern] = [
    path("team/", team.team, name="team"),
    path("team/start/", start.start, name="start"),
    path("team/start/proposal/", start.proposal, name="proposal"),
    path("team/exchange/", exchange.exchange, name="exchange"),
    path("team/exchange/take/", exchange.take, name="take"),
    path("team/exchange/department.<slug:kind>", exchange.export, name="export"),
    path("team/add/", person.add, name="add_person"),
    path("team/person/<slug:slug>/", person.person, name="person"),
    path("team/person/<slug:slug>/change/", person.change, name="change_person"),
    path("team/person/<slug:slug>/delete/", person.delete, name="delete_person"),
    path("team/person/<slug:slug>/agree/", person.agree_to_role, name="agree_to_role"),
    path("team/person/<slug:slug>/engage/", engagement.engage, name="engage"),
    path("team/engagement/<int:pk>/", engagement.change, name="engagement"),
    path("team/engagement/<int:pk>/end/", engagement.end, name="end_engagement"),
    path("team/add-zone/", zone.add, name="add_zone"),
    path("team/zone/<int:pk>/", zone.zone, name="zone"),
    path("team/zone/<int:pk>/change/", zone.change, name="change_zone"),
    path("team/zone/<int:pk>/retire/", zone.retire, name="retire_zone"),
    path("team/zone/<int:pk>/answer/", team.answer, name="answer"),
    path("team/role/<slug:code>/retire/", zone.retire_a_role, name="retire_role"),
    path("team/part/<int:pk>/end/", zone.end, name="end_part"),
]
