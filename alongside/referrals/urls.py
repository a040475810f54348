"""Addresses of referrals and of spells of work. References only; never a name."""

from django.urls import path, re_path

from alongside.referrals import views

_AREA = r"^refer/(?P<area>[a-z0-9]+(?:-[a-z0-9]+)*)/"
"""The public door of an area. References are capitals, areas are not: the two never meet under ``refer/``."""

app_name = "referrals"
urlpatterns = [
    path("refer/", views.refer_child, name="refer_child"),
    re_path(_AREA + r"$", views.ask_for_help, name="ask_for_help"),
    re_path(_AREA + r"me/$", views.ask_for_myself, name="ask_for_myself"),
    re_path(_AREA + r"my-child/$", views.ask_for_my_child, name="ask_for_my_child"),
    re_path(_AREA + r"answer/$", views.read_answer, name="read_answer"),
    re_path(_AREA + r"stop/$", views.stop_asking, name="stop_asking"),
    path("refer/<str:ref>/", views.receive_referral, name="receive_referral"),
    path("link/<str:token>/", views.refer_by_link, name="refer_by_link"),
    path("standards/", views.set_standards, name="set_standards"),
    path("standards/public-page/", views.set_public_contact, name="set_public_contact"),
    path("links/", views.links, name="links"),
    path("links/new/", views.send_link, name="send_link"),
    path("links/<str:ref>/revoke/", views.revoke_link, name="revoke_link"),
    path("door/", views.door, name="door"),
    path("door/<str:ref>/", views.arrival, name="arrival"),
    path("door/<str:ref>/take-in/", views.take_in, name="take_in"),
    path("door/<str:ref>/answer/", views.answer_arrival, name="answer_arrival"),
    path("referrals/", views.referrals, name="referrals"),
    path("referrals/<str:ref>/", views.referral, name="referral"),
    path("referrals/<str:ref>/match/", views.match_to_child, name="match_to_child"),
    path("referrals/<str:ref>/decide/", views.decide_referral, name="decide_referral"),
    path("referrals/<str:ref>/turnaround/", views.check_turnaround, name="check_turnaround"),
    path("referrals/<str:ref>/agreement/", views.record_agreement, name="record_agreement"),
    path("referrals/<str:ref>/allocate/", views.allocate, name="allocate"),
    path("involvements/<str:ref>/first-contact/", views.record_first_contact, name="record_first_contact"),
    path("involvements/<str:ref>/transfer/", views.transfer, name="transfer"),
    path("involvements/<str:ref>/ask/", views.ask_transfer, name="ask_transfer"),
    path("involvements/<str:ref>/pause/", views.pause_involvement, name="pause_involvement"),
    path("involvements/<str:ref>/resume/", views.resume_involvement, name="resume_involvement"),
    path("involvements/<str:ref>/step-down/", views.step_down, name="step_down"),
    path("involvements/<str:ref>/agreement/", views.withdraw_agreement, name="withdraw_agreement"),
    path("moves/<str:ref>/", views.move, name="move"),
    path("moves/<str:ref>/close/", views.close_move, name="close_move"),
    path("moved-in/<str:ref>/", views.moved_in, name="moved_in"),
    path("moved-in/<str:ref>/take-over/", views.take_over_move, name="take_over_move"),
    path("transfers/<str:ref>/", views.answer_transfer, name="answer_transfer"),
    path("transfers/<str:ref>/withdraw/", views.withdraw_transfer, name="withdraw_transfer"),
    path("goodbyes/<str:ref>/", views.record_goodbye, name="record_goodbye"),
    path("people/<str:ref>/absence/", views.record_absence, name="record_absence"),
    path("absences/<str:ref>/end/", views.end_absence, name="end_absence"),
    path("involvements/<str:ref>/end/", views.end_involvement, name="end_involvement"),
]
