"""One entry for several children: a home visit to brothers and sisters, a session of a group, an incident."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.commands.chronology import record_entry
from alongside.children.commands.withdrawal import strike_out
from alongside.children.models import Child, Entry
from alongside.core import refs
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.partnerships import wall


@trail.command("children.entry.recorded_for_several", trail.Verb.COLLECTION)
def record_entry_for_several(
    *,
    actor: Actor,
    children: Sequence[Child],
    happened_on: dt.date,
    strand: Strand,
    kind: str,
    text: str,
    own: Mapping[str, str],
    now: dt.datetime,
) -> str:
    """Write what happened with several children once: what is true of all, ``text``, and of each what is theirs alone.

    ``own`` gives a child's reference its own part. Each record gets lines of its own, which nothing in it joins to
    those of another child: who reads one learns nothing of the others, not even that there are any.
    Gives the reference by which the lines of one record are withdrawn together.

    Raises NotPermitted for a child in whose record the actor does not write this part, NotNow where the shared part
    names one of them.
    """
    if not 2 <= len({child.pk for child in children}) <= rules.SEVERAL_AT_MOST:
        raise NotNow(f"Choose two children or more, up to {rules.SEVERAL_AT_MOST}.")
    for child in children:
        access.may_record_entry(actor, access.standing(actor, child, now), strand).or_raise()
    named = rules.named_in(text, [(child.given_name, child.preferred_name, child.family_name) for child in children])
    if named:
        raise NotNow(
            f"The shared part names {named}. It stands in each child’s record, so write “the children” there, and what"
            " is one child’s in the part for that child."
        )
    source = refs.new(refs.Kind.SEVERAL)
    for child in children:
        # The newest line stands first: what is of all before what is the child's own.
        for words in (own.get(child.ref, "").strip(), text):
            if words:
                record_entry(
                    actor=actor,
                    child=child,
                    happened_on=happened_on,
                    strand=strand,
                    kind=kind,
                    text=words,
                    source=source,
                    now=now,
                )
    # Each record's own event tells of that record only: who asks who looked at one learns nothing of the others.
    trail.record(
        actor,
        "children.entry.recorded_for_several",
        about=[source],
        now=now,
        detail={"children": len(children), "strand": strand.value, "kind": kind},
    )
    return source


@trail.command("children.entry.withdrawn_for_several")
def withdraw_entry_for_several(
    *, actor: Actor, child: Child, source: str, everywhere: bool, reason: str, now: dt.datetime
) -> int:
    """Withdraw what was written of one child, or of each child of the same entry in whose record the actor may withdraw
    it. Gives how many records it was withdrawn from; a record that the actor may not know of stays as it is."""
    lines = wall.own(Entry.objects.all(), actor).filter(source=source, withdrawn_at__isnull=True)
    own = lines.filter(child=child).first()
    if own is None:
        raise NotNow("This has been withdrawn already.")
    access.may_withdraw(access.standing(actor, child, now), own.strand).or_raise()
    found = [child]
    if everywhere:
        seen = access.visible_children(actor, now).filter(pk__in=lines.values("child_id")).exclude(pk=child.pk)
        others = list(seen.order_by("id"))
        held = access.standings(actor, others, now)
        found += [other for other in others if access.may_withdraw(held[other.pk], own.strand)]
    for one in found:
        strike_out(actor=actor, child=one, source=source, reason=reason, now=now)
    trail.record(
        actor,
        "children.entry.withdrawn_for_several",
        about=[source],
        now=now,
        detail={"records": len(found), "everywhere": everywhere},
        reason=reason,
    )
    return len(found)
