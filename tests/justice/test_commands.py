"""Entering a detention starts all that must be done; telling is a disclosure; moves, release and 18 are handled."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import Http404

from alongside.children import access as child_access
from alongside.children.models import Disclosure, Entry, Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.deadlines import access as dates
from alongside.deadlines import queries as deadlines
from alongside.deadlines.models import Clock
from alongside.ehcp import commands as ehcp
from alongside.ehcp.models import Case as EhcCase
from alongside.ehcp.models import Matter
from alongside.justice import access, commands, rules
from alongside.justice.commands import Place
from alongside.justice.models import Detention, HandOver, Stay
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers as ehc_cases
from tests.justice import makers
from tests.justice.makers import HELD_AT, NOW, TODAY, a_child, a_detention, of, tell, waiting
from tests.people import acting

pytestmark = pytest.mark.usefixtures("database")

TELLS = {"tell_home", "tell_host", "tell_send", "tell_virtual_school", "tell_school"}
A_DAY = dt.timedelta(days=1)


def test_a_detention_starts_who_must_be_told_the_same_day_each_with_an_owner() -> None:
    made = a_detention(kind="sentence", release_expected_on=TODAY + dt.timedelta(weeks=20))

    begun = of(made)
    assert TELLS | {"resettlement_meeting", "home_named", "education_agreed", "health_handed_over"} == waiting(made)
    for code in TELLS:
        assert begun[code].clock.due_on == TODAY
        owner = begun[code].clock.owner
        assert owner is not None
        assert owner.user.name == "Asha Penrose"
    assert begun["resettlement_meeting"].clock.due_on == TODAY + dt.timedelta(weeks=8)
    assert begun["education_agreed"].clock.due_on == TODAY + dt.timedelta(weeks=16)
    with acting("swindon", "practitioner") as actor:
        work = deadlines.work_for(actor, NOW)
        assert {item.what for item in work} >= {begun["tell_send"].clock.of_rule.title}


def test_a_remand_to_local_authority_accommodation_starts_what_a_looked_after_child_needs_and_no_detained_regime() -> (
    None
):
    made = a_detention(
        kind="remand_authority",
        place=Place("another", "A children’s home", "Wiltshire"),
        ehc_plan="plan",
        detained_at=NOW,
    )

    begun = of(made)
    assert waiting(made) >= {"social_worker_visits", "placement_plan", "education_plan", "first_review"}
    assert not waiting(made) & {"tell_host", "tell_send", "send_plan", "provision"}
    assert begun["placement_plan"].clock.due_on == calendar.add_working_days(TODAY, 5)
    assert begun["first_review"].clock.due_on == calendar.add_working_days(TODAY, 20)
    assert _team(begun["placement_plan"]) == "Front door of social care"
    assert begun["placement_plan"].clock.of_rule.doubt, "what was not seen says so"


def test_the_send_team_has_its_own_clocks_and_sees_the_child_once_it_is_told() -> None:
    made = a_detention(ehc_plan="plan")
    assert "send_plan" not in waiting(made), "the authority does not know yet"

    tell(made, "tell_send", told_at=NOW - dt.timedelta(hours=1))

    begun = of(made)
    assert begun["send_plan"].clock.due_on == calendar.add_working_days(TODAY, 5)
    assert _team(begun["send_plan"]) == "SEND casework"
    told = makers.found(made)
    assert told.send_told_at == NOW - dt.timedelta(hours=1)
    assert rules.hours_between(told.detained_at, told.send_told_at) == 19
    with acting("swindon", "send_officer") as actor:
        seen = access.detention_or_404(actor, made.child, made.ref, NOW)
        assert not access.reads_how(_standing(actor, made))
        assert seen.ref == made.ref
        assert {item.what for item in deadlines.work_for(actor, NOW)} >= {begun["send_plan"].clock.of_rule.title}


def test_whoever_is_told_stands_in_the_sharing_ledger_with_the_law() -> None:
    made = a_detention()

    tell(made, *TELLS)

    begun = of(made)
    assert all(begun[code].disclosure is not None for code in TELLS)
    host = begun["tell_host"].disclosure
    assert host is not None
    assert (host.gateway, host.to_whom) == ("cfa2014_detained", "Host authority: Leeds")
    school = begun["tell_school"].disclosure
    assert school is not None
    assert school.strands == ["identity"]
    assert "Wetherby" not in school.what
    assert "away for now" in school.what
    assert "Asha Penrose" in school.what


def test_a_school_learns_nothing_of_where_the_child_is() -> None:
    child = a_child()
    made = a_detention(child, ehc_plan="plan")
    tell(made, *TELLS)

    with acting("swindon", "school") as actor:
        assert not access.visible_detentions(actor, NOW).exists()
        with pytest.raises(Http404):
            access.detention_or_404(actor, child, made.ref, NOW)
        standing = _standing(actor, made)
        assert standing.strands, "it knows the child"
        assert not dates.visible_clocks(actor, NOW).filter(child=child).exists()


def test_nobody_knows_yet_of_a_plan_so_the_send_team_is_asked_and_its_answer_starts_the_clocks() -> None:
    made = a_detention()
    tell(made, "tell_send", told_at=NOW - A_DAY + dt.timedelta(hours=6))
    assert waiting(made) & {"say_plan", "send_plan", "monitor"} == {"say_plan"}

    with acting("swindon", "send_officer") as actor:
        commands.answer_about_plan(
            actor=actor,
            hand_over=of(made)["say_plan"],
            ehc_plan="plan",
            plan_reviewed_on=dt.date(2026, 3, 2),
            now=NOW + A_DAY,
        )

    begun = of(made)
    assert begun["say_plan"].status == HandOver.Status.DONE
    # From the day on which the authority was told, not from the answer.
    assert begun["send_plan"].clock.started_on == TODAY - A_DAY
    assert begun["monitor"].clock.due_on == dt.date(2027, 3, 2)


def test_the_plan_is_sent_by_the_send_team_and_its_receipt_is_kept() -> None:
    made = a_detention(ehc_plan="plan")
    tell(made, "tell_send")
    tell(made, "send_plan", by="send_officer", now=NOW + A_DAY)
    sent = of(made)["send_plan"]
    assert sent.disclosure is not None
    assert sent.clock.met_on == TODAY + A_DAY

    with acting("swindon", "practitioner") as actor:
        with pytest.raises(NotNow, match="Check the day"):
            commands.record_receipt(actor=actor, hand_over=sent, received_on=TODAY, now=NOW + 3 * A_DAY)
        commands.record_receipt(actor=actor, hand_over=sent, received_on=TODAY + 2 * A_DAY, now=NOW + 3 * A_DAY)

    after = of(made)["send_plan"].disclosure
    assert after is not None
    assert after.received_on == TODAY + 2 * A_DAY


def test_a_move_tells_both_authorities_again_and_the_plan_is_sent_again() -> None:
    made = a_detention(ehc_plan="plan")
    tell(made, *TELLS)
    tell(made, "send_plan", by="send_officer", now=NOW + 2 * A_DAY)

    later = NOW + 4 * A_DAY
    with acting("swindon", "practitioner") as actor:
        commands.move_detained(
            actor=actor,
            detention=made,
            place=Place("werrington"),
            moved_on=TODAY + 3 * A_DAY,
            learnt_on=TODAY + 4 * A_DAY,
            now=later,
        )

    assert waiting(made) == {"tell_home", "tell_host", "tell_send", "monitor"}, (
        "provision begins again in the new place"
    )
    tell(made, "tell_host", "tell_send", now=later)
    begun = of(made)
    assert begun["tell_host"].disclosure is not None
    assert begun["tell_host"].disclosure.to_whom == "Host authority: Staffordshire"
    assert {"send_plan", "provision"} <= waiting(made)
    assert begun["send_plan"].clock.due_on == calendar.add_working_days(later.date(), 5)
    assert makers.found(made).send_told_at == NOW, "the wait that counts is the first"
    with wall.inside(made.partnership_id):
        assert [stay.to_on for stay in Stay.objects.filter(detention=made).order_by("from_on")] == [
            TODAY + 3 * A_DAY,
            None,
        ]


def test_another_day_of_release_counts_back_anew_and_keeps_what_was_done() -> None:
    made = a_detention(kind="sentence", release_expected_on=TODAY + dt.timedelta(weeks=20))
    with acting("swindon", "practitioner") as actor:
        commands.do_hand_over(actor=actor, hand_over=of(made)["resettlement_meeting"], done_on=TODAY, now=NOW)
        commands.expect_release(actor=actor, detention=made, expected_on=TODAY + dt.timedelta(weeks=10), now=NOW)

    begun = of(made)
    assert begun["resettlement_meeting"].status == HandOver.Status.DONE
    assert begun["home_named"].clock.due_on == TODAY + dt.timedelta(weeks=4)
    assert {"home_named", "education_agreed", "health_handed_over"} <= waiting(made)


def test_release_starts_the_way_back_and_the_send_team_sees_the_child_until_the_plan_is_reviewed() -> None:
    made = a_detention(ehc_plan="plan")
    later = NOW + 30 * A_DAY
    released_on = later.date()
    tell(made, *TELLS, now=NOW)

    with acting("swindon", "practitioner") as actor:
        commands.end_detention(actor=actor, detention=made, ended_on=released_on, ending="released", now=later)

    assert waiting(made) == {"tell_release", "tell_school_back", "education_offer", "review_plan"}
    begun = of(made)
    assert begun["review_plan"].clock.due_on == released_on + dt.timedelta(weeks=4)
    assert _team(begun["review_plan"]) == "SEND casework"
    assert begun["education_offer"].clock.due_on == calendar.add_working_days(released_on, 5)
    assert begun["send_plan"].status == HandOver.Status.STOOD_DOWN, "what was not done stays in sight"
    assert _send_grants(made, later) == 1
    tell(made, "tell_release", "tell_school_back", now=later)
    with acting("swindon", "practitioner") as actor:
        commands.do_hand_over(actor=actor, hand_over=begun["education_offer"], done_on=released_on, now=later)
        commands.do_hand_over(
            actor=actor, hand_over=begun["review_plan"], done_on=released_on, note="Reviewed.", now=later
        )
    assert _send_grants(made, later) == 0


@pytest.mark.parametrize(
    ("begins", "status", "runs"),
    [
        (("request", "parent"), "moved_away", set()),
        (("has_plan", "parent"), "maintained", {"move_of_authority_transfer_15wd"}),
    ],
    ids=["an assessment ends here", "a plan is handed over"],
)
def test_a_release_to_another_authority_reaches_the_ehc_case_by_itself(
    begins: tuple[str, str], status: str, runs: set[str]
) -> None:
    child = a_child()
    with acting("swindon", "practitioner") as actor:
        case = ehcp.begin_case(
            actor=actor, child=child, how=begins[0], asked_by=begins[1], happened_on=TODAY - 30 * A_DAY, now=NOW
        )
    made = a_detention(child)
    later = NOW + 30 * A_DAY

    with acting("swindon", "practitioner") as actor:
        with pytest.raises(NotNow, match="comes home"):
            commands.end_detention(
                actor=actor, detention=made, ended_on=later.date(), ending="adult", authority="Wiltshire", now=later
            )
        commands.end_detention(
            actor=actor, detention=made, ended_on=later.date(), ending="released", authority="Wiltshire", now=later
        )

    with wall.inside(made.partnership_id):
        row = EhcCase.objects.get(pk=case.pk)
        about = [row.ref, *Matter.objects.filter(case=row).values_list("ref", flat=True)]
        clocks = Clock.objects.filter(child=child, about__in=about, status="running")
        assert (row.status, row.is_detained) == (status, False)
        assert runs <= set(clocks.values_list("rule", flat=True))
        assert bool(clocks) == bool(runs)
        assert Entry.objects.filter(child=child, text__contains="Wiltshire is responsible from now on").exists()


def test_the_adult_estate_ends_the_duties_of_the_plan_and_nobody_is_handed_back() -> None:
    later = NOW + 60 * A_DAY
    child = a_child(born_on=later.date().replace(year=later.year - 18) - A_DAY)
    made = a_detention(child, ehc_plan="plan")

    assert "eighteen" in waiting(made)
    with acting("swindon", "practitioner") as actor:
        with pytest.raises(NotNow, match="18th birthday"):
            commands.end_detention(
                actor=actor, detention=made, ended_on=later.date() - 5 * A_DAY, ending="adult", now=later
            )
        commands.end_detention(actor=actor, detention=made, ended_on=later.date(), ending="adult", now=later)

    assert waiting(made) == set()


@pytest.mark.parametrize(
    "months, weeks, is_planned",
    [(10, None, True), (10, 20, False), (10, 60, True), (30, None, False)],
    ids=["unknown release", "out before", "inside still", "far away"],
)
def test_eighteen_inside_is_planned_for(months: int, weeks: int | None, is_planned: bool) -> None:
    birthday = calendar.add_months(TODAY, months)
    child = a_child(born_on=birthday.replace(year=birthday.year - 18))

    made = a_detention(child, kind="sentence", release_expected_on=TODAY + dt.timedelta(weeks=weeks) if weeks else None)

    assert ("eighteen" in waiting(made)) is is_planned
    if is_planned:
        assert of(made)["eighteen"].clock.due_on == calendar.add_months(birthday, -3)


def test_what_falls_to_an_authority_that_does_not_work_here_is_the_workers_to_chase() -> None:
    made = a_detention(ehc_plan="plan", home_authority="Bristol", home_is_here=False)
    tell(made, "tell_send")

    sending = of(made)["send_plan"]
    assert sending.clock.owner is not None
    assert sending.clock.owner.user.name == "Asha Penrose"
    with acting("swindon", "send_officer") as actor:
        assert not access.visible_detentions(actor, NOW).exists()


def test_a_detention_is_entered_once_and_only_where_the_law_knows_it() -> None:
    child = a_child()
    a_detention(child)
    with pytest.raises(NotNow, match="written down already"):
        a_detention(child)
    with pytest.raises(NotNow, match="no such detention at 11"):
        a_detention(a_child(given="Kit", born_on=TODAY.replace(year=TODAY.year - 12)))
    with pytest.raises(NotNow, match="No child was held in this place"):
        a_detention(a_child(given="Mo"), place=Place("cookham_wood"))
    with pytest.raises(NotNow, match="First the child is held"):
        a_detention(a_child(given="Jo"), detained_at=NOW + A_DAY)


def test_entered_in_error_ends_all_of_it_and_stays_with_the_reason() -> None:
    made = a_detention(ehc_plan="plan")
    tell(made, "tell_send")
    with acting("swindon", "team_manager") as actor:
        commands.withdraw_detention(actor=actor, detention=made, reason="Bail was granted.", now=NOW)

    assert waiting(made) == set()
    assert _send_grants(made) == 0
    assert makers.found(made).withdrawn_why == "Bail was granted."
    a_detention(made.child)


@pytest.mark.parametrize("key", ["colleague", "send_officer", "social_care", "front_door", "head_of_service"])
def test_only_who_answers_for_the_child_enters_it(key: str) -> None:
    child = a_child()
    if key != "head_of_service":
        people.grant("swindon", child, key, {"send_officer": "send", "social_care": "meeting"}.get(key, "team"))

    with pytest.raises(NotPermitted):
        a_detention(child, by=key)


def test_a_stranger_and_the_other_partnership_do_nothing_with_it() -> None:
    made = a_detention()
    for slug, key in (("swindon", "stranger"), ("hampshire", "practitioner")):
        with acting(slug, key) as actor:
            assert not access.visible_detentions(actor, NOW).exists()
            with pytest.raises(NotPermitted):
                commands.end_detention(actor=actor, detention=made, ended_on=TODAY, ending="released", now=NOW)


def test_nothing_is_told_twice_nor_before_it_happened() -> None:
    made = a_detention()
    tell(made, "tell_send")
    with pytest.raises(NotNow, match="already"):
        tell(made, "tell_send")
    with pytest.raises(NotNow, match="before the child was held"):
        tell(made, "tell_home", told_at=HELD_AT - A_DAY)
    with wall.inside(made.partnership_id):
        assert Disclosure.objects.filter(child=made.child).count() == 1


def _standing(actor: Actor, made: Detention) -> child_access.Standing:
    return child_access.standing(actor, made.child, NOW)


def _team(row: HandOver) -> str:
    assert row.clock.team is not None
    return row.clock.team.name


def _send_grants(made: Detention, now: dt.datetime = NOW) -> int:
    with wall.inside(made.partnership_id):
        rows = Grant.objects.filter(source=made.ref, reason="send")
        return rows.exclude(until_at__lte=now).count()


def test_an_assessment_under_way_goes_under_the_rules_for_detained_children_and_back_with_its_first_day() -> None:
    child = a_child()
    case = ehc_cases.taken(ehc_cases.begun(child))
    due = {day for _, day in ehc_cases.clocks(case).values()}

    made = a_detention(child)

    assert ehc_cases.again(case).is_detained
    assert due <= {day for _, day in ehc_cases.clocks(case).values()}, "each counts on from its first day"
    with acting("swindon", "practitioner") as actor:
        commands.end_detention(
            actor=actor, detention=made, ended_on=TODAY + A_DAY, ending="released", now=NOW + 2 * A_DAY
        )
    assert not ehc_cases.again(case).is_detained


def test_a_remand_to_an_authority_leaves_an_assessment_as_it_is() -> None:
    child = a_child()
    case = ehc_cases.taken(ehc_cases.begun(child))

    a_detention(child, kind="remand_authority")

    assert not ehc_cases.again(case).is_detained
