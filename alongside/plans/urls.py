"""Addresses of the plan and of contacts."""

from django.urls import path

from alongside.plans import views

app_name = "plans"
urlpatterns = [
    path("children/<str:child_ref>/plan/", views.plan, name="plan"),
    path("children/<str:child_ref>/plan/start/", views.start_plan, name="start_plan"),
    path("children/<str:child_ref>/plan/edit/", views.edit_plan, name="edit_plan"),
    path("children/<str:child_ref>/plan/goals/add/", views.add_goal, name="add_goal"),
    path("children/<str:child_ref>/plan/goals/<str:ref>/", views.edit_goal, name="edit_goal"),
    path("children/<str:child_ref>/plan/steps/add/", views.add_step, name="add_step"),
    path("children/<str:child_ref>/plan/steps/<str:ref>/", views.tick_step, name="tick_step"),
    path("children/<str:child_ref>/plan/agree/", views.agree_plan, name="agree_plan"),
    path("children/<str:child_ref>/plan/ehc/", views.write_ehc_changes, name="write_ehc_changes"),
    path("children/<str:child_ref>/plan/ehc/sign/", views.sign_without_ehc_changes, name="sign_without_ehc_changes"),
    path("children/<str:child_ref>/plan/review/", views.review_plan, name="review_plan"),
    path("children/<str:child_ref>/plan/for-child/", views.plan_for_child, name="plan_for_child"),
    path("children/<str:child_ref>/plan/for-child.pdf", views.plan_for_child_file, name="plan_for_child_file"),
    path("children/<str:child_ref>/contacts/add/", views.record_contact, name="record_contact"),
    path("children/<str:child_ref>/contacts/<str:ref>/withdraw/", views.withdraw_contact, name="withdraw_contact"),
]
