"""One entry for several children, and taking it back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.audit import trail
from alongside.children import access, commands, forms, queries
from alongside.children.models import Child
from alongside.children.views.record import insist_on_post, opened
from alongside.core.strands import TITLES, Strand
from alongside.core.verdict import Verdict


@require_http_methods(["GET", "POST"])
def record_entry_for_several(request: Request, child_ref: str) -> HttpResponse:
    """Write once what happened with several children: first with whom, then what."""
    child, standing, _ = opened(request, child_ref)
    verdict = access.may_record_entry(request.actor, standing)
    insist_on_post(request, verdict)
    chosen = request.GET.getlist("with")
    if not verdict or not chosen:
        return _choose(request, child, verdict)
    everybody, strands = queries.chosen_or_404(request.actor, child, chosen, request.now)

    def save(form: forms.RecordEntryForSeveral) -> str:
        typed = form.cleaned_data
        commands.record_entry_for_several(
            actor=request.actor,
            children=everybody,
            happened_on=typed["happened_on"],
            strand=Strand(typed["strand"]),
            kind=typed["kind"],
            text=typed["text"],
            own=form.own(),
            now=request.now,
        )
        return _chronology(child_ref)

    return form_page(
        request,
        forms.RecordEntryForSeveral,
        "children/record_entry_for_several.html",
        save,
        context={"child": child, "verdict": verdict, "everybody": everybody, "back_url": request.path},
        initial={"happened_on": request.today, "strand": Strand.PLAN.value},
        form_arguments={"writable": strands, "children": [(one.ref, one.called) for one in everybody]},
        done=f"Written into {len(everybody)} records.",
    )


def _choose(request: Request, child: Child, verdict: Verdict) -> HttpResponse:
    context: dict[str, Any] = {"child": child, "verdict": verdict, "form": None, "back_url": _chronology(child.ref)}
    if verdict:
        rows = trail.show(
            request.actor,
            queries.CHILDREN_LISTED,
            queries.children_to_write_with(request.actor, child, request.now),
            now=request.now,
        )
        options = [
            (one.child.ref, f"{one.child.called}, {one.child.age}", "The same family" if one.is_family else "")
            for one in rows
        ]
        form = forms.ChooseSeveral(request.GET if "next" in request.GET else None, options=options)
        if form.is_bound:
            form.is_valid()
        context["form"] = form if options else None
    return render(request, "children/choose_several.html", context)


@require_GET
def entry(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """What one entry says in this record: every part of it that the reader reads. It never says of whom else it is."""
    child, standing, look = opened(request, child_ref)
    found = queries.entry_or_404(child, standing, ref, look)
    # As in the chronology: what is of all before what is the child's own.
    lines = queries.lines_of(child, standing, found.source, look)[::-1] if found.source else (found,)
    may = bool(access.may_withdraw(standing, found.strand))
    context = {
        "child": child,
        "entry": found,
        "part": TITLES[Strand(found.strand)],
        "lines": lines,
        "withdraw_url": queries.withdrawn_at(child_ref, ref, found.source) if may else "",
        "back_url": _chronology(child_ref),
    }
    return render(request, "children/entry.html", context)


@require_http_methods(["GET", "POST"])
def withdraw_entry_for_several(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Take back what was written of several children: of this child, or wherever the reader may."""
    child, standing, look = opened(request, child_ref)
    lines = queries.lines_of(child, standing, ref, look)
    if not lines:
        raise Http404
    verdict = access.may_withdraw(standing, lines[0].strand)
    insist_on_post(request, verdict)

    def save(form: forms.WithdrawForSeveral) -> str:
        typed = form.cleaned_data
        commands.withdraw_entry_for_several(
            actor=request.actor,
            child=child,
            source=ref,
            everywhere=typed["where"] == "everywhere",
            reason=typed["reason"],
            now=request.now,
        )
        return _chronology(child_ref)

    return form_page(
        request,
        forms.WithdrawForSeveral,
        "children/withdraw_entry_for_several.html",
        save,
        context={"child": child, "lines": lines, "verdict": verdict, "back_url": _chronology(child_ref)},
        form_arguments={"called": child.first_called},
        done="It is withdrawn.",
    )


def _chronology(child_ref: str) -> str:
    return reverse("children:chronology", kwargs={"child_ref": child_ref})
