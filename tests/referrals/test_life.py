"""The working life of a spell of work: handed over with a yes, paused, covered, said goodbye to, stepped down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from alongside.children import access as child_access
from alongside.children.models import Consent, Entry, Voice
from alongside.core import calendar
from alongside.core.verdict import NotNow, NotPermitted
from alongside.referrals import access, commands, queries, rules
from alongside.referrals.models import Absence, Goodbye, Involvement, Pause, Transfer
from tests import people
from tests.children.makers import as_, counted, date_parts, post
from tests.people import NOW, TODAY, acting
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]

HOUR = dt.timedelta(hours=1)
LATER = NOW + HOUR


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(LATER, tick=True):
        yield


def reasons_of(key: str, child_id: int, now: dt.datetime = LATER) -> set[str]:
    with acting("swindon", key) as actor:
        return set(child_access.grants_of(actor, now).filter(child_id=child_id).values_list("reason", flat=True))


def asked(work: Involvement, *, to: str = "colleague", by: str = "practitioner", team: str = "prevention") -> Transfer:
    with acting("swindon", by) as actor:
        return commands.ask_transfer(
            actor=actor,
            involvement=work,
            team=people.team_of("swindon", team),
            membership=people.membership_of("swindon", to) if to else None,
            reason="She lives near him",
            now=NOW,
        )


def answered(row: Transfer, *, by: str = "colleague", accepts: bool = True, **given: Any) -> Transfer:
    with acting("swindon", by) as actor:
        return commands.answer_transfer(actor=actor, transfer_row=row, accepts=accepts, now=LATER, **given)


def worker_of(work: Involvement) -> str:
    with acting("swindon", "team_manager"):
        return Involvement.objects.select_related("worker__user").get(pk=work.pk).worker.user.name


def kinds_of(key: str, now: dt.datetime = LATER) -> set[str]:
    with acting("swindon", key) as actor:
        return {work.kind for work in queries.work_for(actor, now)}


# Another worker, asked first


def test_until_they_accept_the_work_stays_where_it_is() -> None:
    work = makers.allocated()
    row = asked(work)

    assert worker_of(work) == "Asha Penrose"
    assert "transfer" in kinds_of("colleague")
    assert row.answer_by_on == calendar.add_working_days(TODAY, rules.ANSWER_TRANSFER_WORKING_DAYS)

    answered(row)

    assert worker_of(work) == "Tom Wickham"
    assert "transfer" not in kinds_of("colleague")
    assert "allocated" in reasons_of("colleague", work.child_id)
    assert "allocated" not in reasons_of("practitioner", work.child_id)


def test_a_refusal_says_why_and_leaves_the_work_and_the_reading_as_they_were() -> None:
    work = makers.allocated(stream="prevention")
    row = asked(work)

    with pytest.raises(NotNow, match="why not"):
        answered(row, accepts=False)
    answered(row, accepts=False, answer="I have 19 children")

    assert worker_of(work) == "Asha Penrose"
    with acting("swindon", "colleague") as actor:
        held = child_access.grants_of(actor, LATER + HOUR).filter(source=row.ref)
        assert not held.exists()


def test_only_who_was_asked_answers() -> None:
    row = asked(makers.allocated())

    for key in ("practitioner", "team_manager", "front_door"):
        with pytest.raises(NotPermitted):
            answered(row, by=key)


def test_a_stranger_does_not_ask_and_does_not_find_what_was_asked() -> None:
    work = makers.allocated()
    with pytest.raises(NotPermitted):
        asked(work, by="colleague")
    row = asked(work)

    assert as_("swindon", "stranger").get(f"/transfers/{row.ref}/").status_code == 404
    assert as_("hampshire", "team_manager").get(f"/transfers/{row.ref}/").status_code == 404
    assert as_("swindon", "colleague").get(f"/transfers/{row.ref}/").status_code == 200


def test_nobody_is_asked_twice_at_once_and_what_was_asked_can_be_taken_back() -> None:
    work = makers.allocated()
    row = asked(work)
    with pytest.raises(NotNow, match="asked already"):
        asked(work)

    with acting("swindon", "practitioner") as actor:
        commands.withdraw_transfer(actor=actor, transfer_row=row, now=LATER)
    assert "transfer" not in kinds_of("colleague")
    asked(work)


def test_a_team_is_asked_through_somebody_who_decides_for_it() -> None:
    work = makers.allocated()
    with pytest.raises(NotNow, match=r"Nobody decides|does not work in"):
        asked(work, to="", team="other_team")
    row = asked(work, to="")

    assert "transfer" in kinds_of("team_manager")
    with pytest.raises(NotNow, match="Choose who"):
        answered(row, by="team_manager")
    with acting("swindon", "team_manager"):
        tom = people.membership_of("swindon", "colleague")
    answered(row, by="team_manager", membership=tom)

    assert worker_of(work) == "Tom Wickham"


def test_work_that_changed_hands_meanwhile_is_asked_for_no_longer() -> None:
    work = makers.allocated()
    row = asked(work)
    with acting("swindon", "practitioner") as actor:
        commands.end_involvement(actor=actor, involvement=work, reason="planned", now=LATER)

    with acting("swindon", "team_manager"):
        assert Transfer.objects.get(pk=row.pk).status == "withdrawn"
    assert not reasons_of("colleague", work.child_id, LATER + HOUR)


# Goodbye and hello


def changed(work: Involvement) -> Goodbye:
    answered(asked(work))
    with acting("swindon", "team_manager"):
        return Goodbye.objects.get(involvement=work)


def test_when_workers_change_meeting_both_is_work_due() -> None:
    row = changed(makers.allocated())

    assert row.due_on == calendar.add_working_days(TODAY, rules.GOODBYE_WORKING_DAYS)
    assert "goodbye" in kinds_of("colleague")


def test_goodbye_and_hello_is_first_contact_and_what_the_child_said_is_told_back() -> None:
    work = makers.allocated()
    row = changed(work)
    with acting("swindon", "colleague") as actor:
        commands.record_goodbye(
            actor=actor,
            goodbye=row,
            is_possible=True,
            goodbye_on=TODAY,
            hello_on=TODAY,
            told="Asha moves. Tom comes on Tuesdays.",
            child_words="I will miss her",
            now=LATER,
        )
        fresh = Involvement.objects.get(pk=work.pk)
        assert (fresh.first_contact_on, fresh.reached_on) == (TODAY, TODAY)
        assert Voice.objects.get(said="I will miss her").told_back_on is None
        assert Entry.objects.filter(child_id=work.child_id, text__contains="Tom comes on Tuesdays").exists()
    assert "goodbye" not in kinds_of("colleague")


def test_where_they_could_not_meet_it_says_why() -> None:
    row = changed(makers.allocated())
    with pytest.raises(NotNow, match="why"), acting("swindon", "colleague") as actor:
        commands.record_goodbye(
            actor=actor, goodbye=row, is_possible=False, goodbye_on=None, hello_on=None, told=" ", now=LATER
        )
    with acting("swindon", "colleague") as actor:
        commands.record_goodbye(
            actor=actor, goodbye=row, is_possible=False, goodbye_on=None, hello_on=None, told="He moved", now=LATER
        )
        assert Involvement.objects.get(pk=row.involvement_id).first_contact_on is None


# A pause


def pause(work: Involvement, days: int = 14) -> Pause:
    with acting("swindon", "practitioner") as actor:
        return commands.pause_involvement(
            actor=actor,
            involvement=work,
            reason="away",
            until_on=TODAY + dt.timedelta(days=days),
            continues="Ring Asha on Mondays",
            now=NOW,
        )


def test_our_own_clock_rests_and_begins_anew_and_taking_it_up_is_work_due() -> None:
    work = makers.allocated()
    assert "first_contact" in kinds_of("practitioner")
    pause(work)

    assert "first_contact" not in kinds_of("practitioner")
    assert "pause" in kinds_of("practitioner")

    later = NOW + dt.timedelta(days=14)
    with acting("swindon", "practitioner") as actor:
        commands.resume_involvement(actor=actor, involvement=work, now=later)
        (due,) = [w for w in queries.work_for(actor, later) if w.kind == "first_contact"]
        assert due.due_on == calendar.add_working_days(later.date(), rules.FIRST_CONTACT.working_days)
        assert Pause.objects.get().resumed_on == later.date()


@pytest.mark.parametrize("days", [0, rules.LONGEST_PAUSE_DAYS + 1])
def test_a_pause_ends_on_a_day_within_three_months(days: int) -> None:
    with pytest.raises(NotNow, match="Choose a day"):
        pause(makers.allocated(), days)


def test_what_rests_does_not_rest_twice_and_a_colleague_pauses_nothing() -> None:
    work = makers.allocated()
    pause(work)
    with pytest.raises(NotNow, match="rests already"):
        pause(work)
    with pytest.raises(NotPermitted), acting("swindon", "colleague") as actor:
        commands.resume_involvement(actor=actor, involvement=work, now=LATER)


def test_the_page_says_which_clocks_stop() -> None:
    work = makers.allocated()
    page = as_("swindon", "practitioner").get(f"/involvements/{work.ref}/pause/").content.decode()

    assert "The law sets them, and knows no pause" in page
    assert sum(line.stops for line in rules.PAUSE_LINES) == 1


# Days away


def away(key: str = "practitioner", *, cover: str = "colleague", by: str = "team_manager", first: int = 1) -> Absence:
    with acting("swindon", by) as actor:
        return commands.record_absence(
            actor=actor,
            membership=people.membership_of("swindon", key),
            cover=people.membership_of("swindon", cover),
            from_on=TODAY + dt.timedelta(days=first),
            until_on=TODAY + dt.timedelta(days=first + 4),
            why="leave",
            now=NOW,
        )


def test_cover_begins_and_ends_by_itself() -> None:
    work = makers.allocated()
    away()

    assert "cover" not in reasons_of("colleague", work.child_id, LATER)
    assert "cover" in reasons_of("colleague", work.child_id, NOW + dt.timedelta(days=2))
    assert "cover" not in reasons_of("colleague", work.child_id, NOW + dt.timedelta(days=6))
    assert "cover" in kinds_of("colleague", NOW + dt.timedelta(days=2))


def test_a_child_allocated_while_the_worker_is_away_is_covered_too() -> None:
    away(first=0)
    work = makers.allocated()

    assert "cover" in reasons_of("colleague", work.child_id)


def test_cover_ends_when_the_worker_is_back_or_the_work_changes_hands() -> None:
    work, other = makers.allocated(), makers.allocated(given_name="Ada", family_name="Quill")
    row = away(first=0)
    with acting("swindon", "team_manager") as actor:
        commands.transfer(
            actor=actor,
            involvement=other,
            membership=people.membership_of("swindon", "team_manager"),
            team=people.team_of("swindon", "prevention"),
            reason="x",
            now=LATER,
        )
    assert "cover" not in reasons_of("colleague", other.child_id, LATER + HOUR)
    assert "cover" in reasons_of("colleague", work.child_id, LATER + HOUR)

    with acting("swindon", "practitioner") as actor:
        commands.end_absence(actor=actor, absence=row, now=LATER)
    assert "cover" not in reasons_of("colleague", work.child_id, LATER + HOUR)


def test_an_absence_that_is_called_off_never_begins() -> None:
    work = makers.allocated()
    row = away(first=3)
    with acting("swindon", "practitioner") as actor:
        commands.end_absence(actor=actor, absence=row, now=LATER)

    assert "cover" not in reasons_of("colleague", work.child_id, NOW + dt.timedelta(days=4))


def test_nobody_makes_themselves_the_cover_and_no_colleague_writes_down_an_absence() -> None:
    with pytest.raises(NotPermitted, match="lets themselves in"):
        away(cover="team_manager")
    with pytest.raises(NotPermitted):
        away(by="colleague", cover="stranger")
    with pytest.raises(NotNow, match="same agency"):
        away(cover="specialist")
    away()
    with pytest.raises(NotNow, match="already"):
        away(first=2, cover="stranger")
    with pytest.raises(NotNow, match="away then too"):
        away("stranger", cover="practitioner", by="head_of_service", first=2)


def test_who_covers_reads_what_the_colleague_has_and_changes_no_owner() -> None:
    makers.allocated()
    away(first=0)
    with acting("swindon", "practitioner"):
        ref = people.membership_of("swindon", "practitioner").ref

    page = as_("swindon", "colleague").get(f"/people/{ref}/work/").content.decode()
    assert "Zo Ashdown" in page
    assert "Who takes it over?" not in page
    assert as_("swindon", "stranger").get(f"/people/{ref}/work/").status_code == 403


# Less help, and the end of an agreement


def stepped(work: Involvement, **given: Any) -> None:
    with acting("swindon", "practitioner") as actor:
        commands.step_down(
            actor=actor,
            involvement=work,
            **{
                "to": "early_help",
                "who": "Jo, 01632 960000",
                "told_on": TODAY,
                "told": "Jo helps from Monday",
                "now": LATER,
                **given,
            },
        )


def test_stepping_down_says_who_takes_over_and_ends_the_work() -> None:
    work = makers.allocated()
    with pytest.raises(NotNow, match="who takes over"):
        stepped(work, who="")
    with pytest.raises(NotNow, match="Tell the child"):
        stepped(work, told=" ")
    stepped(work, child_words="Fine by me")

    with acting("swindon", "team_manager"):
        row = Involvement.objects.get(pk=work.pk)
        assert (row.status, row.end_reason) == ("ended", "stepped_down")
        assert Voice.objects.filter(said="Fine by me").exists()


def test_stepping_down_to_voluntary_work_of_ours_needs_a_yes_and_opens_it() -> None:
    work = makers.allocated()
    with acting("swindon", "practitioner"):
        tom, team = people.membership_of("swindon", "colleague"), people.team_of("swindon", "prevention")
    onward = {"to": "stream", "who": "", "stream": "voluntary", "membership": tom, "team": team}
    with pytest.raises(NotNow, match="starts with agreement"):
        stepped(work, **onward)
    stepped(work, **onward, is_agreed=True)

    with acting("swindon", "team_manager"):
        new = Involvement.objects.get(child_id=work.child_id, status="open")
        assert (new.stream, new.worker_id) == ("voluntary", tom.pk)
    assert "allocated" in reasons_of("colleague", work.child_id, LATER + HOUR)


def test_taking_back_the_agreement_ends_the_work_and_leaves_consents_alone() -> None:
    work = makers.allocated()
    with acting("swindon", "practitioner") as actor:
        commands.withdraw_agreement(
            actor=actor, involvement=work, who="child", withdrawn_on=TODAY, words="I do not want it", now=LATER
        )
        assert not Consent.objects.filter(status="withdrawn").exists()
    with acting("swindon", "team_manager"):
        assert Involvement.objects.get(pk=work.pk).end_reason == "withdrawn"


def test_a_courts_order_does_not_rest_on_agreement() -> None:
    referral = makers.accepted(stream="court_order")
    work = makers.allocate("swindon", referral, worker="stranger", team="other_team")
    with acting("swindon", "stranger") as actor:
        assert not access.may_withdraw_agreement(actor, work, LATER)


def test_the_words_of_other_acts_are_not_chosen_by_hand() -> None:
    work = makers.allocated()
    with pytest.raises(NotNow), acting("swindon", "practitioner") as actor:
        commands.end_involvement(actor=actor, involvement=work, reason="stepped_down", now=LATER)
    assert {one.code for one in rules.end_reasons_on(TODAY)} < set(rules.END_REASONS)


# Whom to suggest


def candidate(name: str, open_children: int, **given: Any) -> rules.Candidate:
    return rules.Candidate(name, name, open_children, **{"is_local": True, **given})


@pytest.mark.parametrize(
    "candidates,who,says",
    [
        pytest.param(
            [candidate("A", 6, posts=Decimal("1.0")), candidate("B", 4, posts=Decimal("0.5"))],
            "A",
            "6 open children",
            id="half a post with four is fuller than a whole one with six",
        ),
        pytest.param(
            [candidate("A", 0), candidate("B", 9, family=1)],
            "B",
            "brother or sister",
            id="the family keeps one worker",
        ),
        pytest.param(
            [candidate("A", 20), candidate("B", 3, is_local=False)],
            "B",
            "Nobody has room in North",
            id="a full local worker is passed over",
        ),
        pytest.param([candidate("A", 20), candidate("B", 25)], "A", "North", id="when all are full, the least full"),
    ],
)
def test_whom_to_suggest_and_why(candidates: list[rules.Candidate], who: str, says: str) -> None:
    ref, why = rules.suggest(candidates, "North")

    assert ref == who
    assert says in why


# Pages


def test_each_page_is_reached_from_the_child_and_does_its_deed() -> None:
    work = makers.allocated()
    client = as_("swindon", "practitioner")
    with acting("swindon", "practitioner"):
        child = work.child.ref
        tom, team = people.membership_of("swindon", "colleague").ref, people.team_of("swindon", "prevention").ref
        mine = people.membership_of("swindon", "practitioner").ref
    page = client.get(f"/children/{child}/").content.decode()
    for path in ("ask", "pause", "step-down", "agreement", "end"):
        assert f"/involvements/{work.ref}/{path}/" in page

    until = date_parts("until_on", TODAY + dt.timedelta(days=7))
    answer = post(client, f"/involvements/{work.ref}/pause/", reason="away", continues="Ring me", **until)
    assert answer.status_code == 302
    assert "Rests until" in client.get(f"/children/{child}/").content.decode()
    assert post(client, f"/involvements/{work.ref}/resume/").status_code == 302

    answer = post(client, f"/involvements/{work.ref}/ask/", to=f"{tom}.{team}", reason="Nearer")
    assert answer.status_code == 302
    page = client.get(f"/children/{child}/").content.decode()
    assert "Asked to take over" in page
    with acting("swindon", "practitioner"):
        row = Transfer.objects.get(status="asked")
    other = as_("swindon", "colleague")
    no = post(other, f"/transfers/{row.ref}/", accepts="no")
    assert "Write why not" in no.content.decode()
    assert post(other, f"/transfers/{row.ref}/", accepts="yes").status_code == 302
    with acting("swindon", "colleague"):
        goodbye = Goodbye.objects.get(status="due")
    answer = post(
        other,
        f"/goodbyes/{goodbye.ref}/",
        is_possible="yes",
        told="Tom comes now",
        **date_parts("hello_on", TODAY),
    )
    assert answer.status_code == 302

    day = {**date_parts("from_on", TODAY), **date_parts("until_on", TODAY)}
    assert post(client, f"/people/{mine}/absence/", cover=tom, why="leave", **day).status_code == 302
    assert "Tom Wickham" in client.get(f"/people/{mine}/absence/").content.decode()
    answer = post(
        other,
        f"/involvements/{work.ref}/step-down/",
        to="early_help",
        who="Jo, 01632 960000",
        told="Jo helps now",
        **date_parts("told_on", TODAY),
    )
    assert answer.status_code == 302
    with acting("swindon", "team_manager"):
        assert Involvement.objects.get(pk=work.pk).status == "ended"


def test_the_childs_page_costs_the_same_whatever_happens_to_the_work() -> None:
    work = makers.allocated()
    client = as_("swindon", "practitioner")
    with acting("swindon", "practitioner"):
        path = f"/children/{work.child.ref}/"
    client.get(path)
    with counted() as quiet:
        client.get(path)
    changed(work)
    asked(work, to="practitioner", by="colleague")
    client = as_("swindon", "colleague")
    client.get(path)
    with counted() as busy:
        client.get(path)

    assert len(busy) <= len(quiet) + 1


def test_a_partnership_sets_its_own_limits_of_working_life() -> None:
    with acting("swindon", "team_manager") as manager:
        commands.set_standards(
            actor=manager, values={"transfer": 1, "goodbye": 2, "pause": 10, "cover": 7}, now=NOW - dt.timedelta(days=1)
        )
    work = makers.allocated()
    assert asked(work).answer_by_on == calendar.add_working_days(TODAY, 1)
    with pytest.raises(NotNow, match="at most 10 days"):
        pause(work, 11)
    assert pause(work, 10).until_on == TODAY + dt.timedelta(days=10)
    assert changed(makers.allocated(given_name="Idris")).due_on == calendar.add_working_days(TODAY, 2)
    with acting("swindon", "team_manager") as manager, pytest.raises(NotNow, match="7 days at most"):
        commands.record_absence(
            actor=manager,
            membership=people.membership_of("swindon", "practitioner"),
            cover=people.membership_of("swindon", "colleague"),
            from_on=TODAY,
            until_on=TODAY + dt.timedelta(days=8),
            why="leave",
            now=NOW,
        )
