"""The board of EHC cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.accounts.http import Request
from alongside.audit import trail
from alongside.ehcp import access, forms, queries


@require_GET
def board(request: Request) -> HttpResponse:
    """Every case that I may know of: by stage and by what is due next."""
    actor, now = request.actor, request.now
    access.may_see_board(actor).or_raise()
    narrow = forms.Narrow(
        request.GET or None,
        actor=actor,
        officers=queries.officers(actor, now),
        settings=queries.settings_named(actor, now),
    )
    wanted = queries.Narrowing(**narrow.values())
    found = queries.board(actor, now, wanted, number=request.GET.get("page", 1))
    return render(
        request,
        "ehcp/board.html",
        {
            "board": trail.show(actor, queries.BOARD_VIEWED, found, now=now),
            "narrow": narrow,
            "wanted": wanted,
            "is_narrowed": wanted != queries.Narrowing(),
            "may_word": access.may_set_wordings(actor),
            "today": request.today,
        },
    )
