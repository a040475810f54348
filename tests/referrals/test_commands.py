"""From a referral to a worker: what each step does, and what it refuses."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from alongside.audit.models import Event
from alongside.children import access as child_access
from alongside.children import commands as child_commands
from alongside.children import queries as child_queries
from alongside.children.models import Child, Concern, Entry, Grant, Person, Voice
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.needs import queries as needs_queries
from alongside.needs.models import Screen
from alongside.partnerships import commands as partnerships
from alongside.partnerships import queries as partnership_queries
from alongside.referrals import commands, queries
from alongside.referrals.models import Involvement, Referral
from tests import people
from tests.people import NOW, TODAY, acting
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]

UNDER_TEN = makers.UNDER_TEN


def actions(slug: str, ref: str) -> list[str]:
    with acting(slug, "front_door"):
        return list(Event.objects.filter(about__contains=[ref]).order_by("id").values_list("action", flat=True))


# Receiving


def test_a_referral_keeps_who_the_child_is_as_given_and_points_at_no_record() -> None:
    made = makers.received()

    assert (made.status, made.source, made.received_on) == ("received", "school", TODAY)
    assert (made.given_name, made.grounds, made.child_id) == ("Zoë", ["influence"], None)
    assert actions("swindon", made.ref) == ["referrals.referral.received"]


def test_the_day_of_receipt_is_the_day_in_london() -> None:
    late = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)

    assert makers.received(now=late).received_on == dt.date(2026, 7, 2)


def test_the_source_is_what_kind_of_agency_refers() -> None:
    assert {by: makers.received(by=by).source for by in ("police", "social_care", "early_help", "send_officer")} == {
        "police": "police",
        "social_care": "social_care",
        "early_help": "early_help",
        "send_officer": "school",
    }


def test_the_front_door_writes_down_what_a_family_told_it_and_a_school_does_not() -> None:
    assert makers.received(by="front_door", source="family").source == "family"
    with pytest.raises(NotPermitted):
        makers.received(by="school", source="family")


def test_a_board_member_refers_nobody_and_nothing_is_kept() -> None:
    with pytest.raises(NotPermitted):
        makers.received(by="board_member")

    with acting("swindon", "front_door"):
        assert Referral.objects.count() == 0


def test_a_birth_in_the_future_is_refused() -> None:
    with pytest.raises(NotNow):
        makers.received(born_on=TODAY + dt.timedelta(days=1))


# Matching


def test_matching_to_nobody_known_makes_a_record_that_the_front_door_sees() -> None:
    made = makers.matched()

    with acting("swindon", "front_door") as actor:
        child = Child.objects.get(pk=made.child_id)
        standing = child_access.standing(actor, child, NOW)
        assert (child.given_name, child.preferred_name, child.born_on) == ("Zoë", "Zo", dt.date(2013, 2, 3))
        assert Person.objects.get(child=child).name == "Mel Ashdown"
        assert standing.readable == {Strand.IDENTITY, Strand.EDUCATION, Strand.PLAN}


def test_matching_does_not_let_the_referrer_see_the_child() -> None:
    made = makers.matched()

    with acting("swindon", "school") as school:
        assert not child_access.visible_children(school, NOW).filter(pk=made.child_id).exists()


def test_a_known_child_is_matched_and_nothing_is_overwritten() -> None:
    child = people.a_child("swindon", given="Zoe")
    made = makers.accepted(child=child)

    with acting("swindon", "front_door"):
        row = Child.objects.get(pk=child.pk)
        assert Child.objects.count() == 1
    assert (made.child_id, row.given_name, row.strengths) == (child.pk, "Zoe", makers.GIVEN["strengths"])


def test_a_wrong_match_is_put_right_and_the_wrong_child_is_closed_again() -> None:
    wrong, right = people.a_child("swindon", given="Zoe"), people.a_child("swindon", given="Zoey")
    made = makers.matched(child=wrong)

    with acting("swindon", "front_door") as actor:
        commands.match_to_child(actor=actor, referral=made, child=right, now=NOW)

    with acting("swindon", "front_door") as actor:
        assert [c.pk for c in child_access.visible_children(actor, NOW)] == [right.pk]
        assert not Entry.objects.filter(child=wrong).exists()


def test_only_the_front_door_matches() -> None:
    made = makers.received()

    with pytest.raises(NotPermitted), acting("swindon", "school") as school:
        commands.match_to_child(actor=school, referral=made, child=None, now=NOW)


def test_no_match_across_the_wall() -> None:
    made = makers.received("swindon")

    with pytest.raises(Referral.DoesNotExist), acting("hampshire", "front_door") as other:
        commands.match_to_child(actor=other, referral=made, child=None, now=NOW)


# Deciding


def decide(slug: str, key: str, referral: Referral, **decision: object) -> Referral:
    with acting(slug, key) as actor:
        return commands.decide_referral(
            actor=actor,
            referral=referral,
            **{"reason": "As discussed", "now": NOW, **decision},  # type: ignore[arg-type]
        )


def test_accepting_carries_strengths_and_words_to_the_record_once() -> None:
    made = makers.accepted()

    with acting("swindon", "front_door"):
        child = Child.objects.get(pk=made.child_id)
        assert (child.strengths, child.own_words) == (makers.GIVEN["strengths"], makers.GIVEN["own_words"])
        assert [voice.said for voice in Voice.objects.filter(child=child)] == [makers.GIVEN["own_words"]]
        assert list(Entry.objects.filter(child=child).values_list("kind", flat=True)) == ["referral"]
    assert made.is_youth_crime_prevention


def test_nobody_is_accepted_before_it_is_known_whose_referral_it_is() -> None:
    with pytest.raises(NotNow, match="whether the child is known"):
        decide("swindon", "front_door", makers.received(), outcome="accepted", stream="prevention")


def test_the_rules_of_youth_crime_prevention_do_not_gate_prevention() -> None:
    made = makers.matched(born_on=dt.date(2009, 11, 20), grounds=[])

    row = decide("swindon", "front_door", made, outcome="accepted", stream="prevention")

    assert (row.status, row.stream, row.is_youth_crime_prevention) == ("accepted", "prevention", False)


@pytest.mark.parametrize(("grounds", "offers"), [([], True), (["factors"], False)])
def test_only_a_manager_decides_otherwise_and_says_why(grounds: list[str], offers: bool) -> None:
    made = makers.matched(grounds=grounds)
    otherwise = {"outcome": "accepted", "stream": "prevention", "youth_crime_prevention": offers}

    with pytest.raises(NotPermitted, match="manager"):
        decide("swindon", "front_door", made, otherwise_reason="A brother in the programme", **otherwise)
    with pytest.raises(NotNow, match="Write why"):
        decide("swindon", "team_manager", made, **otherwise)
    row = decide("swindon", "team_manager", made, otherwise_reason="A brother in the programme", **otherwise)

    assert (row.is_youth_crime_prevention, row.otherwise_reason) == (offers, "A brother in the programme")


def test_a_grown_up_is_not_accepted() -> None:
    made = makers.matched(born_on=dt.date(2008, 11, 20))

    with pytest.raises(NotNow, match="18 or over"):
        decide("swindon", "front_door", made, outcome="accepted", stream="prevention")


@pytest.mark.parametrize("outcome", ["declined", "signposted"])
def test_a_referral_that_is_not_taken_on_closes_the_record_again(outcome: str) -> None:
    made = makers.matched()

    decide("swindon", "front_door", made, outcome=outcome)

    assert makers.reasons("swindon", made.child_id or 0) == set()


def test_a_decision_is_taken_once() -> None:
    made = makers.accepted()

    with pytest.raises(NotNow, match="already"):
        decide("swindon", "team_manager", made, outcome="declined")


def test_a_child_under_ten_is_only_signposted() -> None:
    made = makers.received(born_on=UNDER_TEN)

    for outcome in ("accepted", "declined"):
        with pytest.raises(NotNow, match="under 10"):
            decide("swindon", "team_manager", made, outcome=outcome, stream="prevention")
    with pytest.raises(NotNow, match="under 10"), acting("swindon", "front_door") as actor:
        commands.match_to_child(actor=actor, referral=made, child=None, now=NOW)


def test_signposting_a_child_under_ten_keeps_nothing_but_the_safeguarding_concern() -> None:
    made = makers.received(born_on=UNDER_TEN)
    with acting("swindon", "front_door") as actor:
        child_commands.raise_concern(actor=actor, child=None, named="Zo", about=made.ref, what="A bruise", now=NOW)

    decide("swindon", "front_door", made, outcome="signposted", reason="Zoë Ashdown is nine")

    with acting("swindon", "front_door"):
        row = Referral.objects.filter(pk=made.pk).values().get()
        kept = {name: value for name, value in row.items() if value not in ("", None, [], False)}
        assert set(kept) <= {
            "id",
            "partnership_id",
            "created_at",
            "ref",
            "status",
            "received_at",
            "received_on",
            "referred_by_id",
            "agency_id",
            "team_id",
            "source",
            "decided_by_id",
            "decided_at",
            "erased_at",
        }
        assert Concern.objects.get(about=made.ref).what == "A bruise"
        assert Child.objects.count() == 0
        events = Event.objects.filter(about__contains=[made.ref], verb="erasure")
        assert events.get().action == "referrals.referral.erased"
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit_reason")
            assert cursor.fetchone()[0] == 0


@pytest.mark.database_near
def test_no_half_erased_row_can_be_written() -> None:
    made = makers.received(born_on=UNDER_TEN)

    with pytest.raises(IntegrityError), acting("swindon", "front_door"), transaction.atomic():
        Referral.objects.filter(pk=made.pk).update(erased_at=NOW, born_on=None)


# Agreement


def test_until_both_say_yes_only_triage_is_possible() -> None:
    made = makers.accepted()
    for answers in (None, ("yes", "not_yet"), ("not_yet", "yes")):
        if answers:
            makers.answer("swindon", made, child_answer=answers[0], carer_answer=answers[1])
        with pytest.raises(NotNow, match="starts with agreement"):
            makers.allocate("swindon", makers.again("swindon", made))

    with acting("swindon", "front_door"):
        assert (Involvement.objects.count(), Screen.objects.count()) == (0, 0)


def test_a_refusal_closes_kindly_and_ends_the_front_doors_access() -> None:
    made = makers.answered(child_answer="no")

    assert made.status == "refused"
    assert makers.reasons("swindon", made.child_id or 0) == set()
    with pytest.raises(NotNow):
        makers.allocate("swindon", made)
    with acting("swindon", "front_door"):
        text = Entry.objects.get(child_id=made.child_id, kind="agreement").text
    assert "The offer stays open" in text


def test_after_a_refusal_the_child_can_be_referred_again() -> None:
    made = makers.answered(child_answer="no")
    with acting("swindon", "front_door"):
        child = Child.objects.get(pk=made.child_id)

    again = makers.answered(child=child)

    assert makers.allocate("swindon", again).status == "open"


def test_what_the_child_said_is_kept_as_the_childs_voice() -> None:
    made = makers.answered()

    with acting("swindon", "front_door"):
        said = Voice.objects.filter(child_id=made.child_id).order_by("id").last()
    assert said is not None
    assert (said.said, said.gathered) == ("I want to stay in school", "At home")


def test_a_parent_who_was_not_asked_takes_a_reason() -> None:
    made = makers.accepted()

    with pytest.raises(NotNow, match="not asked"):
        makers.answer("swindon", made, child_answer="yes", carer_answer="not_needed")
    makers.answer(
        "swindon", made, child_answer="yes", carer_answer="not_needed", carer_reason="It would not be safe at home"
    )

    assert makers.again("swindon", made).status == "agreed"


def test_a_yes_can_become_a_no_before_the_work_begins() -> None:
    made = makers.answered()

    makers.answer("swindon", made, child_answer="no", carer_answer="yes")

    assert makers.again("swindon", made).status == "refused"


def test_a_court_order_does_not_wait_for_agreement() -> None:
    made = makers.accepted(stream="court_order", by="police")

    with pytest.raises(NotNow, match="does not wait"):
        makers.answer("swindon", made, child_answer="yes", carer_answer="yes")
    work = makers.allocate("swindon", made, worker="stranger", team="other_team")

    assert (work.stream, work.is_youth_crime_prevention) == ("court_order", False)


# Allocation


def test_allocation_opens_the_work_and_moves_access_with_it() -> None:
    work = makers.allocated()

    assert (work.stream, work.source, work.opened_on, work.status) == ("prevention", "school", TODAY, "open")
    assert work.is_youth_crime_prevention
    assert makers.reasons("swindon", work.child_id) == {
        ("allocated", "Asha Penrose"),
        ("team", "Prevention team"),
        ("supervision", "Prevention team"),
        ("setting", "Pastoral team"),
    }
    with acting("swindon", "front_door"):
        assert Screen.objects.get(child_id=work.child_id).source == work.ref
        assert Referral.objects.get(pk=work.referral_id).status == "allocated"


def test_the_school_reads_how_to_work_with_the_child_and_never_the_plan() -> None:
    work = makers.allocated()

    with acting("swindon", "school") as school:
        child = child_access.child_or_404(school, work.child.ref, NOW)
        standing, look = child_queries.look_at(school, child, NOW)
        assert standing.readable == {Strand.IDENTITY, Strand.EDUCATION}
        assert queries.involvements(child, standing, look) == ()
        assert queries.referrers_said(child, standing, look) == ()


def test_a_referrer_who_is_not_the_childs_school_sees_nothing_of_the_child() -> None:
    work = makers.allocated(by="police")

    with acting("swindon", "police") as police:
        assert not child_access.visible_children(police, NOW).filter(pk=work.child_id).exists()


def test_a_worker_outside_the_team_or_the_stream_is_refused() -> None:
    made = makers.answered()

    with pytest.raises(NotNow, match="does not belong"):
        makers.allocate("swindon", made, worker="stranger")
    with pytest.raises(NotNow, match="does not work in the stream"):
        makers.allocate("swindon", made, worker="stranger", team="other_team")


def test_a_worker_is_allocated_once() -> None:
    made = makers.answered()
    makers.allocate("swindon", made)

    with pytest.raises(NotNow, match="already"):
        makers.allocate("swindon", makers.again("swindon", made))


def test_one_open_spell_of_work_in_a_stream() -> None:
    work = makers.allocated()
    second = makers.answered(child=work.child)

    with pytest.raises(NotNow, match="is open for this child already"):
        makers.allocate("swindon", second)


def test_a_school_does_not_allocate() -> None:
    made = makers.answered()

    with pytest.raises(NotPermitted):
        makers.allocate("swindon", made, by="school")


def test_the_work_in_a_court_order_is_written_in_the_justice_strand() -> None:
    made = makers.accepted(stream="court_order", by="police")
    work = makers.allocate("swindon", made, worker="stranger", team="other_team")

    with acting("swindon", "front_door"):
        assert Entry.objects.get(source=work.ref).strand == "justice"


# Afterwards


def test_first_contact_is_recorded_once() -> None:
    work = makers.allocated()
    with acting("swindon", "practitioner") as worker:
        commands.record_first_contact(actor=worker, involvement=work, on=TODAY, now=NOW)

    with pytest.raises(NotNow), acting("swindon", "practitioner") as worker:
        commands.record_first_contact(actor=worker, involvement=work, on=TODAY, now=NOW)


def test_access_moves_with_another_worker() -> None:
    work = makers.allocated()

    with acting("swindon", "team_manager") as manager:
        commands.transfer(
            actor=manager,
            involvement=work,
            membership=people.membership_of("swindon", "colleague"),
            team=people.team_of("swindon", "prevention"),
            reason="Asha is on leave",
            now=NOW + dt.timedelta(hours=1),
        )

    assert ("allocated", "Tom Wickham") in makers.reasons("swindon", work.child_id)
    assert ("allocated", "Asha Penrose") not in makers.reasons("swindon", work.child_id)
    assert ("setting", "Pastoral team") in makers.reasons("swindon", work.child_id)


def test_changing_the_worker_takes_a_manager_and_a_reason() -> None:
    work = makers.allocated()

    for key, reason, refusal in (("practitioner", "Leave", NotPermitted), ("team_manager", " ", NotNow)):
        with pytest.raises(refusal), acting("swindon", key) as actor:
            commands.transfer(
                actor=actor,
                involvement=work,
                membership=people.membership_of("swindon", "colleague"),
                team=people.team_of("swindon", "prevention"),
                reason=reason,
                now=NOW,
            )


def test_whoever_saw_the_child_because_of_the_work_no_longer_does_when_it_ends() -> None:
    work = makers.allocated()
    later = NOW + dt.timedelta(days=30)

    with acting("swindon", "practitioner") as worker:
        ended = commands.end_involvement(actor=worker, involvement=work, reason="goals_reached", now=later)

    assert (ended.status, ended.ended_on) == ("ended", later.date())
    with acting("swindon", "front_door"):
        assert not Grant.objects.filter(child_id=work.child_id, source=work.ref, until_at__isnull=True).exists()
    for key in ("practitioner", "colleague", "team_manager", "school"):
        with acting("swindon", key) as actor:
            assert not child_access.visible_children(actor, later).filter(pk=work.child_id).exists()
    with pytest.raises(NotNow, match="ended already"), acting("swindon", "practitioner") as worker:
        commands.end_involvement(actor=worker, involvement=work, reason="goals_reached", now=later)


def test_a_screen_that_was_not_done_waits_on_nobody_when_the_last_work_has_ended() -> None:
    work = makers.allocated()
    later = NOW + dt.timedelta(days=30)
    with acting("swindon", "team_manager"):
        assert Screen.objects.filter(child_id=work.child_id, status="offered").exists()

    with acting("swindon", "practitioner") as worker:
        commands.end_involvement(actor=worker, involvement=work, reason="planned", now=later)

    with acting("swindon", "team_manager") as manager:
        assert [item.kind for item in needs_queries.work_for(manager, later) if item.kind == "screen"] == []
        assert set(Screen.objects.filter(child_id=work.child_id).values_list("status", flat=True)) == {"not_needed"}


def test_a_colleague_does_not_end_the_work() -> None:
    work = makers.allocated()

    with pytest.raises(NotPermitted), acting("swindon", "colleague") as colleague:
        commands.end_involvement(actor=colleague, involvement=work, reason="other", now=NOW)


def test_the_worker_of_another_partnership_cannot_be_allocated() -> None:
    made = makers.answered("swindon")
    with acting("hampshire", "front_door"):
        foreign, team = people.membership_of("hampshire", "practitioner"), people.team_of("hampshire", "prevention")

    with pytest.raises(NotNow), acting("swindon", "front_door") as actor:
        commands.allocate(actor=actor, referral=made, membership=foreign, team=team, now=NOW)


def test_somebody_who_has_left_is_not_allocated() -> None:
    made = makers.answered()
    with acting("swindon", "administrator") as administrator:
        partnerships.end_membership(
            actor=administrator,
            membership=people.membership_of("swindon", "colleague"),
            to_on=TODAY - dt.timedelta(days=1),
            now=NOW,
        )

    with pytest.raises(NotNow, match="left"):
        makers.allocate("swindon", made, worker="colleague")
    with acting("swindon", "front_door") as actor:
        found = queries.workers(actor, stream="prevention", locality_id=None, now=NOW)
        assert "Tom Wickham" not in [row.name for row in found.rows]
        assert partnership_queries.localities(actor)
