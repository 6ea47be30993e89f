"""The address of the front page."""

from django.urls import path

from otdel.today import views

app_name = "today"
urlpatterns = [path("", views.overview, name="overview")]
