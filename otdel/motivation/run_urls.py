"""Addresses of pay periods, their payments, questions, decisions and the ledger."""

from __future__ import annotations

from datetime import date

from django.urls import URLPattern, path, register_converter

from otdel.motivation.views import deciding, disputes, entries, ledger, objections, periods


class DayConverter:
    """2026-10-01 in an address; anything else is no address."""

    regex = r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(DayConverter, "payday")

PERIOD = "pay/periods/<slug:unit>/<payday:start>/"
run_urls: list[URLPattern] = [
    path("pay/periods/", periods.show_all, name="periods"),
    path(PERIOD, periods.show, name="period"),
    path(f"{PERIOD}do/<slug:do>", periods.step, name="period_step"),
    path(f"{PERIOD}again", periods.again, name="period_again"),
    path(f"{PERIOD}correct", periods.correct, name="period_correct"),
    path(f"{PERIOD}<slug:kind>", periods.export, name="period_export"),
    path("pay/statement/<int:pk>/check", periods.check, name="check"),
    path("pay/statement/<int:pk>/object", objections.object_to, name="object"),
    path("pay/statement/<int:pk>/answer", objections.answer, name="answer_objection"),
    path("pay/payment/<int:pk>/paid", periods.paid, name="mark_paid"),
    path("pay/questions/", disputes.show, name="disputes"),
    path("pay/questions/<int:pk>/answer", disputes.answer, name="answer"),
    path("pay/entries/", entries.show, name="entries"),
    path("pay/entries/extra/", deciding.grant, name="grant_extra"),
    path("pay/entries/<int:pk>/", deciding.line, name="line_decision"),
    path("pay/entries/<int:pk>/correct", deciding.correct, name="correct_line"),
    path("pay/entries/<int:pk>/take-back", deciding.take_back, name="take_back"),
    path("pay/entries/<int:pk>/decide", entries.decide, name="decide_entry"),
    path("pay/ledger/", ledger.show, name="ledger"),
]
