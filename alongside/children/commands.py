"""Every change to a child's record, to who may see it, and to what keeps the child safe."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.models import BreakGlass, Carer, Child, Concern, Entry, Grant, NameToken, SealedReader, Voice
from alongside.core import calendar, names
from alongside.core.actor import Actor
from alongside.core.strands import STRANDS, Strand
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.partnerships import wall
from alongside.partnerships.models import Agency, Locality, Membership, Team

EDITABLE = (
    "given_name",
    "family_name",
    "preferred_name",
    "former_names",
    "pronouns",
    "born_on",
    "ethnicity",
    "language",
    "needs_interpreter",
    "strengths",
    "own_words",
)


@trail.command("children.child.recorded", trail.Verb.COLLECTION)
def record_child(
    *,
    actor: Actor,
    given_name: str,
    family_name: str,
    born_on: dt.date,
    preferred_name: str = "",
    pronouns: str = "",
    ethnicity: str = "",
    language: str = "English",
    needs_interpreter: bool = False,
    locality: Locality | None = None,
    school: Agency | None = None,
    source: str,
    now: dt.datetime,
) -> Child:
    """Make a child's record, after a search has shown that there is none.

    Only whoever decides at the front door makes records; everybody else refers.
    """
    if not actor.may(Permission.MATCH_RECORDS):
        raise NotPermitted("Only the front door makes a record. Refer the child instead.")
    child = Child.objects.create(
        partnership_id=actor.partnership_id,
        given_name=given_name,
        family_name=family_name,
        preferred_name=preferred_name,
        pronouns=pronouns,
        born_on=born_on,
        ethnicity=ethnicity,
        language=language,
        needs_interpreter=needs_interpreter,
        locality=locality,
        school=school,
        sort_name=_sort_name(given_name, family_name),
    )
    _index(child)
    trail.record(actor, "children.child.recorded", about=[child.ref, source], now=now)
    return child


@trail.command("children.child.edited")
def edit_child(*, actor: Actor, child: Child, version: int, changes: dict[str, object], now: dt.datetime) -> Child:
    """Change what the record says of the child. Raises Changed with both versions when somebody else saved first."""
    row = Child.objects.select_for_update().get(pk=child.pk)
    access.may_write(actor, row, Strand.IDENTITY, now).or_raise()
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise NotPermitted(f"These cannot be changed here: {', '.join(sorted(unknown))}.")
    if row.version != version:
        raise Changed(
            "Somebody else changed this page while you were writing. Both versions are below. Nothing is lost.",
            theirs={name: str(getattr(row, name)) for name in changes},
            yours={name: str(value) for name, value in changes.items()},
        )
    for name, value in changes.items():
        setattr(row, name, value)
    row.sort_name = _sort_name(row.given_name, row.family_name)
    row.version += 1
    row.save(update_fields=[*changes, "sort_name", "version"])
    _index(row)
    trail.record(actor, "children.child.edited", about=[row.ref], now=now, detail={"fields": sorted(changes)})
    return row


def _sort_name(given_name: str, family_name: str) -> str:
    """What lists sort by: without accents and case, since PostgreSQL may have been built without ICU."""
    return f"{names.normalise(family_name)} {names.normalise(given_name)}"


def _index(child: Child) -> None:
    """Rewrite the name tokens by which search finds the child."""
    NameToken.objects.filter(partnership_id=child.partnership_id, child=child).delete()
    found = {
        (token.kind.value, token.value)
        for token in names.tokens(
            names.Named(
                given=child.given_name,
                family=child.family_name,
                preferred=child.preferred_name,
                former=tuple(name for name in child.former_names.splitlines() if name.strip()),
            )
        )
    }
    NameToken.objects.bulk_create(
        NameToken(partnership_id=child.partnership_id, child=child, kind=kind, token=value)
        for kind, value in sorted(found)
    )


@trail.command("children.grant.given")
def give_grant(
    *,
    actor: Actor,
    child: Child,
    membership: Membership | None = None,
    team: Team | None = None,
    reason: str,
    strands: Iterable[Strand] = STRANDS,
    source: str,
    until_at: dt.datetime | None = None,
    now: dt.datetime,
) -> Grant:
    """Let a person or a team see strands of a child for a reason. Called by the command of the work it arises from.

    A grant that holds already for the same holder, reason and source is kept, not doubled.
    """
    wanted = [strand.value for strand in STRANDS if strand in set(strands)]
    grant = (
        Grant.objects.select_for_update()
        .filter(
            partnership_id=actor.partnership_id,
            child=child,
            membership=membership,
            team=team,
            reason=reason,
            source=source,
            until_at__isnull=True,
        )
        .first()
    )
    if grant is None:
        grant = Grant.objects.create(
            partnership_id=actor.partnership_id,
            child=child,
            membership=membership,
            team=team,
            reason=Grant.Reason(reason).value,
            strands=wanted,
            source=source,
            from_at=now,
            until_at=until_at,
            given_by=actor.membership_ref,
        )
    access.forget()
    trail.record(
        actor,
        "children.grant.given",
        about=[child.ref, grant.ref, source],
        now=now,
        detail={
            "reason": grant.reason,
            "strands": wanted,
            "to": membership.ref if membership else team.ref if team else "",
        },
    )
    return grant


@trail.command("children.grant.ended")
def end_grants(
    *,
    actor: Actor,
    source: str,
    child: Child | None = None,
    reasons: Iterable[str] = (),
    membership: Membership | None = None,
    until_at: dt.datetime | None = None,
    now: dt.datetime,
) -> int:
    """End the grants that arose from a piece of work, now or at a later moment. Returns how many ended."""
    grants = wall.own(Grant.objects.all(), actor).filter(source=source).exclude(until_at__lte=now)
    if child is not None:
        grants = grants.filter(child=child)
    if membership is not None:
        grants = grants.filter(membership=membership)
    wanted = list(reasons)
    if wanted:
        grants = grants.filter(reason__in=wanted)
    ended = grants.update(until_at=until_at or now)
    access.forget()
    about = [source] if child is None else [child.ref, source]
    trail.record(actor, "children.grant.ended", about=about, now=now, detail={"grants": ended})
    return ended


@trail.command("children.glass.broken", trail.Verb.CONSULTATION)
def break_glass(*, actor: Actor, ref: str, reason: str, now: dt.datetime) -> BreakGlass | None:
    """Open one child's record in an emergency, for four hours, with a typed reason.

    A contentless alert is what ``children.queries.openings_to_review`` shows to the manager and the information
    governance lead at once. Returns None when no child has the reference: the page says the same in both cases, so that
    it tells nobody which references exist. Sealed children are not opened this way.
    """
    access.may_open_in_emergency(actor).or_raise()
    if len(reason.strip()) < 10:
        raise NotNow("Write in a few words why you must see this record now.")
    child = wall.own(Child.objects.all(), actor).filter(ref=ref).first()
    if child is None:
        trail.record(actor, "children.glass.broken", about=[], now=now, reason=reason, detail={"found": False})
        return None
    until = rules.break_glass_until(now)
    opening = BreakGlass.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        membership_id=actor.membership_id,
        reason_digest=trail.digest(reason),
        opened_at=now,
        until_at=until,
        review_due_on=calendar.add_working_days(calendar.london_date(now), rules.BREAK_GLASS_REVIEW_WORKING_DAYS),
    )
    Grant.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        membership_id=actor.membership_id,
        reason=Grant.Reason.BREAK_GLASS,
        strands=[strand.value for strand in STRANDS],
        source=opening.ref,
        from_at=now,
        until_at=until,
        given_by=actor.membership_ref,
    )
    access.forget()
    trail.record(
        actor,
        "children.glass.broken",
        about=[child.ref, opening.ref],
        now=now,
        basis="break_glass",
        reason=reason,
        detail={"found": True, "until": until.isoformat()},
    )
    return opening


@trail.command("children.glass.reviewed")
def review_opening(*, actor: Actor, opening: BreakGlass, is_justified: bool, note: str, now: dt.datetime) -> BreakGlass:
    """Somebody else reviews an emergency opening. A manager's note is a typed reason and kept as such."""
    row = BreakGlass.objects.select_for_update(of=("self",)).select_related("child", "membership").get(pk=opening.pk)
    access.may_review(actor, row).or_raise()
    if row.outcome != BreakGlass.Outcome.OPEN:
        raise NotNow("This opening has been reviewed already.")
    row.outcome = BreakGlass.Outcome.JUSTIFIED if is_justified else BreakGlass.Outcome.NOT_JUSTIFIED
    row.reviewed_by_id = actor.membership_id
    row.reviewed_at = now
    row.save(update_fields=["outcome", "reviewed_by", "reviewed_at"])
    trail.record(
        actor,
        "children.glass.reviewed",
        about=[row.ref, row.child.ref],
        now=now,
        reason=note,
        detail={"outcome": row.outcome},
    )
    return row


@trail.command("children.child.sealed")
def seal_child(
    *, actor: Actor, ref: str, readers: list[Membership], is_sealed: bool, reason: str, now: dt.datetime
) -> None:
    """Seal a child's record so that only named people know of it, or open it again.

    Used for protected persons, adopted children and workers' own families. Raises NotNow when nobody is named.
    """
    if not actor.may(Permission.SEAL_CHILD):
        raise NotPermitted("Only the information governance lead seals a record.")
    if is_sealed and not readers:
        raise NotNow("Name at least one person who works with the child.")
    child = wall.own(Child.objects.all(), actor).select_for_update().filter(ref=ref).first()
    if child is None:
        raise NotNow("There is no open record with this reference. Check the reference.")
    SealedReader.objects.filter(partnership_id=actor.partnership_id, child_id=child.pk).delete()
    # Before the readers are named: after it the row may be hidden from the person who seals it.
    Child.objects.filter(pk=child.pk).update(is_sealed=is_sealed)
    if is_sealed:
        SealedReader.objects.bulk_create(
            SealedReader(
                partnership_id=actor.partnership_id,
                child_id=child.pk,
                user_id=user_id,
                named_by=actor.membership_ref,
                named_at=now,
            )
            for user_id in {reader.user_id for reader in readers}
        )
    trail.record(
        actor,
        "children.child.sealed",
        about=[ref],
        now=now,
        reason=reason,
        detail={"sealed": is_sealed, "readers": sorted(reader.ref for reader in readers)},
    )


@trail.command("children.entry.recorded", trail.Verb.COLLECTION)
def record_entry(
    *,
    actor: Actor,
    child: Child,
    happened_on: dt.date,
    strand: Strand,
    kind: str,
    text: str,
    source: str = "",
    now: dt.datetime,
) -> Entry:
    """Add a line to the chronology. Commands of other subjects call it for what they did; people for what happened."""
    entry = Entry.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        happened_on=happened_on,
        strand=strand.value,
        kind=kind,
        text=text,
        agency_id=actor.agency_id or None,
        recorded_by=actor.name,
        source=source,
    )
    trail.record(
        actor, "children.entry.recorded", about=[child.ref, entry.ref], now=now, detail={"kind": kind, "strand": strand}
    )
    return entry


@trail.command("children.voice.recorded", trail.Verb.COLLECTION)
def record_voice(
    *,
    actor: Actor,
    child: Child,
    said: str,
    gathered: str,
    said_on: dt.date,
    about: str = "",
    changed: str = "",
    told_back_on: dt.date | None = None,
    now: dt.datetime,
) -> Voice:
    """Record what the child said, how it was gathered, and what changed because of it."""
    if not actor.may(Permission.RECORD_VOICE) and not actor.may(Permission.RUN_PANEL):
        raise NotPermitted("Ask the allocated worker to record what the child said.")
    voice = Voice.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        about=about,
        said=said,
        gathered=gathered,
        heard_by_id=actor.membership_id,
        said_on=said_on,
        changed=changed,
        told_back_on=told_back_on,
    )
    trail.record(actor, "children.voice.recorded", about=[child.ref, voice.ref], now=now)
    return voice


@trail.command("children.voice.told_back")
def tell_back(*, actor: Actor, voice: Voice, changed: str, told_back_on: dt.date, now: dt.datetime) -> Voice:
    """Record what changed because of what the child said, and when the child was told."""
    row = Voice.objects.select_for_update(of=("self",)).select_related("child").get(pk=voice.pk)
    access.may_write(actor, row.child, Strand.IDENTITY, now).or_raise()
    row.changed, row.told_back_on = changed, told_back_on
    row.save(update_fields=["changed", "told_back_on"])
    trail.record(actor, "children.voice.told_back", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("children.carer.recorded", trail.Verb.COLLECTION)
def record_carer(
    *,
    actor: Actor,
    child: Child,
    name: str,
    relation: str,
    phone: str = "",
    has_parental_responsibility: bool | None = None,
    now: dt.datetime,
) -> Carer:
    """Record a parent, carer or other person who matters to the child."""
    carer = Carer.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        name=name,
        relation=relation,
        phone=phone,
        has_parental_responsibility=has_parental_responsibility,
    )
    trail.record(actor, "children.carer.recorded", about=[child.ref], now=now)
    return carer


@trail.command("children.concern.raised", trail.Verb.COLLECTION)
def raise_concern(
    *,
    actor: Actor,
    child: Child | None,
    named: str = "",
    about: str = "",
    what: str,
    told_whom: str = "",
    told_at: dt.datetime | None = None,
    now: dt.datetime,
) -> Concern:
    """Say that a child may be at risk of harm now. Never gated: anyone signed in, about any child, whatever is missing.

    When social care has been told already, ``told_whom`` and ``told_at`` say so; otherwise it stays in *my work* as due
    the same day.
    """
    concern = Concern.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        named=named,
        about=about,
        what=what,
        raised_by_id=actor.membership_id,
        raised_at=now,
        told_whom=told_whom,
        told_at=told_at if told_whom else None,
        told_by_id=actor.membership_id if told_whom else None,
    )
    refs = [ref for ref in (child.ref if child else "", concern.ref, about) if ref]
    trail.record(actor, "children.concern.raised", about=refs, now=now, detail={"told": bool(told_whom)})
    return concern


def _concern(actor: Actor, concern: Concern, now: dt.datetime) -> Concern:
    """The concern, locked, for who may know of it."""
    row = wall.own(Concern.objects.all(), actor).select_for_update().get(pk=concern.pk)
    if not access.visible_concerns(actor, now).filter(pk=row.pk).exists():
        raise NotPermitted("You can no longer see this concern. Ask the duty manager.")
    return row


@trail.command("children.concern.told", trail.Verb.DISCLOSURE)
def tell_social_care(
    *, actor: Actor, concern: Concern, told_whom: str, told_at: dt.datetime, now: dt.datetime
) -> Concern:
    """Record who was told in social care, when, and by whom."""
    row = _concern(actor, concern, now)
    if row.status == Concern.Status.CLOSED:
        raise NotNow("This concern is closed. Raise a new one if something has happened since.")
    row.told_whom, row.told_at, row.told_by_id = told_whom, told_at, actor.membership_id
    row.save(update_fields=["told_whom", "told_at", "told_by"])
    trail.record(actor, "children.concern.told", about=[row.ref], now=now)
    return row


@trail.command("children.concern.closed")
def close_concern(*, actor: Actor, concern: Concern, outcome: str, now: dt.datetime) -> Concern:
    """Close a concern with its outcome; only after social care was told."""
    access.may_close_concern(actor).or_raise()
    row = _concern(actor, concern, now)
    if row.status == Concern.Status.CLOSED:
        raise NotNow("This concern is closed already.")
    if row.told_at is None:
        raise NotNow("Record first who was told in social care, and when.")
    row.status, row.outcome = Concern.Status.CLOSED, outcome
    row.closed_by_id, row.closed_at = actor.membership_id, now
    row.save(update_fields=["status", "outcome", "closed_by", "closed_at"])
    trail.record(actor, "children.concern.closed", about=[row.ref], now=now)
    return row
