"""Addresses of comparisons."""

from django.urls import path

from alongside.comparators import views

app_name = "comparators"
urlpatterns = [path("measures/first-time-entrants/", views.first_time_entrants, name="first_time_entrants")]
