"""What a partnership's papers for children say of the people who work with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.children import rules
from alongside.children.models import NamesOnPaper
from alongside.core.actor import Actor
from alongside.partnerships import wall


@dataclass(frozen=True, slots=True)
class NamesStandard:
    """Whether people are named, and since when; no day where it is our default."""

    names_people: bool
    since: dt.date | None


def names_on_paper(actor: Actor, today: dt.date) -> NamesStandard:
    """What holds in the actor's partnership on this day. One query."""
    rows = wall.own(NamesOnPaper.objects.all(), actor).filter(from_on__lte=today).order_by("-from_on", "-id")
    found = rows.values_list("names_people", "from_on").first()
    return NamesStandard(*found) if found else NamesStandard(rules.NAMES_PEOPLE, None)
