"""Pages of the plan and of contacts."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page
from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import forms as child_forms
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.documents.typeset import typeset
from alongside.partnerships import queries as partnerships
from alongside.plans import access, commands, forms, queries, rules
from alongside.plans.models import Plan
from alongside.referrals import queries as referrals


@dataclass(frozen=True, slots=True)
class _Page:
    """What every page here begins with: the child, the reader's standing, and the trace of the look."""

    child: Child
    standing: Standing
    look: trail.Look
    header: children.ChildHeader
    today: dt.date

    @property
    def context(self) -> dict[str, Any]:
        return {"child": self.header, "standing": self.standing, "today": self.today}


def _open(request: Request, child_ref: str, *, plan: bool = True) -> _Page:
    """The child for whoever may know of it; with ``plan``, only for whoever reads the plan strand. 404 otherwise."""
    child = child_access.child_or_404(request.actor, child_ref, request.now)
    standing, look = children.look_at(request.actor, child, request.now)
    if plan and not standing.reads(Strand.PLAN):
        raise Http404
    today = calendar.london_date(request.now)
    return _Page(child, standing, look, children.header(child, standing, look, today), today)


def _plan_url(child_ref: str) -> str:
    return reverse("plans:plan", kwargs={"child_ref": child_ref})


def _typed_number(request: Request, name: str, otherwise: int) -> int:
    """The counter that came with the form, so that what was typed is held against what stood on that page."""
    try:
        return int(request.POST.get(name, ""))
    except ValueError:
        return otherwise


@require_GET
def plan(request: Request, child_ref: str) -> HttpResponse:
    """The child's plan with its goals, steps, reviews and contacts."""
    page = _open(request, child_ref)
    shown = queries.current_plan(page.child, page.standing, page.look)
    others = children.joined_records(page.child, page.standing, page.look, request.now)
    context = {
        **page.context,
        "plan": shown,
        "other_plans": queries.plans_of(others),
        "due": None if shown and shown.is_agreed else queries.plan_due(referrals.open_involvements(page.child)),
        "earlier": queries.earlier_plans(page.child, page.standing, page.look, others),
        "contacts": queries.contacts(page.child, page.standing, page.look, others=others),
        "verdict": access.may_write_plan(request.actor, page.child, request.now),
        "may_sign": bool(access.may_sign_without_ehc_changes(request.actor, page.child, request.now)),
        "may_record_contact": bool(access.may_record_contact(request.actor, page.standing)),
        "form_key": uuid.uuid4(),
    }
    return render(request, "plans/plan.html", context)


@require_http_methods(["GET", "POST"])
def start_plan(request: Request, child_ref: str) -> HttpResponse:
    """Begin the plan."""
    page = _open(request, child_ref)
    before = queries.current_plan(page.child, page.standing, page.look)

    def save(form: forms.PlanForm) -> str:
        commands.start_plan(actor=request.actor, child=page.child, **form.cleaned_data, now=request.now)
        return _plan_url(child_ref)

    return form_page(
        request,
        forms.PlanForm,
        "plans/start_plan.html",
        save,
        context={
            **page.context,
            "verdict": access.may_write_plan(request.actor, page.child, request.now),
            "plan": before,
        },
        initial={
            "strengths": before.strengths if before else page.child.strengths,
            "matters": before.matters if before else "",
        },
        form_arguments={"name": page.child.first_called},
        done="The plan is begun. Add what the child wants, and what adults will do.",
    )


@require_http_methods(["GET", "POST"])
def edit_plan(request: Request, child_ref: str) -> HttpResponse:
    """Change the plan's words and its review date; both versions side by side when somebody else saved first."""
    page = _open(request, child_ref)
    row = access.open_plan_or_404(request.actor, page.child, request.now)
    initial = {name: getattr(row, name) for name in commands.EDITABLE}

    def save(form: forms.PlanForm) -> str:
        commands.edit_plan(
            actor=request.actor,
            plan=row,
            version=_typed_number(request, "version", row.version),
            changes=dict(form.cleaned_data),
            now=request.now,
        )
        return _plan_url(child_ref)

    return form_page(
        request,
        forms.PlanForm,
        "plans/edit_plan.html",
        save,
        context={
            **page.context,
            "plan": row,
            "verdict": access.may_write_plan(request.actor, page.child, request.now),
        },
        initial=initial,
        version=row.version,
        form_arguments={"name": page.child.first_called},
        done="The plan is saved.",
    )


@require_http_methods(["GET", "POST"])
def add_goal(request: Request, child_ref: str) -> HttpResponse:
    """Add a goal in the child's own words."""
    page = _open(request, child_ref)
    row = access.open_plan_or_404(request.actor, page.child, request.now)

    def save(form: forms.GoalForm) -> str:
        commands.add_goal(actor=request.actor, plan=row, **form.cleaned_data, now=request.now)
        return _plan_url(child_ref)

    return form_page(
        request,
        forms.GoalForm,
        "plans/add_goal.html",
        save,
        context={**page.context, "verdict": access.may_write_plan(request.actor, page.child, request.now)},
        done="The goal is in the plan.",
    )


@require_http_methods(["GET", "POST"])
def edit_goal(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Change a goal's words or say how it stands."""
    page = _open(request, child_ref)
    row = access.open_plan_or_404(request.actor, page.child, request.now)
    goal = access.goal_or_404(request.actor, row, ref)

    def save(form: forms.EditGoalForm) -> str:
        commands.edit_goal(
            actor=request.actor,
            goal=goal,
            version=_typed_number(request, "version", goal.version),
            **form.cleaned_data,
            now=request.now,
        )
        return _plan_url(child_ref)

    return form_page(
        request,
        forms.EditGoalForm,
        "plans/edit_goal.html",
        save,
        context={
            **page.context,
            "goal": goal,
            "verdict": access.may_write_plan(request.actor, page.child, request.now),
        },
        initial={"words": goal.words, "why": goal.why, "status": goal.status},
        version=goal.version,
        done="The goal is saved.",
    )


@require_http_methods(["GET", "POST"])
def add_step(request: Request, child_ref: str) -> HttpResponse:
    """Add what an adult will do."""
    page = _open(request, child_ref)
    row = access.open_plan_or_404(request.actor, page.child, request.now)
    shown = queries.current_plan(page.child, page.standing, page.look)
    people = children.readers(page.child, Strand.PLAN, page.look, request.now)
    goals = [(goal.ref, goal.words) for goal in (shown.goals if shown else ()) if goal.is_open]
    asked = request.GET.get("goal", "")

    def save(form: forms.StepForm) -> str:
        answers = form.cleaned_data
        who = answers["who"]
        commands.add_step(
            actor=request.actor,
            plan=row,
            what=answers["what"],
            due_on=answers["due_on"],
            membership=None if who == forms.OTHER else partnerships.membership_or_404(request.actor, who),
            named=answers["named"],
            goal=access.goal_or_404(request.actor, row, answers["goal"]) if answers["goal"] else None,
            now=request.now,
        )
        return _plan_url(child_ref)

    return form_page(
        request,
        forms.StepForm,
        "plans/add_step.html",
        save,
        context={**page.context, "verdict": access.may_write_plan(request.actor, page.child, request.now)},
        initial={
            "who": request.actor.membership_ref,
            "goal": asked if any(asked == goal_ref for goal_ref, _ in goals) else "",
        },
        form_arguments={
            "people": [(person.ref, f"{person.name}, {person.agency}") for person in people],
            "goals": goals,
        },
        done="The step is in the plan.",
    )


@require_POST
def tick_step(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Say that a step is done, not needed any more, or to do after all."""
    page = _open(request, child_ref)
    row = access.open_plan_or_404(request.actor, page.child, request.now)
    step = access.step_or_404(request.actor, row, ref)
    form = forms.TickForm(request.POST)

    def run() -> str:
        if not form.is_valid():
            raise NotNow("Choose how the step stands: done, not needed any more, or to do.")
        commands.tick_step(actor=request.actor, step=step, status=form.cleaned_data["status"], now=request.now)
        return _plan_url(child_ref)

    return act(request, run, done="The step is saved.")


@require_http_methods(["GET", "POST"])
def agree_plan(request: Request, child_ref: str) -> HttpResponse:
    """The child agrees to the plan, in the child's words."""
    page = _open(request, child_ref)
    row = access.open_plan_or_404(request.actor, page.child, request.now)
    shown = queries.current_plan(page.child, page.standing, page.look)

    def save(form: forms.AgreeForm) -> str:
        edition = _typed_number(request, "edition", row.edition)
        commands.agree_plan(actor=request.actor, plan=row, **form.cleaned_data, edition=edition, now=request.now)
        return _plan_url(child_ref)

    return form_page(
        request,
        forms.AgreeForm,
        "plans/agree_plan.html",
        save,
        context={
            **page.context,
            "plan": shown,
            "verdict": access.may_write_plan(request.actor, page.child, request.now),
        },
        initial={"agreed_on": page.today},
        done="The plan is agreed. Print it for the child.",
    )


@require_http_methods(["GET", "POST"])
def review_plan(request: Request, child_ref: str) -> HttpResponse:
    """Record a review of the plan."""
    page = _open(request, child_ref)
    row = access.open_plan_or_404(request.actor, page.child, request.now)

    def save(form: forms.ReviewForm) -> str:
        commands.review_plan(actor=request.actor, plan=row, **form.cleaned_data, now=request.now)
        return _plan_url(child_ref)

    return form_page(
        request,
        forms.ReviewForm,
        "plans/review_plan.html",
        save,
        context={
            **page.context,
            "plan": queries.current_plan(page.child, page.standing, page.look),
            "verdict": access.may_write_plan(request.actor, page.child, request.now),
        },
        initial={"held_on": page.today, "next_review_on": rules.offered_review_on(page.today)},
        done="The review is recorded.",
    )


@require_http_methods(["GET", "POST"])
def write_ehc_changes(request: Request, child_ref: str) -> HttpResponse:
    """Say how the EHC plan changes our work."""
    page, row, shown = _with_ehc(request, child_ref)

    def save(form: forms.EhcChangesForm) -> str:
        version = _typed_number(request, "version", row.version)
        commands.write_ehc_changes(
            actor=request.actor, plan=row, changes=form.cleaned_data["changes"], version=version, now=request.now
        )
        return _plan_url(child_ref)

    return form_page(
        request,
        forms.EhcChangesForm,
        "plans/write_ehc_changes.html",
        save,
        context={
            **page.context,
            "ehc": shown,
            "verdict": access.may_write_ehc_changes(request.actor, page.child, request.now),
        },
        initial={"changes": row.ehc_changes},
        version=row.version,
        done="The plan says it now.",
    )


@require_http_methods(["GET", "POST"])
def sign_without_ehc_changes(request: Request, child_ref: str) -> HttpResponse:
    """A manager signs that the plan goes on without it."""
    page, row, shown = _with_ehc(request, child_ref)

    def save(form: forms.SignForm) -> str:
        commands.sign_without_ehc_changes(actor=request.actor, plan=row, now=request.now, **form.cleaned_data)
        return _plan_url(child_ref)

    return form_page(
        request,
        forms.SignForm,
        "plans/sign_without_ehc_changes.html",
        save,
        context={
            **page.context,
            "ehc": shown,
            "days": rules.EHC_SIGNED_DAYS,
            "verdict": access.may_sign_without_ehc_changes(request.actor, page.child, request.now),
        },
        initial={"signed_on": page.today},
        done="Signed. It is asked for again after a term.",
    )


def _with_ehc(request: Request, child_ref: str) -> tuple[_Page, Plan, queries.EhcChanges]:
    """The plan of a child with an EHC plan in force, for whoever reads both. 404 otherwise."""
    page = _open(request, child_ref)
    row = access.open_plan_or_404(request.actor, page.child, request.now)
    shown = queries.current_plan(page.child, page.standing, page.look)
    if shown is None or shown.ehc is None:
        raise Http404
    return page, row, shown.ehc


@require_http_methods(["GET", "POST"])
def plan_for_child(request: Request, child_ref: str) -> HttpResponse:
    """The plan in plain words, and the button that records that it is given to the child."""
    page = _open(request, child_ref)
    row = access.open_plan_or_404(request.actor, page.child, request.now)
    if request.method == "POST":

        def run() -> str:
            commands.give_plan(actor=request.actor, plan=row, now=request.now)
            return reverse("plans:plan_for_child_file", kwargs={"child_ref": child_ref})

        return act(request, run)
    context = {
        **page.context,
        "plan": row,
        "plain": _plain(page, request),
        "verdict": access.may_write_plan(request.actor, page.child, request.now),
        "form_key": uuid.uuid4(),
    }
    return render(request, "plans/plan_for_child.html", context)


@require_GET
def plan_for_child_file(request: Request, child_ref: str) -> HttpResponse:
    """The child's one page as PDF. We made it ourselves, so a browser may show it in its window."""
    page = _open(request, child_ref)
    pdf = typeset("plan_for_child", {**_plain(page, request).as_data(), "made_on": page.today})
    response = HttpResponse(pdf, content_type="application/pdf")
    # No name in a file's name: it ends up in download folders and in mail.
    response["Content-Disposition"] = f'inline; filename="my-plan-{child_ref}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _plain(page: _Page, request: Request) -> queries.PlainPlan:
    shown = queries.current_plan(page.child, page.standing, page.look)
    if shown is None:
        raise Http404
    team = children.working_alongside(page.child, page.standing, page.look, request.now)
    ask = f"Want something changed? Ask {team[0].name}: {team[0].phone}" if team else ""
    return queries.plain_plan(page.child, shown, page.look, ask=ask)


@require_http_methods(["GET", "POST"])
def record_contact(request: Request, child_ref: str) -> HttpResponse:
    """Record a contact in under a minute."""
    page = _open(request, child_ref, plan=False)
    strand = access.contact_strand(request.actor, page.standing)
    readers = (
        "everyone who reads the child’s health and communication" if strand is Strand.HEALTH else forms.CONTACT_READERS
    )

    def save(form: forms.ContactForm) -> str:
        commands.record_contact(actor=request.actor, child=page.child, **form.cleaned_data, now=request.now)
        return reverse("web:child", kwargs={"child_ref": child_ref})

    return form_page(
        request,
        forms.ContactForm,
        "plans/record_contact.html",
        save,
        context={**page.context, "verdict": access.may_record_contact(request.actor, page.standing)},
        initial={"happened_on": page.today, "with_whom": "child", "attended": "yes", "kind": "planned"},
        form_arguments={"readers": readers},
        done="The contact is recorded.",
    )


@require_http_methods(["GET", "POST"])
def withdraw_contact(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Withdraw a contact that is wrong."""
    page = _open(request, child_ref, plan=False)
    contact = access.contact_or_404(request.actor, page.standing, ref)
    verdict = child_access.may_withdraw(page.standing, contact.strand)
    if request.method == "POST":
        verdict.or_raise()
    back = reverse("children:chronology", kwargs={"child_ref": child_ref})

    def save(form: child_forms.SayWhyWithdrawn) -> str:
        commands.withdraw_contact(actor=request.actor, contact=contact, now=request.now, **form.cleaned_data)
        return back

    return form_page(
        request,
        child_forms.SayWhyWithdrawn,
        "plans/withdraw_contact.html",
        save,
        context={**page.context, "contact": contact, "verdict": verdict, "back_url": back},
        done="The contact is withdrawn.",
    )
