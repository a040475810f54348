"""Addresses of lists."""

from django.urls import path

from alongside.exchange import views

app_name = "exchange"
urlpatterns = [
    path("ehc/lists/", views.lists, name="lists"),
    path("ehc/lists/<str:ref>/", views.ehc_list, name="ehc_list"),
    path("ehc/lists/<str:ref>/columns/", views.map_columns, name="map_columns"),
    path("ehc/lists/<str:ref>/words/", views.say_statuses, name="say_statuses"),
    path("ehc/lists/<str:ref>/lines/<int:number>/", views.decide_line, name="decide_line"),
    path("ehc/lists/<str:ref>/apply/", views.apply_list, name="apply_list"),
]
