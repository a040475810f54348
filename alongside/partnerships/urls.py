"""Addresses of agencies, people and the choice for whom to act."""

from django.conf import settings
from django.urls import path

from alongside.partnerships import views

app_name = "partnerships"
urlpatterns = [
    path("acting-for/", views.choose_agency, name="choose_agency"),
    path("people/", views.people, name="people"),
    path("people/add/", views.add_person, name="add_person"),
    path("people/proposed/<str:ref>/", views.decide_about_person, name="decide_about_person"),
    path("people/<str:ref>/leaves/", views.end_membership, name="end_membership"),
    # The demonstration's door: the address does not exist in production, and the view asks again.
    *([path("demonstration/people/", views.step_in, name="step_in")] if settings.DEMONSTRATION else []),
]
