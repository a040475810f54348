"""Pages of the letters of a case, and of the words that they begin with."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page, posted_version
from alongside.documents.typeset import typeset
from alongside.ehcp import access, commands, forms, queries
from alongside.ehcp.models import Letter
from alongside.ehcp.rules import letters as letter_rules
from alongside.ehcp.views.case import Opened, form_about, opened


def _at(request: Request, child_ref: str, ref: str) -> tuple[Opened, Letter]:
    """The child and the letter, for whoever may read it; 404 otherwise."""
    at = opened(request, child_ref)
    return at, queries.letter_or_404(at.child, at.standing, ref, at.look)


def _url(view: str, child_ref: str, ref: str) -> str:
    return reverse(f"ehcp:{view}", kwargs={"child_ref": child_ref, "ref": ref})


@require_POST
def begin_letter(request: Request, child_ref: str, ref: str, code: str) -> HttpResponse:
    """Begin a letter about a step that was taken, and go on to write it."""
    at = opened(request, child_ref)
    step = queries.step_or_404(at.child, at.standing, ref, at.look)

    def run() -> str:
        row = commands.begin_letter(actor=request.actor, step=step, code=code, look=at.look, now=request.now)
        return _url("write_letter", child_ref, row.ref)

    return act(request, run)


@require_GET
def letter(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The letter as it stands: read over, print, send."""
    at, row = _at(request, child_ref, ref)
    return render(
        request,
        "ehcp/letter.html",
        {
            **at.context,
            "letter": queries.letter_paper(row, at.standing, at.look),
            "verdict": access.may_alter_letter(request.actor, at.standing, row),
            "back_url": at.url,
            "form_key": uuid.uuid4(),
        },
    )


@require_GET
def letter_file(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The letter as PDF. We made it ourselves, so a browser may show it in its window."""
    at, row = _at(request, child_ref, ref)
    shown = queries.letter_paper(row, at.standing, at.look)
    pdf = typeset(
        "letter",
        {
            # No name: lists of files show it.
            "title": f"Letter {shown.ref}",
            "sender": list(shown.sender),
            "recipient": shown.addressed_to.splitlines(),
            "sent_on": shown.sent_on or request.today,
            "greeting": "",
            "subject": shown.subject,
            "paragraphs": list(shown.paragraphs),
            "sign_off": "Yours sincerely",
            "signed_by": list(shown.signed_by),
            "reference": shown.ref,
            "marking": "Draft: not sent" if shown.is_draft else "",
            "made_on": request.today,
        },
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letter-{shown.ref}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def write_letter(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Say to whom it goes, and write what only a person knows."""
    at, row = _at(request, child_ref, ref)

    def save(form: forms.WriteLetter) -> str:
        commands.write_letter(
            actor=request.actor, letter=row, version=posted_version(request), now=request.now, **form.cleaned_data
        )
        return _url("letter", child_ref, ref)

    return form_about(
        request,
        at,
        access.may_alter_letter(request.actor, at.standing, row),
        forms.WriteLetter,
        "ehcp/write_letter.html",
        save,
        context={"letter": queries.letter_paper(row, at.standing, at.look)},
        initial={"addressed_to": row.addressed_to, "subject": row.subject, "text": row.text},
        version=row.version,
        done="Saved. Read it over before you send it.",
    )


@require_http_methods(["GET", "POST"])
def send_letter(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Write down that it went, under which law, and whether the family knows."""
    at, row = _at(request, child_ref, ref)

    def save(form: forms.SendLetter) -> str:
        typed = {name: value for name, value in form.cleaned_data.items() if name != "is_read"}
        commands.send_letter(actor=request.actor, letter=row, version=posted_version(request), now=request.now, **typed)
        return _url("letter", child_ref, ref)

    is_theirs = row.of_rule.to == letter_rules.FAMILY
    return form_about(
        request,
        at,
        access.may_alter_letter(request.actor, at.standing, row),
        forms.SendLetter,
        "ehcp/send_letter.html",
        save,
        context={"letter": queries.letter_paper(row, at.standing, at.look)},
        initial={"sent_on": request.today, "gateway": "cfa2014_tell", "family": "told" if is_theirs else ""},
        version=row.version,
        done="Sent. It stands in what was shared, with the law.",
    )


@require_POST
def drop_letter(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Set it aside."""
    at, row = _at(request, child_ref, ref)

    def run() -> str:
        commands.drop_letter(actor=request.actor, letter=row, now=request.now)
        return at.url

    return act(request, run, done="Set aside. You can begin one anew.")


@require_GET
def wordings(request: Request) -> HttpResponse:
    """Every letter that a step of a case can ask for, and whether the partnership has words of its own."""
    access.may_set_wordings(request.actor).or_raise()
    return render(request, "ehcp/wordings.html", {"lines": queries.wording_lines(request.actor)})


@require_http_methods(["GET", "POST"])
def write_wording(request: Request, code: str) -> HttpResponse:
    """The words that a letter begins with: set others, read the earlier ones."""
    access.may_set_wordings(request.actor).or_raise()
    rule = letter_rules.LETTER.get(code)
    if rule is None:
        raise Http404
    every = queries.wordings_of(request.actor.partnership_id, code)

    def save(form: forms.WriteWording) -> str:
        commands.set_wording(actor=request.actor, code=code, now=request.now, **form.cleaned_data)
        return reverse("ehcp:wordings")

    return form_page(
        request,
        forms.WriteWording,
        "ehcp/write_wording.html",
        save,
        context={
            "letter": rule,
            "to": letter_rules.TO[rule.to],
            "fields": queries.fields_of_wordings(),
            "earlier": every[1:],
            "is_own": every[0].is_own,
        },
        initial={"subject": every[0].subject, "text": every[0].text},
        form_arguments={"letter": rule},
        done="Set. Letters that are begun from now on have these words.",
    )
