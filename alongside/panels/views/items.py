"""Pages of one child's item: put on an agenda, read, contribute, decide; guests; moved or taken off."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page, posted_version
from alongside.accounts.permissions import Permission
from alongside.children import access as child_access
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.strands import TITLES
from alongside.panels import access, commands, forms, queries, rules
from alongside.panels.models import AgendaItem, Meeting
from alongside.panels.views.series import people, today
from alongside.partnerships import queries as partnerships
from alongside.referrals import queries as referrals


def _choices(meetings: tuple[queries.MeetingLine, ...]) -> list[tuple[str, str]]:
    return [(row.ref, f"{row.series}, {calendar.spoken(row.meets_on)}") for row in meetings]


@require_http_methods(["GET", "POST"])
def add_item(request: Request, child_ref: str) -> HttpResponse:
    """Put a child on the agenda of a meeting."""
    child = child_access.child_or_404(request.actor, child_ref, request.now)
    standing, look = children.look_at(request.actor, child, request.now)
    meetings = queries.meetings_to_choose(request.actor, today(request))
    lines = referrals.involvements(child, standing, look)
    work = [(line.ref, f"{line.stream}, since {calendar.spoken(line.opened_on)}") for line in lines if line.is_open]
    work += [
        (said.ref, f"Referral by {said.agency}, {calendar.spoken(said.on)}")
        for said in referrals.referrers_said(child, standing, look)
    ]

    def save(form: forms.AddItemForm) -> str:
        typed = form.cleaned_data
        commands.add_item(
            actor=request.actor,
            meeting=access.open_meeting_or_404(request.actor, typed["meeting"]),
            child=child,
            why_here=typed["why_here"],
            about=typed.get("about", ""),
            alleged=typed.get("alleged", ""),
            family_told=typed["family_told"],
            not_told_why=typed["not_told_why"],
            now=request.now,
        )
        return reverse("web:child", kwargs={"child_ref": child_ref})

    return form_page(
        request,
        forms.AddItemForm,
        "panels/add_item.html",
        save,
        context={
            "child": children.header(child, standing, look, today(request)),
            "verdict": access.may_add_item(request.actor, child, request.now),
            "has_meetings": bool(meetings),
        },
        initial={"about": work[0][0] if work else "", "meeting": meetings[0].ref if meetings else ""},
        form_arguments={
            "meetings": _choices(meetings),
            "work": work,
            "writes_justice": bool(access.may_write_alleged(request.actor, child, request.now)),
        },
        done=f"{child.first_called} is on the agenda.",
    )


@require_GET
def item(request: Request, ref: str) -> HttpResponse:
    """The child's one page for a meeting."""
    row = access.item_or_404(request.actor, ref, request.now)
    standing, look = children.look_at(request.actor, row.child, request.now)
    context = {
        "page": queries.one_page(row, standing, look, request.now),
        "meeting": row.meeting,
        "meeting_status": Meeting.Status(row.meeting.status).label,
        "may_open_meeting": access.visible_meetings(request.actor).filter(pk=row.meeting_id).exists(),
        "guests": queries.guests_of(row),
        "standing": standing,
        "may_contribute": access.may_contribute(request.actor, row),
        "may_decide": access.may_decide(request.actor, row),
        "may_add_action": access.may_add_action(request.actor, row),
        "may_change": _may_change(request, row),
        "is_listed": row.status == AgendaItem.Status.LISTED,
        "today": today(request),
    }
    return render(request, "panels/item.html", context)


def _may_change(request: Request, row: AgendaItem) -> bool:
    return bool(access.may_prepare(request.actor) or access.may_add_item(request.actor, row.child, request.now))


@require_http_methods(["GET", "POST"])
def contribute(request: Request, ref: str) -> HttpResponse:
    """Answer the three questions for one's agency."""
    row = access.item_or_404(request.actor, ref, request.now)
    standing, look = children.look_at(request.actor, row.child, request.now)
    given = queries.given_by_my_agency(row, look)

    def save(form: forms.ContributionForm) -> str:
        commands.contribute(
            actor=request.actor, item=row, version=posted_version(request), now=request.now, **form.cleaned_data
        )
        return reverse("panels:item", kwargs={"ref": ref})

    strand = rules.contribution_strand(request.actor.agency_kind)
    return form_page(
        request,
        forms.ContributionForm,
        "panels/contribute.html",
        save,
        context={
            "child": children.header(row.child, standing, look, today(request)),
            "meeting": row.meeting,
            "item": row,
            "verdict": access.may_contribute(request.actor, row),
            "given": given,
        },
        initial={name: getattr(given, name) for name in rules.QUESTIONS} if given else {},
        version=given.version if given else 0,
        form_arguments={"who": f"members of this meeting who may read “{TITLES[strand]}”, and your agency"},
        done="Thank you. The panel reads this before it meets.",
    )


@require_http_methods(["GET", "POST"])
def record_decision(request: Request, ref: str) -> HttpResponse:
    """Record the panel's decision on a page of its own."""
    row = access.item_or_404(request.actor, ref, request.now)
    standing, look = children.look_at(request.actor, row.child, request.now)

    def save(form: forms.DecisionForm) -> str:
        commands.record_decision(actor=request.actor, item=row, now=request.now, **form.cleaned_data)
        return reverse("panels:item", kwargs={"ref": ref})

    seats = queries.attendance(row.meeting)
    return form_page(
        request,
        forms.DecisionForm,
        "panels/record_decision.html",
        save,
        context={
            "child": children.header(row.child, standing, look, today(request)),
            "meeting": row.meeting,
            "item": row,
            "verdict": access.may_decide(request.actor, row),
            "quorum": queries.quorum(row.meeting, seats),
        },
        initial={"is_agreed": True},
        form_arguments={"name": row.child.first_called, "kind": row.meeting.series.kind},
        done="The decision is recorded.",
    )


# Who comes, and where it stands


def _line(request: Request, ref: str, item_ref: str) -> AgendaItem:
    """An item to arrange: for who prepares the meeting by its place on the agenda, for workers by the child."""
    if access.may_prepare(request.actor):
        return access.agenda_line_or_404(request.actor, access.meeting_or_404(request.actor, ref), item_ref)
    row = access.item_or_404(request.actor, item_ref, request.now)
    if row.meeting.ref != ref or not access.may_add_item(request.actor, row.child, request.now):
        raise Http404
    return row


def _after(request: Request, ref: str, row: AgendaItem) -> str:
    """Back to the agenda for who prepares it, to the child's item for the worker."""
    if access.may_prepare(request.actor):
        return reverse("panels:meeting", kwargs={"ref": ref})
    return reverse("panels:item", kwargs={"ref": row.ref})


@require_http_methods(["GET", "POST"])
def invite_guest(request: Request, ref: str, item_ref: str) -> HttpResponse:
    """Invite somebody for one child only."""
    row = _line(request, ref, item_ref)

    def save(form: forms.PersonForm) -> str:
        person = partnerships.membership_or_404(request.actor, form.cleaned_data["person"])
        commands.invite_guest(actor=request.actor, item=row, membership=person, now=request.now)
        return request.path

    guests = queries.guests_of(row)
    return form_page(
        request,
        forms.PersonForm,
        "panels/invite_guest.html",
        save,
        context={"item": row, "meeting_ref": ref, "guests": guests, "after": _after(request, ref, row)},
        form_arguments={
            "people": people(request, Permission.SIT_ON_PANEL, leave_out=tuple(g.membership_ref for g in guests)),
            "label": "Who comes for this child?",
        },
        done="They are invited for this child only.",
    )


@require_POST
def uninvite_guest(request: Request, ref: str, item_ref: str, membership_ref: str) -> HttpResponse:
    """Somebody does not come for this child after all."""
    row = _line(request, ref, item_ref)
    person = partnerships.membership_or_404(request.actor, membership_ref)

    def run() -> str:
        commands.uninvite_guest(actor=request.actor, item=row, membership=person, now=request.now)
        return reverse("panels:invite_guest", kwargs={"ref": ref, "item_ref": item_ref})

    return act(request, run, done="They are not invited any more.")


@require_POST
def move_up(request: Request, ref: str, item_ref: str) -> HttpResponse:
    """Move an item up the agenda."""
    row = _line(request, ref, item_ref)

    def run() -> str:
        commands.move_up(actor=request.actor, item=row, now=request.now)
        return reverse("panels:meeting", kwargs={"ref": ref})

    return act(request, run)


@require_http_methods(["GET", "POST"])
def move_item(request: Request, ref: str, item_ref: str) -> HttpResponse:
    """Put a child off to another meeting."""
    row = _line(request, ref, item_ref)
    meetings = tuple(line for line in queries.meetings_to_choose(request.actor, today(request)) if line.ref != ref)

    def save(form: forms.MoveItemForm) -> str:
        to = access.open_meeting_or_404(request.actor, form.cleaned_data["meeting"])
        commands.move_item(actor=request.actor, item=row, to=to, reason=form.cleaned_data["reason"], now=request.now)
        return _after(request, ref, row)

    context: dict[str, Any] = {"item": row, "meeting_ref": ref, "verdict": access.may_prepare(request.actor)}
    return form_page(
        request,
        forms.MoveItemForm,
        "panels/move_item.html",
        save,
        context={**context, "has_meetings": bool(meetings)},
        form_arguments={"meetings": _choices(meetings)},
        done="The child is on the agenda of the other meeting.",
    )


@require_http_methods(["GET", "POST"])
def remove_item(request: Request, ref: str, item_ref: str) -> HttpResponse:
    """Take a child off the agenda."""
    row = _line(request, ref, item_ref)

    def save(form: forms.ReasonForm) -> str:
        commands.remove_item(actor=request.actor, item=row, reason=form.cleaned_data["reason"], now=request.now)
        return reverse("panels:series_list")

    return form_page(
        request,
        forms.ReasonForm,
        "panels/remove_item.html",
        save,
        context={"item": row, "meeting_ref": ref},
        done="The child is off the agenda. Nobody reads about the child because of it any more.",
    )
