"""Priorities: the list, one with its figure, and the forms by which they are set, changed, reviewed and handed over."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page, posted_version
from alongside.core.verdict import Verdict
from alongside.governance import access, commands, forms, queries
from alongside.governance.models import Priority
from alongside.justice.rules import FINDINGS
from alongside.measures import access as measures_access
from alongside.partnerships import queries as partnerships


@require_GET
def priorities(request: Request) -> HttpResponse:
    """What the partnership works towards, and, for those who set it, what looking back found."""
    access.may_see_priorities(request.actor).or_raise()
    may_set = access.may_set_priorities(request.actor)
    context = {
        "also": queries.priorities(request.actor, request.today),
        "found": _found(request) if may_set else None,
        "may_set": bool(may_set),
        "today": request.today,
    }
    return render(request, "governance/priorities.html", context)


def _found(request: Request) -> tuple[queries.Found, ...]:
    measures_access.may_see_small_counts(request.actor).or_raise()
    return queries.found_on_looking_back(request.actor, request.today)


@require_GET
def priority(request: Request, ref: str) -> HttpResponse:
    """One priority: why, its figure, and what was said of it."""
    row = access.priority_or_404(request.actor, ref)
    context = {
        "page": queries.priority_page(request.actor, row, request.today),
        "today": request.today,
        "may_review": bool(access.may_review_priority(request.actor, row)),
        "may_change": bool(access.may_change_priority(request.actor, row)),
    }
    return render(request, "governance/priority.html", context)


@require_http_methods(["GET", "POST"])
def set_priority(request: Request) -> HttpResponse:
    """Write down a priority; ``?finding=`` names what it answers."""
    access.may_set_priorities(request.actor).or_raise()

    def save(form: forms.SetPriority) -> str:
        made = commands.set_priority(
            actor=request.actor,
            content=form.content(),
            owner=partnerships.membership_or_404(request.actor, form.cleaned_data["owner"]),
            review_on=form.cleaned_data["review_on"],
            now=request.now,
        )
        return reverse("governance:priority", kwargs={"ref": made.ref})

    finding = request.GET.get("finding", "")
    return form_page(
        request,
        forms.SetPriority,
        "governance/set_priority.html",
        save,
        initial={
            "owner": request.actor.membership_ref,
            "level": "operational",
            "findings": [finding] if finding in FINDINGS else [],
            "review_on": queries.day_of_next_review(request.today),
        },
        form_arguments={"owners": _owners(request), "found": _found(request)},
        done="The priority is set.",
    )


@require_http_methods(["GET", "POST"])
def change_priority(request: Request, ref: str) -> HttpResponse:
    """Change what a priority says."""
    row = access.priority_or_404(request.actor, ref)
    verdict = _insist_on_post(request, access.may_change_priority(request.actor, row))

    def save(form: forms.PriorityContent) -> str:
        commands.change_priority(
            actor=request.actor,
            priority=row,
            version=posted_version(request),
            content=form.content(),
            now=request.now,
        )
        return _page(ref)

    return form_page(
        request,
        forms.PriorityContent,
        "governance/change_priority.html",
        save,
        context=_context(row, verdict),
        initial={
            "title": row.title,
            "aim": row.aim,
            "why": row.why,
            "level": row.level,
            "findings": row.findings,
            "measure": row.measure,
            "should": row.should,
        },
        version=row.version,
        form_arguments={"found": _found(request) if verdict else ()},
        done="The priority is changed.",
    )


@require_http_methods(["GET", "POST"])
def review_priority(request: Request, ref: str) -> HttpResponse:
    """Say what was done since, and whether it goes on."""
    row = access.priority_or_404(request.actor, ref)
    verdict = _insist_on_post(request, access.may_review_priority(request.actor, row))

    def save(form: forms.ReviewPriority) -> str:
        commands.review_priority(actor=request.actor, priority=row, now=request.now, **form.cleaned_data)
        return _page(ref)

    return form_page(
        request,
        forms.ReviewPriority,
        "governance/review_priority.html",
        save,
        context={**_context(row, verdict), "page": queries.priority_page(request.actor, row, request.today)},
        initial={"status": "open", "review_on": queries.day_of_next_review(request.today)},
        done="It is written down.",
    )


@require_http_methods(["GET", "POST"])
def hand_over_priority(request: Request, ref: str) -> HttpResponse:
    """Give a priority to somebody else."""
    row = access.priority_or_404(request.actor, ref)
    verdict = _insist_on_post(request, access.may_change_priority(request.actor, row))

    def save(form: forms.HandOverPriority) -> str:
        owner = partnerships.membership_or_404(request.actor, form.cleaned_data["owner"])
        commands.hand_over_priority(actor=request.actor, priority=row, owner=owner, now=request.now)
        return _page(ref)

    return form_page(
        request,
        forms.HandOverPriority,
        "governance/hand_over_priority.html",
        save,
        context=_context(row, verdict),
        form_arguments={"owners": _owners(request, besides=row.owner.ref)},
        done="It is theirs from now on.",
    )


def _insist_on_post(request: Request, verdict: Verdict) -> Verdict:
    """Show why not on the page; refuse what is sent all the same."""
    if request.method == "POST":
        verdict.or_raise()
    return verdict


def _context(row: Priority, verdict: Verdict) -> dict[str, object]:
    return {"priority": row, "verdict": verdict}


def _page(ref: str) -> str:
    return reverse("governance:priority", kwargs={"ref": ref})


def _owners(request: Request, besides: str = "") -> list[tuple[str, str]]:
    people = partnerships.colleagues(request.actor, request.today, roles=access.OWNERS)
    return [(one.ref, f"{one.name}, {one.agency}") for one in people if one.ref != besides]
