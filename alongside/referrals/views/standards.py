"""The standards of a partnership's front door: what holds, and changing it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.referrals import access, commands, forms, queries


@require_http_methods(["GET", "POST"])
def set_standards(request: Request) -> HttpResponse:
    """By when, and how long: local practice, with our defaults beside it."""
    access.may_set_standards(request.actor).or_raise()
    lines = queries.standard_lines(queries.standards(request.actor.partnership_id), request.today)

    def save(form: forms.SetStandards) -> str:
        commands.set_standards(actor=request.actor, values=form.values(), now=request.now)
        return reverse("referrals:set_standards")

    return form_page(
        request,
        forms.SetStandards,
        "referrals/set_standards.html",
        save,
        context={"lines": lines},
        initial={line.code: str(line.value) for line in lines},
        done="Set. They hold for what starts today or later.",
    )


@require_http_methods(["GET", "POST"])
def set_public_contact(request: Request) -> HttpResponse:
    """The number on the public page."""
    access.may_set_standards(request.actor).or_raise()
    row = queries.public_contact(request.actor.partnership_id, request.today)

    def save(form: forms.SetPublicContact) -> str:
        commands.set_public_contact(
            actor=request.actor, phone=form.cleaned_data["phone"], hours=form.cleaned_data["hours"], now=request.now
        )
        return reverse("referrals:set_public_contact")

    return form_page(
        request,
        forms.SetPublicContact,
        "referrals/set_public_contact.html",
        save,
        context={"contact": row, "area": request.actor.partnership_slug},
        initial={"phone": row.phone, "hours": row.hours} if row else {},
        done="Saved. The public page shows it from now on.",
    )
