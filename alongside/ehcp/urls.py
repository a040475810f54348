"""Addresses of EHC cases."""

from django.urls import path

from alongside.ehcp import views

CHILD = "children/<str:child_ref>/ehc/"

app_name = "ehcp"
urlpatterns = [
    path("ehc/", views.board, name="board"),
    path("ehc/letters/", views.wordings, name="wordings"),
    path("ehc/letters/<str:code>/", views.write_wording, name="write_wording"),
    path(CHILD, views.ehc, name="ehc"),
    path(f"{CHILD}begin/", views.begin_case, name="begin_case"),
    path(f"{CHILD}of/<str:ref>/", views.kept_at, name="kept_at"),
    path(f"{CHILD}requests/start/", views.start_request, name="start_request"),
    path(f"{CHILD}requests/<str:ref>/", views.request_paper, name="request_paper"),
    path(f"{CHILD}requests/<str:ref>/paper/", views.request_file, name="request_file"),
    path(f"{CHILD}requests/<str:ref>/write/", views.write_request, name="write_request"),
    path(f"{CHILD}requests/<str:ref>/send/", views.send_request, name="send_request"),
    path(f"{CHILD}requests/<str:ref>/drop/", views.drop_request, name="drop_request"),
    path(f"{CHILD}letters/<str:ref>/", views.letter, name="letter"),
    path(f"{CHILD}letters/<str:ref>/paper/", views.letter_file, name="letter_file"),
    path(f"{CHILD}letters/<str:ref>/write/", views.write_letter, name="write_letter"),
    path(f"{CHILD}letters/<str:ref>/send/", views.send_letter, name="send_letter"),
    path(f"{CHILD}letters/<str:ref>/drop/", views.drop_letter, name="drop_letter"),
    path(f"{CHILD}<str:ref>/began/", views.correct_beginning, name="correct_beginning"),
    path(f"{CHILD}<str:ref>/take/", views.take_case, name="take_case"),
    path(f"{CHILD}<str:ref>/hand-over/", views.hand_over_case, name="hand_over_case"),
    path(f"{CHILD}<str:ref>/attach/", views.attach_file, name="attach_file"),
    path(f"{CHILD}<str:ref>/plan/sent-to/", views.send_plan_on, name="send_plan_on"),
    path(f"{CHILD}recipients/<str:ref>/received/", views.record_plan_receipt, name="record_plan_receipt"),
    path(f"{CHILD}recipients/<str:ref>/not-needed/", views.stand_down_recipient, name="stand_down_recipient"),
    path(f"{CHILD}<str:ref>/plan/", views.plan_text, name="plan_text"),
    path(f"{CHILD}<str:ref>/plan/write/", views.write_plan_text, name="write_plan_text"),
    path(f"{CHILD}<str:ref>/steps/<str:step>/", views.take_step, name="take_step"),
    path(f"{CHILD}steps/<str:ref>/letters/<str:code>/begin/", views.begin_letter, name="begin_letter"),
    path(f"{CHILD}steps/<str:ref>/take-back/", views.take_back_step, name="take_back_step"),
    path(f"{CHILD}matters/<str:ref>/steps/<str:step>/", views.take_matter_step, name="take_matter_step"),
]
