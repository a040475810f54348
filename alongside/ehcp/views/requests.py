"""Pages of a request for an EHC needs assessment: put together, written, read over, sent."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, posted_version
from alongside.ehcp import access, commands, forms, queries
from alongside.ehcp.models import Request as Asked
from alongside.ehcp.rules import requests as request_rules
from alongside.ehcp.views.case import Opened, form_about, opened


def _at(request: Request, child_ref: str, ref: str) -> tuple[Opened, Asked]:
    """The child and the request, for whoever may read it; 404 otherwise."""
    at = opened(request, child_ref)
    return at, queries.request_or_404(at.child, at.standing, ref, at.look)


def _url(view: str, child_ref: str, ref: str) -> str:
    return reverse(f"ehcp:{view}", kwargs={"child_ref": child_ref, "ref": ref})


@require_POST
def start_request(request: Request, child_ref: str) -> HttpResponse:
    """Put a request together from the record, and go on to write it; or go on with the one that is being written."""
    at = opened(request, child_ref)
    begun = [one for one in queries.requests_here(at.child, at.standing, at.look) if one.is_draft]

    def run() -> str:
        if begun:
            return _url("write_request", child_ref, begun[0].ref)
        row = commands.start_request(actor=request.actor, child=at.child, look=at.look, now=request.now)
        return _url("write_request", child_ref, row.ref)

    return act(request, run)


@require_GET
def request_paper(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The request as it stands: read over, print, send."""
    at, row = _at(request, child_ref, ref)
    return render(
        request,
        "ehcp/request_paper.html",
        {
            **at.context,
            "paper": queries.request_paper(row, at.standing, at.look),
            "verdict": access.may_alter_request(request.actor, at.standing, row),
            "agreements": dict(request_rules.AGREEMENTS),
            "law": request_rules.TEST,
            "back_url": at.url,
            "form_key": uuid.uuid4(),
        },
    )


@require_http_methods(["GET", "POST"])
def write_request(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Edit the parts that the record filled in, and write those that it cannot."""
    at, row = _at(request, child_ref, ref)

    def save(form: forms.WriteRequest) -> str:
        commands.write_request(
            actor=request.actor,
            request=row,
            parts=form.cleaned_data,
            version=posted_version(request),
            now=request.now,
        )
        return _url("request_paper", child_ref, ref)

    return form_about(
        request,
        at,
        access.may_alter_request(request.actor, at.standing, row),
        forms.WriteRequest,
        "ehcp/write_request.html",
        save,
        context={
            "paper": queries.request_paper(row, at.standing, at.look),
            "law": request_rules.TEST,
            "parts": request_rules.PARTS,
        },
        initial=forms.WriteRequest.first(row),
        version=row.version,
        form_arguments={"readable": [strand.value for strand in at.standing.strands]},
        done="Saved. Read it over before you send it.",
    )


@require_http_methods(["GET", "POST"])
def send_request(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Send it to the SEND team, which begins the case."""
    at, row = _at(request, child_ref, ref)
    young = request_rules.is_young_person(at.child.born_on, request.today)

    def save(form: forms.SendRequest) -> str:
        commands.send_request(
            actor=request.actor,
            request=row,
            version=posted_version(request),
            now=request.now,
            **form.values(),
        )
        return at.url

    return form_about(
        request,
        at,
        access.may_alter_request(request.actor, at.standing, row),
        forms.SendRequest,
        "ehcp/send_request.html",
        save,
        context={
            "paper": queries.request_paper(row, at.standing, at.look),
            "young": young,
            "laws": (request_rules.ATTENTION, request_rules.YOUNG_PERSON),
            "doubt": request_rules.ATTENTION_DOUBT,
        },
        initial={"gateway": "cfa2014_s28", "told_on": request.today},
        version=row.version,
        form_arguments={"young": young},
        done="Sent. The SEND team has it, and the dates that the law sets are counted from today.",
    )


@require_POST
def drop_request(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Set it aside."""
    at, row = _at(request, child_ref, ref)

    def run() -> str:
        commands.drop_request(actor=request.actor, request=row, now=request.now)
        return at.url

    return act(request, run, done="Set aside. You can put one together anew.")
