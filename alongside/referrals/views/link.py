"""Links for people without an account: sending one, taking it back, and the page that it opens."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.http import Request, act, form_page, public
from alongside.core import calendar
from alongside.core.verdict import Refusal
from alongside.partnerships import wall
from alongside.referrals import access, commands, forms, queries, rules
from alongside.referrals.models import Arrival, Link
from alongside.referrals.views.outside import TOO_MANY, key_of, new_key, page_for_outside, renew, too_many, within


@require_GET
def links(request: Request) -> HttpResponse:
    """Links that were sent, and what became of them."""
    access.may_send_link(request.actor).or_raise()
    context = {"links": queries.links(request.actor, request.now), "act_key": str(uuid.uuid4())}
    return render(request, "referrals/links.html", context)


@require_http_methods(["GET", "POST"])
def send_link(request: Request) -> HttpResponse:
    """Ask somebody without an account for a referral."""
    access.may_send_link(request.actor).or_raise()
    days = queries.standards(request.actor.partnership_id).value("link", request.today)

    def save(form: forms.SendLink) -> str:
        commands.send_link(
            actor=request.actor,
            address=request.build_absolute_uri("/link/"),
            days=days,
            now=request.now,
            **form.cleaned_data,
        )
        return reverse("referrals:links")

    return form_page(
        request,
        forms.SendLink,
        "referrals/send_link.html",
        save,
        context={"days": days},
        done="Sent. The link works for one referral.",
    )


@require_POST
def revoke_link(request: Request, ref: str) -> HttpResponse:
    """Take a link back."""
    link = access.link_or_404(request.actor, ref, request.now)

    def run() -> str:
        commands.revoke_link(actor=request.actor, link=link, now=request.now)
        return reverse("referrals:links")

    return act(request, run, done="Taken back. It opens nothing any more.")


# Outside


@public
@csrf_exempt
@require_http_methods(["GET", "POST"])
def refer_by_link(request: Request, token: str) -> HttpResponse:
    """Somebody without an account refers one child; after that the same address shows what was answered."""
    request.actor = None  # type: ignore[assignment]
    digest = rules.digest_of(token)
    wall.enter(None, door=rules.link_door(digest))
    link = queries.link_of_key(digest, request.now)
    sent = queries.sent_by_link(link) if link else None
    if link is None or (sent is None and link.expires_at <= request.now):
        # The same words for a link that never was, has ended, or was taken back. Trying many is slowed down.
        within(request, "tried", rules.TRIED_AN_HOUR)
        return page_for_outside(request, "link_ended.html", {"area": None}, status=410)
    if sent is not None:
        return _receipt(request, link, sent)
    return _refer(request, link, digest)


def _refer(request: Request, link: Link, digest: str) -> HttpResponse:
    actor = access.outside(link.partnership, f"{link.name}, {link.organisation}")
    # The lists of the form: names of places and schools, as anybody at the public door may know them.
    wall.enter(None, door=rules.public_door(link.partnership_id))

    def shown(form: forms.ReferByLink, status: int = 200) -> HttpResponse:
        context = {"area": link.partnership, "link": link, "form": form}
        return page_for_outside(request, "refer_by_link.html", context, status)

    if request.method != "POST":
        return shown(forms.ReferByLink(initial={"form_key": new_key()}, today=request.today, actor=actor))
    form = forms.ReferByLink(request.POST, today=request.today, actor=actor)
    key = key_of(request.POST.get("form_key", ""))
    if key is None:
        renew(form)
    if not within(request, "tried", rules.TRIED_AN_HOUR):
        form.add_error(None, TOO_MANY)
        return too_many(shown(form))
    if not form.is_valid() or key is None:
        return shown(form, 422)
    given = form.given()
    wall.enter(None, door=rules.link_door(digest, str(key)))
    try:
        commands.receive_arrival(actor=actor, key=key, sender="professional", given=given, link=link, now=request.now)
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return shown(form, 422)
    sent = queries.sent_by_link(link)
    assert sent is not None, "it was received above"
    return _receipt(request, link, sent)


def _receipt(request: Request, link: Link, sent: Arrival) -> HttpResponse:
    """What was sent, and what was answered: nothing of the child, since a mailbox may be shared."""
    # How the standards stand is public; the row of the link is not read again.
    wall.enter(None, door=rules.public_door(link.partnership_id))
    context: dict[str, Any] = {
        "area": link.partnership,
        "link": link,
        "ref": sent.ref,
        "received_on": sent.received_on,
        "answer_by": queries.standards(link.partnership_id).due_on(rules.ANSWER, sent.received_on),
        "is_answered": sent.status not in (Arrival.Status.WAITING, Arrival.Status.TAKEN_IN) or bool(sent.reply),
        "reply": sent.reply,
        "until_on": calendar.london_date(link.expires_at),
    }
    return page_for_outside(request, "referred_by_link.html", context)
