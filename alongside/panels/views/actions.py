"""Pages of actions: mine, and one of them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import queries as children
from alongside.panels import access, commands, forms, queries
from alongside.panels.models import Action
from alongside.panels.views import meetings
from alongside.panels.views.series import people, today
from alongside.partnerships import queries as partnerships


@require_GET
def my_actions(request: Request) -> HttpResponse:
    """What I promised at panels."""
    if not request.actor.may(Permission.DO_ACTION):
        raise Http404
    rows = queries.my_actions(request.actor, request.now)
    actions = trail.show(request.actor, queries.ACTIONS_VIEWED, rows, now=request.now)
    return render(request, "panels/my_actions.html", {"actions": actions, "today": today(request)})


@require_http_methods(["GET", "POST"])
def add_action(request: Request, ref: str) -> HttpResponse:
    """Add an action on a page of its own."""
    row = access.item_or_404(request.actor, ref, request.now)
    standing, look = children.look_at(request.actor, row.child, request.now)

    def save(form: forms.ActionForm) -> str:
        meetings.add_action(request, row, form)
        return reverse("panels:item", kwargs={"ref": ref})

    return form_page(
        request,
        forms.ActionForm,
        "panels/add_action.html",
        save,
        context={
            "child": children.header(row.child, standing, look, today(request)),
            "item": row,
            "verdict": access.may_add_action(request.actor, row),
        },
        form_arguments={"people": people(request, Permission.DO_ACTION)},
        done="The action is added, and stands in their work.",
    )


def _page(request: Request, row: Action) -> dict[str, object]:
    standing, look = children.look_at(request.actor, row.child, request.now)
    return {
        "child": children.header(row.child, standing, look, today(request)),
        "action": queries.action_line(row, request.actor),
        "may_redirect": access.may_redirect_action(request.actor, row),
        "today": today(request),
    }


@require_http_methods(["GET", "POST"])
def do_action(request: Request, ref: str) -> HttpResponse:
    """One action: what it is, and that it is done."""
    row = access.action_or_404(request.actor, ref, request.now)

    def save(form: forms.DoActionForm) -> str:
        commands.do_action(actor=request.actor, action=row, now=request.now, **form.cleaned_data)
        return reverse("web:home")

    return form_page(
        request,
        forms.DoActionForm,
        "panels/do_action.html",
        save,
        context={**_page(request, row), "verdict": access.may_do_action(request.actor, row)},
        initial={"done_on": today(request)},
        done="Done. Thank you.",
    )


@require_http_methods(["GET", "POST"])
def hand_over_action(request: Request, ref: str) -> HttpResponse:
    """Give an action to somebody else."""
    row = access.action_or_404(request.actor, ref, request.now)

    def save(form: forms.HandOverForm) -> str:
        owner = partnerships.membership_or_404(request.actor, form.cleaned_data["person"])
        commands.hand_over_action(actor=request.actor, action=row, owner=owner, now=request.now)
        return reverse("web:home")

    return form_page(
        request,
        forms.HandOverForm,
        "panels/hand_over_action.html",
        save,
        context={**_page(request, row), "verdict": access.may_redirect_action(request.actor, row)},
        form_arguments={"people": people(request, Permission.DO_ACTION), "label": "Who does it instead?"},
        done="The action stands in their work now.",
    )


@require_http_methods(["GET", "POST"])
def withdraw_action(request: Request, ref: str) -> HttpResponse:
    """Say why an action is not needed any more."""
    row = access.action_or_404(request.actor, ref, request.now)

    def save(form: forms.ReasonForm) -> str:
        commands.withdraw_action(actor=request.actor, action=row, reason=form.cleaned_data["reason"], now=request.now)
        return reverse("web:home")

    return form_page(
        request,
        forms.ReasonForm,
        "panels/withdraw_action.html",
        save,
        context={**_page(request, row), "verdict": access.may_redirect_action(request.actor, row)},
        done="The action is withdrawn.",
    )
