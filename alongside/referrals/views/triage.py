"""The queue, one referral, and its steps until a worker is allocated."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.accounts.roles import RoleCode
from alongside.audit import trail
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.verdict import NotNow
from alongside.partnerships import queries as partnerships
from alongside.referrals import access, commands, forms, queries, rules
from alongside.referrals.models import Referral
from alongside.referrals.views.pages import closed_page, page_of, shown

TELLERS = (RoleCode.FRONT_DOOR.value, RoleCode.PRACTITIONER.value, RoleCode.TEAM_MANAGER.value)


@require_http_methods(["GET"])
def referrals(request: Request) -> HttpResponse:
    """The queue of the front door; for a referrer, their own team's referrals."""
    access.may_list(request.actor).or_raise()
    narrow = forms.NarrowReferrals(request.GET, actor=request.actor)
    number = request.GET.get("page", "1")
    rows = queries.referrals(
        request.actor, request.now, number=int(number) if number.isdecimal() else 1, **narrow.narrowed()
    )
    page = trail.show(request.actor, queries.REFERRALS_LISTED, rows, now=request.now)
    context = {
        "page": page,
        "narrow": narrow,
        "today": calendar.london_date(request.now),
        "may_refer": bool(access.may_refer(request.actor)),
        "may_send_link": bool(access.may_send_link(request.actor)),
        "triages": bool(access.triages(request.actor)),
    }
    return render(request, "referrals/referrals.html", context)


@require_http_methods(["GET"])
def referral(request: Request, ref: str) -> HttpResponse:
    """One referral: all of it for whoever decides or works on it, the reply for whoever made it."""
    found = access.referral_or_404(request.actor, ref, request.now)
    return render(request, "referrals/referral.html", shown(request, found))


@require_http_methods(["GET", "POST"])
def match_to_child(request: Request, ref: str) -> HttpResponse:
    """Whose referral it is: a known child's, or a new record."""
    actor, now = request.actor, request.now
    found = access.triage_or_404(actor, ref, now)
    if closed := closed_page(request, found, access.may_match(actor, found)):
        return closed
    asked = queries.asked(found)
    records = trail.show(
        actor, children.RECORDS_MATCHED, children.match_records(actor, asked, now).also([ref]), now=now
    )

    def save(form: forms.MatchToChild) -> str:
        chosen = form.cleaned_data["child"]
        child = None if chosen == forms.NEW_RECORD else children.matching(actor, asked, chosen)
        if child is None and chosen != forms.NEW_RECORD:
            raise NotNow("The records have changed in the meantime. Look at this page again and choose.")
        commands.match_to_child(actor=actor, referral=found, child=child, now=now)
        return page_of(found)

    return form_page(
        request,
        forms.MatchToChild,
        "referrals/match_to_child.html",
        save,
        context={**shown(request, found), "found": records},
        form_arguments={"found": records},
        done="Recorded whose referral this is.",
    )


@require_http_methods(["GET", "POST"])
def decide_referral(request: Request, ref: str) -> HttpResponse:
    """What happens next, with the rules beside it."""
    actor = request.actor
    found = access.triage_or_404(actor, ref, request.now)
    if closed := closed_page(request, found, access.may_decide(actor, found)):
        return closed
    context = shown(request, found)
    if context["page"].front_door.is_under_ten:
        return _signpost_under_ten(request, found, context)

    def save(form: forms.DecideReferral) -> str:
        commands.decide_referral(actor=actor, referral=found, now=request.now, **form.values())
        return page_of(found)

    is_eligible = context["page"].front_door.is_eligible
    return form_page(
        request,
        forms.DecideReferral,
        "referrals/decide_referral.html",
        save,
        context={**context, "streams": rules.STREAMS, "standard_words": queries.standard_words(found)},
        initial={"stream": "prevention", "team": "yes" if is_eligible else "no"},
        form_arguments={
            "is_eligible": is_eligible,
            "may_decide_otherwise": bool(access.may_decide_otherwise(actor)),
            "is_from_family": context["page"].is_from_family,
        },
        done="Decided.",
    )


@require_http_methods(["GET", "POST"])
def check_turnaround(request: Request, ref: str) -> HttpResponse:
    """Turnaround's rules, one by one: what somebody said, and what follows from it."""
    actor = request.actor
    found = access.triage_or_404(actor, ref, request.now)
    if closed := closed_page(request, found, access.may_decide(actor, found)):
        return closed

    def save(form: forms.CheckTurnaround) -> str:
        commands.check_turnaround(actor=actor, referral=found, now=request.now, **form.values())
        return page_of(found) + "#turnaround"

    return form_page(
        request,
        forms.CheckTurnaround,
        "referrals/check_turnaround.html",
        save,
        context=shown(request, found),
        done="Written down. The rules stand on this page.",
    )


def _signpost_under_ten(request: Request, found: Referral, context: dict[str, Any]) -> HttpResponse:
    def save(form: forms.SignpostUnderTen) -> str:
        commands.decide_referral(
            actor=request.actor, referral=found, outcome=Referral.Status.SIGNPOSTED, reason="", now=request.now
        )
        return page_of(found)

    return form_page(
        request,
        forms.SignpostUnderTen,
        "referrals/signpost_under_ten.html",
        save,
        context=context,
        done="Signposted. Nothing about the child was kept.",
    )


@require_http_methods(["GET", "POST"])
def record_agreement(request: Request, ref: str) -> HttpResponse:
    """What the child and the family answered."""
    actor = request.actor
    found = access.triage_or_404(actor, ref, request.now)
    if closed := closed_page(request, found, access.may_record_agreement(actor, found)):
        return closed
    tellers = [
        (row.ref, f"{row.name}, {row.agency}")
        for row in partnerships.colleagues(actor, calendar.london_date(request.now), roles=TELLERS)
    ]

    def save(form: forms.RecordAgreement) -> str:
        typed = dict(form.cleaned_data)
        typed["told_by"] = partnerships.membership_or_404(actor, typed["told_by"])
        commands.record_agreement(actor=actor, referral=found, now=request.now, **typed)
        return page_of(found)

    return form_page(
        request,
        forms.RecordAgreement,
        "referrals/record_agreement.html",
        save,
        context=shown(request, found),
        initial={"told_by": actor.membership_ref, "told_on": calendar.london_date(request.now)},
        form_arguments={"tellers": tellers},
        done="Recorded what they answered.",
    )


@require_http_methods(["GET", "POST"])
def allocate(request: Request, ref: str) -> HttpResponse:
    """Who will work with the child: by locality and by how many children each has open."""
    actor, now = request.actor, request.now
    found = access.triage_or_404(actor, ref, now)
    if closed := closed_page(request, found, access.may_allocate(actor, found)):
        return closed
    locality_id = (found.child.locality_id if found.child else None) or found.locality_id
    workers = queries.workers(actor, stream=found.stream, locality_id=locality_id, now=now, child=found.child)

    def save(form: forms.ChooseWorker) -> str:
        commands.allocate(actor=actor, referral=found, now=now, **form.values())
        return page_of(found)

    return form_page(
        request,
        forms.ChooseWorker,
        "referrals/allocate.html",
        save,
        context={**shown(request, found), "workers": workers},
        initial={"worker": workers.suggested},
        form_arguments={"workers": workers},
        done="Allocated. The worker sees it in their work now.",
    )
