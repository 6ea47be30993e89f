"""Addresses of the look itself."""

from django.urls import path

from otdel.web import views

app_name = "web"
urlpatterns = [
    path("app.webmanifest", views.manifest, name="manifest"),
    path("gallery/", views.gallery, name="gallery"),
    path("look/theme/", views.choose_theme, name="theme"),
    path("look/language/", views.choose_language, name="language"),
]
