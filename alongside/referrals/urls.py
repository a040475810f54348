"""Addresses of referrals and of spells of work. References only; never a name."""

from django.urls import path

from alongside.referrals import views

app_name = "referrals"
urlpatterns = [
    path("refer/", views.refer_child, name="refer_child"),
    path("refer/<str:ref>/", views.receive_referral, name="receive_referral"),
    path("referrals/", views.referrals, name="referrals"),
    path("referrals/<str:ref>/", views.referral, name="referral"),
    path("referrals/<str:ref>/match/", views.match_to_child, name="match_to_child"),
    path("referrals/<str:ref>/decide/", views.decide_referral, name="decide_referral"),
    path("referrals/<str:ref>/agreement/", views.record_agreement, name="record_agreement"),
    path("referrals/<str:ref>/allocate/", views.allocate, name="allocate"),
    path("involvements/<str:ref>/first-contact/", views.record_first_contact, name="record_first_contact"),
    path("involvements/<str:ref>/transfer/", views.transfer, name="transfer"),
    path("involvements/<str:ref>/end/", views.end_involvement, name="end_involvement"),
]
