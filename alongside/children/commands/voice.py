"""Writing down what the child said, and telling the child what came of it."""

from __future__ import annotations

import datetime as dt

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access
from alongside.children.commands.handed import is_done
from alongside.children.models import Child, Voice
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import prepared


@trail.command("children.voice.recorded", trail.Verb.COLLECTION)
def record_voice(
    *,
    actor: Actor,
    child: Child,
    said: str,
    gathered: str,
    said_on: dt.date,
    about: str = "",
    strand: Strand = Strand.IDENTITY,
    changed: str = "",
    told_back_on: dt.date | None = None,
    now: dt.datetime,
) -> Voice:
    """Record what the child said, how it was gathered, and what changed because of it.

    ``strand`` is what it was about, and decides who reads it: what a child says of their plan is not for the school.
    """
    if not trail.is_part_of_a_command():
        access.may_record_voice(actor, access.standing(actor, child, now), strand).or_raise()
    elif not actor.may(Permission.RECORD_VOICE) and not actor.may(Permission.RUN_PANEL):
        raise NotPermitted("Ask the allocated worker to record what the child said.")
    voice = Voice.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        about=about,
        strand=strand.value,
        said=said,
        gathered=gathered,
        heard_by_id=actor.membership_id,
        said_on=said_on,
        changed=changed,
        told_back_on=told_back_on,
    )
    trail.record(
        actor, "children.voice.recorded", about=[child.ref, voice.ref], now=now, detail={"strand": voice.strand}
    )
    return voice


@trail.command("children.voice.told_back")
def tell_back(*, actor: Actor, voice: Voice, changed: str, told_back_on: dt.date, now: dt.datetime) -> Voice:
    """Record what changed because of what the child said, and when the child was told."""
    row = prepared.locked(actor.partnership_id, Voice, voice.pk, "child")
    access.may_tell_back(actor, row, access.standing(actor, row.child, now)).or_raise()
    if row.withdrawn_at is not None:
        raise NotNow("This was withdrawn: the child did not say it.")
    row.changed, row.told_back_on = changed, told_back_on
    row.save(update_fields=["changed", "told_back_on"])
    is_done(actor, row.ref, now)
    trail.record(actor, "children.voice.told_back", about=[row.child.ref, row.ref], now=now)
    return row
