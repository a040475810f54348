"""Which referrals, told of in a child's chronology, open for its reader."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from alongside.core.actor import Actor
from alongside.partnerships import wall
from alongside.referrals import access
from alongside.referrals.models import Agreement


def referrals_opened(actor: Actor, found: list[str], now: dt.datetime) -> dict[str, str]:
    """Of these referrals those that the actor may see, with their pages. One query."""
    refs = access.visible_referrals(actor, now).filter(ref__in=found).values_list("ref", flat=True)
    return {ref: reverse("referrals:referral", kwargs={"ref": ref}) for ref in refs}


def agreements_opened(actor: Actor, found: list[str], now: dt.datetime) -> dict[str, str]:
    """Of these answers those of a referral of which the actor sees all, with its page. One query."""
    rows = wall.own(Agreement.objects.all(), actor).filter(
        ref__in=found, referral_id__in=access.referrals_seen_whole(actor, now).values("id")
    )
    pairs = rows.values_list("ref", "referral__ref")
    return {ref: reverse("referrals:referral", kwargs={"ref": of}) for ref, of in pairs}
