"""Pages of one meeting: its agenda, who is here, running it on one screen, the pack, its close."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page
from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import queries as children
from alongside.core import calendar, refs
from alongside.documents.typeset import typeset
from alongside.panels import access, commands, forms, queries, rules
from alongside.panels.models import Attendance, Meeting
from alongside.panels.views.series import people, today
from alongside.partnerships import queries as partnerships

MARKS = [(mark.value, mark.label) for mark in Attendance.Mark if mark is not Attendance.Mark.EXPECTED]


def _at(view: str, ref: str) -> str:
    return reverse(f"panels:{view}", kwargs={"ref": ref})


def _about(request: Request, row: Meeting) -> dict[str, Any]:
    """What every page of a meeting shows: the meeting, who is expected, whether it can decide."""
    seats = queries.attendance(row)
    return {
        "meeting": row,
        "status_title": Meeting.Status(row.status).label,
        "seats": seats,
        "quorum": queries.quorum(row, seats),
        "marks": MARKS,
        "may_prepare": access.may_prepare(request.actor),
        "may_start": access.may_start(request.actor, row, today(request)),
        "release_due_on": rules.release_due_on(row.meets_on),
        "contribute_by": rules.contribute_by(row.meets_on),
        "readable_until": calendar.london_date(rules.readable_until(row.meets_on)),
        "today": today(request),
        "act_key": uuid.uuid4(),
    }


@require_GET
def meeting(request: Request, ref: str) -> HttpResponse:
    """The agenda of a meeting, and its next step."""
    row = access.meeting_or_404(request.actor, ref)
    rows = queries.agenda(request.actor, row, request.now)
    agenda = trail.show(request.actor, queries.AGENDA_VIEWED, rows, now=request.now, basis=f"meeting {ref}")
    return render(request, "panels/meeting.html", {**_about(request, row), "agenda": agenda})


@require_http_methods(["GET", "POST"])
def reschedule_meeting(request: Request, ref: str) -> HttpResponse:
    """Another day, time or place."""
    row = access.meeting_or_404(request.actor, ref)

    def save(form: forms.RescheduleForm) -> str:
        commands.reschedule_meeting(actor=request.actor, meeting=row, now=request.now, **form.cleaned_data)
        return _at("meeting", ref)

    return form_page(
        request,
        forms.RescheduleForm,
        "panels/reschedule_meeting.html",
        save,
        context={"meeting": row, "verdict": access.may_prepare(request.actor)},
        initial={"meets_on": row.meets_on, "begins": row.begins, "place": row.place},
        done="The meeting is changed.",
    )


@require_http_methods(["GET", "POST"])
def change_chair(request: Request, ref: str) -> HttpResponse:
    """Somebody else chairs this meeting."""
    row = access.meeting_or_404(request.actor, ref)

    def save(form: forms.PersonForm) -> str:
        chair = partnerships.membership_or_404(request.actor, form.cleaned_data["person"])
        commands.change_chair(actor=request.actor, meeting=row, chair=chair, now=request.now)
        return _at("meeting", ref)

    return form_page(
        request,
        forms.PersonForm,
        "panels/change_chair.html",
        save,
        context={"meeting": row, "verdict": access.may_prepare(request.actor)},
        initial={"person": row.chair.ref},
        form_arguments={"people": people(request, Permission.CHAIR_PANEL), "label": "Who chairs this meeting?"},
        done="The chair is changed.",
    )


def _step(request: Request, ref: str, command: Any, then: str, done: str) -> HttpResponse:
    row = access.meeting_or_404(request.actor, ref)

    def run() -> str:
        command(actor=request.actor, meeting=row, now=request.now)
        return _at(then, ref)

    return act(request, run, done=done)


@require_POST
def release_agenda(request: Request, ref: str) -> HttpResponse:
    """Release the agenda."""
    return _step(request, ref, commands.release_agenda, "meeting", "The agenda is released. Members can read it now.")


@require_POST
def start_meeting(request: Request, ref: str) -> HttpResponse:
    """Start the meeting."""
    return _step(request, ref, commands.start_meeting, "run_meeting", "The meeting has started. Mark who is here.")


@require_POST
def close_meeting(request: Request, ref: str) -> HttpResponse:
    """Close the meeting."""
    return _step(request, ref, commands.close_meeting, "meeting", "The meeting is closed.")


@require_GET
def attendance(request: Request, ref: str) -> HttpResponse:
    """Who is expected and who is here."""
    row = access.meeting_or_404(request.actor, ref)
    return render(request, "panels/attendance.html", {**_about(request, row), "back": ""})


@require_POST
def mark_attendance(request: Request, ref: str, agency_ref: str) -> HttpResponse:
    """Mark whether an agency is here; ``back`` names the item on whose screen it was marked."""
    row = access.meeting_or_404(request.actor, ref)
    agency = access.agency_or_404(request.actor, agency_ref)
    mark, back = request.POST.get("mark", ""), request.POST.get("back", "")
    if mark not in Attendance.Mark.values:
        raise Http404

    def run() -> str:
        commands.mark_attendance(actor=request.actor, meeting=row, agency=agency, mark=mark, now=request.now)
        if refs.is_ref(back):
            return reverse("panels:run_item", kwargs={"ref": ref, "item_ref": back}) + "#who-is-here"
        return _at("attendance", ref)

    return act(request, run)


@require_http_methods(["GET", "POST"])
def seat_person(request: Request, ref: str, agency_ref: str) -> HttpResponse:
    """Somebody else comes for a core agency."""
    row = access.meeting_or_404(request.actor, ref)
    agency = access.agency_or_404(request.actor, agency_ref)
    if agency.ref not in {seat.agency_ref for seat in queries.attendance(row) if seat.is_core}:
        raise Http404

    def save(form: forms.PersonForm) -> str:
        person = partnerships.membership_or_404(request.actor, form.cleaned_data["person"])
        commands.seat_person(actor=request.actor, meeting=row, agency=agency, membership=person, now=request.now)
        return _at("attendance", ref)

    theirs = people(request, Permission.SIT_ON_PANEL, agency=agency.name)
    return form_page(
        request,
        forms.PersonForm,
        "panels/seat_person.html",
        save,
        context={"meeting": row, "agency": agency, "verdict": access.may_prepare(request.actor)},
        form_arguments={"people": theirs, "label": f"Who comes for {agency.name}?"},
        done="They read the agenda from now on.",
    )


# Running the meeting


@require_GET
def run_meeting(request: Request, ref: str) -> HttpResponse:
    """To the first child who is not decided yet; to the agenda when there is none left."""
    row = access.meeting_or_404(request.actor, ref)
    rows = queries.agenda(request.actor, row, request.now)
    agenda = trail.show(request.actor, queries.AGENDA_VIEWED, rows, now=request.now, basis=f"meeting {ref}")
    first = agenda.after("") or next((line.ref for line in agenda.lines if line.is_known), "")
    if not first:
        return HttpResponseRedirect(_at("meeting", ref))
    return HttpResponseRedirect(reverse("panels:run_item", kwargs={"ref": ref, "item_ref": first}))


@require_http_methods(["GET", "POST"])
def run_item(request: Request, ref: str, item_ref: str) -> HttpResponse:
    """The whole meeting on one screen: agenda and people at the side, the child, the decision, what follows."""
    item = access.item_or_404(request.actor, item_ref, request.now)
    row = access.meeting_or_404(request.actor, ref)
    if item.meeting_id != row.pk:
        raise Http404
    rows = queries.agenda(request.actor, row, request.now)
    agenda = trail.show(request.actor, queries.AGENDA_VIEWED, rows, now=request.now, basis=f"meeting {ref}")
    standing, look = children.look_at(request.actor, item.child, request.now)
    page = queries.one_page(item, standing, look, request.now)
    upcoming = agenda.after(item_ref)
    here = {"ref": ref, "item_ref": item_ref}

    def save_decision(form: forms.DecisionForm) -> str:
        commands.record_decision(actor=request.actor, item=item, now=request.now, **form.cleaned_data)
        return reverse("panels:run_item", kwargs=here) + "#actions"

    def save_action(form: forms.ActionForm) -> str:
        add_action(request, item, form)
        return reverse("panels:run_item", kwargs=here) + "#actions"

    verdict = access.may_decide(request.actor, item)
    context = {
        **_about(request, row),
        "agenda": agenda,
        "page": page,
        "standing": standing,
        "verdict": verdict,
        "may_add_action": access.may_add_action(request.actor, item),
        "next_ref": upcoming,
        "back": item_ref,
    }
    if page.status == "decided":
        return form_page(
            request,
            forms.ActionForm,
            "panels/run_item.html",
            save_action,
            context={**context, "step": "action"},
            form_arguments={"people": people(request, Permission.DO_ACTION)},
            done="The action is added, and stands in their work.",
        )
    return form_page(
        request,
        forms.DecisionForm,
        "panels/run_item.html",
        save_decision,
        context={**context, "step": "decision"},
        initial={"is_agreed": True},
        form_arguments={"name": item.child.first_called, "kind": row.series.kind},
        done="The decision is recorded. Add actions, or go to the next child.",
    )


def add_action(request: Request, item: Any, form: forms.ActionForm) -> None:
    """Add the action of a form."""
    typed = form.cleaned_data
    commands.add_action(
        actor=request.actor,
        item=item,
        what=typed["what"],
        owner=partnerships.membership_or_404(request.actor, typed["owner"]),
        due_on=typed["due_on"],
        now=request.now,
    )


# The pack


@require_GET
def pack(request: Request, ref: str) -> HttpResponse:
    """Every child's one page as this reader may read it, to print or to read through."""
    row = access.meeting_or_404(request.actor, ref)
    rows = queries.pack(request.actor, row, request.now)
    pages = trail.show(request.actor, queries.PACK_OPENED, rows, now=request.now, basis=f"meeting {ref}")
    return render(request, "panels/pack.html", {**_about(request, row), "pages": pages})


@require_GET
def pack_pdf(request: Request, ref: str) -> HttpResponse:
    """The same as a PDF file that we made."""
    row = access.meeting_or_404(request.actor, ref)
    rows = queries.pack(request.actor, row, request.now)
    pages = trail.show(request.actor, queries.PACK_OPENED, rows, now=request.now, basis=f"meeting {ref}")
    data = queries.pack_as_data(request.actor, row, queries.attendance(row), pages, today(request))
    response = HttpResponse(typeset("panel_pack", data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{ref}.pdf"'
    return response
