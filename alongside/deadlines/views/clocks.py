"""Pages of one child's dates."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page, posted_version
from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES
from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.deadlines import access, commands, forms, queries, rules
from alongside.deadlines.models import Clock
from alongside.partnerships import queries as partnerships


@dataclass(frozen=True, slots=True)
class _Opened:
    """What every page here begins with: the child, the reader's standing, and the trace of the look."""

    child: Child
    standing: Standing
    look: trail.Look
    context: dict[str, Any]


def _open(request: Request, child_ref: str) -> _Opened:
    """The child for whoever reads a strand in which dates stand. 404 otherwise."""
    child = child_access.child_or_404(request.actor, child_ref, request.now)
    standing, look = children.look_at(request.actor, child, request.now)
    if not any(standing.reads(strand) for strand in access.strands_of_rules()):
        raise Http404
    header = children.header(child, standing, look, request.today)
    return _Opened(child, standing, look, {"child": header, "standing": standing, "today": request.today})


def _clock(request: Request, child_ref: str, ref: str) -> tuple[_Opened, Clock]:
    opened = _open(request, child_ref)
    row = access.clock_or_404(request.actor, opened.child, ref, request.now)
    row.child = opened.child
    return opened, row


def _people(request: Request) -> list[tuple[str, str]]:
    """Whose role can keep a date, the reader first."""
    roles = tuple(role.code.value for role in ROLES.values() if Permission.DO_ACTION in role.permissions)
    rows = partnerships.colleagues(request.actor, request.today, roles=roles)
    mine = [(row.ref, f"{row.name} (you)") for row in rows if row.membership_id == request.actor.membership_id]
    return mine + [(row.ref, f"{row.name}, {row.agency}") for row in rows if (row.ref, f"{row.name} (you)") not in mine]


def _at(row: Clock) -> str:
    return reverse("deadlines:clock", kwargs={"child_ref": row.child.ref, "ref": row.ref})


@require_GET
def dates(request: Request, child_ref: str) -> HttpResponse:
    """Every date of the child."""
    opened = _open(request, child_ref)
    others = children.joined_records(opened.child, opened.standing, opened.look, request.now)
    of_others = ((row.child.ref, queries.dates_of(row.child, row.standing, row.look, request.now)) for row in others)
    page = {
        "lines": queries.dates_of(opened.child, opened.standing, opened.look, request.now),
        "others": [(ref, lines) for ref, lines in of_others if lines],
        "verdict": access.may_start(request.actor, opened.child, request.now),
    }
    return render(request, "deadlines/dates.html", {**opened.context, **page})


@require_http_methods(["GET", "POST"])
def start_clock(request: Request, child_ref: str) -> HttpResponse:
    """Begin to count a date."""
    opened = _open(request, child_ref)

    def save(form: forms.StartClock) -> str:
        clock = commands.start_clock(
            actor=request.actor,
            child=opened.child,
            rule=form.cleaned_data["rule"],
            started_on=form.cleaned_data["started_on"],
            owner=partnerships.membership_or_404(request.actor, form.cleaned_data["owner"]),
            now=request.now,
        )
        return _at(clock)

    return form_page(
        request,
        forms.StartClock,
        "deadlines/start_clock.html",
        save,
        context={**opened.context, "verdict": access.may_start(request.actor, opened.child, request.now)},
        initial={"owner": request.actor.membership_ref},
        form_arguments={
            "strands": access.strands_kept(request.actor, opened.child, request.now),
            "people": _people(request),
        },
        done="The date is counted, and stands in their work.",
    )


@require_GET
def clock(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """One date: why it is that date, what is claimed beside it, whose it is."""
    opened, row = _clock(request, child_ref, ref)
    page = {
        "page": queries.clock_page(row, opened.look, request.now),
        "may_keep": access.may_keep(request.actor, row, request.now),
        "kept_url": queries.url_of(row, child_ref) if rules.kept_at(row.about) else "",
        "may_hand_over": access.may_hand_over(request.actor, row, request.now),
        "form_key": uuid.uuid4(),
    }
    return render(request, "deadlines/clock.html", {**opened.context, **page})


@require_http_methods(["GET", "POST"])
def meet_clock(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Say that it was done."""
    opened, row = _clock(request, child_ref, ref)

    def save(form: forms.MeetClock) -> str:
        met_on = form.cleaned_data["met_on"]
        version = posted_version(request)
        commands.meet_clock(actor=request.actor, clock=row, met_on=met_on, version=version, now=request.now)
        return _at(row)

    return form_page(
        request,
        forms.MeetClock,
        "deadlines/act.html",
        save,
        context={
            **opened.context,
            "clock": row,
            "title": "Say that it was done",
            "button": "Save",
            "verdict": access.may_keep_running(request.actor, row, request.now),
        },
        initial={"met_on": request.today},
        version=row.version,
        done="Done. The day is kept.",
    )


@require_http_methods(["GET", "POST"])
def reopen_clock(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Say that it was not done after all."""
    opened, row = _clock(request, child_ref, ref)

    def save(form: forms.Reason) -> str:
        commands.reopen_clock(actor=request.actor, clock=row, reason=form.cleaned_data["reason"], now=request.now)
        return _at(row)

    return form_page(
        request,
        forms.Reason,
        "deadlines/act.html",
        save,
        context={
            **opened.context,
            "clock": row,
            "title": "It was not done after all",
            "button": "Let it run again",
            "verdict": access.may_reopen(request.actor, row, request.now),
        },
        done="The date is waited for again.",
    )


@require_http_methods(["GET", "POST"])
def end_clock(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Stop waiting for it, with a reason."""
    opened, row = _clock(request, child_ref, ref)

    def save(form: forms.Reason) -> str:
        version = posted_version(request)
        reason = form.cleaned_data["reason"]
        commands.end_clock(actor=request.actor, clock=row, reason=reason, version=version, now=request.now)
        return _at(row)

    return form_page(
        request,
        forms.Reason,
        "deadlines/act.html",
        save,
        context={
            **opened.context,
            "clock": row,
            "title": "Stop waiting for this date",
            "button": "Stop waiting",
            "verdict": access.may_keep_running(request.actor, row, request.now),
        },
        version=row.version,
        done="Nobody waits for this date any more. It stays in the record.",
    )


@require_http_methods(["GET", "POST"])
def follow_clock(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Say what happened that begins another date in its place."""
    opened, row = _clock(request, child_ref, ref)
    if not row.of_rule.follow_ons:
        raise Http404

    def save(form: forms.FollowClock) -> str:
        version = posted_version(request)
        commands.follow_clock(
            actor=request.actor,
            clock=row,
            when=form.cleaned_data["when"],
            happened_on=form.cleaned_data["happened_on"],
            version=version,
            now=request.now,
        )
        return _at(row)

    return form_page(
        request,
        forms.FollowClock,
        "deadlines/act.html",
        save,
        context={
            **opened.context,
            "clock": row,
            "title": "What happened?",
            "button": "Begin what follows",
            "verdict": access.may_keep_running(request.actor, row, request.now),
        },
        version=row.version,
        form_arguments={"rule": row.of_rule},
        done="What the law begins in its place is counted now.",
    )


@require_http_methods(["GET", "POST"])
def hand_over_clock(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Give it to somebody else."""
    opened, row = _clock(request, child_ref, ref)

    def save(form: forms.HandOver) -> str:
        owner = partnerships.membership_or_404(request.actor, form.cleaned_data["owner"])
        version = posted_version(request)
        commands.hand_over_clock(actor=request.actor, clock=row, owner=owner, version=version, now=request.now)
        return reverse("deadlines:dates", kwargs={"child_ref": child_ref})

    return form_page(
        request,
        forms.HandOver,
        "deadlines/act.html",
        save,
        context={
            **opened.context,
            "clock": row,
            "title": "Hand this date over",
            "button": "Hand over",
            "verdict": access.may_hand_over(request.actor, row, request.now),
        },
        version=row.version,
        form_arguments={"people": _people(request)},
        done="It stands in their work now.",
    )


@require_http_methods(["GET", "POST"])
def claim_exception(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Claim an exception that the rule allows."""
    opened, row = _clock(request, child_ref, ref)
    if not row.of_rule.excuses:
        raise Http404

    def save(form: forms.ClaimException) -> str:
        commands.claim_exception(actor=request.actor, clock=row, now=request.now, **form.cleaned_data)
        return _at(row)

    return form_page(
        request,
        forms.ClaimException,
        "deadlines/act.html",
        save,
        context={
            **opened.context,
            "clock": row,
            "title": "Claim an exception",
            "button": "Claim the exception",
            "verdict": access.may_keep(request.actor, row, request.now),
        },
        form_arguments={"excuses": row.of_rule.excuses},
        done="The exception stands beside the date. The date stays.",
    )


@require_http_methods(["GET", "POST"])
def withdraw_claim(request: Request, child_ref: str, ref: str, claim_ref: str) -> HttpResponse:
    """Withdraw an exception, with a reason."""
    opened, row = _clock(request, child_ref, ref)
    claim = access.claim_or_404(request.actor, row, claim_ref)
    claim.clock = row

    def save(form: forms.Reason) -> str:
        commands.withdraw_claim(actor=request.actor, claim=claim, reason=form.cleaned_data["reason"], now=request.now)
        return _at(row)

    return form_page(
        request,
        forms.Reason,
        "deadlines/act.html",
        save,
        context={
            **opened.context,
            "clock": row,
            "title": "Withdraw the exception",
            "button": "Withdraw",
            "verdict": access.may_keep(request.actor, row, request.now),
        },
        done="The exception is withdrawn. It stays in the record as such.",
    )
