"""Choosing for which agency to act, the demonstration's door, and who works in the partnership."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from alongside.accounts import queries as accounts
from alongside.accounts.forms import SECOND_FACTOR_SHOWN
from alongside.accounts.http import Request, form_page, public, without_hat
from alongside.partnerships import access, commands, forms, queries, wall


@without_hat
@require_http_methods(["GET", "POST"])
def choose_agency(request: Request) -> HttpResponse:
    """Choose for which agency this session acts. Nobody acts for one without a second factor."""
    if not request.session.get("stepped_in") and not _vouched_for(request):
        if accounts.has_second_factor(request.user.pk):
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?next={request.path}")
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
    today = request.today
    hats = queries.hats_of(request.user.pk, today)
    acts_already = "membership_id" in request.session
    chosen = next((hat for hat in hats if hat.membership_ref == request.POST.get("membership")), None)
    if chosen is None and len(hats) == 1 and request.method == "GET" and not acts_already:
        chosen = hats[0]
    if chosen is None:
        return render(request, "partnerships/choose_agency.html", {"hats": hats, "next": _next(request)})
    return _act_for(request, chosen)


def _act_for(request: Request, hat: queries.Hat) -> HttpResponse:
    today = request.today
    wall.enter(hat.partnership_id, request.user.pk)
    actor = queries.actor_for(
        user_id=request.user.pk,
        membership_id=hat.membership_id,
        partnership_id=hat.partnership_id,
        today=today,
    )
    if actor is None:
        raise Http404
    request.session["partnership_id"], request.session["membership_id"] = hat.partnership_id, hat.membership_id
    commands.begin_session(actor=actor, now=request.now)
    if accounts.held_post(actor, request.now) is not None:
        return HttpResponseRedirect(reverse("accounts:held_post"))
    return HttpResponseRedirect(_next(request))


def _vouched_for(request: Request) -> bool:
    """Signed in by the council's provider, which has its own second factor, or with ours in this very session.

    That ours is set up is not enough: a session that began with the password alone, before it was, would pass too.
    """
    methods = {method.get("method") for method in request.session.get("account_authentication_methods", [])}
    if "socialaccount" in methods:
        return True
    is_shown = "mfa" in methods or request.session.get(SECOND_FACTOR_SHOWN) == str(request.user.pk)
    return is_shown and accounts.has_second_factor(request.user.pk)


def _next(request: HttpRequest) -> str:
    """Where to go then: a page of ours, else *my work*."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return settings.LOGIN_REDIRECT_URL


@public
@require_http_methods(["GET", "POST"])
def step_in(request: Request) -> HttpResponse:
    """The invented people of the demonstration, by role: step in as any of them. Exists nowhere else."""
    if not settings.DEMONSTRATION:
        raise Http404
    if request.method == "GET":
        return render(request, "partnerships/step_in.html", {"areas": queries.invented_people(request.now)})
    person = accounts.invented_person(request.POST.get("person", ""))
    if person is None:
        raise Http404
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    for key in ("partnership_id", "membership_id"):
        request.session.pop(key, None)
    request.session["stepped_in"] = True
    return HttpResponseRedirect(reverse("partnerships:choose_agency"))


@require_http_methods(["GET"])
def people(request: Request) -> HttpResponse:
    """Who works in the partnership, for whoever keeps it."""
    access.may_manage(request.actor).or_raise()
    context = {
        "agencies": queries.people_by_agency(request.actor, request.now),
        "proposals": queries.proposals(request.actor),
    }
    return render(request, "partnerships/people.html", context)


@require_http_methods(["GET", "POST"])
def add_person(request: Request) -> HttpResponse:
    """Give a person a role in an agency, or propose it, where it takes a second person."""
    access.may_manage(request.actor).or_raise()

    def save(form: forms.AddPerson) -> str:
        typed = form.values()
        if access.needs_second_person(typed["role"]):
            commands.propose_person(actor=request.actor, now=request.now, **typed)
            messages.success(request, "Proposed. They can sign in once a second person has agreed.")
        else:
            commands.add_person(actor=request.actor, now=request.now, **{**typed, "teams": [typed.pop("team")]})
            messages.success(request, "Added. They can sign in once they have set a password.")
        return reverse("partnerships:people")

    return form_page(
        request,
        forms.AddPerson,
        "partnerships/add_person.html",
        save,
        form_arguments={"actor": request.actor},
    )


@require_http_methods(["GET", "POST"])
def decide_about_person(request: Request, ref: str) -> HttpResponse:
    """A role that is proposed for somebody: a second person agrees or refuses; whoever proposed it may withdraw it."""
    found = queries.proposal_or_404(request.actor, ref)
    verdict = access.may_decide_about(request.actor, found)
    proposed = queries.proposal_page(request.actor, found)
    if request.method == "POST" and not proposed.is_own:
        verdict.or_raise()

    def save(form: forms.DecideAboutPerson) -> str:
        commands.decide_about_person(
            actor=request.actor,
            proposal=found,
            is_agreed=form.cleaned_data["is_agreed"],
            note=form.cleaned_data["note"],
            now=request.now,
        )
        return reverse("partnerships:people" if access.may_manage(request.actor) else "web:home")

    return form_page(
        request,
        forms.DecideAboutPerson,
        "partnerships/decide_about_person.html",
        save,
        context={
            "proposed": proposed,
            "verdict": verdict,
            "keeps_people": bool(access.may_manage(request.actor)),
        },
        form_arguments={"is_own": proposed.is_own},
        done="Recorded.",
    )


@require_http_methods(["GET", "POST"])
def end_membership(request: Request, ref: str) -> HttpResponse:
    """Somebody leaves: their last day."""
    access.may_manage(request.actor).or_raise()
    membership = queries.membership_or_404(request.actor, ref)

    def save(form: forms.EndMembership) -> str:
        commands.end_membership(
            actor=request.actor, membership=membership, to_on=form.cleaned_data["to_on"], now=request.now
        )
        return reverse("partnerships:people")

    return form_page(
        request,
        forms.EndMembership,
        "partnerships/end_membership.html",
        save,
        context={"membership": membership},
        done="Recorded. Access ends after their last day.",
    )
