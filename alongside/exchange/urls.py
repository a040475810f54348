"""Addresses of lists."""

from django.urls import path

from alongside.exchange import views

app_name = "exchange"
urlpatterns = [
    path("ehc/sen2/", views.sen2, name="sen2"),
    path("ehc/sen2/<int:year>/xml/", views.take_sen2, name="take_sen2"),
    path("ehc/lists/", views.lists, name="lists"),
    path("ehc/lists/<str:ref>/", views.ehc_list, name="ehc_list"),
    path("ehc/lists/<str:ref>/columns/", views.map_columns, name="map_columns"),
    path("ehc/lists/<str:ref>/words/", views.say_statuses, name="say_statuses"),
    path("ehc/lists/<str:ref>/lines/<int:number>/", views.decide_line, name="decide_line"),
    path("ehc/lists/<str:ref>/faulty.csv", views.take_faults, name="take_faults"),
    path("ehc/lists/<str:ref>/apply/", views.apply_list, name="apply_list"),
]
