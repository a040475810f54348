"""Giving to somebody else what a colleague raised, heard or shared and will not finish."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import permissions_of
from alongside.audit import trail
from alongside.children import rules
from alongside.children.commands.grants import end_grants, give_grant
from alongside.children.models import Child, Concern, Disclosure, Grant, HandedOn, SubjectAccess, Voice
from alongside.core import refs
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Membership


@trail.command("children.owed.handed_on")
def hand_on(*, actor: Actor, about: str, to: Membership, now: dt.datetime) -> HandedOn:
    """Somebody else sees to a concern, to telling a child back, or to telling of something shared.

    For the command that hands over what a leaver had, which has decided that it may be done. They see the child for it
    until it is done. Raises NotNow for whom it could not be: their role neither closes concerns, say, nor writes.
    """
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    child: Child | None
    if refs.is_of(about, refs.Kind.CONCERN):
        child = wall.own(Concern.objects.all(), actor).select_related("child").get(ref=about).child
        able = Permission.CLOSE_CONCERN.value in permissions_of(to.role)
    else:
        if refs.is_of(about, refs.Kind.VOICE):
            child = wall.own(Voice.objects.all(), actor).select_related("child").get(ref=about).child
        else:
            child = wall.own(Disclosure.objects.all(), actor).select_related("child").get(ref=about).child
        able = Strand.IDENTITY in rules.writable(to.role, Grant.Reason.COVER)
    if not able:
        raise NotNow(f"{to.user.name} cannot finish this in their role. Choose a worker or a manager.")
    made, _ = HandedOn.objects.update_or_create(
        partnership_id=actor.partnership_id,
        about=about,
        defaults={"child": child, "membership": to, "handed_at": now},
    )
    if child is not None:
        end_grants(actor=actor, source=about, child=child, reasons=[Grant.Reason.COVER], now=now)
        give_grant(actor=actor, child=child, membership=to, reason=Grant.Reason.COVER, source=about, now=now)
    refs_of_it = [about, to.ref, *([child.ref] if child else [])]
    trail.record(actor, "children.owed.handed_on", about=refs_of_it, now=now)
    return made


@trail.command("children.subject_access.handed_on")
def hand_on_copy(*, actor: Actor, ref: str, to: Membership, now: dt.datetime) -> SubjectAccess:
    """Somebody else prepares a copy of what is held. For the command that hands over what a leaver had."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    row = wall.own(SubjectAccess.objects.all(), actor).select_for_update(of=("self",)).get(ref=ref)
    if Permission.SEE_WHO_LOOKED.value not in permissions_of(to.role):
        raise NotNow("Copies are prepared by an information governance lead. Choose somebody with that role.")
    if row.released_by_id == to.pk:
        raise NotNow("Whoever releases a copy does not prepare it too. Choose somebody else.")
    row.prepared_by = to
    row.save(update_fields=["prepared_by"])
    trail.record(actor, "children.subject_access.handed_on", about=[row.ref, to.ref], now=now)
    return row


def is_done(actor: Actor, about: str, now: dt.datetime) -> None:
    """What was handed on is done: whoever did it sees the child for it no longer."""
    if _handed_on(actor, about):
        end_grants(actor=actor, source=about, reasons=[Grant.Reason.COVER], now=now)


@prepared.question
def _handed_on(actor: Actor, about: str) -> QuerySet[HandedOn, int]:
    return wall.own(HandedOn.objects.all(), actor).filter(about=about).values_list("pk", flat=True)[:1]
