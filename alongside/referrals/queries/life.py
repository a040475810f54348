"""What happens to spells of work: who was asked to take over, who says goodbye, what rests, who covers for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access as children
from alongside.children import rules as child_rules
from alongside.children.models import Child, Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.work import OpenThing, Owners, Work
from alongside.partnerships import prepared, wall
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Membership, Team
from alongside.referrals import access, rules
from alongside.referrals.models import Absence, Goodbye, Involvement, Move, MovedIn, Transfer
from alongside.ui.address import url

MOVED_IN_VIEWED = trail.sight("referrals.moved_in.viewed", "Somebody read what another area sent of a child.")

LIMIT = 50
"""How many of one kind *my work* holds; the soonest come first."""


def teams_for(actor: Actor, stream: str) -> list[Team]:
    """Teams that work in the stream and could be asked as a team. One query."""
    duties = rules.STREAMS[stream].duties
    return [team for team in partnerships.teams(actor) if team.duty in duties]


# On the child's page


@dataclass(frozen=True, slots=True)
class Happening:
    """What happens to one spell of work just now."""

    asked_ref: str = ""
    asked_of: str = ""
    asked_by_on: dt.date | None = None
    goodbye_ref: str = ""
    goodbye_to: str = ""
    goodbye_by_on: dt.date | None = None
    cover: str = ""
    cover_until_on: dt.date | None = None


@prepared.question
def _asked_about(partnership_id: int, child_id: int) -> QuerySet[Transfer]:
    rows = Transfer.objects.filter(partnership_id=partnership_id, child_id=child_id, status=Transfer.Status.ASKED)
    return rows.select_related("involvement", "to_worker__user", "to_team").order_by("id")


@prepared.question
def _goodbyes_of(partnership_id: int, child_id: int) -> QuerySet[Goodbye]:
    rows = Goodbye.objects.filter(partnership_id=partnership_id, child_id=child_id, status=Goodbye.Status.DUE)
    return rows.select_related("involvement", "from_worker__user").order_by("id")


@prepared.question
def _away(partnership_id: int, child_id: int, today: dt.date) -> QuerySet[Absence]:
    open_work = Involvement.objects.filter(
        partnership_id=partnership_id, child_id=child_id, status=Involvement.Status.OPEN
    )
    rows = Absence.objects.filter(
        partnership_id=partnership_id, ended_at__isnull=True, membership__in=open_work.values("worker_id")
    )
    return rows.filter(from_on__lte=today, until_on__gte=today).select_related("cover__user").order_by("id")


def happenings(child: Child, open_work: dict[str, int], now: dt.datetime) -> dict[str, Happening]:
    """Open spells of work, by reference, to what happens to each. ``open_work`` gives the worker of each. Three
    queries; none where no work is open."""
    if not open_work:
        return {}
    asked = {row.involvement.ref: row for row in _asked_about(child.partnership_id, child.pk)}
    goodbyes = {row.involvement.ref: row for row in _goodbyes_of(child.partnership_id, child.pk)}
    away = {row.membership_id: row for row in _away(child.partnership_id, child.pk, calendar.london_date(now))}
    found = {}
    for ref, worker_id in open_work.items():
        transfer, goodbye, absence = asked.get(ref), goodbyes.get(ref), away.get(worker_id)
        found[ref] = Happening(
            asked_ref=transfer.ref if transfer else "",
            asked_of=asked_of(transfer) if transfer else "",
            asked_by_on=transfer.answer_by_on if transfer else None,
            goodbye_ref=goodbye.ref if goodbye else "",
            goodbye_to=goodbye.from_worker.user.name if goodbye else "",
            goodbye_by_on=goodbye.due_on if goodbye else None,
            cover=absence.cover.user.name if absence else "",
            cover_until_on=absence.until_on if absence else None,
        )
    return found


def asked_of(row: Transfer) -> str:
    """Who was asked, in words."""
    return f"{row.to_worker.user.name}, {row.to_team.name}" if row.to_worker else f"the manager of {row.to_team.name}"


# Work


@prepared.question
def _to_answer(actor: Actor, now: dt.datetime) -> QuerySet[Transfer]:
    mine = Q(to_worker_id=actor.membership_id)
    if actor.may(Permission.ALLOCATE):
        mine |= Q(prepared.any_of("to_team_id", actor.team_ids), to_worker__isnull=True) & ~Q(
            asked_by_id=actor.membership_id
        )
    rows = access.visible_transfers(actor, now).filter(mine, status=Transfer.Status.ASKED)
    return rows.select_related("child", "from_worker__user").order_by("answer_by_on", "id")[:LIMIT]


@prepared.question
def _to_say(actor: Actor, now: dt.datetime) -> QuerySet[Goodbye]:
    rows = wall.own(Goodbye.objects.all(), actor).filter(
        prepared.any_of("child_id", children.held(actor, now)),
        status=Goodbye.Status.DUE,
        involvement__status=Involvement.Status.OPEN,
        involvement__worker_id=actor.membership_id,
    )
    return rows.select_related("child", "from_worker__user").order_by("due_on", "id")[:LIMIT]


@prepared.question
def _to_take_up(actor: Actor, now: dt.datetime) -> QuerySet[Involvement]:
    rows = access.visible_involvements(actor, now).filter(
        worker_id=actor.membership_id, status=Involvement.Status.OPEN, paused_until_on__isnull=False
    )
    return rows.select_related("child").order_by("paused_until_on", "id")[:LIMIT]


@prepared.question
def _covered(actor: Actor, today: dt.date) -> QuerySet[Absence]:
    rows = wall.own(Absence.objects.all(), actor).filter(cover_id=actor.membership_id, ended_at__isnull=True)
    return rows.filter(from_on__lte=today, until_on__gte=today).select_related("membership__user").order_by("id")


def life_work(actor: Actor, now: dt.datetime) -> list[Work]:
    """Work to take over, or not; children to say goodbye and hello to; work that rests; whom one covers for. Four
    queries."""
    today = calendar.london_date(now)
    found = [
        Work(
            kind="transfer",
            what=f"Say whether you take over the work with {row.child.first_called}",
            url=url("referrals:answer_transfer", ref=row.ref),
            due_on=row.answer_by_on,
            waiting_since=calendar.london_date(row.asked_at),
            child_ref=row.child.ref,
            child_name=row.child.called,
            why=f"Until then {row.from_worker.user.name} works with them.",
            urgent=row.answer_by_on < today,
        )
        for row in _to_answer(actor, now)
    ]
    found += [
        Work(
            kind="goodbye",
            what=f"Goodbye and hello: meet {row.child.first_called} with {row.from_worker.user.name}",
            url=url("referrals:record_goodbye", ref=row.ref),
            due_on=row.due_on,
            waiting_since=row.changed_on,
            child_ref=row.child.ref,
            child_name=row.child.called,
            why="When workers change, the child meets both and hears what happens now.",
        )
        for row in _to_say(actor, now)
    ]
    found += [
        Work(
            kind="pause",
            what=f"Take up the work with {row.child.first_called} again",
            url=url("referrals:resume_involvement", ref=row.ref),
            due_on=row.paused_until_on,
            waiting_since=row.opened_on,
            child_ref=row.child.ref,
            child_name=row.child.called,
            why="It rests until this day.",
        )
        for row in _to_take_up(actor, now)
    ]
    found += _moves_work(actor, now)
    return found + [
        Work(
            kind="cover",
            what=f"You cover for {row.membership.user.name} until {calendar.spoken(row.until_on)}",
            url=url("web:persons_work", ref=row.membership.ref),
            waiting_since=row.from_on,
            why="You see their children until then. See what is due for them.",
        )
        for row in _covered(actor, today)
    ]


@prepared.question
def _moves(actor: Actor, now: dt.datetime) -> QuerySet[Move]:
    rows = wall.own(Move.objects.all(), actor).filter(owner_id=actor.membership_id)
    rows = rows.filter(prepared.any_of("child_id", children.held(actor, now)))
    return rows.exclude(status=Move.Status.CLOSED).select_related("child").order_by("sent_at", "id")[:LIMIT]


@prepared.question
def _came_in(actor: Actor, now: dt.datetime) -> QuerySet[MovedIn]:
    theirs = Q(
        prepared.any_of("referral__child_id", children.held(actor, now, reasons={"allocated"}, mine=True)),
        status=MovedIn.Status.ACCEPTED,
        taken_over_at__isnull=True,
    )
    if actor.may(Permission.TRIAGE_REFERRAL):
        theirs |= Q(status=MovedIn.Status.WAITING)
    rows = wall.own(MovedIn.objects.all(), actor).filter(theirs)
    return rows.select_related("referral__child").order_by("received_at", "id")[:LIMIT]


_WHAT_OF_A_MOVE = {
    "sent": "{to} has not answered about {child} yet",
    "accepted": "{to} takes {child}: end our work, or hand over",
    "refused": "{to} refused: decide what next for {child}",
}


def _moves_work(actor: Actor, now: dt.datetime) -> list[Work]:
    """Children who move away, and who come. Two queries."""
    found = [
        Work(
            kind="move",
            what=_WHAT_OF_A_MOVE[row.status].format(to=row.to_name, child=row.child.first_called),
            url=url("referrals:move", ref=row.ref),
            due_on=_move_due(row),
            waiting_since=calendar.london_date(row.answered_at or row.sent_at),
            child_ref=row.child.ref,
            child_name=row.child.called,
            why=f"{rules.MOVE_KINDS[row.kind][0]}, from {calendar.spoken(row.moves_on)}.",
        )
        for row in _moves(actor, now)
    ]
    for row in _came_in(actor, now):
        came = calendar.london_date(row.received_at)
        child = row.referral.child if row.referral else None
        is_waiting = row.status == MovedIn.Status.WAITING
        found.append(
            Work(
                kind="moved_in",
                what=f"A child moves here from {row.from_name}: answer" if is_waiting else "Take over what came along",
                url=url("referrals:moved_in", ref=row.ref),
                due_on=rules.DECIDE.due_on(came) if is_waiting else None,
                waiting_since=came,
                child_ref=child.ref if child and not is_waiting else "",
                child_name=child.called if child and not is_waiting else "",
                why=f"From {row.from_name}, {calendar.spoken(row.moves_on)}.",
            )
        )
    return found


def _move_due(row: Move) -> dt.date:
    """By when: what was sent is answered in the days of a decision; caretaking ends with a meeting of both."""
    if row.status == Move.Status.ACCEPTED and row.kind == "caretaking":
        return rules.hand_over_by(row.moves_on)
    return rules.ASK.due_on(calendar.london_date(row.answered_at or row.sent_at))


def life_things(actor: Actor, owners: Owners | None) -> list[OpenThing]:
    """Who was asked to take over, goodbyes that are due, and moves of children, with who has them. Six queries."""
    asked = wall.own(Transfer.objects.all(), actor).filter(status=Transfer.Status.ASKED)
    goodbyes = wall.own(Goodbye.objects.all(), actor).filter(
        status=Goodbye.Status.DUE, involvement__status=Involvement.Status.OPEN
    )
    moves = wall.own(Move.objects.all(), actor).exclude(status=Move.Status.CLOSED)
    waiting = wall.own(MovedIn.objects.all(), actor).filter(status=MovedIn.Status.WAITING)
    door = next((team.pk for team in partnerships.teams(actor, duty=Team.Duty.FRONT_DOOR.value)), None)
    came = wall.own(MovedIn.objects.all(), actor).filter(
        status=MovedIn.Status.ACCEPTED, taken_over_at__isnull=True, referral__status="allocated"
    )
    workers = dict(
        wall.own(Involvement.objects.all(), actor)
        .filter(status=Involvement.Status.OPEN, referral__in=came.values("referral_id"))
        .values_list("referral_id", "worker_id")
    )
    if owners is not None:
        moves = moves.filter(owner_id__in=owners.memberships)
        waiting = waiting if door is None or door in owners.teams else waiting.none()
        came = came.filter(referral_id__in=[ref for ref, pk in workers.items() if pk in owners.memberships])
    if owners is not None:
        asked = asked.filter(
            Q(to_worker_id__in=owners.memberships) | Q(to_worker__isnull=True, to_team_id__in=owners.teams)
        )
        goodbyes = goodbyes.filter(involvement__worker_id__in=owners.memberships)
    return [
        *(
            OpenThing(
                kind="transfer",
                what="Work that somebody is asked to take over",
                ref=row.ref,
                since=calendar.london_date(row.asked_at),
                due_on=row.answer_by_on,
                child_id=row.child_id,
                membership_id=row.to_worker_id,
                team_id=None if row.to_worker_id else row.to_team_id,
            )
            for row in asked.order_by("answer_by_on", "id")
        ),
        *(
            OpenThing(
                kind="goodbye",
                what="A goodbye and hello",
                ref=row.ref,
                since=row.changed_on,
                due_on=row.due_on,
                child_id=row.child_id,
                membership_id=row.involvement.worker_id,
            )
            for row in goodbyes.select_related("involvement").order_by("due_on", "id")
        ),
        *(
            OpenThing(
                "move",
                "A child who moves to another area",
                row.ref,
                calendar.london_date(row.sent_at),
                _move_due(row),
                row.child_id,
                row.owner_id,
            )
            for row in moves.order_by("sent_at", "id")
        ),
        *(
            OpenThing("arrival", "A child who moves here", row.ref, calendar.london_date(row.received_at), team_id=door)
            for row in waiting.order_by("received_at", "id")
        ),
        *(
            OpenThing(
                "moved_in",
                "What came with a child from another area",
                row.ref,
                calendar.london_date(row.received_at),
                child_id=row.referral.child_id if row.referral else None,
                membership_id=workers.get(row.referral_id or 0),
            )
            for row in came.select_related("referral").order_by("received_at", "id")
            if row.referral_id in workers
        ),
    ]


# Absences


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """Days on which somebody is away, and who covers."""

    ref: str
    cover: str
    why: str
    from_on: dt.date
    until_on: dt.date
    is_now: bool


def absences(actor: Actor, membership: Membership, now: dt.datetime) -> tuple[AbsenceLine, ...]:
    """Absences of somebody that have not ended, the next first. One query."""
    today = calendar.london_date(now)
    rows = wall.own(Absence.objects.all(), actor).filter(
        membership=membership, until_on__gte=today, ended_at__isnull=True
    )
    return tuple(
        AbsenceLine(
            row.ref,
            row.cover.user.name,
            rules.ABSENCE_REASONS[row.why],
            row.from_on,
            row.until_on,
            row.from_on <= today,
        )
        for row in rows.select_related("cover__user").order_by("from_on", "id")
    )


@prepared.question
def _to_come(actor: Actor, today: dt.date) -> QuerySet[Absence]:
    rows = wall.own(Absence.objects.all(), actor).filter(until_on__gte=today, ended_at__isnull=True)
    return rows.select_related("membership__user", "cover__user").order_by("from_on", "id")


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is away or will be, by their membership, and who covers, by name and user id."""

    ref: str
    membership: Membership
    cover: str
    cover_user_id: int
    from_on: dt.date
    until_on: dt.date

    @property
    def membership_id(self) -> int:
        """Row id of the membership of who is away."""
        return self.membership.pk


def absences_to_come(actor: Actor, today: dt.date) -> list[Away]:
    """Who of the partnership is away now or will be, with who covers, the first day first. One query."""
    return [
        Away(row.ref, row.membership, row.cover.user.name, row.cover.user_id, row.from_on, row.until_on)
        for row in _to_come(actor, today)
    ]


def absence_or_404(actor: Actor, ref: str) -> Absence:
    """An absence of somebody of the partnership, or 404."""
    row = (
        wall.own(Absence.objects.all(), actor)
        .select_related("membership__user", "membership__agency")
        .filter(ref=ref)
        .first()
    )
    if row is None:
        raise Http404
    return row


def covers_for(actor: Actor, membership: Membership, now: dt.datetime) -> bool:
    """Whether the actor covers for this person today. One query."""
    return any(row.membership_id == membership.pk for row in _covered(actor, calendar.london_date(now)))


def who_could_cover(actor: Actor, membership: Membership, now: dt.datetime) -> list[Membership]:
    """Colleagues of the agency who work with children and stay, by name; never the actor: nobody lets themselves in."""
    return [
        row
        for row in partnerships.staying(actor, calendar.london_date(now), besides=membership)
        if row.agency_id == membership.agency_id
        and row.pk != actor.membership_id
        and Strand.PLAN in child_rules.writable(row.role, Grant.Reason.COVER)
    ]


def work_of(actor: Actor, child: Child, worker: Membership) -> Involvement:
    """The open work of this worker with the child, the oldest first. Raises Involvement.DoesNotExist. One query."""
    rows = wall.own(Involvement.objects.all(), actor).filter(child=child, worker=worker)
    return rows.filter(status=Involvement.Status.OPEN).earliest("id")


def goodbye_due(actor: Actor, child: Child) -> Goodbye:
    """The goodbye and hello that the child is owed, the oldest first. Raises Goodbye.DoesNotExist. One query."""
    rows = wall.own(Goodbye.objects.all(), actor).filter(involvement__child=child, status=Goodbye.Status.DUE)
    return rows.select_related("child", "involvement").earliest("id")


def settled_work(partnership_id: int, *, opened_before: dt.date, besides: Iterable[str]) -> Involvement | None:
    """The newest work in prevention that began before a day, goes on, and never changed hands, of a child with one
    record. Of a whole partnership: for the demonstration, which shows nobody what it finds. One query."""
    rows = Involvement.objects.filter(
        partnership_id=partnership_id,
        status=Involvement.Status.OPEN,
        stream="prevention",
        opened_on__lt=opened_before,
        paused_until_on=None,
        child__is_sealed=False,
        child__joined_to=None,
    )
    handed_over = Transfer.objects.filter(partnership_id=partnership_id).values("involvement_id")
    rows = rows.exclude(ref__in=list(besides)).exclude(pk__in=handed_over)
    return rows.select_related("child", "worker__user").order_by("-opened_on", "ref").first()


def latest_copy(partnership_id: int) -> MovedIn:
    """What another area sent last and nobody has answered. For the demonstration. One query."""
    return MovedIn.objects.filter(partnership_id=partnership_id, status=MovedIn.Status.WAITING).latest("received_at")
