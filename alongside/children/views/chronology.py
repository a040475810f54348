"""Everything that happened, and withdrawing what was written down wrongly."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.accounts.permissions import Permission
from alongside.children import access, commands, forms, queries
from alongside.children.forms.chronology import kind_in_words
from alongside.children.queries.happened import Asked
from alongside.children.views.record import insist_on_post, opened


@require_GET
def chronology(request: Request, child_ref: str) -> HttpResponse:
    """Everything that happened, by part of the record, agency and kind."""
    child, standing, look = opened(request, child_ref)
    typed = {name: request.GET.get(name, "")[:40] for name in ("strand", "agency", "kind", "earlier", "later")}
    asked = Asked(
        strand=typed["strand"] if typed["strand"] in standing.readable else "",
        agency=typed["agency"],
        kind=typed["kind"],
        earlier_than=typed["earlier"],
        later_than=typed["later"],
    )
    page = queries.everything(child, standing, look, asked, request.now)
    narrow = forms.NarrowChronology(
        initial={"strand": asked.strand, "agency": asked.agency, "kind": asked.kind},
        strands=standing.strands,
        agencies=page.agencies,
        kinds=page.kinds,
    )
    context = {
        "child": child,
        "page": page,
        "narrow": narrow,
        "asked": asked,
        "narrowed_to": narrow.in_words_of(asked.strand, asked.agency, asked.kind),
        "kind_words": kind_in_words,
        "others": queries.other_records(child, look),
        "may_record": request.actor.may(Permission.RECORD_ENTRY) and bool(standing.writable),
    }
    return render(request, "children/chronology.html", context)


@require_http_methods(["GET", "POST"])
def withdraw_entry(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Withdraw a line that is wrong."""
    child, standing, look = opened(request, child_ref)
    entry = queries.entry_or_404(child, standing, ref, look)
    verdict = access.may_withdraw(standing, entry.strand)
    insist_on_post(request, verdict)

    def save(form: forms.SayWhyWithdrawn) -> str:
        commands.withdraw_entry(actor=request.actor, entry=entry, now=request.now, **form.cleaned_data)
        return _chronology(child_ref)

    return form_page(
        request,
        forms.SayWhyWithdrawn,
        "children/withdraw_entry.html",
        save,
        context={"child": child, "entry": entry, "verdict": verdict, "back_url": _chronology(child_ref)},
        done="The line is withdrawn.",
    )


@require_http_methods(["GET", "POST"])
def withdraw_voice(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Withdraw what was wrongly written down as the child's words."""
    child, standing, look = opened(request, child_ref)
    voice = queries.voice_or_404(child, standing, ref, look)
    verdict = access.may_tell_back(request.actor, voice, standing)
    insist_on_post(request, verdict)

    def save(form: forms.SayWhyWithdrawn) -> str:
        commands.withdraw_voice(actor=request.actor, voice=voice, now=request.now, **form.cleaned_data)
        return _chronology(child_ref)

    return form_page(
        request,
        forms.SayWhyWithdrawn,
        "children/withdraw_voice.html",
        save,
        context={"child": child, "voice": voice, "verdict": verdict, "back_url": _chronology(child_ref)},
        done="What was written down is withdrawn.",
    )


def _chronology(child_ref: str) -> str:
    return reverse("children:chronology", kwargs={"child_ref": child_ref})
