"""Records that may be of one child: compared, joined by two people, and parted again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.audit import trail
from alongside.children import access, commands, forms, queries
from alongside.children.models import Merge
from alongside.children.views.record import insist_on_post
from alongside.core.verdict import YES, not_now


@require_GET
def duplicates(request: Request) -> HttpResponse:
    """Records that may be of one child, what waits for a second person, and what was joined."""
    access.may_propose_merge(request.actor).or_raise()
    rows = queries.duplicates(request.actor, request.now)
    page = trail.show(request.actor, queries.DUPLICATES_VIEWED, rows, now=request.now, basis="Matches records")
    return render(request, "children/duplicates.html", {"page": page})


@require_http_methods(["GET", "POST"])
def propose_merge(request: Request, one_ref: str, two_ref: str) -> HttpResponse:
    """Compare two records, and say whether they are of one child."""
    access.may_propose_merge(request.actor).or_raise()
    one, two, untraced = queries.two_records(request.actor, one_ref, two_ref, request.now)
    pair = trail.show(request.actor, queries.DUPLICATES_VIEWED, untraced, now=request.now, basis="Matches records")

    def save(form: forms.ProposeMerge) -> str:
        answer, why = form.cleaned_data["answer"], form.cleaned_data["why"]
        if answer == "different":
            commands.say_different(actor=request.actor, one=one, two=two, why=why, now=request.now)
        else:
            kept, other = (one, two) if answer == "one" else (two, one)
            commands.propose_merge(actor=request.actor, kept=kept, other=other, why=why, now=request.now)
        return reverse("children:duplicates")

    return form_page(
        request,
        forms.ProposeMerge,
        "children/propose_merge.html",
        save,
        context={"pair": pair, "verdict": YES},
        form_arguments={"refs": (one.ref, two.ref)},
        done="That is written down.",
    )


@require_http_methods(["GET", "POST"])
def decide_merge(request: Request, ref: str) -> HttpResponse:
    """A second person looks at both records and decides."""
    access.may_propose_merge(request.actor).or_raise()
    row, untraced = queries.merge_or_404(request.actor, ref, request.now)
    pair = trail.show(request.actor, queries.DUPLICATES_VIEWED, untraced, now=request.now, basis="Matches records")
    verdict = access.may_decide_merge(request.actor, row)
    if verdict and row.status != Merge.Status.PROPOSED:
        verdict = not_now("Somebody has decided about these records already.")
    insist_on_post(request, verdict)

    def save(form: forms.DecideMerge) -> str:
        commands.decide_merge(actor=request.actor, merge=row, now=request.now, **form.cleaned_data)
        return reverse("children:duplicates")

    return form_page(
        request,
        forms.DecideMerge,
        "children/decide_merge.html",
        save,
        context={"pair": pair, "verdict": verdict},
        done="That is decided.",
    )


@require_http_methods(["GET", "POST"])
def part_records(request: Request, ref: str) -> HttpResponse:
    """Part two records that were joined wrongly."""
    access.may_propose_merge(request.actor).or_raise()
    row, untraced = queries.merge_or_404(request.actor, ref, request.now)
    pair = trail.show(request.actor, queries.DUPLICATES_VIEWED, untraced, now=request.now, basis="Matches records")
    verdict = YES if row.status == Merge.Status.JOINED else not_now("These records are not joined.")
    insist_on_post(request, verdict)

    def save(form: forms.PartRecords) -> str:
        commands.part_records(actor=request.actor, merge=row, now=request.now, **form.cleaned_data)
        return reverse("children:duplicates")

    return form_page(
        request,
        forms.PartRecords,
        "children/part_records.html",
        save,
        context={"pair": pair, "verdict": verdict},
        done="The records are parted.",
    )
