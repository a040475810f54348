"""A detention: entered, moved, expected to end, ended; and entered in error."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow
from alongside.ehcp import commands as ehcp
from alongside.justice import access, rules
from alongside.justice.commands.beginning import begin, locked, send_team, stand_down, stay_now, waiting_of
from alongside.justice.commands.look_backs import not_looked_back_on
from alongside.justice.models import Detention, HandOver, Stay
from alongside.partnerships import wall

MEANWHILE = "Somebody else changed this while you had it open. Look at it again, then do what is still needed."


@dataclass(frozen=True, slots=True)
class Place:
    """Where the child is held: a code of ``rules.ESTABLISHMENTS``, or ``rules.ANOTHER`` with name and authority."""

    code: str
    name: str = ""
    host: str = ""

    def on(self, day: dt.date) -> tuple[str, str]:
        """Name and host authority. Raises NotNow for a place where nobody was held on the day, or that has no name."""
        if self.code == rules.ANOTHER:
            if not self.name.strip() or not self.host.strip():
                raise NotNow("Give the name of the place, and the local authority in whose area it stands.")
            return self.name.strip(), self.host.strip()
        found = rules.BY_CODE.get(self.code)
        if found is None or not found.open_on(day):
            raise NotNow("No child was held in this place on that day. Check the day, or choose “Another place”.")
        return found.title, found.host


@trail.command("justice.detention.entered", trail.Verb.COLLECTION)
def enter_detention(
    *,
    actor: Actor,
    child: Child,
    kind: str,
    detained_at: dt.datetime,
    learnt_at: dt.datetime,
    place: Place,
    home_authority: str,
    home_is_here: bool,
    ehc_plan: str = "unknown",
    plan_reviewed_on: dt.date | None = None,
    release_expected_on: dt.date | None = None,
    now: dt.datetime,
) -> Detention:
    """Write down that the child is held. All that must be done begins at once and by itself, each with its owner.

    A remand to local authority accommodation begins the tasks for a looked after child; a remand to youth detention
    accommodation or a custodial sentence begins the hand-over into custody and back. Raises NotNow while another
    detention of the child lasts, and for an age at which the law knows no such detention.
    """
    records = children.locked_records(actor, child)
    child = records[child.pk]
    access.may_enter_detention(actor, child_access.standing(actor, child, now)).or_raise()
    since, today = calendar.london_date(detained_at), calendar.london_date(now)
    _insist_possible(child, kind, detained_at, learnt_at, now)
    held = wall.own(Detention.objects.all(), actor).filter(child_id__in=list(records), status=Detention.Status.HELD)
    at = held.values_list("child_id", flat=True).first()
    if at is not None:
        where = "" if at == child.pk else f" in {records[at].ref}, another record of the same child"
        raise NotNow(
            f"It is written down already that this child is held{where}. Write down the move, or how it ended, there."
        )
    if release_expected_on is not None and release_expected_on < since:
        raise NotNow("Release is expected before the child was held? Check the days.")
    name, host = place.on(since)
    row = Detention.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        kind=kind,
        detained_at=detained_at,
        learnt_at=learnt_at,
        home_authority=home_authority.strip(),
        home_is_here=home_is_here,
        ehc_plan=ehc_plan,
        plan_reviewed_on=plan_reviewed_on,
        release_expected_on=release_expected_on,
        entered_by_id=actor.membership_id,
    )
    _stay(row, place.code, name, host, since)
    begin(actor, row, rules.From.LEARNT, calendar.london_date(learnt_at), now=now)
    _plan_for_eighteen(actor, row, today, now)
    if row.has_plan:
        begin(actor, row, rules.From.MONITORED, plan_reviewed_on or since, now=now)
    if release_expected_on is not None:
        begin(actor, row, rules.From.EXPECTED, release_expected_on, now=now)
    if row.regime is rules.Regime.DETAINED:
        ehcp.tell_of_detention(actor=actor, child=child, detained_on=since, now=now)
    _tell(actor, row, since, f"Held away from home: {name}.", now)
    _tell(actor, row, since, f"{rules.KINDS[kind].title}.", now, strand=Strand.JUSTICE)
    trail.record(
        actor,
        "justice.detention.entered",
        about=[child.ref, row.ref],
        now=now,
        detail={"kind": kind, "regime": row.regime.value},
    )
    return row


def _insist_possible(
    child: Child, kind: str, detained_at: dt.datetime, learnt_at: dt.datetime, now: dt.datetime
) -> None:
    if kind not in rules.KINDS:
        raise NotNow("Choose how the child came to be held.")
    if learnt_at > now or detained_at > learnt_at:
        raise NotNow("First the child is held, then we learn of it, and both have happened. Check the days and times.")
    age = calendar.age_on(child.born_on, calendar.london_date(detained_at))
    if not rules.is_possible(kind, age):
        raise NotNow(f"The law knows no such detention at {age}. Check what the court decided, and the date of birth.")


@trail.command("justice.detention.moved")
def move_detained(
    *, actor: Actor, detention: Detention, place: Place, moved_on: dt.date, learnt_on: dt.date, now: dt.datetime
) -> Detention:
    """Write down a move to another place. Both authorities and the SEND team are told again, the plan is sent again."""
    row = locked(actor, detention, now)
    access.may_change_detention(actor, child_access.standing(actor, row.child, now), row).or_raise()
    stay = stay_now(row)
    if moved_on < stay.from_on or moved_on > learnt_on or learnt_on > calendar.london_date(now):
        raise NotNow(
            f"The child came to the present place on {calendar.spoken(stay.from_on)}. The move is after that, and we"
            " learn of it then or later."
        )
    name, host = place.on(moved_on)
    if name == stay.name:
        raise NotNow("The child is in this place already.")
    stay.to_on = moved_on
    stay.save(update_fields=["to_on"])
    _stay(row, place.code, name, host, moved_on)
    of_place = [thing for thing in waiting_of(row) if thing.of_rule.by_place]
    stand_down(actor, of_place, f"Moved on {calendar.spoken(moved_on)}: it begins again for {name}.", now)
    begin(actor, row, rules.From.LEARNT, learnt_on, now=now, is_move=True)
    row.version += 1
    row.save(update_fields=["version"])
    _tell(actor, row, moved_on, f"Moved to {name}.", now)
    trail.record(actor, "justice.detention.moved", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("justice.detention.release_expected")
def expect_release(
    *, actor: Actor, detention: Detention, expected_on: dt.date | None, version: int | None = None, now: dt.datetime
) -> Detention:
    """Write down on which day release is expected; None: it is not known. What is counted back is counted anew."""
    row = locked(actor, detention, now)
    access.may_change_detention(actor, child_access.standing(actor, row.child, now), row).or_raise()
    if version is not None and version != row.version:
        raise Changed(MEANWHILE, theirs=_expected(row.release_expected_on), yours=_expected(expected_on))
    if expected_on == row.release_expected_on:
        raise NotNow("This is the day that is written down already.")
    if expected_on is not None and expected_on < calendar.london_date(row.detained_at):
        raise NotNow("Release is expected before the child was held? Check the day.")
    row.release_expected_on = expected_on
    row.version += 1
    row.save(update_fields=["release_expected_on", "version"])
    counted = (rules.From.EXPECTED, rules.From.EIGHTEEN)
    again = [thing for thing in waiting_of(row) if thing.of_rule.counted_from in counted]
    stand_down(actor, again, "Release is expected on another day: it is counted again.", now)
    if expected_on is not None:
        done = HandOver.objects.filter(partnership_id=row.partnership_id, detention=row, status=HandOver.Status.DONE)
        begin(
            actor,
            row,
            rules.From.EXPECTED,
            expected_on,
            now=now,
            without=set(done.values_list("code", flat=True)),
        )
    _plan_for_eighteen(actor, row, calendar.london_date(now), now)
    trail.record(
        actor,
        "justice.detention.release_expected",
        about=[row.child.ref, row.ref],
        now=now,
        detail={"on": expected_on.isoformat() if expected_on else ""},
    )
    return row


def _expected(day: dt.date | None) -> dict[str, str]:
    return {"expected_on": calendar.spoken(day) if day else "Not known"}


@trail.command("justice.detention.ended")
def end_detention(
    *, actor: Actor, detention: Detention, ended_on: dt.date, ending: str, authority: str = "", now: dt.datetime
) -> Detention:
    """Write down how the detention ended. A release begins the hand-over back; a move to the adult estate ends all.

    In adult custody the duties of an EHC plan end, so that nothing more is waited for. ``authority`` names another
    local authority where that one is responsible for the child from the release on: an EHC assessment ends here, and a
    plan in force is to be handed over.
    """
    row = locked(actor, detention, now)
    access.may_change_detention(actor, child_access.standing(actor, row.child, now), row).or_raise()
    stay = stay_now(row)
    if ending not in rules.ENDINGS:
        raise NotNow("Choose how it ended.")
    elsewhere = _held_elsewhere(actor, row)
    if ending in rules.HANDED_BACK and elsewhere:
        raise NotNow(
            f"{elsewhere[0].child.ref}, another record of the same child, says that the child is held too. Say there"
            " first that it was entered in error, or how it ended otherwise: a child who comes home is held nowhere."
        )
    if ended_on > calendar.london_date(now) or ended_on < stay.from_on:
        raise NotNow(f"The last day is today at the latest, and not before {calendar.spoken(stay.from_on)}.")
    if authority.strip() and ending not in rules.HANDED_BACK:
        raise NotNow("Another authority is responsible only for a child who comes home. Leave it out.")
    if ending == "adult" and ended_on < rules.eighteen_on(row.child.born_on):
        raise NotNow("Nobody moves to the adult estate before the 18th birthday. Check the day, or choose “Released”.")
    row.status, row.ended_on, row.ending = Detention.Status.ENDED, ended_on, ending
    row.version += 1
    row.save(update_fields=["status", "ended_on", "ending", "version"])
    stay.to_on = ended_on
    stay.save(update_fields=["to_on"])
    stand_down(actor, waiting_of(row), f"Not done when it ended on {calendar.spoken(ended_on)}.", now)
    if ending in rules.HANDED_BACK:
        begin(actor, row, rules.From.RELEASED, ended_on, now=now)
        if row.regime is rules.Regime.DETAINED:
            ehcp.tell_of_release(
                actor=actor, child=row.child, released_on=ended_on, authority=authority.strip(), now=now
            )
    where = f" {authority.strip()} is responsible from now on." if authority.strip() else ""
    _tell(actor, row, ended_on, f"{rules.ENDINGS[ending]}, after {stay.name}.{where}", now)
    close_if_finished(actor, row, now)
    trail.record(actor, "justice.detention.ended", about=[row.child.ref, row.ref], now=now, detail={"ending": ending})
    return row


@trail.command("justice.detention.withdrawn")
def withdraw_detention(*, actor: Actor, detention: Detention, reason: str, now: dt.datetime) -> Detention:
    """It was entered in error: nothing of it is waited for any more, and it stays in the record with the reason."""
    children.locked_records(actor, detention.child)
    row = locked(actor, detention, now)
    access.may_change_detention(actor, child_access.standing(actor, row.child, now), row).or_raise()
    if not reason.strip():
        raise NotNow("Say why this was entered in error.")
    row.status, row.withdrawn_why = Detention.Status.WITHDRAWN, reason
    row.version += 1
    row.save(update_fields=["status", "withdrawn_why", "version"])
    stand_down(actor, waiting_of(row), "Entered in error.", now)
    is_held_still = any(other.regime is rules.Regime.DETAINED for other in _held_elsewhere(actor, row))
    if row.regime is rules.Regime.DETAINED and not is_held_still:
        on = calendar.london_date(now)
        ehcp.tell_of_release(
            actor=actor, child=row.child, released_on=on, note="The detention was entered in error.", now=now
        )
    _tell(actor, row, calendar.london_date(now), "It was entered in error that the child is held.", now)
    children.end_grants(actor=actor, source=row.ref, child=row.child, now=now)
    gone = not_looked_back_on(actor, row.child, row.ref, now)
    trail.record(actor, "justice.detention.withdrawn", about=[row.child.ref, row.ref, *gone], now=now, reason=reason)
    return row


def _held_elsewhere(actor: Actor, row: Detention) -> list[Detention]:
    """Detentions that last in other records of the same child: both had one when they were joined (ADR 11)."""
    others = [pk for pk in children.records_of(row.child) if pk != row.child_id]
    if not others:
        return []
    rows = wall.own(Detention.objects.all(), actor).filter(child_id__in=others, status=Detention.Status.HELD)
    return list(rows.select_related("child").order_by("id"))


def close_if_finished(actor: Actor, row: Detention, now: dt.datetime) -> None:
    """When it has ended and nothing of it waits, the SEND team no longer sees the child because of it."""
    if not row.is_held and not waiting_of(row):
        children.end_grants(actor=actor, source=row.ref, child=row.child, now=now)


def let_send_team_see(actor: Actor, row: Detention, now: dt.datetime) -> None:
    """The SEND team that was told sees what helps the child to learn, until the child is handed back."""
    team = send_team(actor, row)
    if team is not None:
        children.give_grant(
            actor=actor,
            child=row.child,
            team=team,
            reason="send",
            strands=(Strand.IDENTITY, Strand.EDUCATION, Strand.PLAN),
            source=row.ref,
            now=now,
        )


def _stay(row: Detention, code: str, name: str, host: str, since: dt.date) -> Stay:
    return Stay.objects.create(
        partnership_id=row.partnership_id,
        detention=row,
        child=row.child,
        place=code,
        name=name,
        host_authority=host,
        from_on=since,
    )


def _plan_for_eighteen(actor: Actor, row: Detention, today: dt.date, now: dt.datetime) -> None:
    """Who will be 18 before release, as far as is known, is not met by it unprepared."""
    birthday = rules.eighteen_on(row.child.born_on)
    is_inside = row.release_expected_on is None or row.release_expected_on >= birthday
    if today < birthday and is_inside and rules.is_soon(birthday, today):
        begin(actor, row, rules.From.EIGHTEEN, birthday, now=now)


def _tell(
    actor: Actor, row: Detention, on: dt.date, text: str, now: dt.datetime, *, strand: Strand = Strand.PLAN
) -> None:
    children.record_entry(
        actor=actor,
        child=row.child,
        happened_on=on,
        strand=strand,
        kind="custody",
        text=text,
        source=row.ref,
        now=now,
    )
