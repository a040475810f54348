"""The gallery; it answers only in the demonstration and in tests."""

from django.urls import path

from alongside.ui import views

app_name = "ui"

urlpatterns = [path("gallery/", views.gallery, name="gallery")]
