"""A first entry is no diversion; the clock opens a look back on each; what is found is counted, without a child."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Event
from alongside.children import commands as children
from alongside.children.models import Child, Grant
from alongside.core.verdict import NotNow, NotPermitted
from alongside.justice import commands, jobs, queries, rules
from alongside.justice.models import LookBack, Outcome
from alongside.justice.rules import Given
from alongside.measures import queries as measures
from alongside.needs import commands as need_commands
from alongside.needs import rules as need_rules
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from tests import people
from tests.justice.makers import a_child, a_detention
from tests.justice.test_pages import post, signed_in
from tests.needs import makers as needs
from tests.people import NOW, TODAY, acting

LAST_YEAR = dt.date(2025, 6, 3)
BORN = dt.date(2010, 2, 3)


def an_outcome(child: Child, code: str = "youth_caution", on: dt.date = LAST_YEAR, by: str = "practitioner") -> Outcome:
    with acting("swindon", by) as actor:
        return commands.record_outcome(actor=actor, child=child, code=code, given_on=on, now=NOW)


def opened(child: Child) -> list[LookBack]:
    jobs.open_look_backs_of(child.partnership_id, "swindon", NOW)
    with wall.inside(child.partnership_id):
        return list(LookBack.objects.filter(child=child).select_related("team", "child").order_by("happened_on"))


def done(row: LookBack, *findings: str, by: str = "team_manager") -> LookBack:
    with acting("swindon", by) as actor:
        return commands.complete_look_back(
            actor=actor, look_back=row, findings=findings, learnt="We knew in March, and nobody rang.", now=NOW
        )


@pytest.mark.parametrize(
    "given, first",
    [
        ([("outcome_22", "2025-01-01"), ("youth_caution", "2025-06-01")], "youth_caution"),
        ([("outcome_8", "2024-01-01"), ("outcome_23", "2026-03-01")], None),
        ([("referral_order", "2025-06-01"), ("youth_caution", "2025-06-01")], "youth_caution"),
        ([("custodial_sentence", "2028-02-03")], None),
        ([("custodial_sentence", "2028-02-02")], "custodial_sentence"),
    ],
    ids=["diversion first", "only diversion", "two on one day", "at 18", "the day before 18"],
)
def test_a_first_entry_is_the_earliest_that_is_no_diversion(given: list[tuple[str, str]], first: str | None) -> None:
    outcomes = [Given(f"OC-{n}", code, dt.date.fromisoformat(on)) for n, (code, on) in enumerate(given)]

    found = rules.first_entry(outcomes, BORN)

    assert (found.code if found else None) == first


def test_outcomes_are_dated() -> None:
    assert not rules.OUTCOME_KINDS["outcome_22"].holds_on(dt.date(2019, 3, 31))
    assert rules.OUTCOME_KINDS["outcome_22"].holds_on(dt.date(2019, 4, 1))
    assert not rules.OUTCOME_KINDS["outcome_23"].holds_on(dt.date(2026, 1, 31))
    assert rules.look_back_due_on(LAST_YEAR) == dt.date(2026, 3, 31)


@pytest.mark.usefixtures("database")
def test_the_clock_opens_each_once_and_only_when_its_year_is_over() -> None:
    child = a_child()
    an_outcome(child, "outcome_22", dt.date(2025, 2, 3))
    an_outcome(child)
    an_outcome(child, "referral_order", dt.date(2025, 9, 9))
    this_year = a_child(given="Kit")
    an_outcome(this_year, on=dt.date(2026, 5, 4))
    a_detention(this_year)

    rows = opened(child)
    again = opened(child)

    assert [(row.kind, row.happened_on, row.due_on) for row in rows] == [
        ("first_entry", LAST_YEAR, dt.date(2026, 3, 31))
    ]
    assert len(again) == 1
    assert opened(this_year) == []
    with acting("swindon", "team_manager") as actor, pytest.raises(NotPermitted, match="clock"):
        commands.open_look_backs(actor=actor, now=NOW)


@pytest.mark.usefixtures("database")
def test_a_custody_of_last_year_is_looked_back_on_too_and_a_remand_to_an_authority_is_not() -> None:
    then = dt.datetime(2025, 11, 5, 12, tzinfo=dt.UTC)
    held, away = a_child(), a_child(given="Mo")
    a_detention(held, detained_at=then, learnt_at=then)
    a_detention(away, kind="remand_authority", detained_at=then, learnt_at=then)

    assert [row.kind for row in opened(held)] == ["custody"]
    assert opened(away) == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("supervising", ["", "other_team", "prevention"])
def test_a_look_back_falls_to_a_team_that_has_a_manager(supervising: str) -> None:
    """The court team, which is the statutory one, has none: nobody could do what it was given."""
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")
    if supervising:
        with acting("swindon", "front_door") as actor:
            children.give_grant(
                actor=actor,
                child=child,
                team=people.team_of("swindon", supervising),
                reason="supervision",
                source="",
                now=NOW,
            )
    an_outcome(child)

    (row,) = opened(child)

    assert row.team.name == "Prevention team"
    with acting("swindon", "team_manager") as actor:
        assert [item.child_ref for item in queries.work_for(actor, NOW) if item.kind == "look_back"] == [child.ref]
    done(row, "went_well")


@pytest.mark.usefixtures("database")
def test_the_manager_says_what_was_found_and_it_is_counted_and_the_sight_of_the_child_ends() -> None:
    child = a_child()
    an_outcome(child)
    (row,) = opened(child)
    with acting("swindon", "team_manager") as actor:
        assert any(item.kind == "look_back" and item.due_on == row.due_on for item in queries.work_for(actor, NOW)) is (
            row.team_id in actor.team_ids
        )

    finished = done(row, "not_shared", "known_before")

    assert finished.findings == ["known_before", "not_shared"]
    with wall.inside(child.partnership_id):
        assert not Grant.objects.filter(source=row.ref).exclude(until_at__lte=NOW).exists()
        found = measures.measure(
            "look_back_findings", partnership_id=child.partnership_id, first=TODAY, last=TODAY, by="finding"
        )
    assert found.total.value == 1
    assert {part.by for part in found.parts} == {rules.FINDINGS[code].title for code in finished.findings}
    with pytest.raises(NotNow, match="done already"):
        done(row, "went_well")


@pytest.mark.usefixtures("database")
def test_what_contradicts_itself_is_refused_and_only_a_manager_of_the_child_looks_back() -> None:
    child = a_child()
    an_outcome(child)
    (row,) = opened(child)
    with pytest.raises(NotNow, match="choose one of the two"):
        done(row, "nothing_more", "help_late")
    with pytest.raises(NotNow, match="Choose what you found"):
        done(row)
    with pytest.raises(NotPermitted):
        done(row, "went_well", by="practitioner")
    with pytest.raises(NotNow, match="could not be given on that day"):
        an_outcome(child, "outcome_23", dt.date(2025, 6, 3))


@pytest.mark.usefixtures("database")
@pytest.mark.database_near
def test_the_page_shows_who_saw_what_before_and_nobody_else_opens_it() -> None:
    child = needs.a_screened_child("swindon", born_on=BORN)
    an_outcome(child)
    (row,) = opened(child)
    address = reverse("web:look_back", kwargs={"child_ref": child.ref, "ref": row.ref})
    manager = signed_in("team_manager")

    with CaptureQueriesContext(connection) as first:
        page = manager.get(address).content.decode()
    assert "What do we find?" in page
    assert "Youth Justice Service" in page
    assert "Speech and language" in page
    area = next(code for code in need_rules.AREAS_BY_CODE if code != "speech_language")
    with acting("swindon", "practitioner") as actor:
        need_commands.record_need(actor=actor, child=child, area=area, identified_on=TODAY, evidence="Seen.", now=NOW)
    with CaptureQueriesContext(connection) as second:
        manager.get(address)
    assert len(second) <= len(first)
    for slug, key in (("swindon", "stranger"), ("swindon", "practitioner"), ("hampshire", "team_manager")):
        assert signed_in(key, slug).get(address).status_code == 404
    assert signed_in("practitioner").get(reverse("justice:look_backs")).status_code == 403
    answer = post(manager, address, findings=["help_late"], learnt="It came in May.")
    assert answer.status_code == 302
    assert "Help was offered, and came late" in manager.get(answer.url).content.decode()


@pytest.mark.usefixtures("database")
def test_nothing_is_opened_where_nothing_happened() -> None:
    area = people.partnership("hampshire")
    with wall.inside(area.pk):
        assert commands.open_look_backs(actor=partnerships.the_clock(area), now=NOW) == 0


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("kind", ["outcome", "detention"])
def test_what_is_withdrawn_is_not_looked_back_on_unless_somebody_has(kind: str) -> None:
    then = dt.datetime(2025, 11, 5, 12, tzinfo=dt.UTC)

    def withdrawn(given: str, *, is_done: bool) -> Child:
        child = a_child(given=given)
        about = an_outcome(child) if kind == "outcome" else a_detention(child, detained_at=then, learnt_at=then)
        (waiting,) = opened(child)
        if is_done:
            done(waiting, "nothing_more")
        with acting("swindon", "practitioner") as actor:
            if isinstance(about, Outcome):
                commands.withdraw_outcome(actor=actor, outcome=about, reason="Of another child", now=NOW)
            else:
                commands.withdraw_detention(actor=actor, detention=about, reason="Of another child", now=NOW)
        return child

    kept, closed = withdrawn("Ana", is_done=True), withdrawn("Ben", is_done=False)

    assert [row.status for row in opened(kept)] == ["done"]
    assert opened(closed) == []
    with wall.inside(closed.partnership_id):
        grants = Grant.objects.filter(child=closed, source__startswith="LB-")
        assert grants.exists()
        assert not grants.exclude(until_at__lte=NOW).exists()
        event = Event.objects.filter(action=f"justice.{kind}.withdrawn", about__contains=[closed.ref]).get()
        assert any(ref.startswith("LB-") for ref in event.about)
