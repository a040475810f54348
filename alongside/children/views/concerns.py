"""This child may be at risk of harm now: say so, tell social care, close it. Nothing stands in the way of the first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.children import access, commands, forms, queries
from alongside.children.models import Concern
from alongside.core import calendar, refs
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Agency, Membership


@require_http_methods(["GET", "POST"])
def raise_concern(request: Request, child_ref: str = "") -> HttpResponse:
    """Raise a concern about a child of the record, or about any child.

    A reference that the actor may not know of is kept as typed and names nobody, so that a concern is never turned away
    and the page tells nothing. What is no reference is not kept: the trail could never forget a name typed there.
    """
    actor, now = request.actor, request.now
    child = access.visible_children(actor, now).filter(ref=child_ref).first() if child_ref else None

    if child is not None:
        queries.look_at(actor, child, now)

    def save(form: forms.RaiseConcern) -> str:
        typed = form.cleaned_data
        concern = commands.raise_concern(
            actor=actor,
            child=child,
            named=typed.get("named", ""),
            about=child_ref if refs.is_ref(child_ref) else "",
            what=typed["what"],
            told_whom=typed["told_whom"],
            told=_told(request, typed),
            told_at=form.told_at(),
            now=now,
        )
        return reverse("children:concern", kwargs={"ref": concern.ref})

    return form_page(
        request,
        forms.RaiseConcern,
        "children/raise_concern.html",
        save,
        context={"child": child, "phones": _social_care(request)},
        form_arguments={"is_known": child is not None, "now": now, "actor": actor},
    )


@require_GET
def concern(request: Request, ref: str) -> HttpResponse:
    """A concern: what was seen, who was told, and what is still to do."""
    found = queries.concern_or_404(request.actor, ref, request.now)
    return render(request, "children/concern.html", _shown(request, found))


@require_http_methods(["GET", "POST"])
def tell_social_care(request: Request, ref: str) -> HttpResponse:
    """Record who was told in social care, and when."""
    found = queries.concern_or_404(request.actor, ref, request.now)

    def save(form: forms.TellSocialCare) -> str:
        commands.tell_social_care(
            actor=request.actor,
            concern=found,
            told_whom=form.cleaned_data["told_whom"],
            told=_told(request, form.cleaned_data),
            told_at=form.told_at(),
            now=request.now,
        )
        return reverse("children:concern", kwargs={"ref": ref})

    return form_page(
        request,
        forms.TellSocialCare,
        "children/tell_social_care.html",
        save,
        context=_shown(request, found),
        initial={"told_on": calendar.london_date(request.now)},
        form_arguments={"now": request.now, "actor": request.actor},
        done="It is recorded that social care was told.",
    )


@require_http_methods(["GET", "POST"])
def close_concern(request: Request, ref: str) -> HttpResponse:
    """Close a concern with what social care decided."""
    found = queries.concern_or_404(request.actor, ref, request.now)

    def save(form: forms.CloseConcern) -> str:
        commands.close_concern(
            actor=request.actor, concern=found, outcome=form.cleaned_data["outcome"], now=request.now
        )
        return reverse("children:concern", kwargs={"ref": ref})

    return form_page(
        request,
        forms.CloseConcern,
        "children/close_concern.html",
        save,
        context=_shown(request, found),
        done="The concern is closed.",
    )


def _told(request: Request, typed: dict[str, Any]) -> Membership | None:
    """Somebody of social care who uses Alongside, if one was chosen."""
    ref = typed.get("told")
    return partnerships.membership_or_404(request.actor, ref) if ref else None


def _shown(request: Request, found: Concern) -> dict[str, Any]:
    return {"concern": queries.concern_page(request.actor, found, request.now), "phones": _social_care(request)}


def _social_care(request: Request) -> list[Agency]:
    """Whom to ring: children's social care of this partnership, as far as a number is known."""
    kinds = (Agency.Kind.SOCIAL_CARE.value,)
    return [agency for agency in partnerships.agencies(request.actor, kinds=kinds) if agency.phone]
