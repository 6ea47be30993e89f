"""Addresses of processes, accesses, replaceability and dossiers."""

from __future__ import annotations

from django.urls import URLPattern, path

from otdel.organisation.views import accesses, cover, dossier, processes, register_files

urlpatterns: list[URLPattern] = [
    path("team/accesses/", accesses.accesses, name="accesses"),
    path("team/accesses/new/", accesses.new_access, name="new_access"),
    path("team/accesses/import/", register_files.bring, name="import_accesses"),
    path("team/accesses/register.<slug:kind>", register_files.export, name="export_accesses"),
    path("team/access/<int:pk>/", accesses.access, name="access"),
    path("team/access/<int:pk>/change/", accesses.change_access, name="change_access"),
    path("team/access/<int:pk>/check/", accesses.check_access, name="check_access"),
    path("team/access/<int:pk>/grant/", accesses.grant, name="grant_access"),
    path("team/access/<int:pk>/drill/", accesses.drill_access, name="drill_access"),
    path("team/access/<int:pk>/close/", accesses.close_access, name="close_access"),
    path("team/holding/<int:pk>/revoke/", accesses.revoke, name="revoke_access"),
    path("team/holding/<int:pk>/keep/", accesses.keep, name="keep_access"),
    path("team/process/<str:code>/", processes.process, name="process"),
    path("team/process/<str:code>/run/", processes.run, name="run_process"),
    path("team/process/<str:code>/steps/", processes.steps, name="process_steps"),
    path("team/process/<str:code>/people/", processes.people, name="process_people"),
    path("team/process/<str:code>/cadence/", processes.cadence, name="process_cadence"),
    path("team/process/<str:code>/agree/", processes.agree, name="agree_to_process"),
    path("team/process/<str:code>/drill/", processes.drill, name="drill_process"),
    path("team/drill/<int:pk>/", processes.drill_result, name="drill_result"),
    path("team/cover/", cover.cover, name="cover"),
    path("team/absence/plan/", cover.plan_absence, name="plan_absence"),
    path("team/absence/<int:pk>/", cover.absence, name="absence"),
    path("team/person/<slug:slug>/leaving/", cover.leaving, name="leaving"),
    path("team/person/<slug:slug>/dossier/", dossier.dossier, name="dossier"),
    path("team/person/<slug:slug>/dossier.pdf", dossier.dossier_pdf, name="dossier_pdf"),
    path("team/person/<slug:slug>/dossier/line/", dossier.write_line, name="dossier_line"),
    path("team/person/<slug:slug>/dossier/line/<int:pk>/off/", dossier.take_off, name="dossier_note_off"),
    path("team/person/<slug:slug>/dossier/line/<int:pk>/back/", dossier.put_back, name="dossier_note_back"),
]
