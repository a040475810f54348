"""The page of a child's needs, and recording what is known."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request
from alongside.children import queries as children
from alongside.needs import access, commands, forms, queries, rules
from alongside.needs.views.opening import child_form, opened


@require_GET
def needs(request: Request, child_ref: str) -> HttpResponse:
    """What helps, what is known, screens and support."""
    at = opened(request, child_ref)
    others = children.joined_records(at.child, at.standing, at.look, request.now)
    page = queries.child_needs(at.child, at.standing, at.look, request.now, others)
    return render(request, "needs/needs.html", {**at.context, "page": page, "others": [o.child.ref for o in others]})


@require_GET
def passport(request: Request, child_ref: str) -> HttpResponse:
    """How to work with the child, on one page to print and hand over. It says nothing of why the child is known."""
    at = opened(request, child_ref)
    alongside = children.working_alongside(at.child, at.standing, at.look, request.now)
    context = {
        **at.context,
        "header": children.header(at.child, at.standing, at.look, request.today),
        "strategies": queries.strategies_of_all(
            at.child, at.standing, at.look, children.joined_records(at.child, at.standing, at.look, request.now)
        ),
        # The allocated worker alone: that a specialist works with a child tells of a need.
        "workers": [person for person in alongside if person.why == children.ALLOCATED_WORKER],
        "may_write": bool(access.may_write_strategy(request.actor, at.standing)),
    }
    return render(request, "needs/passport.html", context)


@require_http_methods(["GET", "POST"])
def record_need(request: Request, child_ref: str) -> HttpResponse:
    """Record a need that is known, and ask for support if it is wanted."""
    at = opened(request, child_ref)

    def save(form: forms.RecordNeed) -> str:
        typed = form.cleaned_data
        row = commands.record_need(
            actor=request.actor,
            child=at.child,
            area=typed["area"],
            identified_on=typed["identified_on"],
            evidence=typed["evidence"],
            now=request.now,
        )
        if typed["ask"]:
            commands.ask_for_support(
                actor=request.actor,
                child=at.child,
                specialism=rules.AREAS_BY_CODE[row.area].specialism,
                area=row.area,
                why=typed["evidence"],
                source=row.ref,
                now=request.now,
            )
        return at.needs_url

    return child_form(
        request,
        at,
        access.may_record_need(request.actor, at.standing),
        forms.RecordNeed,
        "needs/record_need.html",
        save,
        back_url=at.needs_url,
        form_arguments={"areas": rules.areas_in(at.standing.readable)},
        done="Recorded.",
    )


@require_http_methods(["GET", "POST"])
def rule_out_need(request: Request, child_ref: str) -> HttpResponse:
    """Record that a full assessment ruled a need out."""
    at = opened(request, child_ref)

    def save(form: forms.RuleOutNeed) -> str:
        typed = form.cleaned_data
        commands.rule_out_need(
            actor=request.actor,
            child=at.child,
            area=typed["area"],
            ruled_out_on=typed["ruled_out_on"],
            evidence=typed["evidence"],
            now=request.now,
        )
        return at.needs_url

    return child_form(
        request,
        at,
        access.may_rule_out_need(request.actor, at.standing),
        forms.RuleOutNeed,
        "needs/rule_out_need.html",
        save,
        back_url=at.needs_url,
        form_arguments={"areas": rules.areas_in(at.standing.writable)},
        done="Recorded.",
    )
