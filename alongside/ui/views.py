"""The gallery of components."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.ui import gallery as samples


@transaction.non_atomic_requests
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state on one page, with invented people; only in the demonstration and in tests."""
    if not (settings.DEMONSTRATION or settings.TESTING):
        raise Http404
    return render(request, "components/gallery.html", samples.context(request))


# Holds nothing about anyone, and this floor knows nothing of accounts: whoever finds it may look.
gallery.is_public = True  # type: ignore[attr-defined]
