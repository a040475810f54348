"""Pages that say what went wrong and how to mend it, and the gallery of components."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.ui import gallery as samples


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same bytes for what does not exist and for what may not be known of: neither path nor reason."""
    return render(request, "errors/404.html", status=404)


def not_permitted(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, for people who may know of the record; shows the refusal's sentence when it has one."""
    reason = getattr(exception, "reason", "")
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429, the same for every account, whether it exists or not."""
    return render(request, "errors/429.html", status=429)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose protection token no longer fits; Django's reason is for the log, not for the page."""
    return render(request, "errors/form_expired.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Rendered without the request, since whatever failed may fail again."""
    return render(None, "errors/500.html", status=500)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state on one page, with invented people; only in the demonstration and in tests."""
    if not (settings.DEMONSTRATION or settings.TESTING):
        raise Http404
    return render(request, "components/gallery.html", samples.context(request))
