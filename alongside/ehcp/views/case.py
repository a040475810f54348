"""Pages of one child's EHC case."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page, posted_version
from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES
from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import refs
from alongside.core.strands import Strand
from alongside.core.verdict import Verdict
from alongside.ehcp import access, commands, forms, queries, rules
from alongside.ehcp.models import Case, Matter
from alongside.partnerships import queries as partnerships
from alongside.ui.forms import Form

F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Opened:
    """The child, the reader's standing, and the trace of the look."""

    child: Child
    standing: Standing
    look: trail.Look
    context: dict[str, Any]

    @property
    def url(self) -> str:
        """The child's EHC page."""
        return reverse("ehcp:ehc", kwargs={"child_ref": self.child.ref})


def opened(request: Request, child_ref: str) -> Opened:
    """The child for whoever reads education. 404 otherwise: that there is a case is education information too."""
    child = child_access.child_or_404(request.actor, child_ref, request.now)
    standing, look = children.look_at(request.actor, child, request.now)
    if not standing.reads(Strand.EDUCATION):
        raise Http404
    return Opened(child, standing, look, {"child": child, "standing": standing, "today": request.today})


def form_about(
    request: Request,
    at: Opened,
    verdict: Verdict,
    form_class: type[F],
    template: str,
    save: Callable[[F], str],
    *,
    context: dict[str, Any] | None = None,
    initial: dict[str, Any] | None = None,
    version: int | None = None,
    form_arguments: dict[str, Any] | None = None,
    done: str = "",
) -> HttpResponse:
    """A form about the case. Whoever may not do it reads why instead; a post is refused with the same."""
    if request.method == "POST":
        verdict.or_raise()
    return form_page(
        request,
        form_class,
        template,
        save,
        context={**at.context, "verdict": verdict, "back_url": at.url, **(context or {})},
        initial=initial,
        version=version,
        form_arguments=form_arguments,
        done=done,
    )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The EHC case in another record of the same child (ADR 11). It is kept there."""

    child: Child
    case: queries.Summary


def elsewhere(at: Opened, now: dt.datetime) -> tuple[Elsewhere, ...]:
    """Cases in the other records of the child. One query where there are none."""
    others = children.joined_records(at.child, at.standing, at.look, now)
    found = ((other.child, queries.child_summary(other.child, other.standing, other.look, now)) for other in others)
    return tuple(Elsewhere(child, case) for child, case in found if case is not None and case.ref)


@require_GET
def ehc(request: Request, child_ref: str) -> HttpResponse:
    """Where the case stands, what the law asks, what is due and why, and what can be done."""
    at = opened(request, child_ref)
    others = elsewhere(at, request.now)
    return render(
        request,
        "ehcp/ehc.html",
        {
            **at.context,
            "others": others,
            "is_live_elsewhere": any(other.case.is_live for other in others),
            "cases": (cases := queries.case_page(at.child, at.standing, at.look, request.now)),
            "files": children.documents_about(at.child, at.standing, at.look, cases[0].ref) if cases else (),
            "may_attach": access.may_attach_file(request.actor, at.standing),
            "may_begin": access.may_begin_case(request.actor, at.standing),
            "may_request": access.may_write_request(request.actor, at.standing),
            "requests": queries.requests_here(at.child, at.standing, at.look),
            "letters": queries.letters_here(at.child, at.standing, at.look),
            "form_key": str(uuid.uuid4()),
        },
    )


@require_GET
def kept_at(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """From a date to where it is kept: the case, or what runs within it, on the child's EHC page."""
    at = opened(request, child_ref)
    if refs.is_of(ref, refs.Kind.EHC_MATTER):
        found = queries.matter_or_404(at.child, at.standing, ref, at.look).ref
    else:
        found = queries.case_or_404(at.child, at.standing, ref, at.look).ref
    return HttpResponseRedirect(f"{at.url}#{found}")


@require_http_methods(["GET", "POST"])
def begin_case(request: Request, child_ref: str) -> HttpResponse:
    """Bring the child to attention, or record a request or a plan."""
    at = opened(request, child_ref)
    openings = [one for one in rules.OPENINGS if access.may_begin_as(request.actor, one)]

    def save(form: forms.BeginCase) -> str:
        commands.begin_case(actor=request.actor, child=at.child, now=request.now, **form.values())
        return at.url

    return form_about(
        request,
        at,
        access.may_begin_case(request.actor, at.standing),
        forms.BeginCase,
        "ehcp/begin_case.html",
        save,
        context={"openings": openings},
        initial={"happened_on": request.today},
        form_arguments={"actor": request.actor, "openings": openings},
        done="Recorded. The SEND team sees it now, and the dates that the law sets are counted.",
    )


@require_http_methods(["GET", "POST"])
def attach_file(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Attach the plan as it was sent, advice, or a letter."""
    at, case = _case(request, child_ref, ref)

    def save(form: forms.AttachFile) -> str:
        commands.attach_file(actor=request.actor, case=case, now=request.now, **form.cleaned_data)
        return at.url

    return form_about(
        request,
        at,
        access.may_attach_file(request.actor, at.standing),
        forms.AttachFile,
        "ehcp/attach_file.html",
        save,
        initial={"dated_on": request.today},
        done="The file is attached, and stands with the child’s documents.",
    )


@require_POST
def take_case(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Become the officer of the case."""
    at, case = _case(request, child_ref, ref)

    def run() -> str:
        commands.take_case(actor=request.actor, case=case, now=request.now)
        return at.url

    return act(request, run, done="It is yours now, with its dates.")


@require_http_methods(["GET", "POST"])
def hand_over_case(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Give the case to another officer."""
    at, case = _case(request, child_ref, ref)

    def save(form: forms.HandOverCase) -> str:
        officer = partnerships.membership_or_404(request.actor, form.cleaned_data["officer"])
        commands.hand_over_case(actor=request.actor, case=case, officer=officer, now=request.now)
        return at.url

    return form_about(
        request,
        at,
        access.may_keep_case(request.actor, at.standing),
        forms.HandOverCase,
        "ehcp/hand_over_case.html",
        save,
        context={"case": case},
        form_arguments={"officers": _officers(request, case)},
        done="Handed over, with its dates.",
    )


def _officers(request: Request, case: Case) -> list[tuple[str, str]]:
    roles = tuple(role.code.value for role in ROLES.values() if Permission.KEEP_EHC_CASE in role.permissions)
    rows = partnerships.colleagues(request.actor, request.today, roles=roles)
    return [(row.ref, f"{row.name}, {row.agency}") for row in rows if row.membership_id != case.officer_id]


@require_GET
def plan_text(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """The words of the plan, section by section; printable."""
    at, case = _case(request, child_ref, ref)
    pages = queries.case_page(at.child, at.standing, at.look, request.now)
    page = next(page for page in pages if page.ref == case.ref)
    return render(request, "ehcp/plan_text.html", {**at.context, "case": page, "back_url": at.url})


@require_http_methods(["GET", "POST"])
def write_plan_text(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Write the words of the plan."""
    at, case = _case(request, child_ref, ref)
    edition = queries.newest_edition(case, at.standing, at.look)
    readable = [strand.value for strand in at.standing.strands]

    def save(form: forms.WritePlanText) -> str:
        commands.write_plan_text(
            actor=request.actor,
            case=case,
            sections={name: form.cleaned_data[name] for name in form.fields},
            version=posted_version(request),
            now=request.now,
        )
        return reverse("ehcp:plan_text", kwargs={"child_ref": child_ref, "ref": ref})

    return form_about(
        request,
        at,
        access.may_write_plan(request.actor, at.standing),
        forms.WritePlanText,
        "ehcp/write_plan_text.html",
        save,
        context={"case": case, "sections": rules.SECTIONS},
        initial=forms.WritePlanText.first(edition),
        version=edition.version if edition else 0,
        form_arguments={"readable": readable},
        done="Saved.",
    )


@require_http_methods(["GET", "POST"])
def take_step(request: Request, child_ref: str, ref: str, step: str) -> HttpResponse:
    """A step of the case: its form says what the law asks, and which dates it keeps and begins."""
    at, case = _case(request, child_ref, ref)
    return _step(request, at, case, None, rules.CASE.step(step))


@require_http_methods(["GET", "POST"])
def take_matter_step(request: Request, child_ref: str, ref: str, step: str) -> HttpResponse:
    """A step of what runs within the case: advice, a consultation, a review, a dispute, a move."""
    at = opened(request, child_ref)
    matter = queries.matter_or_404(at.child, at.standing, ref, at.look)
    return _step(request, at, matter.case, matter, matter.machine.step(step))


@require_http_methods(["GET", "POST"])
def take_back_step(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Take back a step that was entered in error; or read which later steps rest on it."""
    at = opened(request, child_ref)
    step = queries.step_or_404(at.child, at.standing, ref, at.look)
    resting = queries.resting_on(step, queries.later_steps(step, at.standing, at.look))

    def save(form: forms.TakeBackStep) -> str:
        commands.take_back_step(actor=request.actor, step=step, reason=form.cleaned_data["reason"], now=request.now)
        return at.url

    return form_about(
        request,
        at,
        access.may_take_back_step(request.actor, at.standing, step.case, step),
        forms.TakeBackStep,
        "ehcp/take_back_step.html",
        save,
        context={"said": queries.said_of(step), "resting": [queries.said_of(one) for one in resting]},
        done="Taken back. The case stands where it stood before, with its dates.",
    )


@require_http_methods(["GET", "POST"])
def correct_beginning(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Correct the day from which the limits of the law are counted."""
    at, case = _case(request, child_ref, ref)

    def save(form: forms.CorrectBeginning) -> str:
        commands.correct_beginning(
            actor=request.actor,
            case=case,
            happened_on=form.cleaned_data["happened_on"],
            reason=form.cleaned_data["reason"],
            version=posted_version(request),
            now=request.now,
        )
        return at.url

    return form_about(
        request,
        at,
        access.may_correct_beginning(request.actor, at.standing, case),
        forms.CorrectBeginning,
        "ehcp/correct_beginning.html",
        save,
        context={"case": case, "began": rules.opening(case.opened_how).done},
        version=case.version,
        done="Corrected. The dates are counted from this day, and name the old ones.",
    )


def _case(request: Request, child_ref: str, ref: str) -> tuple[Opened, Case]:
    at = opened(request, child_ref)
    return at, queries.case_or_404(at.child, at.standing, ref, at.look)


def _day_said(request: Request, subject: Case | Matter) -> dt.date | None:
    """The day with which a link fills the form in (``on``); None for one on which it cannot have happened."""
    try:
        day = dt.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None
    return day if subject.opened_on <= day <= request.today else None


def _step(request: Request, at: Opened, case: Case, matter: Matter | None, step: rules.Step | None) -> HttpResponse:
    if step is None:
        raise Http404
    subject: Case | Matter = matter or case

    def save(form: forms.TakeStep) -> str:
        commands.take_step(
            actor=request.actor,
            case=case,
            matter=matter,
            step=step.code,
            happened_on=form.cleaned_data["happened_on"],
            said=form.said(),
            version=posted_version(request),
            now=request.now,
        )
        return at.url

    initial: dict[str, dt.date | str] = {"happened_on": request.today}
    said_on = _day_said(request, subject)
    if said_on is not None and "meeting_on" in step.asks:
        # When it was planned, nobody said; it was before today.
        initial = {"planned_on": said_on}
    elif said_on is not None:
        initial["happened_on"] = said_on
    if "named_setting" in step.asks and case.setting_id:
        initial["setting"] = next(row.ref for row in partnerships.agencies(request.actor) if row.pk == case.setting_id)
    elif "named_setting" in step.asks and case.setting_name:
        initial |= {"setting": "elsewhere", "setting_name": case.setting_name}
    return form_about(
        request,
        at,
        access.may_take_step(request.actor, at.standing, case, step),
        forms.TakeStep,
        "ehcp/take_step.html",
        save,
        context={
            "case": case,
            "step": step,
            "matter": queries.title_of(matter) if matter else "",
            "said_on": said_on,
        },
        initial=initial,
        version=subject.version,
        form_arguments={"actor": request.actor, "step": step},
        done=step.done,
    )
