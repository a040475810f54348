"""Addresses of the child's record, of concerns, and of who may see what. References only; never a name."""

from django.urls import path

from alongside.children import views

app_name = "children"
urlpatterns = [
    path("concern/", views.raise_concern, name="raise_concern"),
    path("children/<str:child_ref>/concern/", views.raise_concern, name="raise_concern_about"),
    path("concerns/<str:ref>/", views.concern, name="concern"),
    path("concerns/<str:ref>/told/", views.tell_social_care, name="tell_social_care"),
    path("concerns/<str:ref>/close/", views.close_concern, name="close_concern"),
    path("children/<str:child_ref>/edit/", views.edit_child, name="edit_child"),
    path("children/<str:child_ref>/said/", views.record_voice, name="record_voice"),
    path("children/<str:child_ref>/said/<str:ref>/", views.tell_back, name="tell_back"),
    path("children/<str:child_ref>/entry/", views.record_entry, name="record_entry"),
    path("children/<str:child_ref>/family/", views.family, name="family"),
    path("children/<str:child_ref>/family-member/", views.record_person, name="record_person"),
    path("children/<str:child_ref>/family/<str:ref>/", views.person, name="person"),
    path("children/<str:child_ref>/family/<str:ref>/off/", views.withdraw_person, name="withdraw_person"),
    path("children/<str:child_ref>/family/<str:ref>/join/", views.join_family, name="join_family"),
    path("children/<str:child_ref>/family/<str:ref>/part/", views.part_family, name="part_family"),
    path("children/<str:child_ref>/family/<str:ref>/<str:topic>/", views.edit_person, name="edit_person"),
    path("children/<str:child_ref>/why/", views.why, name="why"),
    path("children/<str:child_ref>/who-looked/", views.who_looked, name="who_looked"),
    path("who-looked/", views.find_who_looked, name="find_who_looked"),
    path("emergency/", views.break_glass, name="break_glass"),
    path("emergency/<str:child_ref>/", views.emergency_opened, name="emergency_opened"),
    path("emergency-openings/", views.emergency_openings, name="emergency_openings"),
    path("emergency-openings/<str:ref>/", views.review_opening, name="review_opening"),
    path("sealed-records/", views.sealed_records, name="sealed_records"),
    path("sealed-records/seal/", views.seal_child, name="seal_child"),
    path("sealed-records/asked/<str:ref>/", views.decide_about_seal, name="decide_about_seal"),
    path("children/<str:child_ref>/seal/", views.ask_about_seal, name="ask_about_seal"),
]
