"""Everything that the child said."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.accounts.http import Request
from alongside.children import access, queries
from alongside.children.views.record import opened
from alongside.core.strands import Strand


@require_GET
def voices(request: Request, child_ref: str) -> HttpResponse:
    """All voices: what was said, how it was heard and by whom, what changed, and what the child is still owed."""
    child, standing, look = opened(request, child_ref)
    typed = request.GET.get("page", "1")
    number = int(typed) if typed.isdecimal() and len(typed) < 6 else 1
    context = {
        "child": child,
        "page": queries.all_said(child, standing, look, number=number, now=request.now),
        "may_record": bool(access.may_record_voice(request.actor, standing, Strand.IDENTITY)),
    }
    return render(request, "children/voices.html", context)
