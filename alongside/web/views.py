"""My work, the child's page, search; and what is shown when something cannot be."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page, public
from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access
from alongside.children import queries as children
from alongside.children.forms.chronology import kind_in_words
from alongside.core import calendar, ical, strands
from alongside.core.actor import Actor
from alongside.core.verdict import no, not_now
from alongside.deadlines import queries as deadlines
from alongside.justice import access as justice_access
from alongside.justice import commands as justice_commands
from alongside.justice import forms as justice_forms
from alongside.justice import queries as justice
from alongside.partnerships import queries as partnerships
from alongside.referrals import access as referral_access
from alongside.referrals import queries as referrals
from alongside.referrals import rules as referral_rules
from alongside.ui.address import url
from alongside.web import commands, context, forms, queries


@require_GET
def home(request: Request) -> HttpResponse:
    """What waits for me, and my children."""
    work = trail.show(request.actor, queries.WORK_VIEWED, queries.my_work(request.actor, request.now), now=request.now)
    return render(request, "web/home.html", {"work": work, **_doors(request.actor)})


@public
@require_GET
def calendar_feed(request: Request, secret: str) -> HttpResponse:
    """What is due for whoever made this private link, as a calendar: days, kinds of work and references, no names.

    A calendar program has no session: the link is all it shows. One that does not hold is not found.
    """
    actor = deadlines.actor_of_feed(secret, request.now)
    if actor is None:
        raise Http404
    rows = queries.calendar_events(actor, request.now, base=request.build_absolute_uri("/")[:-1])
    events = trail.show(actor, deadlines.FEED_READ, rows, now=request.now)
    text = ical.written("Alongside", events, at=request.now)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@require_GET
def child(request: Request, child_ref: str) -> HttpResponse:
    """The child's page: the child first."""
    found = access.child_or_404(request.actor, child_ref, request.now)
    strand, kind = request.GET.get("strand", ""), request.GET.get("kind", "")
    number = _number(request)
    page, standing = queries.child_page(request.actor, found, request.now, strand=strand, kind=kind, number=number)
    narrow = forms.Narrow(initial={"kind": kind}, kinds=page.kinds)
    return render(
        request,
        "web/child.html",
        {
            "page": page,
            "child": found,
            "standing": standing,
            "strand": strand,
            "kind": kind,
            "narrow": narrow,
            "kind_words": kind_in_words,
            "strand_words": strands.TITLES,
        },
    )


@require_http_methods(["GET", "POST"])
def search(request: Request) -> HttpResponse:
    """Find a child whom I may see. By POST only: no name stands in an address, a log or a history."""
    if not request.actor.may(Permission.SEE_CHILDREN):
        no("Your role works with figures, not with children's records.").or_raise()
    form = forms.Search(request.POST or None, today=calendar.london_date(request.now))
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "web/search.html", {"form": form, "found": None, **_doors(request.actor)}, status=status)
    actor, now = request.actor, request.now
    reference = form.reference_asked()
    rows = children.find(actor, reference, now) if reference else children.search(actor, form.asked(), now)
    found = trail.show(actor, children.CHILDREN_SEARCHED, rows, now=now)
    return render(request, "web/search.html", {"form": form, "found": found, **_doors(actor)})


@require_http_methods(["GET", "POST"])
def look_back(request: Request, child_ref: str, ref: str) -> HttpResponse:
    """Look back on a first entry or a custody: what was seen and offered, and what we find."""
    child = access.child_or_404(request.actor, child_ref, request.now)
    standing, look = children.look_at(request.actor, child, request.now)
    row = justice_access.look_back_or_404(request.actor, child, ref, request.now)
    page = justice.look_back_page(row, child, look)
    found = queries.looking_back(page, child, standing, look, request.now)
    verdict = justice_access.may_look_back(request.actor, standing)
    if verdict and not page.is_waiting:
        verdict = not_now("This look back is done.")
    if request.method == "POST":
        verdict.or_raise()

    def save(form: justice_forms.LookBack) -> str:
        justice_commands.complete_look_back(actor=request.actor, look_back=row, now=request.now, **form.cleaned_data)
        return reverse("justice:look_backs")

    return form_page(
        request,
        justice_forms.LookBack,
        "web/look_back.html",
        save,
        context={
            "child": child,
            "today": request.today,
            "page": page,
            "seen": found.seen,
            "agencies": found.agencies,
            "verdict": verdict,
            "back_url": reverse("justice:look_backs"),
        },
        done="It is kept. What was found is counted with the others.",
    )


@require_GET
def team_work(request: Request) -> HttpResponse:
    """What my teams have, how long it waits, and what nobody has."""
    if not request.actor.may(Permission.SEE_TEAM_WORK):
        no("Only managers see the work of a team. Your own work is on the first page.").or_raise()
    rows = queries.team_work(request.actor, request.now)
    work = trail.show(request.actor, queries.TEAM_WORK_VIEWED, rows, now=request.now)
    return render(request, "web/team_work.html", {"work": work})


@require_http_methods(["GET", "POST"])
def persons_work(request: Request, ref: str) -> HttpResponse:
    """Everything that one person has; whoever sees to it hands it over here, many things at once."""
    actor, now = request.actor, request.now
    membership = partnerships.membership_or_404(actor, ref)
    is_own = membership.pk == actor.membership_id
    if not is_own and not referrals.covers_for(actor, membership, now):
        partnerships.sees_to(actor, membership, request.today).or_raise()
    sees_to = not is_own and bool(partnerships.sees_to(actor, membership, request.today))
    may_hand_over = sees_to and actor.may(Permission.ALLOCATE)
    if request.method == "POST" and not may_hand_over:
        no("Only a manager who allocates work hands it over. Ask a team manager.").or_raise()
    rows = queries.persons_work(actor, membership, now)
    work = trail.show(actor, queries.PERSONS_WORK_VIEWED, rows, now=now)
    takers = queries.takers(actor, membership, now) if may_hand_over else ()

    def save(form: forms.HandOver) -> str:
        commands.hand_over(actor=actor, of=membership, now=now, **form.values())
        return request.path

    return form_page(
        request,
        forms.HandOver,
        "web/persons_work.html",
        save,
        context={"work": work, "is_own": is_own, "may_hand_over": may_hand_over, "may_keep_absence": is_own or sees_to},
        form_arguments={"work": work, "takers": takers},
        done="Handed over.",
    )


@require_POST
def close_leaving(request: Request, ref: str) -> HttpResponse:
    """All that a leaver had is with somebody else: say so. Refused while anything is not."""
    membership = partnerships.membership_or_404(request.actor, ref)
    partnerships.sees_to(request.actor, membership, request.today).or_raise()
    leaving = partnerships.leaving_of(request.actor, membership)
    if leaving is None:
        raise Http404
    found = leaving

    def run() -> str:
        commands.close_leaving(actor=request.actor, leaving=found, of=membership, now=request.now)
        return reverse("web:persons_work", kwargs={"ref": membership.ref})

    return act(request, run, done="Closed. Everything is with somebody else.")


@require_http_methods(["GET", "POST"])
def move_child(request: Request, child_ref: str) -> HttpResponse:
    """A child moves to another area: what travels, under which law, and what they are asked."""
    actor, now = request.actor, request.now
    found = access.child_or_404(actor, child_ref, now)
    standing, look = children.look_at(actor, found, now)
    verdict = referral_access.may_move(actor, found.pk, now)
    if request.method == "POST":
        verdict.or_raise()
    areas = [area for area in partnerships.areas(None) if area.pk != actor.partnership_id]

    def save(form: forms.MoveChild) -> str:
        sent = commands.move_child(actor=actor, child=found, look=look, now=now, **form.values())
        return reverse("referrals:move", kwargs={"ref": sent})

    return form_page(
        request,
        forms.MoveChild,
        "web/move_child.html",
        save,
        context={
            "child": children.header(found, standing, look, request.today),
            "verdict": verdict,
            "areas": areas,
            "source": referral_rules.MOVE_SOURCE,
        },
        form_arguments={"areas": areas},
        done="Sent. The other area answers.",
    )


def _doors(actor: Actor) -> dict[str, Any]:
    """Where the actor may go from here."""
    return {
        "sees_children": actor.may(Permission.SEE_CHILDREN),
        "refer_url": url("referrals:refer_child") if actor.may(Permission.REFER_CHILD) else "",
        "emergency_url": url("children:break_glass") if actor.may(Permission.BREAK_GLASS) else "",
    }


def _number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 1


# What is shown when something cannot be


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or it is not to be known of: the same bytes for the same person."""
    context.make_bare(request)
    return render(request, "errors/404.html", status=404)


@public
def not_permitted(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Known of, and not permitted."""
    return render(request, "errors/403.html", {"reason": ""}, status=403)


@public
def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: the page was open in another session. Nothing was saved."""
    return render(request, "errors/form_expired.html", status=403)


@public
def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours. Asks nothing of the database, which may be the fault."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
