"""Pages of a panel: when it meets, who sits on it, its meetings."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page
from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES
from alongside.core import calendar
from alongside.panels import access, commands, forms, queries
from alongside.partnerships import queries as partnerships

Options = list[tuple[str, str]]


def today(request: Request) -> dt.date:
    """The day in London on which the page is asked for."""
    return calendar.london_date(request.now)


def people(request: Request, permission: Permission, *, agency: str = "", leave_out: tuple[str, ...] = ()) -> Options:
    """People whose role carries a permission, of one agency or all, to choose from: reference, and name with agency."""
    roles = tuple(role.code.value for role in ROLES.values() if permission in role.permissions)
    rows = partnerships.colleagues(request.actor, today(request), roles=roles)
    return [
        (row.ref, f"{row.name}, {row.agency}")
        for row in rows
        if row.ref not in leave_out and agency in ("", row.agency)
    ]


@require_GET
def series_list(request: Request) -> HttpResponse:
    """Panels that one may know of, and the meetings that come."""
    if not request.actor.may(Permission.SIT_ON_PANEL):
        raise Http404
    context = {
        "series": queries.series_list(request.actor),
        "meetings": queries.coming(request.actor, today(request)),
        "verdict": access.may_prepare(request.actor),
        "today": today(request),
    }
    return render(request, "panels/series_list.html", context)


@require_GET
def series(request: Request, ref: str) -> HttpResponse:
    """One panel: its purpose, its agencies, what it may decide, and its meetings."""
    row = access.series_or_404(request.actor, ref)
    context = {
        "page": queries.series_page(request.actor, row, today(request)),
        "verdict": access.may_prepare(request.actor),
        "today": today(request),
    }
    return render(request, "panels/series.html", context)


@require_http_methods(["GET", "POST"])
def start_series(request: Request) -> HttpResponse:
    """Start a panel."""
    if not access.may_prepare(request.actor):
        raise Http404

    def save(form: forms.StartSeriesForm) -> str:
        typed = form.cleaned_data
        made = commands.start_series(actor=request.actor, now=request.now, **{**typed, **_people_of(request, typed)})
        return reverse("panels:seat_agency", kwargs={"ref": made.ref})

    return form_page(
        request,
        forms.StartSeriesForm,
        "panels/start_series.html",
        save,
        initial={"quorum": "2", "weekday": "2"},
        form_arguments=_who(request, ()),
        done="The panel is set up. Now say which agencies sit on it.",
    )


def _who(request: Request, now_in_post: tuple[str, ...]) -> dict[str, Options]:
    """Whom one may appoint: oneself only where one holds a post of this panel already."""
    own = request.actor.membership_ref
    leave_out = () if own in now_in_post else (own,)
    return {
        "chairs": people(request, Permission.CHAIR_PANEL, leave_out=leave_out),
        "preparers": people(request, Permission.RUN_PANEL, leave_out=leave_out),
    }


def _people_of(request: Request, typed: dict[str, str]) -> dict[str, object]:
    return {name: partnerships.membership_or_404(request.actor, typed[name]) for name in ("chair", "prepared_by")}


@require_http_methods(["GET", "POST"])
def change_series(request: Request, ref: str) -> HttpResponse:
    """Change a panel's day, place, chair, quorum."""
    row = access.series_or_404(request.actor, ref)

    def save(form: forms.ChangeSeriesForm) -> str:
        typed = form.cleaned_data
        commands.change_series(
            actor=request.actor, series=row, now=request.now, **{**typed, **_people_of(request, typed)}
        )
        return reverse("panels:series", kwargs={"ref": ref})

    initial = {
        "name": row.name,
        "weekday": str(row.weekday),
        "begins": row.begins,
        "place": row.place,
        "chair": row.chair.ref,
        "prepared_by": row.prepared_by.ref,
        "quorum": str(row.quorum),
        "is_active": row.is_active,
    }
    context = {"series": row, "verdict": access.may_prepare(request.actor)}
    return form_page(
        request,
        forms.ChangeSeriesForm,
        "panels/change_series.html",
        save,
        context=context,
        initial=initial,
        form_arguments=_who(request, (row.chair.ref, row.prepared_by.ref)),
        done="The panel is changed. Meetings that are planned already stay as they are.",
    )


@require_http_methods(["GET", "POST"])
def seat_agency(request: Request, ref: str) -> HttpResponse:
    """Give an agency a seat on the panel."""
    row = access.series_or_404(request.actor, ref)

    def save(form: forms.SeatForm) -> str:
        typed = form.cleaned_data
        person = typed["membership"]
        commands.seat_agency(
            actor=request.actor,
            series=row,
            agency=access.agency_or_404(request.actor, typed["agency"]),
            part=typed["part"],
            is_required=typed["is_required"],
            membership=partnerships.membership_or_404(request.actor, person) if person else None,
            now=request.now,
        )
        return request.path

    return form_page(
        request,
        forms.SeatForm,
        "panels/seat_agency.html",
        save,
        context={
            "page": queries.series_page(request.actor, row, today(request)),
            "verdict": access.may_prepare(request.actor),
        },
        form_arguments={
            "agencies": [(agency.ref, agency.name) for agency in partnerships.agencies(request.actor)],
            "people": people(request, Permission.SIT_ON_PANEL),
        },
        done="The agency has a seat.",
    )


@require_POST
def unseat_agency(request: Request, ref: str, agency_ref: str) -> HttpResponse:
    """Take an agency's seat off the panel."""
    row = access.series_or_404(request.actor, ref)
    agency = access.agency_or_404(request.actor, agency_ref)

    def run() -> str:
        commands.unseat_agency(actor=request.actor, series=row, agency=agency, now=request.now)
        return reverse("panels:seat_agency", kwargs={"ref": ref})

    return act(request, run, done="The agency has no seat any more.")


@require_http_methods(["GET", "POST"])
def plan_meeting(request: Request, ref: str) -> HttpResponse:
    """Plan the next meeting."""
    row = access.series_or_404(request.actor, ref)
    page = queries.series_page(request.actor, row, today(request))

    def save(form: forms.PlanMeetingForm) -> str:
        made = commands.plan_meeting(
            actor=request.actor, series=row, meets_on=form.cleaned_data["meets_on"], now=request.now
        )
        return reverse("panels:meeting", kwargs={"ref": made.ref})

    return form_page(
        request,
        forms.PlanMeetingForm,
        "panels/plan_meeting.html",
        save,
        context={"page": page, "verdict": access.may_prepare(request.actor)},
        initial={"meets_on": page.next_on},
        done="The meeting is planned. Children can now be put on its agenda.",
    )
