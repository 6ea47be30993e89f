"""Addresses of accounts."""

from django.urls import path

from otdel.accounts import views

app_name = "accounts"
urlpatterns = [
    path("invitation/<str:secret>/", views.accept, name="accept"),
    path("demo/sign-in/<str:role>/", views.demo_sign_in, name="demo"),
    path("people/", views.people_page, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/invitations/<int:invitation>/withdraw/", views.withdraw, name="withdraw"),
    path("people/<int:person>/rights/", views.rights, name="rights"),
    path("people/<int:person>/password/", views.new_password, name="new_password"),
    path("people/trail/", views.trail_page, name="trail"),
    path("settings/", views.own_settings, name="settings"),
    path("settings/keys/", views.keys_page, name="keys"),
    path("settings/keys/<int:key>/revoke/", views.revoke_key, name="revoke_key"),
    path("settings/company/", views.company_page, name="company"),
]
