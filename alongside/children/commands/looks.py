"""Giving a child or family the paper on who looked at the record."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import access
from alongside.children.commands.sharing import share
from alongside.children.models import Child, Disclosure
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow

WHO = {"child": "The child", "parent": "A parent or carer"}


@trail.command("children.looks.given", trail.Verb.DISCLOSURE)
def give_who_looked(
    *,
    actor: Actor,
    child: Child,
    to: str,
    name: str,
    may_have_it: str,
    given_on: dt.date,
    how: str,
    now: dt.datetime,
) -> Disclosure:
    """Write down that the child, or somebody who may act for the child, was given the paper on who looked.

    It stands in the sharing ledger under their own right to know. ``may_have_it`` is how we know that they may have it:
    who they are, and for a parent what the child thinks of it. Raises NotNow without that, and for a day to come.
    """
    access.may_give_who_looked(access.standing(actor, child, now)).or_raise()
    if to not in WHO or (to == "parent" and not name.strip()):
        raise NotNow("Say to whom it was given.")
    if not may_have_it.strip():
        raise NotNow("Say how you know that they may have it.")
    if given_on > calendar.london_date(now):
        raise NotNow("The day is in the future. Write it down once it is given.")
    row = share(
        actor=actor,
        child=child,
        what=f"A paper on who looked at the record, until {calendar.spoken(given_on)}",
        strands=[Strand.IDENTITY],
        to_whom=child.first_called if to == "child" else name.strip(),
        about=[child.ref],
        purpose=f"They asked who looked. How we know that they may have it: {may_have_it.strip()}",
        gateway="subject_access",
        how=how,
        checked=Disclosure.Checked.CHECKED.value,
        told=Disclosure.Told.TOLD.value,
        told_on=given_on,
        now=now,
    )
    trail.record(actor, "children.looks.given", about=[child.ref, row.ref], now=now, detail={"to": to, "how": how})
    return row
