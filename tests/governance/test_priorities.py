"""Findings of look-backs feed priorities; each has somebody whose it is, a day, and a figure of the board's page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.governance import access, commands, queries, rules
from alongside.governance.models import Priority, PriorityReview
from alongside.measures import jobs
from alongside.partnerships import commands as partnership_commands
from alongside.partnerships import wall
from alongside.web import commands as web_commands
from alongside.web import queries as web
from tests import people
from tests.governance.makers import NEXT, a_priority, content
from tests.justice.makers import a_child
from tests.justice.test_look_backs import an_outcome, done, opened
from tests.people import NOW, TODAY, acting
from tests.referrals import makers

pytestmark = pytest.mark.usefixtures("database")

LATER = NOW + dt.timedelta(days=30)


def reviewed(row: Priority, by: str = "head_of_service", **changed: object) -> PriorityReview:
    with acting("swindon", by) as actor:
        return commands.review_priority(
            actor=actor,
            priority=row,
            **{"done": "The waits are looked at each week.", "status": "open", "review_on": NEXT, **changed},  # type: ignore[arg-type]
            now=LATER,
        )


def closed_quarters(now: dt.datetime) -> None:
    """The clock closes every quarter that can be closed."""
    jobs.close_quarters_of(people.partnership("swindon"), now)


def again(row: Priority) -> Priority:
    """The row as it stands now."""
    with wall.inside(row.partnership_id):
        return Priority.objects.get(pk=row.pk)


# Setting


def test_whoever_manages_writes_down_what_was_decided_and_nobody_else() -> None:
    row = a_priority(by="team_manager", owner="board_member")

    assert (row.should, row.status, row.set_on, row.review_on) == ("fall", "open", TODAY, NEXT)
    for key in ("board_member", "practitioner", "governance_lead", "administrator"):
        with pytest.raises(NotPermitted, match="Tell them"):
            a_priority(by=key)


def test_a_figure_has_a_way_to_go_which_the_measure_says_where_it_can() -> None:
    assert a_priority(measure="open_children", should="rise").should == "rise"
    assert a_priority(measure="", should="").should == ""
    with pytest.raises(NotNow, match="rise or fall"):
        a_priority(measure="open_children", should="")
    with pytest.raises(NotNow, match="is better when it falls"):
        a_priority(measure="days_need_to_first_support", should="rise")
    with pytest.raises(NotNow, match="from the list"):
        a_priority(measure="nothing_like_it")


def test_it_is_somebodys_who_sees_the_figure_and_has_a_day_ahead() -> None:
    with pytest.raises(NotNow, match="Asha Penrose does not see measures"):
        a_priority(owner="practitioner")
    with pytest.raises(NotNow, match="a day after today"):
        a_priority(review_on=TODAY)
    with pytest.raises(NotNow, match="what will be different"):
        a_priority(aim="  ")


def test_what_is_changed_by_two_at_once_loses_nothing() -> None:
    row = a_priority()
    with acting("swindon", "team_manager") as actor:
        commands.change_priority(actor=actor, priority=row, version=1, content=content(title="A month"), now=NOW)
    with acting("swindon", "head_of_service") as actor, pytest.raises(Changed) as refused:
        commands.change_priority(actor=actor, priority=row, version=1, content=content(title="Weeks"), now=NOW)

    assert (refused.value.theirs["title"], refused.value.yours["title"]) == ("A month", "Weeks")


# Reviewing


def test_its_owner_reviews_it_and_it_goes_on_or_is_closed_for_good() -> None:
    row = a_priority(owner="board_member")

    reviewed(row, by="board_member", comes_next="A second therapist begins.")
    with pytest.raises(NotNow, match="a day after today"):
        reviewed(row, review_on=LATER.date())
    with pytest.raises(NotNow, match="even if it was nothing"):
        reviewed(row, done=" ")
    reviewed(row, by="team_manager", status="reached", review_on=None)

    row = again(row)
    assert (row.status, row.review_on, row.ended_on) == ("reached", None, LATER.date())
    with pytest.raises(NotNow, match="is closed"):
        reviewed(row)
    with acting("swindon", "head_of_service") as actor:
        assert not access.may_change_priority(actor, row)
        page = queries.priority_page(actor, access.priority_or_404(actor, row.ref), LATER.date())
    assert [(one.outcome, one.comes_next) for one in page.reviews] == [
        ("Reached", ""),
        ("", "A second therapist begins."),
    ]


def test_who_neither_owns_it_nor_sets_priorities_does_not_review_it() -> None:
    row = a_priority(owner="team_manager")

    with pytest.raises(NotPermitted, match="Grace Tolland reviews this priority"):
        reviewed(row, by="board_member")


def test_its_review_is_work_of_its_owner_until_it_is_closed() -> None:
    row = a_priority(owner="board_member")

    def work(key: str) -> list[str]:
        with acting("swindon", key) as actor:
            return [one.what for one in web.work_for(actor, NOW) if one.kind == "priority"]

    assert work("board_member") == ["Review the priority: Support begins within a month"]
    assert work("head_of_service") == work("practitioner") == []
    reviewed(row, status="ended", review_on=None)
    assert work("board_member") == []


def handed(row: Priority, to: str) -> int:
    """Patricia Lowe leaves: what she has goes to somebody."""
    with acting("swindon", "team_manager") as actor:
        of = people.membership_of("swindon", "head_of_service")
        return web_commands.hand_over(
            actor=actor,
            of=of,
            keys=[f"priority.{row.ref}"],
            to=people.membership_of("swindon", to),
            reason="Patricia leaves us",
            now=NOW,
        )


def test_the_priority_of_a_leaver_goes_to_somebody_who_sees_its_figure() -> None:
    """A head of service is in no team that works with children: the manager of the front door sees to what she has."""
    row = a_priority()
    with acting("swindon", "administrator") as actor:
        leaver = people.membership_of("swindon", "head_of_service")
        partnership_commands.end_membership(actor=actor, membership=leaver, to_on=TODAY, now=NOW)
    with acting("swindon", "team_manager") as actor:
        assert [one.what for one in web.work_for(actor, NOW) if one.kind == "leaving"]
        assert [one.ref for one in web.held(actor, leaver, NOW).things] == [row.ref]

    with pytest.raises(NotNow, match="Tom Wickham does not see measures"):
        handed(row, "colleague")
    handed(row, "board_member")

    with acting("swindon", "board_member") as actor:
        assert again(row).owner_id == actor.membership_id


# What looking back found, and the figure


def test_what_was_found_on_looking_back_asks_for_a_priority_until_one_answers_it() -> None:
    for number in range(3):
        child = a_child(given=f"Kit{number}")
        an_outcome(child)
        done(opened(child)[0], "help_late", *(["not_shared"] if number == 0 else []), "went_well")

    with acting("swindon", "head_of_service") as actor:
        before = queries.found_on_looking_back(actor, TODAY)
    row = a_priority(findings=("help_late",))
    with acting("swindon", "head_of_service") as actor:
        after = queries.found_on_looking_back(actor, TODAY)
        a_year_on = queries.found_on_looking_back(actor, TODAY + dt.timedelta(days=366))

    # What went well asks for no answer.
    assert [(one.code, one.times, one.answered_by) for one in before] == [("help_late", 3, ()), ("not_shared", 1, ())]
    assert after[0].answered_by == ((row.ref, row.title),)
    assert a_year_on == ()
    reviewed(row, status="ended", review_on=None)
    with acting("swindon", "head_of_service") as actor:
        assert queries.found_on_looking_back(actor, TODAY)[0].answered_by == ()


def test_a_figure_comes_nearer_when_it_goes_the_way_that_it_should() -> None:
    assert rules.came_nearer("fall", 40, 30) is True
    assert rules.came_nearer("fall", 30, 40) is False
    assert rules.came_nearer("rise", 0.3, 0.4) is True
    assert rules.came_nearer("rise", 0.4, 0.4) is None
    assert rules.came_nearer("rise", None, 0.4) is None


def test_the_figure_is_that_of_closed_quarters_when_it_was_set_and_now() -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    before, after = dt.datetime(2027, 2, 1, 3, tzinfo=dt.UTC), dt.datetime(2027, 4, 20, 3, tzinfo=dt.UTC)
    closed_quarters(before)
    row = a_priority(measure="open_children", should="rise", now=before, review_on=dt.date(2027, 5, 1))

    with acting("swindon", "board_member") as actor:
        (line,) = queries.priorities(actor, before.date()).open
    assert line.movement is not None
    assert line.movement.then is line.movement.now, "no quarter has closed since"
    assert (line.movement.has_moved, line.movement.nearer) == (False, None)

    closed_quarters(after)
    with acting("swindon", "board_member") as actor:
        (line,) = queries.priorities(actor, after.date()).open
    assert line.movement is not None
    then, now = line.movement.then, line.movement.now
    assert then is not None
    assert now is not None
    assert (then.last, now.last) == (dt.date(2026, 12, 31), dt.date(2027, 3, 31))

    # What closes after its end moves it no more.
    with acting("swindon", "head_of_service") as actor:
        commands.review_priority(actor=actor, priority=row, done="Done.", status="reached", now=before)
    with acting("swindon", "board_member") as actor:
        (line,) = queries.priorities(actor, after.date()).closed
    assert line.movement is not None
    assert line.movement.now is not None
    assert line.movement.now.last == dt.date(2026, 12, 31)


def test_small_counts_are_hidden_from_the_board_and_on_its_page_from_everybody() -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    day = dt.datetime(2027, 2, 1, 3, tzinfo=dt.UTC)
    closed_quarters(day)
    row = a_priority(measure="open_children", should="rise", now=day, review_on=dt.date(2027, 5, 1))

    def values(key: str) -> list[object]:
        with acting("swindon", key) as actor:
            found = (
                queries.priorities(actor, day.date()).open[0],
                queries.priority_page(actor, access.priority_or_404(actor, row.ref), day.date()).line,
                queries.priorities_for_board(actor, day.date()).open[0],
            )
        points = [line.movement.now for line in found if line.movement is not None]
        return [point.value for point in points if point is not None]

    assert values("board_member") == [None, None, None]
    assert values("head_of_service") == [1, 1, None]


# Pages


def test_the_board_sees_priorities_on_its_page_and_nobody_else_who_has_no_business_with_them() -> None:
    row = a_priority()
    for key, status in (("board_member", 200), ("head_of_service", 200), ("practitioner", 404), ("assessor", 404)):
        client = Client()
        people.sign_in(client, "swindon", key)
        assert client.get(f"/priorities/{row.ref}/").status_code == status, key
    client = Client()
    people.sign_in(client, "hampshire", "head_of_service")
    assert client.get(f"/priorities/{row.ref}/").status_code == 404
    board = Client()
    people.sign_in(board, "swindon", "board_member")
    assert "Support begins within a month" in board.get("/measures/board/").content.decode()
    assert "Set a priority" not in board.get("/priorities/").content.decode()


def test_the_form_counts_what_was_found_and_sets_what_it_is_told() -> None:
    child = a_child()
    an_outcome(child)
    done(opened(child)[0], "help_late")
    client = Client()
    people.sign_in(client, "swindon", "head_of_service")

    page = client.get("/priorities/set/?finding=help_late").content.decode()
    assert "Found by 1 look back in the last twelve months" in page
    with acting("swindon", "head_of_service"):
        owner = people.membership_of("swindon", "board_member").ref
    typed = {
        "title": "Help comes in time",
        "aim": "No child waits for it.",
        "why": "It came late.",
        "level": "executive",
        "findings": "help_late",
        "measure": "open_children",
        "owner": owner,
        "review_on-day": "1",
        "review_on-month": "3",
        "review_on-year": "2027",
    }
    refused = client.post("/priorities/set/", typed)
    assert refused.status_code == 422
    assert "Say whether the figure should rise or fall" in refused.content.decode()
    assert client.post("/priorities/set/", {**typed, "should": "rise"}).status_code == 302
    with wall.inside(people.partnership("swindon").pk):
        assert Priority.objects.get().review_on == dt.date(2027, 3, 1)


def test_ten_priorities_cost_as_many_queries_as_one() -> None:
    makers.allocated(given_name="Ana", family_name="Birch")
    day = dt.datetime(2027, 2, 1, 3, tzinfo=dt.UTC)
    closed_quarters(day)

    def cost() -> int:
        with (
            acting("swindon", "head_of_service") as actor,
            CaptureQueriesContext(
                connection,
            ) as seen,
        ):
            queries.priorities(actor, day.date())
        return len(seen)

    a_priority()
    one = cost()
    for measure in ("screened_share", "open_children", "days_to_screen", "", "panel_attendance"):
        a_priority(measure=measure, should="rise" if measure == "open_children" else "")
    assert cost() == one
