"""Who may know of a child: owner, colleague, stranger, and the other partnership."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.children import access, commands, queries
from alongside.children.models import Child, Entry, Grant
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.partnerships import wall
from tests import people
from tests.people import NOW, acting

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.database_near]


def sees(slug: str, key: str, child: Child, now: dt.datetime = NOW) -> bool:
    with acting(slug, key) as actor:
        return access.visible_children(actor, now).filter(pk=child.pk).exists()


def test_nobody_sees_a_child_by_holding_a_role() -> None:
    child = people.a_child("swindon")

    assert [key for key in people.PEOPLE if sees("swindon", key, child)] == []


def test_a_grant_shows_the_child_to_its_holder_and_to_nobody_else() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")

    assert sees("swindon", "practitioner", child)
    assert not sees("swindon", "colleague", child)
    assert not sees("swindon", "stranger", child)
    assert not sees("hampshire", "practitioner", child)


def test_a_grant_begins_and_ends_to_the_moment() -> None:
    child = people.a_child("swindon")
    until = NOW + dt.timedelta(hours=4)
    people.grant("swindon", child, "practitioner", "allocated", until_at=until)

    assert not sees("swindon", "practitioner", child, NOW - dt.timedelta(seconds=1))
    assert sees("swindon", "practitioner", child, until - dt.timedelta(seconds=1))
    assert not sees("swindon", "practitioner", child, until)


def test_a_school_reads_identity_and_education_and_never_justice() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "school", "setting")

    with acting("swindon", "school") as actor:
        standing = access.standing(actor, child, NOW)

    assert standing.readable == {Strand.IDENTITY, Strand.EDUCATION}
    assert standing.writable == frozenset()


def test_the_grant_narrows_what_the_matrix_allows() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated", strands=(Strand.IDENTITY, Strand.PLAN))

    with acting("swindon", "practitioner") as actor:
        standing = access.standing(actor, child, NOW)

    assert standing.readable == {Strand.IDENTITY, Strand.PLAN}
    assert "You are allocated to work with this child" in standing.why[0]


def test_row_security_alone_holds_between_partnerships(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wall, "own", lambda rows, actor: rows)
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")

    with acting("hampshire", "practitioner"):
        assert Child.objects.count() == 0
        assert Grant.objects.count() == 0


def test_without_a_context_nothing_is_visible_and_nothing_can_be_written() -> None:
    child = people.a_child("swindon")

    with transaction.atomic():
        wall.enter(None)
        assert Child.objects.count() == 0
        assert Child.objects.filter(pk=child.pk).update(strengths="kind") == 0


def test_no_row_refers_across_the_wall() -> None:
    child = people.a_child("swindon")

    with pytest.raises(DatabaseError), acting("hampshire", "practitioner") as actor:
        Entry.objects.create(
            partnership_id=actor.partnership_id,
            child_id=child.pk,
            happened_on=people.TODAY,
            strand="plan",
            kind="note",
            text="A line",
            recorded_by="somebody",
        )


def test_the_context_ends_with_the_transaction() -> None:
    with acting("swindon", "practitioner"):
        pass

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('alongside.partnership', true)")
        assert cursor.fetchone()[0] in ("", None)


def test_a_sealed_child_is_known_to_the_named_people_only() -> None:
    child = people.a_child("swindon")
    for key in ("practitioner", "colleague"):
        people.grant("swindon", child, key, "allocated")
    with acting("swindon", "governance_lead") as lead:
        commands.seal_child(
            actor=lead,
            ref=child.ref,
            readers=[people.membership_of("swindon", "practitioner")],
            reason="A worker's own family",
            now=NOW,
        )

    assert sees("swindon", "practitioner", child)
    assert not sees("swindon", "colleague", child)
    with acting("swindon", "colleague"):
        assert Child.objects.filter(pk=child.pk).count() == 0
        assert Grant.objects.filter(child_id=child.pk).count() == 0
    with acting("swindon", "practitioner"):
        assert Grant.objects.filter(child_id=child.pk).count() == 2


def test_only_the_governance_lead_seals() -> None:
    child = people.a_child("swindon")

    with pytest.raises(NotPermitted), acting("swindon", "team_manager") as manager:
        commands.seal_child(actor=manager, ref=child.ref, readers=[], reason="x", now=NOW)


def test_breaking_the_glass_opens_one_child_for_four_hours_and_is_reviewed_by_somebody_else() -> None:
    child, other = people.a_child("swindon"), people.a_child("swindon", given="Kit")
    with acting("swindon", "stranger") as worker:
        opening = commands.break_glass(
            actor=worker, ref=child.ref, reason="Police have him in custody and ask about his needs", now=NOW
        )

    assert opening is not None
    assert sees("swindon", "stranger", child, NOW + dt.timedelta(hours=4, seconds=-1))
    assert not sees("swindon", "stranger", child, NOW + dt.timedelta(hours=4))
    assert not sees("swindon", "stranger", other)
    with acting("swindon", "governance_lead") as lead:
        assert access.visible_openings(lead).get().ref == opening.ref
        commands.review_opening(actor=lead, opening=opening, is_justified=True, note="Right to do", now=NOW)
    with pytest.raises(NotNow), acting("swindon", "team_manager") as manager:
        commands.review_opening(actor=manager, opening=opening, is_justified=False, note="", now=NOW)


def test_breaking_the_glass_needs_a_reason() -> None:
    child = people.a_child("swindon")

    with pytest.raises(NotNow), acting("swindon", "stranger") as worker:
        commands.break_glass(actor=worker, ref=child.ref, reason="hm", now=NOW)


def test_a_school_cannot_break_the_glass() -> None:
    child = people.a_child("swindon")

    with pytest.raises(NotPermitted), acting("swindon", "school") as teacher:
        commands.break_glass(actor=teacher, ref=child.ref, reason="I would like to know more", now=NOW)


def test_who_works_alongside_does_not_tell_of_a_need() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "specialist", "specialist")
    people.grant("swindon", child, "practitioner", "allocated")
    people.grant("swindon", child, "police", "meeting")

    def told(key: str) -> set[str]:
        with acting("swindon", key) as actor:
            standing, look = queries.look_at(actor, child, NOW)
            return {person.name for person in queries.working_alongside(child, standing, look, NOW)}

    assert told("practitioner") == {"Asha Penrose", "Nia Farrant"}
    assert told("police") == {"Asha Penrose"}
