"""Addresses of panels. References only: no name and no row id."""

from __future__ import annotations

from django.urls import path

from alongside.panels import views

app_name = "panels"

urlpatterns = [
    path("panels/", views.series_list, name="series_list"),
    path("panels/new/", views.start_series, name="start_series"),
    path("panels/<str:ref>/", views.series, name="series"),
    path("panels/<str:ref>/change/", views.change_series, name="change_series"),
    path("panels/<str:ref>/agencies/", views.seat_agency, name="seat_agency"),
    path("panels/<str:ref>/agencies/<str:agency_ref>/remove/", views.unseat_agency, name="unseat_agency"),
    path("panels/<str:ref>/plan-a-meeting/", views.plan_meeting, name="plan_meeting"),
    path("meetings/<str:ref>/", views.meeting, name="meeting"),
    path("meetings/<str:ref>/reschedule/", views.reschedule_meeting, name="reschedule_meeting"),
    path("meetings/<str:ref>/chair/", views.change_chair, name="change_chair"),
    path("meetings/<str:ref>/release/", views.release_agenda, name="release_agenda"),
    path("meetings/<str:ref>/start/", views.start_meeting, name="start_meeting"),
    path("meetings/<str:ref>/attendance/", views.attendance, name="attendance"),
    path("meetings/<str:ref>/attendance/<str:agency_ref>/", views.mark_attendance, name="mark_attendance"),
    path("meetings/<str:ref>/attendance/<str:agency_ref>/who-comes/", views.seat_person, name="seat_person"),
    path("meetings/<str:ref>/run/", views.run_meeting, name="run_meeting"),
    path("meetings/<str:ref>/run/<str:item_ref>/", views.run_item, name="run_item"),
    path("meetings/<str:ref>/pack/", views.pack, name="pack"),
    path("meetings/<str:ref>/pack.pdf", views.pack_pdf, name="pack_pdf"),
    path("meetings/<str:ref>/close/", views.close_meeting, name="close_meeting"),
    path("meetings/<str:ref>/items/<str:item_ref>/up/", views.move_up, name="move_up"),
    path("meetings/<str:ref>/items/<str:item_ref>/move/", views.move_item, name="move_item"),
    path("meetings/<str:ref>/items/<str:item_ref>/remove/", views.remove_item, name="remove_item"),
    path("meetings/<str:ref>/items/<str:item_ref>/guests/", views.invite_guest, name="invite_guest"),
    path(
        "meetings/<str:ref>/items/<str:item_ref>/guests/<str:membership_ref>/remove/",
        views.uninvite_guest,
        name="uninvite_guest",
    ),
    path("children/<str:child_ref>/add-to-panel/", views.add_item, name="add_item"),
    path("panel-items/<str:ref>/", views.item, name="item"),
    path("panel-items/<str:ref>/contribute/", views.contribute, name="contribute"),
    path("panel-items/<str:ref>/decision/", views.record_decision, name="record_decision"),
    path("panel-items/<str:ref>/actions/new/", views.add_action, name="add_action"),
    path("actions/", views.my_actions, name="my_actions"),
    path("actions/<str:ref>/", views.do_action, name="do_action"),
    path("actions/<str:ref>/hand-over/", views.hand_over_action, name="hand_over_action"),
    path("actions/<str:ref>/withdraw/", views.withdraw_action, name="withdraw_action"),
]
