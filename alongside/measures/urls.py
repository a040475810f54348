"""Addresses of measures."""

from django.urls import path

from alongside.measures import views

app_name = "measures"
urlpatterns = [
    path("measures/", views.overview, name="overview"),
    path("measures/<slug:code>/", views.measure, name="measure"),
    path("measures/<slug:code>/csv/", views.export_measure, name="export_measure"),
]
