"""Ways in which somebody with a duty could give themselves a child whom the duty does not give them."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.audit.models import Event
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Child, Entry, Grant
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.panels import access as panel_access
from alongside.panels import commands as panels
from alongside.panels import rules as panel_rules
from alongside.partnerships import commands as partnerships
from alongside.partnerships import queries as partnership_queries
from alongside.partnerships import wall
from alongside.partnerships.models import Membership, TeamMember
from alongside.referrals import commands as referrals
from alongside.referrals import rules
from alongside.referrals.models import Referral
from tests import people
from tests.panels import makers as panel_makers
from tests.people import NOW, TODAY, acting, membership_of
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=True):
        yield


def signed_in(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def send(client: Client, address: str, **typed: Any) -> Any:
    return client.post(address, {"form_key": str(uuid.uuid4()), **typed})


def sees(key: str, child: Child, now: dt.datetime = NOW) -> bool:
    with acting("swindon", key) as actor:
        return child_access.visible_children(actor, now).filter(pk=child.pk).exists()


# Panels


def _own_panel(key: str) -> Any:
    """A panel that this person prepares (somebody else set it up so), and a meeting of it."""
    with acting("swindon", "panel_administrator") as actor:
        series = panels.start_series(
            actor=actor,
            kind="joint_decision_making",
            name="Another panel",
            weekday=2,
            begins=dt.time(10),
            place="Room 9",
            chair=membership_of("swindon", "panel_chair"),
            prepared_by=membership_of("swindon", key),
            now=NOW,
        )
        return panels.plan_meeting(actor=actor, series=series, meets_on=panel_makers.MEETS_ON, now=NOW)


def test_who_runs_panels_does_not_pull_a_child_into_a_meeting_of_their_own() -> None:
    child = panel_makers.a_known_child("swindon")
    meeting = panel_makers.a_meeting("swindon")
    item = panel_makers.an_item("swindon", meeting, child)
    mine = _own_panel("team_manager")

    with acting("swindon", "team_manager") as manager, pytest.raises(NotPermitted):
        panels.move_item(actor=manager, item=item, to=mine, reason="No time", now=NOW)

    assert not sees("team_manager", child)


def test_who_prepares_a_meeting_still_puts_a_child_off_to_the_next_one() -> None:
    child = panel_makers.a_known_child("swindon")
    series = panel_makers.a_panel("swindon")
    meeting = panel_makers.a_meeting("swindon", series)
    later = panel_makers.a_meeting("swindon", series, dt.date(2026, 12, 2))
    item = panel_makers.an_item("swindon", meeting, child)

    with acting("swindon", "panel_administrator") as administrator:
        moved = panels.move_item(actor=administrator, item=item, to=later, reason="No time", now=NOW)

    assert moved.meeting_id == later.pk


@pytest.mark.parametrize("post", ["chair", "prepared_by"])
@pytest.mark.parametrize("hat", ["own", "other"])
def test_nobody_appoints_themselves_to_a_panel(post: str, hat: str) -> None:
    series = panel_makers.a_panel("swindon")
    other = _second_hat("team_manager", role="panel_chair", agency="yjs")
    with acting("swindon", "team_manager") as manager:
        posts: dict[str, Any] = {
            "chair": membership_of("swindon", "panel_chair"),
            "prepared_by": membership_of("swindon", "panel_administrator"),
        }
        posts[post] = other if hat == "other" or post == "chair" else membership_of("swindon", "team_manager")
        with pytest.raises(NotPermitted):
            panels.start_series(
                actor=manager,
                kind="joint_decision_making",
                name="Another",
                weekday=3,
                begins=dt.time(10),
                place="Room 9",
                now=NOW,
                **posts,
            )
        with pytest.raises(NotPermitted):
            panels.change_series(
                actor=manager,
                series=series,
                name="x",
                weekday=3,
                begins=dt.time(10),
                place="Room 9",
                quorum=2,
                is_active=True,
                now=NOW,
                **posts,
            )


def test_nobody_chairs_a_later_meeting_or_takes_a_seat_for_good_by_their_own_hand() -> None:
    series = panel_makers.a_panel("swindon")
    other = _second_hat("team_manager", role="panel_chair", agency="yjs")
    seat = _second_hat("team_manager", role="police", agency="police")
    with acting("swindon", "team_manager") as manager:
        with pytest.raises(NotPermitted):
            panels.plan_meeting(actor=manager, series=series, meets_on=panel_makers.MEETS_ON, chair=other, now=NOW)
        with pytest.raises(NotPermitted):
            panels.seat_agency(
                actor=manager,
                series=series,
                agency=people.agency_of("swindon", "police"),
                part="core",
                membership=seat,
                now=NOW,
            )


def test_who_prepares_a_panel_already_keeps_it_when_its_day_changes() -> None:
    series = panel_makers.a_panel("swindon")
    with acting("swindon", "panel_administrator") as administrator:
        panels.change_series(
            actor=administrator,
            series=series,
            name="Joint Decision-Making Panel",
            weekday=4,
            begins=dt.time(11),
            place="Room 3",
            chair=membership_of("swindon", "panel_chair"),
            prepared_by=membership_of("swindon", "panel_administrator"),
            quorum=2,
            is_active=True,
            now=NOW,
        )


def _second_hat(key: str, role: str = "police", agency: str = "police") -> Membership:
    with acting("swindon", "administrator"):
        founder = partnerships.founder(people.partnership("swindon"))
        return partnerships.add_person(
            actor=founder,
            name="Same person",
            email=people.email("swindon", key),
            agency=people.agency_of("swindon", agency),
            role=role,
            teams=[],
            from_on=TODAY,
            now=NOW,
        )


def test_nobody_lets_themselves_in_under_another_hat() -> None:
    child = panel_makers.a_known_child("swindon")
    meeting = panel_makers.a_meeting("swindon")
    item = panel_makers.an_item("swindon", meeting, child)
    panel_makers.released("swindon", meeting)
    manager = people.actor("swindon", "team_manager")
    other_hat = _second_hat("team_manager")
    with wall.inside(manager.partnership_id, manager.user_id):
        with pytest.raises(NotPermitted):
            panels.invite_guest(actor=manager, item=item, membership=other_hat, now=NOW)
        with pytest.raises(NotPermitted):
            panels.seat_person(
                actor=manager,
                meeting=meeting,
                agency=people.agency_of("swindon", "police"),
                membership=other_hat,
                now=NOW,
            )


def test_an_emergency_opening_is_not_reviewed_by_its_opener_under_another_hat() -> None:
    child = people.a_child("swindon")
    with acting("swindon", "practitioner") as worker:
        opening = children.break_glass(actor=worker, ref=child.ref, reason="He is missing from home", now=NOW)
    assert opening is not None
    user_id = people.actor("swindon", "practitioner").user_id
    other_hat = _second_hat("practitioner", role="head_of_service", agency="yjs")
    with wall.inside(other_hat.partnership_id, user_id):
        actor = partnership_queries.actor_for(
            user_id=user_id, membership_id=other_hat.pk, partnership_id=other_hat.partnership_id, today=TODAY
        )
        assert actor is not None
        with pytest.raises(NotPermitted):
            children.review_opening(actor=actor, opening=opening, is_justified=True, note="Fine", now=NOW)


def test_a_released_meeting_is_not_put_off_so_that_reading_goes_on_for_months() -> None:
    child = panel_makers.a_known_child("swindon")
    meeting = panel_makers.a_meeting("swindon")
    panel_makers.an_item("swindon", meeting, child)
    panel_makers.released("swindon", meeting)

    with acting("swindon", "panel_administrator") as administrator, pytest.raises(NotNow):
        panels.reschedule_meeting(
            actor=administrator,
            meeting=meeting,
            meets_on=TODAY + dt.timedelta(days=200),
            begins=dt.time(10),
            place="Room 2",
            now=NOW,
        )

    with acting("swindon", "practitioner"):
        latest = max(row.until_at for row in Grant.objects.filter(source=meeting.ref) if row.until_at)
    assert latest < NOW + dt.timedelta(days=30)


def test_reading_for_a_meeting_ends_when_the_child_leaves_the_agenda_and_when_the_days_are_over() -> None:
    first, second = panel_makers.a_known_child("swindon"), panel_makers.a_known_child("swindon", given="Ada")
    meeting = panel_makers.a_meeting("swindon")
    item = panel_makers.an_item("swindon", meeting, first)
    panel_makers.an_item("swindon", meeting, second)
    panel_makers.released("swindon", meeting)
    assert sees("police", first)
    assert sees("police", second)

    with acting("swindon", "practitioner") as worker:
        panels.remove_item(actor=worker, item=item, reason="Moved away", now=NOW)

    assert not sees("police", first)
    assert not sees("police", second, NOW + dt.timedelta(days=30))


def test_a_panel_after_an_offence_is_not_known_to_those_who_may_not_read_of_offences() -> None:
    child = panel_makers.a_known_child("swindon")
    people.grant("swindon", child, "front_door", "front_door", strands=(Strand.IDENTITY, Strand.EDUCATION, Strand.PLAN))
    meeting = panel_makers.a_meeting("swindon", panel_makers.a_panel("swindon", "restorative_intervention"))
    panel_makers.an_item("swindon", meeting, child)

    with acting("swindon", "front_door") as actor:
        assert not panel_access.visible_items(actor, NOW).exists()
    page = signed_in("front_door").get(f"/children/{child.ref}/").content.decode()
    assert "Restorative" not in page
    assert "Joint Decision-Making Panel" not in page
    with acting("swindon", "practitioner") as worker:
        assert panel_access.visible_items(worker, NOW).exists()


def test_the_decision_of_such_a_panel_stands_in_the_justice_strand() -> None:
    child = panel_makers.a_known_child("swindon")
    meeting = panel_makers.a_meeting("swindon", panel_makers.a_panel("swindon", "restorative_intervention"))
    item = panel_makers.an_item("swindon", meeting, child)
    panel_makers.started("swindon", meeting)
    with acting("swindon", "panel_chair") as chair:
        options = panel_rules.TYPES["restorative_intervention"].options
        panels.record_decision(
            actor=chair,
            item=item,
            option=options[0].code,
            reason="Both want it.",
            no_view_because="She was away.",
            now=panel_makers.MEETING,
        )
    with acting("swindon", "practitioner"):
        assert set(Entry.objects.filter(kind="panel_decision").values_list("strand", flat=True)) == {Strand.JUSTICE}


# From an emergency to a permanent grant


@pytest.mark.parametrize("reason", ["break_glass", "meeting", "action"])
@pytest.mark.parametrize("key", ["front_door"])
def test_reading_for_a_while_does_not_become_work_of_ones_own(key: str, reason: str) -> None:
    work = makers.allocated()
    people.grant("swindon", work.child, key, reason)
    with acting("swindon", key) as actor:
        with pytest.raises(NotPermitted):
            referrals.transfer(
                actor=actor,
                involvement=work,
                membership=membership_of("swindon", "colleague"),
                team=people.team_of("swindon", "prevention"),
                reason="So that I can read on",
                now=NOW,
            )
        with pytest.raises(NotPermitted):
            referrals.end_involvement(actor=actor, involvement=work, reason=next(iter(rules.END_REASONS)), now=NOW)

    for page in ("transfer", "end_involvement"):
        answer = send(signed_in(key), reverse(f"referrals:{page}", kwargs={"ref": work.ref}))
        assert answer.status_code in (403, 404)


def test_the_manager_who_supervises_still_changes_the_worker_and_the_former_worker_sees_nothing() -> None:
    work = makers.allocated()
    with acting("swindon", "team_manager") as manager:
        referrals.transfer(
            actor=manager,
            involvement=work,
            membership=membership_of("swindon", "colleague"),
            team=people.team_of("swindon", "prevention"),
            reason="Moved",
            now=NOW,
        )

    with acting("swindon", "practitioner"):
        held = Grant.objects.filter(child=work.child, reason="allocated", until_at__isnull=True)
        assert [row.membership.user.name for row in held] == ["Tom Wickham"]  # type: ignore[union-attr]


def test_when_work_ends_nobody_sees_the_child_because_of_it() -> None:
    work = makers.allocated()
    with acting("swindon", "practitioner") as worker:
        referrals.end_involvement(actor=worker, involvement=work, reason=next(iter(rules.END_REASONS)), now=NOW)

    later = NOW + dt.timedelta(minutes=1)
    for key in ("practitioner", "colleague", "team_manager", "school", "front_door"):
        assert not sees(key, work.child, later), key


def test_somebody_who_left_the_team_does_not_see_its_children() -> None:
    work = makers.allocated()
    assert sees("colleague", work.child)
    with acting("swindon", "administrator"):
        TeamMember.objects.filter(membership=membership_of("swindon", "colleague")).update(
            to_on=TODAY - dt.timedelta(days=1)
        )

    assert not sees("colleague", work.child)


def test_an_emergency_opening_ends_to_the_second() -> None:
    child = people.a_child("swindon")
    with acting("swindon", "practitioner") as worker:
        children.break_glass(actor=worker, ref=child.ref, reason="He is missing from home", now=NOW)

    end = NOW + dt.timedelta(hours=4)
    assert sees("practitioner", child, end - dt.timedelta(seconds=1))
    assert not sees("practitioner", child, end)


def test_an_emergency_does_not_open_a_sealed_record_and_says_what_it_says_of_none() -> None:
    child = people.a_child("swindon")
    with acting("swindon", "governance_lead") as lead:
        children.seal_child(
            actor=lead,
            ref=child.ref,
            readers=[membership_of("swindon", "team_manager")],
            reason="Protected",
            now=NOW,
        )
    client = signed_in("practitioner")
    pages = []
    for ref in (child.ref, "C-0000ZZ"):
        answer = send(client, reverse("children:break_glass"), reference=ref, reason="He is missing from home")
        assert answer.status_code == 302
        pages.append(client.get(answer.headers["Location"]).content.decode().replace(ref, "X"))

    def bare(text: str) -> str:
        return re.sub(r'value="[A-Za-z0-9-]{30,}"', "", text)

    assert bare(pages[0]) == bare(pages[1])
    assert not sees("practitioner", child)


# References chosen by the sender


def _step_two(client: Client, ref: str) -> Any:
    return send(
        client,
        reverse("referrals:receive_referral", kwargs={"ref": ref}),
        given_name="Zoë",
        family_name="Ashdown",
        born_on="2013-02-03",
        concern="I am worried about her.",
        grounds="none",
        carers_know="yes",
        locality=_locality(),
    )


def _locality() -> str:
    with acting("swindon", "school"):
        return people.locality_of("swindon").ref


def test_a_referral_does_not_take_the_reference_of_other_work() -> None:
    """The end of a referral ends the grants of its reference: with a meeting's, it would end those of the meeting."""
    child = panel_makers.a_known_child("swindon")
    meeting = panel_makers.a_meeting("swindon")
    panel_makers.an_item("swindon", meeting, child)

    answer = _step_two(signed_in("school"), meeting.ref)

    assert answer.status_code == 404
    with acting("swindon", "school") as actor:
        assert not Referral.objects.exists()
        with pytest.raises(NotNow):
            referrals.receive_referral(
                actor=actor, ref=child.ref, now=NOW, locality=people.locality_of("swindon"), **makers.GIVEN
            )


def test_a_reference_that_is_taken_tells_nothing_of_what_has_it() -> None:
    theirs = makers.received(by="police")
    client = signed_in("other_school")

    taken = _step_two(client, theirs.ref)

    assert taken.status_code == 409
    page = taken.content.decode()
    assert "Begin the referral again" in page
    with acting("swindon", "front_door"):
        assert Referral.objects.count() == 1


# Concerns


def test_a_concern_is_closed_and_told_of_only_by_who_may_know_of_it() -> None:
    with acting("swindon", "practitioner") as worker:
        concern = children.raise_concern(actor=worker, child=None, named="A boy", what="Afraid at home", now=NOW)
        children.tell_social_care(actor=worker, concern=concern, told_whom="Mina", told_at=NOW, now=NOW)
    with acting("swindon", "stranger") as stranger:
        with pytest.raises(NotPermitted):
            children.close_concern(actor=stranger, concern=concern, outcome="Nothing", now=NOW)
        with pytest.raises(NotPermitted):
            children.tell_social_care(actor=stranger, concern=concern, told_whom="Nobody", told_at=NOW, now=NOW)


def test_a_name_in_the_address_of_a_concern_does_not_reach_the_trail() -> None:
    client = signed_in("school")
    address = reverse("children:raise_concern_about", kwargs={"child_ref": "Zoë Ashdown"})

    answer = send(client, address, named="A girl in Year 9", what="She is afraid to go home.", told_whom="")

    assert answer.status_code == 302
    with acting("swindon", "governance_lead"):
        assert all("Ashdown" not in ref for event in Event.objects.all() for ref in event.about)
