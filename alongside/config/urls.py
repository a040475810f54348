"""Every URL: each subject brings its own, under its own name; there is no Django admin."""

from __future__ import annotations

from importlib.util import find_spec

from allauth.account import views as account_views
from django.conf import settings
from django.urls import include, path, re_path

urlpatterns = [
    path("sign-in/", account_views.login, name="account_login"),
    path("sign-out/", account_views.logout, name="account_logout"),
    path("sign-in/again/", account_views.reauthenticate, name="account_reauthenticate"),
    path("sign-in/closed/", account_views.account_inactive, name="account_inactive"),
    path("password/change/", account_views.password_change, name="account_change_password"),
    path("password/set/", account_views.password_set, name="account_set_password"),
    path("password/reset/", account_views.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account_views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/done/",
        account_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    # allauth asks for these names when it draws its pages; nobody signs themselves up here.
    path("sign-up/", account_views.signup, name="account_signup"),
    path("second-factor/", include("allauth.mfa.urls")),
    *(
        [
            path("council/", include("allauth.socialaccount.urls")),
            path("council/", include("allauth.socialaccount.providers.openid_connect.urls")),
        ]
        if settings.SOCIALACCOUNT_PROVIDERS
        else []
    ),
    *(
        path("", include(f"alongside.{subject}.urls"))
        for subject in settings.SUBJECTS
        if find_spec(f"alongside.{subject}.urls")
    ),
]

handler403 = "alongside.web.views.not_permitted"
handler404 = "alongside.web.views.not_found"
handler500 = "alongside.web.views.broken"
