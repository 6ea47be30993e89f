"""Addresses of pay."""

from __future__ import annotations

from django.urls import URLPattern, path

from otdel.motivation.rule_urls import rule_urls
from otdel.motivation.run_urls import run_urls
from otdel.motivation.views import mine, statement, what_if

app_name = "motivation"
urlpatterns: list[URLPattern] = [
    path("pay/", mine.show, name="my_pay"),
    path("pay/person/<slug:slug>/", mine.person, name="person_pay"),
    path("pay/what-if/", what_if.try_out, name="what_if"),
    path("pay/statement/<int:pk>/", statement.show, name="statement"),
    path("pay/statement/<int:pk>/statement.pdf", statement.pdf, name="statement_pdf"),
    path("pay/statement/<int:pk>/accept", statement.accept, name="accept"),
    path("pay/line/<int:pk>/accept", statement.accept_line, name="accept_line"),
    path("pay/line/<int:pk>/question", statement.question, name="question"),
    path("pay/question/<int:pk>/raise", statement.raise_question, name="raise_question"),
    *rule_urls,
    *run_urls,
]
