"""Addresses of measurement."""

from django.urls import path

from otdel.measurement.views import data, imports, settings, wizard

app_name = "measurement"
urlpatterns = [
    path("money/import", imports.imports, name="imports"),
    path("money/import/start", imports.start_all, name="start_all"),
    path("money/import/<int:pk>", imports.one, name="import"),
    path("money/import/<int:pk>/answer", imports.answer, name="answer"),
    path("money/import/<int:pk>/preset", imports.preset, name="preset"),
    path("money/import/<int:pk>/again", imports.again, name="again"),
    path("money/import/<int:pk>/wizard", wizard.decide, name="wizard"),
    path("money/import/<int:pk>/wizard/<int:number>", wizard.decide, name="wizard"),
    path("money/import/<int:pk>/<slug:verb>", imports.act, name="act"),
    path("money/data", data.data, name="data"),
    path("money/data/imports", data.imports, name="import_list"),
    path("money/data/rejected", data.rejected, name="rejected"),
    path("money/data/file/<slug:sha256>", data.raw_file, name="raw_file"),
    path("money/data/layouts", data.presets, name="presets"),
    path("money/data/layouts/<int:pk>/forget", data.forget, name="forget_preset"),
    path("money/data/source/<str:source>", settings.source, name="source"),
    path("money/data/rules", settings.rules, name="rules"),
    path("money/data/rules/new", settings.rule, name="new_rule"),
    path("money/data/rules/<int:pk>", settings.rule, name="rule"),
    path("money/data/rules/<int:pk>/<slug:verb>", settings.rule_act, name="rule_act"),
    path("money/data/costs", settings.costs, name="costs"),
    path("money/data/costs/<int:pk>/remove", settings.remove_cost, name="remove_cost"),
    path("money/data/costs/restore", settings.restore_cost, name="restore_cost"),
    path("money/data/rates", settings.rates, name="rates"),
    path("money/data/rates/<int:pk>/remove", settings.remove_rate, name="remove_rate"),
    path("money/data/rates/restore", settings.restore_rate, name="restore_rate"),
    path("money/row/<int:import_id>/<int:row>", data.row, name="row"),
    path("money/row/<int:import_id>/<path:sheet>/<int:row>", data.row, name="row"),
]
