"""Changing the child's record: who the child is, what the child said, what happened, who matters."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access, commands, forms, queries
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.core.verdict import YES, Verdict, no


@require_http_methods(["GET", "POST"])
def record_voice(request: Request, child_ref: str) -> HttpResponse:
    """Write down what the child said, in the part of the record that it was about: who reads that part reads it."""
    child, standing, _ = opened(request, child_ref)
    verdict = access.may_record_voice(request.actor, standing, Strand.IDENTITY)
    insist_on_post(request, verdict)
    came_from = request.GET.get("strand", "")

    def save(form: forms.RecordVoice) -> str:
        typed = {**form.cleaned_data, "strand": Strand(form.cleaned_data["strand"])}
        commands.record_voice(actor=request.actor, child=child, now=request.now, **typed)
        return _page(child_ref, "#said")

    return form_page(
        request,
        forms.RecordVoice,
        "children/record_voice.html",
        save,
        context={"child": child, "verdict": verdict},
        initial={
            "said_on": calendar.london_date(request.now),
            "strand": came_from if came_from in standing.readable else Strand.IDENTITY.value,
        },
        form_arguments={"readable": standing.strands},
    )


@require_http_methods(["GET", "POST"])
def tell_back(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Write down what changed because of what the child said, and when the child was told."""
    child, standing, look = opened(request, child_ref)
    voice = queries.voice_or_404(child, standing, ref, look)
    verdict = access.may_tell_back(request.actor, voice, standing)
    insist_on_post(request, verdict)

    def save(form: forms.TellBack) -> str:
        commands.tell_back(actor=request.actor, voice=voice, now=request.now, **form.cleaned_data)
        return _page(child_ref, "#said")

    return form_page(
        request,
        forms.TellBack,
        "children/tell_back.html",
        save,
        context={
            "child": child,
            "voice": voice,
            "verdict": verdict,
        },
        initial={"changed": voice.changed, "told_back_on": voice.told_back_on or calendar.london_date(request.now)},
    )


@require_http_methods(["GET", "POST"])
def record_entry(request: Request, child_ref: str) -> HttpResponse:
    """Write a line of the chronology, in a strand in which the actor may write."""
    child, standing, _ = opened(request, child_ref)
    verdict = access.may_record_entry(request.actor, standing)
    insist_on_post(request, verdict)

    def save(form: forms.RecordEntry) -> str:
        typed = form.cleaned_data
        commands.record_entry(
            actor=request.actor,
            child=child,
            happened_on=typed["happened_on"],
            strand=Strand(typed["strand"]),
            kind=typed["kind"],
            text=typed["text"],
            now=request.now,
        )
        return _page(child_ref, "#chronology")

    writable = tuple(strand for strand in standing.strands if standing.writes(strand))
    return form_page(
        request,
        forms.RecordEntry,
        "children/record_entry.html",
        save,
        context={"child": child, "verdict": verdict},
        initial={"happened_on": calendar.london_date(request.now), "strand": Strand.PLAN.value},
        form_arguments={"writable": writable},
    )


def insist_on_post(request: Request, verdict: Verdict) -> None:
    """Refuse a form that was sent all the same; a page that is only looked at shows the reason in its place."""
    if request.method == "POST":
        verdict.or_raise()


def opened(request: Request, child_ref: str) -> tuple[Child, Standing, trail.Look]:
    """The child, with the trace of the look."""
    child = access.child_or_404(request.actor, child_ref, request.now)
    return child, *queries.look_at(request.actor, child, request.now)


def _may(request: Request, permission: Permission) -> Verdict:
    if request.actor.may(permission):
        return YES
    return no("Your role reads this record and does not write in it. Ask the allocated worker to record it.")


def _page(child_ref: str, place: str = "") -> str:
    # The child's page stands above this room; its name is all that is known of it here.
    return reverse("web:child", kwargs={"child_ref": child_ref}) + place
