"""Addresses of detentions and what they started, of outcomes and look-backs."""

from django.urls import path

from alongside.justice import views

CHILD = "children/<str:child_ref>/"
ONE = f"{CHILD}custody/<str:ref>/"
DONE = f"{CHILD}hand-overs/<str:ref>/"

app_name = "justice"
urlpatterns = [
    path("custody/", views.custody, name="custody"),
    path("custody/standards/", views.set_standards, name="set_standards"),
    path("look-backs/", views.look_backs, name="look_backs"),
    path(f"{CHILD}outcomes/record/", views.record_outcome, name="record_outcome"),
    path(f"{CHILD}outcomes/<str:ref>/withdraw/", views.withdraw_outcome, name="withdraw_outcome"),
    path(f"{CHILD}custody/enter/", views.enter_detention, name="enter_detention"),
    path(ONE, views.detention, name="detention"),
    path(f"{ONE}tell/", views.tell_people, name="tell_people"),
    path(f"{ONE}move/", views.move_detained, name="move_detained"),
    path(f"{ONE}release-date/", views.expect_release, name="expect_release"),
    path(f"{ONE}end/", views.end_detention, name="end_detention"),
    path(f"{ONE}withdraw/", views.withdraw_detention, name="withdraw_detention"),
    path(DONE, views.hand_over, name="hand_over"),
    path(f"{DONE}receipt/", views.record_receipt, name="record_receipt"),
    path(f"{DONE}not-needed/", views.stand_down_hand_over, name="stand_down_hand_over"),
]
