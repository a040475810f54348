"""Every URL: each subject brings its own, under its own name; there is no Django admin."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    *(
        path("", include(f"alongside.{subject}.urls"))
        for subject in settings.SUBJECTS
        if find_spec(f"alongside.{subject}.urls")
    ),
]
