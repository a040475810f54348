"""What somebody outside types, and arrivals in each state."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from alongside.referrals import commands
from alongside.referrals.models import Arrival
from tests.people import NOW, acting

CARER = {
    "sender_name": "Maria Ashdown",
    "sender_relation": "Mum",
    "given_name": "Zoë",
    "family_name": "Ashdown",
    "born_on-day": "3",
    "born_on-month": "2",
    "born_on-year": "2013",
    "worry": "He stays out at night and comes home with things that are not his.",
    "strengths": "He is kind to his little sister",
    "hope": "That he goes to school again",
    "phone": "07700 900123",
    "ways": ["call", "text"],
    "times": ["morning"],
    "messages": "discreet",
    "safe_note": "Never ring when his stepfather is at home",
    "language": "Polish",
    "needs_interpreter": "on",
    "reading": ["aloud"],
    "travel": ["home"],
    "knows": "no",
    "may_tell": ["nobody"],
    "postcode": "SN1 2JG",
    "school_name": "Oakfield",
}
"""A mother at night, as a browser sends it."""

SELF = {
    **{name: value for name, value in CARER.items() if not name.startswith("sender")},
    "worry": "I want to get away from them",
    "knows": "not_safe",
}

MY_CHILD, ME, STOP, START = (
    "/refer/swindon/my-child/",
    "/refer/swindon/me/",
    "/refer/swindon/stop/",
    "/refer/swindon/",
)


def key_of(page: str) -> str:
    """The key of the form on a page."""
    found = re.search(r'name="form_key"[^>]*value="([^"]+)"', page)
    assert found, page[:2000]
    return found.group(1)


def ask(path: str = MY_CHILD, client: Client | None = None, key: str = "", **changes: Any) -> Any:
    """Open the page, fill it in, press the button."""
    client = client or Client()
    given = {**(SELF if path == ME else CARER), **changes}
    return client.post(path, {**given, "form_key": key or key_of(client.get(path).content.decode())})


def reference(page: Any) -> str:
    """The reference that the page gives."""
    found = re.search(r"H-[0-9A-Z]{6}", page.content.decode())
    assert found, page.content.decode()[:4000]
    return found.group(0)


def arrived(slug: str = "swindon", **changes: Any) -> Arrival:
    """One that waits at the door."""
    ref = reference(ask(f"/refer/{slug}/my-child/", **changes))
    return again(slug, ref)


def again(slug: str, ref: str) -> Arrival:
    """The row as it stands now."""
    with acting(slug, "front_door"):
        return Arrival.objects.select_related("referral", "child").get(ref=ref)


def taken_in(slug: str = "swindon", **changes: Any) -> Arrival:
    """One that the front door took in, with a new record."""
    row = arrived(slug, **changes)
    with acting(slug, "front_door") as actor:
        commands.take_in(actor=actor, arrival=row, child=None, now=NOW)
    return again(slug, row.ref)
