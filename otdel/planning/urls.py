"""Addresses of work."""

from django.urls import path

from otdel.planning import views

app_name = "planning"
urlpatterns = [
    path("work/", views.work, name="work"),
    path("work/new/", views.new_task, name="new_task"),
    path("work/task/<int:pk>/", views.task, name="task"),
    path("work/task/<int:pk>/<slug:verb>/", views.act, name="act"),
    path("work/promises/", views.promises, name="promises"),
    path("work/promises/<int:pk>/<slug:verb>/", views.promise_act, name="promise_act"),
]
