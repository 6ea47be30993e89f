"""Addresses of work."""

from django.urls import path

from otdel.planning import views

app_name = "planning"
urlpatterns = [
    path("tasks/", views.work, name="work"),
    path("tasks/new/", views.new_task, name="new_task"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/<slug:verb>/", views.act, name="act"),
    path("promises/", views.promises, name="promises"),
    path("promises/<int:pk>/<slug:verb>/", views.promise_act, name="promise_act"),
]
