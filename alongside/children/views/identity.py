"""Who the child is, a topic a page; care status, addresses, and what the record said before."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page, posted_version
from alongside.children import access, commands, forms, queries
from alongside.children.models import Child
from alongside.children.views.record import insist_on_post, opened
from alongside.core.strands import Strand
from alongside.core.verdict import Verdict


@require_GET
def identity(request: Request, child_ref: str) -> HttpResponse:
    """Who the child is: what is known, and what nobody has asked yet."""
    child, standing, look = opened(request, child_ref)
    others = queries.joined_records(child, standing, look, request.now)
    context = {
        "child": child,
        "topics": queries.identity(child, standing, look, request.today, others),
        "care": queries.care_spells(child, standing, look, others),
        "others": tuple(other.child.ref for other in others),
        "reads_plan": standing.reads(Strand.PLAN),
        "writes": standing.writes(Strand.IDENTITY),
        "writes_plan": standing.writes(Strand.PLAN),
        "may_see_history": bool(access.may_see_history(standing)),
    }
    return render(request, "children/identity.html", context)


@require_http_methods(["GET", "POST"])
def edit_child(request: Request, child_ref: str, topic: str) -> HttpResponse:
    """Change a topic of who the child is; when somebody else saved first, both versions side by side."""
    form_class = forms.CHILD_TOPICS.get(topic)
    if form_class is None:
        raise Http404
    child, standing, _ = opened(request, child_ref)
    verdict = access.may_write(request.actor, child, Strand.IDENTITY, request.now)
    insist_on_post(request, verdict)

    def save(form: forms.EditChild) -> str:
        commands.edit_child(
            actor=request.actor,
            child=child,
            version=posted_version(request),
            changes=dict(form.cleaned_data),
            now=request.now,
        )
        return _identity(child_ref)

    hidden = queries.hidden_fields(standing)
    return form_page(
        request,
        form_class,
        "children/edit_child.html",
        save,
        context={"child": child, "verdict": verdict, "back_url": _identity(child_ref)},
        initial={name: value for name, value in form_class.of(child).items() if name not in hidden},
        version=child.version,
        form_arguments={"without": hidden},
    )


@require_http_methods(["GET", "POST"])
def record_care(request: Request, child_ref: str) -> HttpResponse:
    """Write down what children's social care does for the child."""
    child, _, _ = opened(request, child_ref)
    verdict = access.may_write(request.actor, child, Strand.PLAN, request.now)
    insist_on_post(request, verdict)

    def save(form: forms.RecordCare) -> str:
        commands.record_care(actor=request.actor, child=child, now=request.now, **form.cleaned_data)
        return _identity(child_ref) + "#care"

    return form_page(
        request,
        forms.RecordCare,
        "children/record_care.html",
        save,
        context={"child": child, "verdict": verdict, "back_url": _identity(child_ref)},
    )


@require_GET
def addresses(request: Request, child_ref: str) -> HttpResponse:
    """Where the child lives and lived."""
    child = access.child_or_404(request.actor, child_ref, request.now)
    standing = access.standing(request.actor, child, request.now)
    context = {
        "child": child,
        "places": queries.addresses(request.actor, child, standing, request.now),
        "writes": standing.writes(Strand.IDENTITY),
    }
    return render(request, "children/addresses.html", context)


@require_http_methods(["GET", "POST"])
def record_address(request: Request, child_ref: str) -> HttpResponse:
    """Write down where the child lives, for everybody who may see the child or for named people."""
    child, standing, look = opened(request, child_ref)
    verdict = _may_write(request, child)
    readers = queries.readers(child, Strand.IDENTITY, look, request.now)
    people = {row.ref: row for row in readers if row.membership_id != request.actor.membership_id}

    def save(form: forms.RecordAddress) -> str:
        typed = dict(form.cleaned_data)
        chosen, is_restricted = typed.pop("readers"), typed.pop("is_restricted")
        named = None
        if is_restricted:
            access.may_see_restricted(standing).or_raise()
            named = [people[ref].membership_id for ref in chosen]
        commands.record_address(actor=request.actor, child=child, readers=named, now=request.now, **typed)
        return _addresses(child_ref)

    return form_page(
        request,
        forms.RecordAddress,
        "children/record_address.html",
        save,
        context={"child": child, "verdict": verdict, "back_url": _addresses(child_ref)},
        form_arguments={"people": [(row.ref, f"{row.name}, {row.agency}") for row in people.values()]},
    )


@require_http_methods(["GET", "POST"])
def end_address(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The child does not live there any more."""
    child, _, look = opened(request, child_ref)
    address = queries.address_or_404(child, ref, look)
    verdict = _may_write(request, child)

    def save(form: forms.EndAddress) -> str:
        commands.end_address(actor=request.actor, address=address, now=request.now, **form.cleaned_data)
        return _addresses(child_ref)

    return form_page(
        request,
        forms.EndAddress,
        "children/end_address.html",
        save,
        context={"child": child, "address": address, "verdict": verdict, "back_url": _addresses(child_ref)},
        initial={"to_on": request.today},
    )


@require_http_methods(["GET", "POST"])
def withdraw_address(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Take away an address that was written down wrongly."""
    child, _, look = opened(request, child_ref)
    address = queries.address_or_404(child, ref, look)
    verdict = _may_write(request, child)

    def save(form: forms.WithdrawAddress) -> str:
        commands.withdraw_address(actor=request.actor, address=address, now=request.now, **form.cleaned_data)
        return _addresses(child_ref)

    return form_page(
        request,
        forms.WithdrawAddress,
        "children/withdraw_address.html",
        save,
        context={"child": child, "address": address, "verdict": verdict, "back_url": _addresses(child_ref)},
    )


@require_GET
def history(request: Request, child_ref: str) -> HttpResponse:
    """What the record said before, who changed it and when."""
    child = access.child_or_404(request.actor, child_ref, request.now)
    standing = access.standing(request.actor, child, request.now)
    access.may_see_history(standing).or_raise()
    typed = request.GET.get("page", "1")
    number = int(typed) if typed.isdecimal() and len(typed) < 6 else 1
    page = queries.history(request.actor, child, standing, number=number, now=request.now)
    return render(request, "children/history.html", {"child": child, "history": page})


def _may_write(request: Request, child: Child) -> Verdict:
    verdict = access.may_write(request.actor, child, Strand.IDENTITY, request.now)
    insist_on_post(request, verdict)
    return verdict


def _identity(child_ref: str) -> str:
    return reverse("children:identity", kwargs={"child_ref": child_ref})


def _addresses(child_ref: str) -> str:
    return reverse("children:addresses", kwargs={"child_ref": child_ref})
