"""Referring a child, for whoever signs in."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.accounts import commands as accounts
from alongside.accounts.http import Request, form_page
from alongside.audit import trail
from alongside.children import queries as children
from alongside.core import calendar, refs
from alongside.referrals import access, commands, forms
from alongside.referrals.views.pages import page_of


@require_http_methods(["GET", "POST"])
def refer_child(request: Request) -> HttpResponse:
    """Step 1: who the child is. What was typed travels to step 2 in a draft, never in an address."""
    access.may_refer(request.actor).or_raise()

    def save(form: forms.ReferChild) -> str:
        address = reverse("referrals:receive_referral", kwargs={"ref": refs.new(refs.Kind.REFERRAL)})
        accounts.keep_draft(actor=request.actor, path=address, answers=form.answers(), now=request.now)
        return address

    return form_page(request, forms.ReferChild, "referrals/refer_child.html", save)


@require_http_methods(["GET", "POST"])
def receive_referral(request: Request, ref: str) -> HttpResponse:
    """Step 2: the concern, beside those children whom the referrer works with already and who may be the same."""
    actor, now = request.actor, request.now
    access.may_refer(actor).or_raise()
    sent = access.visible_referrals(actor, now).filter(ref=ref).first()
    if sent is not None and request.method == "GET":
        return HttpResponseRedirect(page_of(sent))
    asked = forms.asked(
        request.POST if request.method == "POST" else accounts.draft(actor=actor, path=request.path, now=now) or {}
    )
    if asked is None or not refs.is_of(ref, refs.Kind.REFERRAL):
        raise Http404
    found = trail.show(actor, children.CHILDREN_SEARCHED, children.search(actor, asked, now), now=now)

    def save(form: forms.DescribeConcern) -> str:
        return page_of(commands.receive_referral(actor=actor, ref=ref, now=now, **form.values()))

    return form_page(
        request,
        forms.DescribeConcern,
        "referrals/receive_referral.html",
        save,
        context={"asked": asked, "found": found, "today": calendar.london_date(request.now)},
        form_arguments={"actor": actor},
        done="Sent. This page shows what happens next.",
    )
