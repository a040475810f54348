"""Files in the child's record: what there is, putting one in, opening one, and withdrawing a wrong one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.accounts.permissions import Permission
from alongside.children import access, commands, forms, queries
from alongside.children.models import Document
from alongside.children.views.record import insist_on_post, opened
from alongside.core.strands import Strand
from alongside.core.verdict import no
from alongside.documents import files


@require_GET
def documents(request: Request, child_ref: str) -> HttpResponse:
    """The files of the record that the reader may see."""
    child, standing, look = opened(request, child_ref)
    strand, kind, typed = (request.GET.get(name, "") for name in ("strand", "kind", "page"))
    strand = strand if strand in standing.readable else ""
    kind = kind if kind in Document.Kind.values else ""
    number = int(typed) if typed.isdecimal() and len(typed) < 6 else 1
    writable = any(standing.writes(part) for part in standing.strands)
    context = {
        "child": child,
        "page": queries.documents(child, standing, look, request.now, strand=strand, kind=kind, number=number),
        "narrow": forms.NarrowDocuments(initial={"kind": kind}),
        "kind": kind,
        "may_record": request.actor.may(Permission.RECORD_ENTRY) and writable,
    }
    return render(request, "children/documents.html", context)


@require_http_methods(["GET", "POST"])
def record_document(request: Request, child_ref: str) -> HttpResponse:
    """Put a file into the record."""
    child, standing, _ = opened(request, child_ref)
    writable = tuple(strand for strand in standing.strands if standing.writes(strand))
    verdict = access.may_record_document(request.actor, standing, *writable[:1])
    insist_on_post(request, verdict)

    def save(form: forms.RecordDocument) -> str:
        typed = {**form.cleaned_data, "strand": Strand(form.cleaned_data["strand"])}
        commands.record_document(actor=request.actor, child=child, now=request.now, **typed)
        return _documents(child_ref)

    return form_page(
        request,
        forms.RecordDocument,
        "children/record_document.html",
        save,
        context={"child": child, "verdict": verdict, "back_url": _documents(child_ref)},
        initial={"dated_on": request.today},
        form_arguments={"writable": writable},
        done="The document is in the record.",
    )


@require_GET
def document(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """One document: what it is, who put it there, and the file."""
    child, standing, look = opened(request, child_ref)
    _, paper = queries.document_or_404(child, standing, ref, look)
    return render(request, "children/document.html", {"child": child, "paper": paper})


@require_GET
def document_file(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The file itself, to keep or to open in its own program; in the browser only what Alongside made."""
    child, standing, look = opened(request, child_ref)
    row, _ = queries.document_or_404(child, standing, ref, look)
    content = queries.open_document(request.actor, row, standing, request.now)
    shown = row.is_made_here and row.media_type in (files.PDF, "image/png", "image/jpeg")
    answer = HttpResponse(content, content_type=row.media_type if shown else "application/octet-stream")
    name = f"{row.ref}.{files.SUFFIXES[row.media_type]}"
    answer.headers["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}"'
    return answer


@require_http_methods(["GET", "POST"])
def withdraw_document(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Take a wrong file away."""
    child, standing, look = opened(request, child_ref)
    row, paper = queries.document_or_404(child, standing, ref, look)
    verdict = access.may_withdraw(standing, row.strand)
    if verdict and row.withdrawn_at is not None:
        verdict = no("This document has been withdrawn already.")
    insist_on_post(request, verdict)

    def save(form: forms.SayWhyWithdrawn) -> str:
        commands.withdraw_document(actor=request.actor, document=row, now=request.now, **form.cleaned_data)
        return _documents(child_ref)

    return form_page(
        request,
        forms.SayWhyWithdrawn,
        "children/withdraw_document.html",
        save,
        context={"child": child, "paper": paper, "verdict": verdict, "back_url": _documents(child_ref)},
        done="The document is withdrawn.",
    )


def _documents(child_ref: str) -> str:
    return reverse("children:documents", kwargs={"child_ref": child_ref})
