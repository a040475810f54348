"""What every page carries: who acts for whom, the way to the other pages, and how long the session lasts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from alongside.accounts.permissions import Permission
from alongside.children import queries as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.needs import queries as needs
from alongside.ui.address import url


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the navigation: its view's name, the permissions of which one is enough (none: everybody), and further
    pages that belong to it."""

    text: str
    view: str
    needs: tuple[Permission, ...] = ()
    also: tuple[str, ...] = ()


PLACES = (
    Place("My work", "web:home"),
    Place("Find a child", "web:search", (Permission.SEE_CHILDREN,)),
    Place("Referrals", "referrals:referrals", (Permission.TRIAGE_REFERRAL, Permission.REFER_CHILD)),
    Place("Support queue", "needs:support_queue", (Permission.GIVE_SUPPORT, Permission.RECORD_SCREEN)),
    Place("EHC cases", "ehcp:board", (Permission.KEEP_EHC_CASE, Permission.BEGIN_EHC_CASE)),
    Place("Custody", "justice:custody", (Permission.SEE_CUSTODY,)),
    Place("Panels", "panels:series_list", (Permission.SIT_ON_PANEL, Permission.RUN_PANEL)),
    Place("Dates", "deadlines:board", (Permission.DO_ACTION, Permission.SEE_TEAM_WORK)),
    Place("My team's work", "web:team_work", (Permission.SEE_TEAM_WORK,)),
    Place("Measures", "measures:overview", (Permission.SEE_MEASURES,)),
    Place("Priorities", "governance:priorities", (Permission.SEE_MEASURES,)),
    Place(
        "Standards",
        "referrals:set_standards",
        (Permission.SET_STANDARDS,),
        ("referrals:set_public_contact", "children:set_names_on_paper", "justice:set_standards"),
    ),
    Place("Double records", "children:duplicates", (Permission.MATCH_RECORDS,)),
    Place("Emergency openings", "children:emergency_openings", (Permission.REVIEW_BREAK_GLASS,)),
    Place("Who looked", "children:find_who_looked", (Permission.SEE_WHO_LOOKED,)),
    Place("Sealed records", "children:sealed_records", (Permission.SEAL_CHILD,)),
    Place("Copies", "children:copies", (Permission.SEE_WHO_LOOKED, Permission.RELEASE_COPY)),
    Place("People", "partnerships:people", (Permission.MANAGE_PEOPLE,)),
)
"""The navigation in its order; each person sees the places that their role may use."""


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of ``base.html``, for signed-in people and for anybody else."""
    actor: Actor | None = getattr(request, "actor", None)
    given: dict[str, Any] = {"demonstration": settings.DEMONSTRATION}
    if hasattr(request, "now"):
        given["today"] = calendar.london_date(request.now)
    if actor is None:
        return {**given, "council": council_sign_in()}
    return {
        **given,
        "area_partnership": actor.partnership_name,
        "acting_for": actor.agency_name,
        "acting_as": actor.role_name,
        "signed_in_as": actor.name,
        "child_strip": partial(_child_strip, request, actor),
        "navigation": _navigation(request, actor),
        "switch_url": url("partnerships:choose_agency"),
        # A page that must be the same to the byte (404) carries no form, since each form has a token of its own.
        "sign_out_url": None if _is_bare(request) else url("account_logout"),
        "session_limit": settings.SESSION_IDLE_SECONDS // 60,
        "keep_alive_url": url("accounts:stay_signed_in"),
        "signed_out_url": _signed_out_url(request),
    }


def _signed_out_url(request: HttpRequest) -> str:
    """Where a page goes when its session has ended; from there, signing in leads back to the page."""
    address = url("accounts:signed_out")
    return address if _is_bare(request) else f"{address}?{urlencode({'next': request.path})}"


@dataclass(frozen=True, slots=True)
class ChildStrip:
    """How to work with the child whom a page is about, in short."""

    ref: str
    called: str
    first_called: str
    pronouns: str
    talks: str
    communication: str
    helps: tuple[str, ...]
    more: int


STRIP = 3
"""How many pieces of advice stand on each page about a child; all of them stand in the passport."""


def _child_strip(request: HttpRequest, actor: Actor) -> ChildStrip | None:
    """Asked by the page itself, so that pages about no child ask nothing. One query."""
    looked = None if _is_bare(request) else children.the_one_looked_at(actor)
    if looked is None:
        return None
    child, look = looked
    lines = [line.do or f"Avoid: {line.avoid}" for line in needs.strategies(child, look)]
    talks = "" if child.language in ("", "English") else child.language
    if child.needs_interpreter:
        talks = f"{child.language or 'Language not known'}, with an interpreter"
    return ChildStrip(
        ref=child.ref,
        called=child.called,
        first_called=child.first_called,
        pronouns=child.pronouns,
        talks=talks,
        communication=child.communication,
        helps=tuple(lines[:STRIP]),
        more=max(len(lines) - STRIP, 0),
    )


def council_sign_in() -> dict[str, str] | None:
    """The council's own sign-in, where the settings name one: what its button says and where it posts."""
    for provider in settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", []):
        return {
            "name": provider["name"],
            "url": url("openid_connect_login", provider_id=provider["provider_id"]),
        }
    return None


def make_bare(request: HttpRequest) -> None:
    """From now on the page says nothing that differs between two requests of the same person."""
    request.is_bare = True  # type: ignore[attr-defined]


def _is_bare(request: HttpRequest) -> bool:
    return bool(getattr(request, "is_bare", False))


def _navigation(request: HttpRequest, actor: Actor) -> list[dict[str, object]]:
    here = request.resolver_match.view_name if request.resolver_match and not _is_bare(request) else ""
    subject = here.partition(":")[0]
    links: list[dict[str, object]] = []
    # A page belongs to the place that names it; else to the first place of its subject.
    named = [place.text for place in PLACES if here == place.view or here in place.also]
    of_subject = [
        place.text
        for place in PLACES
        if subject not in ("", "web", "children") and place.view.startswith(f"{subject}:")
    ]
    belongs = next(iter(named or of_subject), None)
    for place in PLACES:
        if place.needs and not any(actor.may(need) for need in place.needs):
            continue
        is_here = place.text == belongs
        links.append({"text": place.text, "href": url(place.view), "active": is_here, "count": None})
    return links
