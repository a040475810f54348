"""Pages of a request for an EHC needs assessment: put together, written, read over, sent."""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, posted_version
from alongside.children.models import Child
from alongside.core import calendar
from alongside.documents.typeset import EhcRequest, Fact, typeset
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
            "paper": queries.request_paper(row, at.standing, at.look, request.now),
            "verdict": access.may_alter_request(request.actor, at.standing, row),
            "agreements": dict(request_rules.AGREEMENTS),
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
            "paper": queries.request_paper(row, at.standing, at.look, request.now),
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
    paper = queries.request_paper(row, at.standing, at.look, request.now)
    law = paper.law

    def save(form: forms.SendRequest) -> str:
        commands.send_request(
            actor=request.actor,
            request=row,
            version=posted_version(request),
            now=request.now,
            **form.values(),
        )
        return _url("request_paper", child_ref, ref) if law.is_elsewhere else at.url

    done = "Sent. The SEND team has it, and the dates that the law sets are counted from today."
    if law.is_elsewhere:
        done = f"Written down as sent. {law.to[:1].upper()}{law.to[1:]}, counts its dates from when it has it."
    return form_about(
        request,
        at,
        access.may_alter_request(request.actor, at.standing, row),
        forms.SendRequest,
        "ehcp/send_request.html",
        save,
        context={
            "paper": paper,
            "young": young,
            "laws": (request_rules.ATTENTION, request_rules.YOUNG_PERSON),
            "doubt": request_rules.ATTENTION_DOUBT,
        },
        initial={"gateway": law.basis.gateway, "told_on": request.today},
        version=row.version,
        form_arguments={"young": young, "held": law.held is not None, "elsewhere": law.is_elsewhere},
        done=done,
    )


@require_GET
def request_file(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The request as PDF, for whoever sends on paper. We made it ourselves, so a browser may show it in its window."""
    at, row = _at(request, child_ref, ref)
    shown = queries.request_paper(row, at.standing, at.look, request.now)
    pdf = typeset("ehc_request", _as_data(shown, at.child, request.today))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="request-{shown.ref}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _as_data(shown: queries.RequestPaper, child: Child, today: dt.date) -> EhcRequest:
    held, on = shown.law.held, shown.sent_on or today
    age = calendar.age_on(child.born_on, on)
    facts: list[Fact] = [
        {"label": "About", "value": child.called},
        {"label": "Born", "value": f"{calendar.spoken(child.born_on)}, {age} years old"},
    ]
    if held:
        facts.append({"label": "Held at", "value": f"{held.place}, since {calendar.spoken(held.since)}"})
        facts.append({"label": "Home authority", "value": held.home_authority})
    if shown.asked_by:
        facts.append({"label": "Asked by", "value": shown.asked_by})
        told = dict(request_rules.AGREEMENTS)[shown.agreement]
        facts.append({"label": "Does the family know?", "value": told})
    return {
        # No name: lists of files show it.
        "title": f"Request {shown.ref}",
        "sender": shown.sender,
        "recipient": (shown.sent_to or shown.law.to).split(", "),
        "sent_on": on,
        "reference": shown.ref,
        "subject": "Request for an EHC needs assessment",
        "facts": facts,
        # The family reads it: where nobody is held, the paper does not speak of it.
        "why": shown.law.why if held else request_rules.PLAINLY,
        "law": [shown.law.asks, *shown.law.basis.follows],
        "sources": [f"{shown.law.basis.test.title}: {', '.join(one.place for one in shown.law.sources)}"],
        "sections": [{"title": part.title, "paragraphs": part.text.split("\n")} for part in shown.parts if part.text],
        "left_out": list(shown.hidden),
        "marking": {"sent": "", "draft": "Draft: not sent"}.get(shown.status, "Set aside: not sent"),
        "made_on": today,
    }


@require_POST
def drop_request(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Set it aside."""
    at, row = _at(request, child_ref, ref)

    def run() -> str:
        commands.drop_request(actor=request.actor, request=row, now=request.now)
        return at.url

    return act(request, run, done="Set aside. You can put one together anew.")
