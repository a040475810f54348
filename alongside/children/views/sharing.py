"""The sharing ledger of one child: what was shared, what was not, and who agreed; on screen and on paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.audit import trail
from alongside.children import access, commands, forms, queries
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.documents.typeset import typeset
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Agency


@require_GET
def sharing(request: Request, child_ref: str) -> HttpResponse:
    """What was shared of this child, with whom and under which law; what was not; and who agreed to what."""
    child, standing, look = _open(request, child_ref)
    typed = request.GET
    filters = queries.Filters(**{name: str(typed.get(name, ""))[:200] for name in ("to_whom", "gateway", "told")})
    page = queries.ledger(child, standing, look, filters, number=_number(typed.get("page", "1")), now=request.now)
    form = forms.FilterSharing(typed or None, recipients=page.recipients, today=request.today)
    form.is_valid()
    return render(
        request,
        "children/sharing.html",
        {"child": child, "page": page, "form": form, "is_filtered": filters != queries.Filters()},
    )


@require_GET
def shared(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """One line of the ledger, with what is still to do about it."""
    child, _, look = _open(request, child_ref)
    row = queries.disclosure_or_404(child, ref, look)
    line = queries.shared_line(child, row, look, request.today)
    return render(request, "children/shared.html", {"child": child, "line": line})


@require_http_methods(["GET", "POST"])
def share(request: Request, child_ref: str) -> HttpResponse:
    """Write down something shared."""
    child, standing, _ = _open(request, child_ref)
    agencies = _agencies(request)

    def save(form: forms.Share) -> str:
        typed = form.cleaned_data
        row = commands.share(
            actor=request.actor,
            child=child,
            **_same(form, agencies),
            purpose=typed["purpose"],
            gateway=typed["gateway"],
            how=typed["how"],
            checked=typed["checked"],
            expires_on=typed["expires_on"],
            now=request.now,
        )
        return _line(child_ref, row.ref)

    return form_page(
        request,
        forms.Share,
        "children/share.html",
        save,
        context={"child": child},
        form_arguments=_arguments(standing, agencies),
        done="It is in the sharing ledger.",
    )


@require_http_methods(["GET", "POST"])
def do_not_share(request: Request, child_ref: str) -> HttpResponse:
    """Write down a decision not to share."""
    child, standing, _ = _open(request, child_ref)
    agencies = _agencies(request)

    def save(form: forms.DoNotShare) -> str:
        row = commands.decide_not_to_share(
            actor=request.actor,
            child=child,
            **_same(form, agencies),
            why=form.cleaned_data["why"],
            now=request.now,
        )
        return _line(child_ref, row.ref)

    return form_page(
        request,
        forms.DoNotShare,
        "children/do_not_share.html",
        save,
        context={"child": child},
        form_arguments=_arguments(standing, agencies),
        done="The decision is in the sharing ledger.",
    )


@require_http_methods(["GET", "POST"])
def tell_of_sharing(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The child and family were told."""
    return _on_day(request, child_ref, ref, "told_on", commands.tell_of_sharing, "Tell the child and family")


@require_http_methods(["GET", "POST"])
def record_receipt(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The other side confirmed that it has what was shared."""
    return _on_day(request, child_ref, ref, "received_on", commands.record_receipt, "They confirmed that they have it")


@require_http_methods(["GET", "POST"])
def tell_to_stop(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Whoever got it was told that the agreement to share is taken back."""
    return _on_day(
        request, child_ref, ref, "told_on", commands.tell_to_stop, "Tell them that the agreement is taken back"
    )


def _on_day(request: Request, child_ref: str, ref: str, name: str, command: Any, title: str) -> HttpResponse:
    child, _, look = _open(request, child_ref)
    row = queries.disclosure_or_404(child, ref, look)

    def save(form: forms.OnDay) -> str:
        command(actor=request.actor, disclosure=row, now=request.now, **{name: form.cleaned_data["on"]})
        return _line(child_ref, ref)

    return form_page(
        request,
        forms.OnDay,
        "children/on_day.html",
        save,
        context={"child": child, "line": queries.shared_line(child, row, look, request.today), "title": title},
        initial={"on": request.today},
        done="It is written down.",
    )


@require_http_methods(["GET", "POST"])
def record_consent(request: Request, child_ref: str) -> HttpResponse:
    """Write down the answer to "may we share this?"."""
    child, standing, _ = _open(request, child_ref)
    agencies = _agencies(request)

    def save(form: forms.RecordConsent) -> str:
        typed = form.cleaned_data
        commands.record_consent(
            actor=request.actor,
            child=child,
            what=typed["what"],
            strands=form.parts(),
            with_whom=form.to_whom(),
            with_agency=agencies.get(typed["agency"]),
            now=request.now,
            **{
                name: typed[name]
                for name in ("purpose", "by", "by_name", "understood", "is_given", "answered_on", "until_on")
            },
        )
        return reverse("children:sharing", kwargs={"child_ref": child_ref}) + "#consents"

    return form_page(
        request,
        forms.RecordConsent,
        "children/record_consent.html",
        save,
        context={"child": child},
        initial={"answered_on": request.today},
        form_arguments=_arguments(standing, agencies),
        done="The answer is written down.",
    )


@require_http_methods(["GET", "POST"])
def withdraw_consent(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The agreement to share is taken back."""
    child, _, look = _open(request, child_ref)
    row = queries.consent_or_404(child, ref, look)

    def save(form: forms.WithdrawConsent) -> str:
        commands.withdraw_consent(actor=request.actor, consent=row, now=request.now, **form.cleaned_data)
        return reverse("children:sharing", kwargs={"child_ref": child_ref}) + "#consents"

    return form_page(
        request,
        forms.WithdrawConsent,
        "children/withdraw_consent.html",
        save,
        context={"child": child, "with_whom": row.with_whom, "what": row.what},
        initial={"withdrawn_on": request.today},
        done="The agreement is taken back. Nothing more is shared under it.",
    )


@require_GET
def sharing_on_paper(request: Request, child_ref: str) -> HttpResponse:
    """What was shared, as the child reads it: one line each, in plain words, as PDF."""
    child, standing, look = _open(request, child_ref)
    lines = queries.in_plain_words(child, standing, look, request.now)
    pdf = typeset(
        "what_we_shared",
        {
            "title": "What we shared about me",
            "name": child.first_called,
            "lines": [{"on": line.on, "text": line.text, "why": line.why} for line in lines],
            "made_on": request.today,
        },
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="what-we-shared-{child_ref}.pdf"'
    return response


def _open(request: Request, child_ref: str) -> tuple[Child, Standing, trail.Look]:
    child = access.child_or_404(request.actor, child_ref, request.now)
    standing, look = queries.look_at(request.actor, child, request.now)
    access.may_see_sharing(request.actor, standing).or_raise()
    return child, standing, look


def _agencies(request: Request) -> dict[str, Agency]:
    return {agency.ref: agency for agency in partnerships.agencies(request.actor)}


def _arguments(standing: Standing, agencies: dict[str, Agency]) -> dict[str, Any]:
    return {"readable": standing.strands, "agencies": [(ref, agency.name) for ref, agency in agencies.items()]}


def _same(form: forms.Share | forms.DoNotShare, agencies: dict[str, Agency]) -> dict[str, Any]:
    typed = form.cleaned_data
    return {
        "what": typed["what"],
        "strands": form.parts(),
        "to_whom": form.to_whom(),
        "to_agency": agencies.get(typed["agency"]),
        "told": typed["told"],
        "told_on": typed["told_on"],
        "not_told_why": typed["not_told_why"],
    }


def _line(child_ref: str, ref: str) -> str:
    return reverse("children:shared", kwargs={"child_ref": child_ref, "ref": ref})


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 1
