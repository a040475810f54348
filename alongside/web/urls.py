"""Addresses of pages that cross subjects."""

from django.urls import path

from alongside.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("people/<str:ref>/work/", views.persons_work, name="persons_work"),
    path("people/<str:ref>/work/close/", views.close_leaving, name="close_leaving"),
    path("team/", views.team_work, name="team_work"),
    path("calendar/<str:secret>/", views.calendar_feed, name="calendar_feed"),
    path("search/", views.search, name="search"),
    path("children/<str:child_ref>/move/", views.move_child, name="move_child"),
    path("children/<str:child_ref>/", views.child, name="child"),
    path("children/<str:child_ref>/look-backs/<str:ref>/", views.look_back, name="look_back"),
]
