"""A child moves to another area: a copy is made across the wall, and accepted or refused there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.needs import commands as needs
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import AreaPartnership, Membership
from alongside.referrals import access, rules
from alongside.referrals.commands.involvement import end_involvement
from alongside.referrals.commands.referral import receive_referral
from alongside.referrals.models import Involvement, Move, MovedIn


@trail.command("referrals.move.sent", trail.Verb.DISCLOSURE)
def send_move(
    *,
    actor: Actor,
    child: Child,
    to: AreaPartnership,
    kind: str,
    moves_on: dt.date,
    why: str,
    copy: dict[str, Any],
    disclosure: str,
    law: str,
    sender: str,
    now: dt.datetime,
) -> Move:
    """Send a copy to another area. For the command that has put it together and written the line in the ledger.

    The copy is a row of theirs, written within their wall and under a name of no permission; from there nothing of ours
    can be reached. Raises NotNow while one is open, and for our own area.
    """
    if not trail.is_part_of_a_command():
        raise NotPermitted("A child's move is sent from the page of the move.")
    if kind not in rules.MOVE_KINDS or to.pk == actor.partnership_id:
        raise NotNow("Choose another area, and whether they take care for us or take over.")
    if wall.own(Move.objects.all(), actor).filter(child=child).exclude(status=Move.Status.CLOSED).exists():
        raise NotNow("A move of this child is under way already. Close that one first.")
    made = Move.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        kind=kind,
        to_slug=to.slug,
        to_name=to.name,
        moves_on=moves_on,
        why=why,
        sections=sorted(copy),
        disclosure=disclosure,
        owner_id=actor.membership_id,
        sent_at=now,
    )
    trail.record(
        actor,
        "referrals.move.sent",
        about=[child.ref, made.ref, disclosure],
        now=now,
        detail={"to": to.slug, "kind": kind, "sections": sorted(copy)},
    )
    wall.enter(to.pk)
    receive_move(
        actor=access.outside(to, f"{actor.partnership_name}"),
        move=made,
        from_slug=actor.partnership_slug,
        from_name=actor.partnership_name,
        copy=copy,
        law=law,
        sender=sender,
        now=now,
    )
    wall.enter(actor.partnership_id, actor.user_id)
    return made


@trail.command("referrals.move.arrived", trail.Verb.COLLECTION)
def receive_move(
    *,
    actor: Actor,
    move: Move,
    from_slug: str,
    from_name: str,
    copy: dict[str, Any],
    law: str,
    sender: str,
    now: dt.datetime,
) -> MovedIn:
    """A copy arrives from another area: ours from now on, and nobody's record yet."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("A copy arrives when another area sends it.")
    made = MovedIn.objects.create(
        partnership_id=actor.partnership_id,
        kind=move.kind,
        from_slug=from_slug,
        from_name=from_name,
        from_ref=move.ref,
        sender=sender,
        moves_on=move.moves_on,
        why=move.why,
        copy=copy,
        law=law,
        received_at=now,
    )
    trail.record(actor, "referrals.move.arrived", about=[made.ref], now=now, detail={"from": from_slug})
    return made


@trail.command("referrals.moved_in.answered")
def answer_move(*, actor: Actor, moved_in: MovedIn, accepts: bool, answer: str, now: dt.datetime) -> MovedIn:
    """Accept, and it is a referral of ours to be matched and decided on like any other; or refuse with a reason, and
    our copy is emptied. The other area reads the answer."""
    row = wall.own(MovedIn.objects.all(), actor).select_for_update(of=("self",)).get(pk=moved_in.pk)
    access.may_answer_move(actor, row).or_raise()
    if not accepts and not answer.strip():
        raise NotNow("Write why not. The other area must find another way for the child.")
    row.status = MovedIn.Status.ACCEPTED if accepts else MovedIn.Status.REFUSED
    row.answered_by_id, row.answered_at, row.answer = actor.membership_id, now, answer
    if accepts:
        who = row.copy["identity"]
        title = rules.MOVE_KINDS[row.kind][0]
        row.referral = receive_referral(
            actor=actor,
            given_name=who["given_name"],
            family_name=who["family_name"],
            born_on=dt.date.fromisoformat(who["born_on"]),
            preferred_name=who.get("preferred_name", ""),
            concern=f"{title} from {row.from_name}, from {calendar.spoken(row.moves_on)}. {row.why}",
            grounds=[],
            strengths=who.get("strengths", ""),
            own_words=who.get("own_words", ""),
            carers_know="yes",
            source="other",
            now=now,
        )
    else:
        row.copy = {}
    row.save(update_fields=["status", "answered_by", "answered_at", "answer", "referral", "copy"])
    trail.record(
        actor,
        "referrals.moved_in.answered",
        about=[row.ref, *([row.referral.ref] if row.referral else [])],
        now=now,
        detail={"accepted": accepts},
    )
    home = partnerships.partnership(row.from_slug)
    wall.enter(home.pk)
    _hear(actor=access.outside(home, actor.partnership_name), ref=row.from_ref, accepts=accepts, answer=answer, now=now)
    wall.enter(actor.partnership_id, actor.user_id)
    return row


@trail.command("referrals.move.answered")
def _hear(*, actor: Actor, ref: str, accepts: bool, answer: str, now: dt.datetime) -> None:
    """The other area has answered."""
    row = Move.objects.select_for_update().get(partnership_id=actor.partnership_id, ref=ref)
    row.status = Move.Status.ACCEPTED if accepts else Move.Status.REFUSED
    row.answered_at, row.answer = now, answer
    row.save(update_fields=["status", "answered_at", "answer"])
    trail.record(actor, "referrals.move.answered", about=[row.ref], now=now, detail={"accepted": accepts})


@trail.command("referrals.move.closed")
def close_move(*, actor: Actor, move: Move, ends_work: bool, now: dt.datetime) -> Move:
    """The move is over: our work with the child ends because they took over, or it goes on here."""
    row = wall.own(Move.objects.all(), actor).select_for_update(of=("self",)).select_related("child").get(pk=move.pk)
    access.may_close_move(actor, row, now).or_raise()
    if ends_work and row.status != Move.Status.ACCEPTED:
        raise NotNow("Our work ends once they have accepted. Until then the child stays with us.")
    row.status = Move.Status.CLOSED
    row.save(update_fields=["status"])
    if ends_work:
        open_work = Involvement.objects.filter(
            partnership_id=actor.partnership_id, child=row.child, status=Involvement.Status.OPEN
        )
        for work in open_work.order_by("id"):
            end_involvement(actor=actor, involvement=work, reason="other_area", note=row.to_name, now=now)
    trail.record(
        actor, "referrals.move.closed", about=[row.child.ref, row.ref], now=now, detail={"ends_work": ends_work}
    )
    return row


@trail.command("referrals.moved_in.taken_over")
def take_over_move(*, actor: Actor, moved_in: MovedIn, now: dt.datetime) -> MovedIn:
    """The worker takes what came into the child's record: how to work with them, and what they said, with whence it is.

    The plan and the needs stay to be read: a plan is agreed anew, and a need is recorded from its evidence.
    """
    rows = wall.own(MovedIn.objects.all(), actor).select_for_update(of=("self",)).select_related("referral__child")
    row = rows.get(pk=moved_in.pk)
    access.may_take_over_move(actor, row, now).or_raise()
    child = row.referral.child if row.referral else None
    assert child is not None, "asked for by access"
    kept = 0
    for line in row.copy.get("strategies", []):
        try:
            needs.write_strategy(actor=actor, child=child, kind=line["kind"], text=line["text"], now=now)
            kept += 1
        except NotNow:
            # It stands already, or is not written as we write them: it stays to be read on the page.
            continue
    for line in row.copy.get("words", []):
        children.record_voice(
            actor=actor,
            child=child,
            said=line["said"],
            gathered=f"Said in {row.from_name}",
            said_on=dt.date.fromisoformat(line["on"]),
            changed="Came with the child from another area",
            told_back_on=calendar.london_date(now),
            strand=Strand.IDENTITY,
            now=now,
        )
    row.taken_over_at = now
    row.save(update_fields=["taken_over_at"])
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=calendar.london_date(now),
        strand=Strand.PLAN,
        kind="move",
        text=f"{child.first_called} came from {row.from_name}. What helps there, and what they said, is kept here.",
        source=row.ref,
        now=now,
    )
    trail.record(
        actor,
        "referrals.moved_in.taken_over",
        about=[child.ref, row.ref],
        now=now,
        detail={"strategies": kept, "words": len(row.copy.get("words", []))},
    )
    return row


@trail.command("referrals.move.passed_on")
def hand_over_move(*, actor: Actor, ref: str, to: Membership, now: dt.datetime) -> Move:
    """A move that a leaver sees to is somebody else's. For the command that hands over what the leaver had."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    row = wall.own(Move.objects.all(), actor).select_for_update(of=("self",)).get(ref=ref)
    row.owner = to
    row.save(update_fields=["owner"])
    trail.record(actor, "referrals.move.passed_on", about=[row.ref, to.ref], now=now)
    return row
