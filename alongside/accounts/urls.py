"""Addresses of what a session keeps."""

from django.urls import path

from alongside.accounts import views

app_name = "accounts"
urlpatterns = [
    path("drafts/", views.keep_draft, name="keep_draft"),
    path("drafts/drop/", views.drop_draft, name="drop_draft"),
    path("stay-signed-in/", views.stay_signed_in, name="stay_signed_in"),
    path("held-form/", views.held_post, name="held_post"),
    path("signed-out/", views.signed_out, name="signed_out"),
]
