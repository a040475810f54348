"""What happens to a spell of work while it lasts, and cover for whoever is away."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page
from alongside.children import queries as children
from alongside.core import calendar
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Membership
from alongside.referrals import access, commands, forms, queries, rules
from alongside.referrals.views.involvement import after, ended, with_child


@require_http_methods(["GET", "POST"])
def ask_transfer(request: Request, ref: str) -> HttpResponse:
    """Ask a colleague or another team to take the work over; until they accept, it stays where it is."""
    actor, now = request.actor, request.now
    row = access.involvement_or_404(actor, ref, now)
    if closed := ended(request, row, access.may_ask_transfer(actor, row, now)):
        return closed
    workers = queries.workers(
        actor,
        stream=row.stream,
        locality_id=row.child.locality_id,
        now=now,
        leave_out=row.worker.ref,
        child=row.child,
    )
    teams = [team for team in queries.teams_for(actor, row.stream) if team.pk != row.team_id]

    def save(form: forms.AskTransfer) -> str:
        commands.ask_transfer(actor=actor, involvement=row, now=now, **form.values())
        return after(request, row)

    return form_page(
        request,
        forms.AskTransfer,
        "referrals/ask_transfer.html",
        save,
        context={**with_child(request, row), "workers": workers},
        form_arguments={"workers": workers, "teams": teams},
        done="Asked. Until they accept, the work stays where it is.",
    )


@require_http_methods(["GET", "POST"])
def answer_transfer(request: Request, ref: str) -> HttpResponse:
    """Whether somebody takes over work: yes, and it is theirs; no, with a reason, and it stays."""
    actor, now = request.actor, request.now
    found = access.transfer_or_404(actor, ref, now)
    verdict = access.may_answer_transfer(actor, found)
    if request.method == "POST":
        verdict.or_raise()
    workers = None
    if found.to_worker_id is None and verdict:
        every = queries.workers(
            actor, stream=found.involvement.stream, locality_id=found.child.locality_id, now=now, child=found.child
        )
        workers = queries.Workers(
            tuple(row for row in every.rows if row.team.pk == found.to_team_id), "", "", every.locality
        )
    standing, look = children.look_at(actor, found.child, now)

    def save(form: forms.AnswerTransfer) -> str:
        commands.answer_transfer(actor=actor, transfer_row=found, now=now, **form.values())
        return after(request, found.involvement)

    return form_page(
        request,
        forms.AnswerTransfer,
        "referrals/answer_transfer.html",
        save,
        context={
            "child": children.header(found.child, standing, look, calendar.london_date(now)),
            "transfer": found,
            "stream": rules.STREAMS[found.involvement.stream].title,
            "asked_of": queries.asked_of(found),
            "verdict": verdict,
            "may_withdraw": bool(access.may_withdraw_transfer(actor, found, now)),
        },
        form_arguments={"workers": workers},
        done="Answered.",
    )


@require_POST
def withdraw_transfer(request: Request, ref: str) -> HttpResponse:
    """Take back what was asked."""
    found = access.transfer_or_404(request.actor, ref, request.now)

    def run() -> str:
        commands.withdraw_transfer(actor=request.actor, transfer_row=found, now=request.now)
        return after(request, found.involvement)

    return act(request, run, done="Taken back. The work stays where it is.")


@require_http_methods(["GET", "POST"])
def record_goodbye(request: Request, ref: str) -> HttpResponse:
    """Goodbye and hello: when the child met each, and what they were told."""
    actor, now = request.actor, request.now
    found = access.goodbye_or_404(actor, ref, now)
    row = access.involvement_or_404(actor, found.involvement.ref, now)
    if closed := ended(request, row, access.may_record_goodbye(actor, found, row, now)):
        return closed

    def save(form: forms.RecordGoodbye) -> str:
        commands.record_goodbye(actor=actor, goodbye=found, now=now, **form.cleaned_data)
        return after(request, row)

    return form_page(
        request,
        forms.RecordGoodbye,
        "referrals/record_goodbye.html",
        save,
        context={**with_child(request, row), "goodbye": found},
        done="Recorded.",
    )


@require_http_methods(["GET", "POST"])
def pause_involvement(request: Request, ref: str) -> HttpResponse:
    """Let the work rest; the page says which clocks stop and which run on."""
    actor, now = request.actor, request.now
    row = access.involvement_or_404(actor, ref, now)
    if closed := ended(request, row, access.may_pause(actor, row, now)):
        return closed

    def save(form: forms.PauseInvolvement) -> str:
        commands.pause_involvement(actor=actor, involvement=row, now=now, **form.cleaned_data)
        return after(request, row)

    return form_page(
        request,
        forms.PauseInvolvement,
        "referrals/pause_involvement.html",
        save,
        context={**with_child(request, row), "lines": rules.PAUSE_LINES},
        done="The work rests.",
    )


@require_http_methods(["GET", "POST"])
def resume_involvement(request: Request, ref: str) -> HttpResponse:
    """The work goes on."""
    actor, now = request.actor, request.now
    row = access.involvement_or_404(actor, ref, now)
    if closed := ended(request, row, access.may_resume(actor, row, now)):
        return closed

    def save(form: forms.ResumeInvolvement) -> str:
        commands.resume_involvement(actor=actor, involvement=row, now=now)
        return after(request, row)

    return form_page(
        request,
        forms.ResumeInvolvement,
        "referrals/resume_involvement.html",
        save,
        context=with_child(request, row),
        done="The work goes on.",
    )


@require_http_methods(["GET", "POST"])
def step_down(request: Request, ref: str) -> HttpResponse:
    """Less help: this work ends, and somebody else takes over."""
    actor, now = request.actor, request.now
    row = access.involvement_or_404(actor, ref, now)
    if closed := ended(request, row, access.may_end(actor, row, now)):
        return closed
    options = [
        (code, stream.title, queries.workers(actor, stream=code, locality_id=row.child.locality_id, now=now))
        for code, stream in rules.STREAMS.items()
        if stream.needs_agreement and code != row.stream
    ]

    def save(form: forms.StepDown) -> str:
        commands.step_down(actor=actor, involvement=row, now=now, **form.values())
        return after(request, row)

    return form_page(
        request,
        forms.StepDown,
        "referrals/step_down.html",
        save,
        context=with_child(request, row),
        form_arguments={"options": options},
        initial={"told_on": calendar.london_date(now)},
        done="Recorded. This work has ended.",
    )


@require_http_methods(["GET", "POST"])
def withdraw_agreement(request: Request, ref: str) -> HttpResponse:
    """The child or the family takes back their agreement to voluntary work."""
    actor, now = request.actor, request.now
    row = access.involvement_or_404(actor, ref, now)
    if closed := ended(request, row, access.may_withdraw_agreement(actor, row, now)):
        return closed

    def save(form: forms.WithdrawAgreement) -> str:
        commands.withdraw_agreement(actor=actor, involvement=row, now=now, **form.cleaned_data)
        return after(request, row)

    return form_page(
        request,
        forms.WithdrawAgreement,
        "referrals/withdraw_agreement.html",
        save,
        context=with_child(request, row),
        initial={"withdrawn_on": calendar.london_date(now)},
        done="Recorded. The work has ended, and counts against nobody.",
    )


# Days away


@require_http_methods(["GET", "POST"])
def record_absence(request: Request, ref: str) -> HttpResponse:
    """Days on which somebody is away, and who covers."""
    actor, now = request.actor, request.now
    membership = partnerships.membership_or_404(actor, ref)
    if not access.is_own(actor, membership):
        partnerships.sees_to(actor, membership, request.today).or_raise()

    def save(form: forms.RecordAbsence) -> str:
        commands.record_absence(actor=actor, membership=membership, now=now, **form.values())
        return request.path

    return form_page(
        request,
        forms.RecordAbsence,
        "referrals/record_absence.html",
        save,
        context=_absences(request, membership),
        form_arguments={"colleagues": queries.who_could_cover(actor, membership, now)},
        done="Recorded. Cover begins and ends by itself.",
    )


def _absences(request: Request, membership: Membership) -> dict[str, Any]:
    return {
        "name": membership.user.name,
        "is_own": access.is_own(request.actor, membership),
        "membership_ref": membership.ref,
        "absences": queries.absences(request.actor, membership, request.now),
    }


@require_POST
def end_absence(request: Request, ref: str) -> HttpResponse:
    """The worker is back, or did not go."""
    found = queries.absence_or_404(request.actor, ref)

    def run() -> str:
        commands.end_absence(actor=request.actor, absence=found, now=request.now)
        return reverse("referrals:record_absence", kwargs={"ref": found.membership.ref})

    return act(request, run, done="Ended. Who covered sees the children no longer.")
