"""Addresses of deadlines."""

from django.urls import path

from alongside.deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("rules/<str:code>/", views.rule, name="rule"),
]
