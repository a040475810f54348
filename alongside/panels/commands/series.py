"""Setting up a panel: when and where it meets, who chairs and prepares it, which agencies sit on it."""

from __future__ import annotations

import datetime as dt

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import permissions_of
from alongside.audit import trail
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.panels import access, rules
from alongside.panels.models import Series, SeriesMember
from alongside.partnerships import prepared
from alongside.partnerships.models import Agency, Membership


def insist_on_chair(membership: Membership) -> None:
    """Raise NotNow when the role of this person cannot chair a panel."""
    if Permission.CHAIR_PANEL.value not in permissions_of(membership.role):
        raise NotNow("This person's role cannot chair a panel. Choose a panel chair.")


def insist_on_preparer(membership: Membership) -> None:
    """Raise NotNow when the role of this person cannot prepare a panel."""
    if Permission.RUN_PANEL.value not in permissions_of(membership.role):
        raise NotNow("This person's role cannot prepare a panel. Choose a panel administrator, chair or team manager.")


def _insist_on_posts(actor: Actor, chair: Membership, prepared_by: Membership, series: Series | None = None) -> None:
    insist_on_chair(chair)
    insist_on_preparer(prepared_by)
    for person in (chair, prepared_by):
        access.may_appoint(actor, person, series).or_raise()


@trail.command("panels.series.started")
def start_series(
    *,
    actor: Actor,
    kind: str,
    name: str,
    weekday: int,
    begins: dt.time,
    place: str,
    chair: Membership,
    prepared_by: Membership,
    quorum: int | None = None,
    now: dt.datetime,
) -> Series:
    """Start a panel of a type. Quorum: core agencies needed besides the chair (by default, as many as are required).

    Raises NotNow when the chair or the administrator has a role that cannot do it, NotPermitted when somebody would
    appoint themselves.
    """
    access.may_prepare(actor).or_raise()
    _insist_on_posts(actor, chair, prepared_by)
    series = Series.objects.create(
        partnership_id=actor.partnership_id,
        kind=rules.TYPES[kind].code,
        name=name,
        weekday=weekday,
        begins=begins,
        place=place,
        chair=chair,
        prepared_by=prepared_by,
        quorum=len(rules.TYPES[kind].required_kinds) if quorum is None else quorum,
    )
    trail.record(actor, "panels.series.started", about=[series.ref], now=now, detail={"kind": series.kind})
    return series


@trail.command("panels.series.changed")
def change_series(
    *,
    actor: Actor,
    series: Series,
    name: str,
    weekday: int,
    begins: dt.time,
    place: str,
    chair: Membership,
    prepared_by: Membership,
    quorum: int,
    is_active: bool,
    now: dt.datetime,
) -> Series:
    """Change a panel. Meetings that are planned already keep what was agreed for them."""
    access.may_prepare(actor).or_raise()
    row = prepared.locked(actor.partnership_id, Series, series.pk)
    _insist_on_posts(actor, chair, prepared_by, row)
    row.name, row.weekday, row.begins, row.place = name, weekday, begins, place
    row.chair, row.prepared_by, row.quorum, row.is_active = chair, prepared_by, quorum, is_active
    row.save(
        update_fields=["name", "weekday", "begins", "place", "chair", "prepared_by", "quorum", "is_active"],
    )
    trail.record(actor, "panels.series.changed", about=[row.ref], now=now)
    return row


@trail.command("panels.agency.seated")
def seat_agency(
    *,
    actor: Actor,
    series: Series,
    agency: Agency,
    part: str,
    is_required: bool = False,
    membership: Membership | None = None,
    now: dt.datetime,
) -> SeriesMember:
    """Give an agency a seat on a panel, or change it. A core agency names the person who usually comes.

    Raises NotNow for a core agency without a person: nobody would be asked.
    """
    access.may_prepare(actor).or_raise()
    is_core = part == SeriesMember.Part.CORE
    if is_core and membership is None:
        raise NotNow("Name the person who usually comes for this agency.")
    if membership is not None and membership.agency_id != agency.pk:
        raise NotNow("This person works for another agency. Choose somebody of the agency.")
    row = prepared.locked(actor.partnership_id, Series, series.pk)
    if membership is not None:
        access.may_appoint(actor, membership, row).or_raise()
    seat, _ = SeriesMember.objects.update_or_create(
        partnership_id=actor.partnership_id,
        series=series,
        agency=agency,
        defaults={
            "part": SeriesMember.Part(part).value,
            "is_required": is_required and is_core,
            "membership": membership,
        },
    )
    trail.record(
        actor,
        "panels.agency.seated",
        about=[series.ref, agency.ref],
        now=now,
        detail={"part": seat.part, "required": seat.is_required},
    )
    return seat


@trail.command("panels.agency.unseated")
def unseat_agency(*, actor: Actor, series: Series, agency: Agency, now: dt.datetime) -> None:
    """Take an agency's seat off a panel, for meetings planned from now on."""
    access.may_prepare(actor).or_raise()
    prepared.locked(actor.partnership_id, Series, series.pk)
    SeriesMember.objects.filter(partnership_id=actor.partnership_id, series=series, agency=agency).delete()
    trail.record(actor, "panels.agency.unseated", about=[series.ref, agency.ref], now=now)
