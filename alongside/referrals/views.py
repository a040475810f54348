"""The front door's pages: refer, the queue, one referral and its steps, and who works with the child."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.accounts import commands as accounts
from alongside.accounts.http import Request, form_page
from alongside.accounts.roles import RoleCode
from alongside.audit import trail
from alongside.children import queries as children
from alongside.core import calendar, refs
from alongside.core.verdict import NotNow, Verdict
from alongside.partnerships import queries as partnerships
from alongside.referrals import access, commands, forms, queries
from alongside.referrals.models import Involvement, Referral

TELLERS = (RoleCode.FRONT_DOOR.value, RoleCode.PRACTITIONER.value, RoleCode.TEAM_MANAGER.value)


def _page_of(referral: Referral) -> str:
    return reverse("referrals:referral", kwargs={"ref": referral.ref})


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
        return HttpResponseRedirect(_page_of(sent))
    asked = forms.asked(
        request.POST if request.method == "POST" else accounts.draft(actor=actor, path=request.path, now=now) or {}
    )
    if asked is None or not refs.is_of(ref, refs.Kind.REFERRAL):
        raise Http404
    found = trail.show(actor, children.CHILDREN_SEARCHED, children.search(actor, asked, now), now=now)

    def save(form: forms.DescribeConcern) -> str:
        return _page_of(commands.receive_referral(actor=actor, ref=ref, now=now, **form.values()))

    return form_page(
        request,
        forms.DescribeConcern,
        "referrals/receive_referral.html",
        save,
        context={"asked": asked, "found": found, "today": calendar.london_date(request.now)},
        form_arguments={"actor": actor},
        done="Sent. This page shows what happens next.",
    )


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
        "triages": bool(access.triages(request.actor)),
    }
    return render(request, "referrals/referrals.html", context)


@require_http_methods(["GET"])
def referral(request: Request, ref: str) -> HttpResponse:
    """One referral: all of it for whoever decides or works on it, the reply for whoever made it."""
    found = access.referral_or_404(request.actor, ref, request.now)
    return render(request, "referrals/referral.html", _shown(request, found))


def _shown(request: Request, found: Referral) -> dict[str, Any]:
    page = queries.referral_page(request.actor, found, request.now)
    shown = trail.show(request.actor, queries.REFERRAL_VIEWED, page, now=request.now)
    return {"page": shown, "today": calendar.london_date(request.now)}


def _closed(request: Request, found: Referral, verdict: Verdict) -> HttpResponse | None:
    """Instead of a form whose act is not to be done: its page with the reason (a post is refused with it)."""
    if verdict:
        return None
    if request.method == "POST":
        verdict.or_raise()
    return render(request, "referrals/not_now.html", {**_shown(request, found), "reason": verdict.reason})


@require_http_methods(["GET", "POST"])
def match_to_child(request: Request, ref: str) -> HttpResponse:
    """Whose referral it is: a known child's, or a new record."""
    actor, now = request.actor, request.now
    found = access.triage_or_404(actor, ref, now)
    if closed := _closed(request, found, access.may_match(actor, found)):
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
        return _page_of(found)

    return form_page(
        request,
        forms.MatchToChild,
        "referrals/match_to_child.html",
        save,
        context={**_shown(request, found), "found": records},
        form_arguments={"found": records},
        done="Recorded whose referral this is.",
    )


@require_http_methods(["GET", "POST"])
def decide_referral(request: Request, ref: str) -> HttpResponse:
    """What happens next, with the rules beside it."""
    actor = request.actor
    found = access.triage_or_404(actor, ref, request.now)
    if closed := _closed(request, found, access.may_decide(actor, found)):
        return closed
    context = _shown(request, found)
    if context["page"].front_door.is_under_ten:
        return _signpost_under_ten(request, found, context)

    def save(form: forms.DecideReferral) -> str:
        commands.decide_referral(actor=actor, referral=found, now=request.now, **form.values())
        return _page_of(found)

    is_eligible = context["page"].front_door.is_eligible
    return form_page(
        request,
        forms.DecideReferral,
        "referrals/decide_referral.html",
        save,
        context=context,
        initial={"stream": "prevention", "team": "yes" if is_eligible else "no"},
        form_arguments={
            "is_eligible": is_eligible,
            "may_decide_otherwise": bool(access.may_decide_otherwise(actor)),
        },
        done="Decided.",
    )


def _signpost_under_ten(request: Request, found: Referral, context: dict[str, Any]) -> HttpResponse:
    def save(form: forms.SignpostUnderTen) -> str:
        commands.decide_referral(
            actor=request.actor, referral=found, outcome=Referral.Status.SIGNPOSTED, reason="", now=request.now
        )
        return _page_of(found)

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
    if closed := _closed(request, found, access.may_record_agreement(actor, found)):
        return closed
    tellers = [
        (row.ref, f"{row.name}, {row.agency}")
        for row in partnerships.colleagues(actor, calendar.london_date(request.now), roles=TELLERS)
    ]

    def save(form: forms.RecordAgreement) -> str:
        typed = dict(form.cleaned_data)
        typed["told_by"] = partnerships.membership_or_404(actor, typed["told_by"])
        commands.record_agreement(actor=actor, referral=found, now=request.now, **typed)
        return _page_of(found)

    return form_page(
        request,
        forms.RecordAgreement,
        "referrals/record_agreement.html",
        save,
        context=_shown(request, found),
        initial={"told_by": actor.membership_ref, "told_on": calendar.london_date(request.now)},
        form_arguments={"tellers": tellers},
        done="Recorded what they answered.",
    )


@require_http_methods(["GET", "POST"])
def allocate(request: Request, ref: str) -> HttpResponse:
    """Who will work with the child: by locality and by how many children each has open."""
    actor, now = request.actor, request.now
    found = access.triage_or_404(actor, ref, now)
    if closed := _closed(request, found, access.may_allocate(actor, found)):
        return closed
    locality_id = (found.child.locality_id if found.child else None) or found.locality_id
    workers = queries.workers(actor, stream=found.stream, locality_id=locality_id, now=now)

    def save(form: forms.ChooseWorker) -> str:
        commands.allocate(actor=actor, referral=found, now=now, **form.values())
        return _page_of(found)

    return form_page(
        request,
        forms.ChooseWorker,
        "referrals/allocate.html",
        save,
        context={**_shown(request, found), "workers": workers},
        initial={"worker": workers.suggested},
        form_arguments={"workers": workers},
        done="Allocated. The worker sees it in their work now.",
    )


def _with_child(request: Request, row: Involvement) -> dict[str, Any]:
    """What a page about a spell of work shows: the child first. Leaves the trace of the look."""
    standing, look = children.look_at(request.actor, row.child, request.now)
    return {
        "child": children.header(row.child, standing, look, calendar.london_date(request.now)),
        "involvement": queries.involvement(row, standing, look),
        "today": calendar.london_date(request.now),
    }


def _ended(request: Request, row: Involvement, verdict: Verdict) -> HttpResponse | None:
    """The same for a spell of work as ``_closed`` for a referral."""
    if verdict:
        return None
    if request.method == "POST":
        verdict.or_raise()
    return render(request, "referrals/not_for_you.html", {**_with_child(request, row), "reason": verdict.reason})


@require_http_methods(["GET", "POST"])
def record_first_contact(request: Request, ref: str) -> HttpResponse:
    """When the worker first met or spoke to the child."""
    row = access.involvement_or_404(request.actor, ref, request.now)
    if closed := _ended(request, row, access.may_record_first_contact(request.actor, row, request.now)):
        return closed

    def save(form: forms.RecordFirstContact) -> str:
        commands.record_first_contact(actor=request.actor, involvement=row, on=form.cleaned_data["on"], now=request.now)
        return reverse("web:child", kwargs={"child_ref": row.child.ref})

    return form_page(
        request,
        forms.RecordFirstContact,
        "referrals/record_first_contact.html",
        save,
        context=_with_child(request, row),
        initial={"on": calendar.london_date(request.now)},
        done="Recorded first contact.",
    )


@require_http_methods(["GET", "POST"])
def transfer(request: Request, ref: str) -> HttpResponse:
    """Another worker for the child, with a reason."""
    actor, now = request.actor, request.now
    row = access.involvement_or_404(actor, ref, now)
    if closed := _ended(request, row, access.may_transfer(actor, row, now)):
        return closed
    workers = queries.workers(
        actor, stream=row.stream, locality_id=row.child.locality_id, now=now, leave_out=row.worker.ref
    )

    def save(form: forms.Transfer) -> str:
        commands.transfer(actor=actor, involvement=row, now=now, **form.values())
        return _after(request, row)

    return form_page(
        request,
        forms.Transfer,
        "referrals/transfer.html",
        save,
        context={**_with_child(request, row), "workers": workers},
        form_arguments={"workers": workers},
        done="Recorded the new worker.",
    )


@require_http_methods(["GET", "POST"])
def end_involvement(request: Request, ref: str) -> HttpResponse:
    """The end of a spell of work, with its reason."""
    row = access.involvement_or_404(request.actor, ref, request.now)
    if closed := _ended(request, row, access.may_end(request.actor, row, request.now)):
        return closed

    def save(form: forms.EndInvolvement) -> str:
        commands.end_involvement(actor=request.actor, involvement=row, now=request.now, **form.cleaned_data)
        return _after(request, row)

    return form_page(
        request,
        forms.EndInvolvement,
        "referrals/end_involvement.html",
        save,
        context=_with_child(request, row),
        initial={"on": calendar.london_date(request.now)},
        done="Recorded the end of this work.",
    )


def _after(request: Request, row: Involvement) -> str:
    """The child's page, or *my work* for whoever may no longer see the child."""
    if access.visible_involvements(request.actor, request.now).filter(pk=row.pk).exists():
        return reverse("web:child", kwargs={"child_ref": row.child.ref})
    return reverse("web:home")
