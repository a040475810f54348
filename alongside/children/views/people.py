"""Family and people who matter: the picture, and writing down who they are, a topic a page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.http import Request, form_page, posted_version
from alongside.audit import trail
from alongside.children import access, commands, forms, queries
from alongside.children.access import Standing
from alongside.children.models import Child, Person
from alongside.children.views.record import insist_on_post, opened
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.core.verdict import Verdict
from alongside.ui.family import family_picture

TOPICS: dict[str, tuple[str, type[forms.WhoTheyAre | forms.WhoDecides | forms.HowToReach]]] = {
    "who": ("Who they are", forms.WhoTheyAre),
    "responsibility": ("Parental responsibility and home", forms.WhoDecides),
    "contact": ("How to reach them", forms.HowToReach),
}
"""A topic of what is written of somebody: its title and its form."""


@require_GET
def family(request: Request, child_ref: str) -> HttpResponse:
    """Family and people who matter: who decides, with whom the child lives, whom it is safe to ring."""
    child, standing, look = opened(request, child_ref)
    others = queries.joined_records(child, standing, look, request.now)
    people = queries.people(child, standing, look, request.now, others=others)
    age = calendar.age_on(child.born_on, request.today)
    context = {
        "child": child,
        "people": people,
        "others": [other.child.ref for other in others],
        "writes": standing.writes(Strand.IDENTITY),
        "wide": family_picture(child.first_called, age, people),
        "narrow": family_picture(child.first_called, age, people, columns=2),
    }
    return render(request, "children/family.html", context)


@require_http_methods(["GET", "POST"])
def record_person(request: Request, child_ref: str) -> HttpResponse:
    """Write down somebody of the family, or who matters to the child."""
    child, _, _ = opened(request, child_ref)
    verdict = _may_write(request, child)

    def save(form: forms.AddPerson) -> str:
        commands.record_person(actor=request.actor, child=child, about=commands.About(**form.values()), now=request.now)
        return _family(child_ref)

    return form_page(
        request,
        forms.AddPerson,
        "children/record_person.html",
        save,
        context={"child": child, "verdict": verdict, "back_url": _family(child_ref)},
    )


@require_GET
def person(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Everything written of somebody who matters, a topic a part, with the way to change each."""
    child, standing, look = opened(request, child_ref)
    people = {row.id: row for row in queries.people(child, standing, look, request.now)}
    found = next((row for row in people.values() if row.ref == ref), None)
    if found is None:
        raise Http404
    context = {
        "child": child,
        "person": found,
        "through": people.get(found.through_id or 0),
        "writes": standing.writes(Strand.IDENTITY),
    }
    return render(request, "children/person.html", context)


@require_http_methods(["GET", "POST"])
def edit_person(request: Request, child_ref: str, ref: str, topic: str) -> HttpResponse:
    """Change one topic of what is written of somebody; when somebody else saved first, both versions side by side."""
    if topic not in TOPICS:
        raise Http404
    title, form_class = TOPICS[topic]
    child, person, standing, look = _person(request, child_ref, ref)
    verdict = _may_write(request, child)
    back_url = reverse("children:person", kwargs={"child_ref": child_ref, "ref": ref})

    def save(form: Any) -> str:
        commands.edit_person(
            actor=request.actor,
            person=person,
            version=posted_version(request),
            changes=form.values(),
            now=request.now,
        )
        return back_url

    arguments = {"family": queries.family_rows(child, standing, look, besides=person)} if topic == "who" else {}
    return form_page(
        request,
        form_class,
        "children/edit_person.html",
        save,
        context={
            "child": child,
            "person": person,
            "verdict": verdict,
            "topic_title": title,
            "back_url": back_url,
        },
        initial=form_class.of(person),
        version=person.version,
        form_arguments=arguments,
    )


@require_http_methods(["GET", "POST"])
def withdraw_person(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Take somebody who was written down wrongly off the page."""
    child, person, _, _ = _person(request, child_ref, ref)
    verdict = _may_write(request, child)

    def save(form: forms.WithdrawPerson) -> str:
        commands.withdraw_person(
            actor=request.actor, person=person, reason=form.cleaned_data["reason"], now=request.now
        )
        return _family(child_ref)

    return form_page(
        request,
        forms.WithdrawPerson,
        "children/withdraw_person.html",
        save,
        context={"child": child, "person": person, "verdict": verdict, "back_url": _family(child_ref)},
    )


@require_http_methods(["GET", "POST"])
def join_family(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Say that somebody of the family is another child known here."""
    child, person, _, _ = _person(request, child_ref, ref)
    verdict = _may_write(request, child)
    others = trail.show(
        request.actor,
        queries.CHILDREN_LISTED,
        queries.children_to_write_for(request.actor, request.now, besides=child),
        now=request.now,
    )
    choices = [(row.ref, f"{row.called}, {row.age}") for row in others]

    def save(form: forms.JoinFamily) -> str:
        other = access.child_or_404(request.actor, form.cleaned_data["other"], request.now)
        commands.join_family(actor=request.actor, person=person, other=other, now=request.now)
        return _family(child_ref)

    return form_page(
        request,
        forms.JoinFamily,
        "children/join_family.html",
        save,
        context={
            "child": child,
            "person": person,
            "verdict": verdict,
            "choices": choices,
            "back_url": _family(child_ref),
        },
        form_arguments={"children": choices},
    )


@require_http_methods(["GET", "POST"])
def part_family(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Undo a wrong join; only for who may see both children, since to others there is none."""
    child, person, _, _ = _person(request, child_ref, ref)
    if person.known is None or not queries.names_of(request.actor, {person.known.pk}, request.now):
        raise Http404
    verdict = _may_write(request, child)

    def save(form: forms.PartFamily) -> str:
        commands.part_family(actor=request.actor, person=person, reason=form.cleaned_data["reason"], now=request.now)
        return _family(child_ref)

    return form_page(
        request,
        forms.PartFamily,
        "children/part_family.html",
        save,
        context={"child": child, "person": person, "verdict": verdict, "back_url": _family(child_ref)},
    )


def _person(request: Request, child_ref: str, ref: str) -> tuple[Child, Person, Standing, trail.Look]:
    child, standing, look = opened(request, child_ref)
    return child, queries.person_or_404(child, standing, ref, look), standing, look


def _may_write(request: Request, child: Child) -> Verdict:
    verdict = access.may_write(request.actor, child, Strand.IDENTITY, request.now)
    insist_on_post(request, verdict)
    return verdict


def _family(child_ref: str) -> str:
    return reverse("children:family", kwargs={"child_ref": child_ref})
