"""A released pack stands in each child's sharing ledger: who got it, under which law, until when, and once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError

from alongside.children import commands as children
from alongside.children import queries as child_queries
from alongside.children.models import Child, Disclosure
from alongside.core.verdict import NotNow, NotPermitted
from alongside.panels import commands
from alongside.panels.models import AgendaItem, Meeting
from tests import people
from tests.children.makers import as_, counted, events, post
from tests.panels import makers
from tests.people import NOW, TODAY, acting, agency_of, membership_of

pytestmark = pytest.mark.usefixtures("database")

SLUG = "swindon"
CHILDRENS, POLICE, SCHOOL = (people.AGENCIES[key][0] for key in ("social_care", "police", "school"))


def _lines(child: Child) -> list[Disclosure]:
    with acting(SLUG, "practitioner"):
        return list(Disclosure.objects.filter(child=child).select_related("to_agency").order_by("to_whom"))


def _prepared(given: str = "Zoë", meeting: Meeting | None = None) -> tuple[Meeting, AgendaItem, Child]:
    meeting = meeting or makers.a_meeting(SLUG)
    child = makers.a_known_child(SLUG, given)
    return meeting, makers.an_item(SLUG, meeting, child), child


def test_each_agency_that_gets_the_pack_has_a_line_with_its_law_its_parts_and_its_end() -> None:
    meeting, item, child = _prepared()
    assert _lines(child) == []

    makers.released(SLUG, meeting)

    care, police = _lines(child)
    assert (care.to_whom, police.to_whom) == (CHILDRENS, POLICE)
    assert (police.law, care.gateway) == ("Crime and Disorder Act 1998 s.115", "ca2004_s10")
    assert police.strands == ["identity", "justice", "plan"]
    assert "health" in care.strands
    assert police.expires_on == makers.MEETS_ON + dt.timedelta(days=3)
    assert police.about == [meeting.ref, item.ref]
    assert police.checked == Disclosure.Checked.BY_STRAND
    assert police.told == Disclosure.Told.TO_TELL
    (event,) = events(SLUG, "children.disclosure.by_work")
    assert child.ref in event.about


def test_nobody_gets_a_second_line_when_people_and_days_change() -> None:
    meeting, item, child = _prepared()
    makers.released(SLUG, meeting)
    with acting(SLUG, "panel_administrator") as actor:
        commands.seat_person(
            actor=actor,
            meeting=meeting,
            agency=agency_of(SLUG, "police"),
            membership=membership_of(SLUG, "police"),
            now=NOW,
        )
        commands.reschedule_meeting(
            actor=actor, meeting=meeting, meets_on=dt.date(2026, 11, 27), begins=dt.time(9), place="Room 3", now=NOW
        )
    assert [line.expires_on for line in _lines(child)] == [dt.date(2026, 11, 30)] * 2

    with acting(SLUG, "practitioner") as worker:
        commands.remove_item(actor=worker, item=item, reason="He is ill", now=NOW)
    assert [line.expires_on for line in _lines(child)] == [TODAY] * 2
    makers.an_item(SLUG, meeting, child)
    assert [line.expires_on for line in _lines(child)] == [dt.date(2026, 11, 30)] * 2

    line = _lines(child)[0]
    line.pk, line.ref = None, "DS-SECOND"
    with acting(SLUG, "practitioner"), pytest.raises(IntegrityError):
        line.save(force_insert=True)


def test_a_guest_of_one_child_is_in_that_childs_ledger_only() -> None:
    meeting, item, child = _prepared()
    _, _, other = _prepared("Idris", meeting)
    makers.released(SLUG, meeting)
    with acting(SLUG, "panel_administrator") as actor:
        commands.invite_guest(actor=actor, item=item, membership=membership_of(SLUG, "school"), now=NOW)
    (line,) = [line for line in _lines(child) if line.to_whom == SCHOOL]
    assert line.strands == ["education", "identity"]
    assert SCHOOL not in [line.to_whom for line in _lines(other)]


def test_whether_the_family_knows_is_said_once_and_stands_in_each_line() -> None:
    meeting = makers.a_meeting(SLUG)
    child = makers.a_known_child(SLUG)
    with acting(SLUG, "practitioner") as worker:
        with pytest.raises(NotNow, match="Say why"):
            commands.add_item(actor=worker, meeting=meeting, child=child, why_here="x", family_told="not_told", now=NOW)
        commands.add_item(
            actor=worker,
            meeting=meeting,
            child=child,
            why_here="x",
            family_told="not_told",
            not_told_why="Telling could put her at risk.",
            now=NOW,
        )
    makers.released(SLUG, meeting)
    assert {(line.told, line.not_told_why) for line in _lines(child)} == {
        ("not_told", "Telling could put her at risk.")
    }


def test_a_worker_tells_the_family_of_a_pack_once_for_all_who_got_it() -> None:
    meeting, _, child = _prepared()
    makers.released(SLUG, meeting)
    with acting(SLUG, "practitioner") as worker:
        (work,) = [one for one in child_queries.work_for(worker, NOW) if one.kind == "tell_of_sharing"]
        line = next(line for line in _lines(child) if work.url.endswith(f"/{line.ref}/"))
        children.tell_of_sharing(actor=worker, disclosure=line, told_on=TODAY, now=NOW)
        assert [one for one in child_queries.work_for(worker, NOW) if one.kind == "tell_of_sharing"] == []
    assert {line.told_on for line in _lines(child)} == {TODAY}
    with acting(SLUG, "panel_administrator") as actor:
        assert [one for one in child_queries.work_for(actor, NOW) if one.kind == "tell_of_sharing"] == []


def test_the_child_reads_on_paper_who_got_the_pack() -> None:
    meeting, _, child = _prepared()
    makers.released(SLUG, meeting)
    with acting(SLUG, "practitioner") as worker:
        standing, look = child_queries.look_at(worker, child, NOW)
        lines = child_queries.in_plain_words(child, standing, look, NOW)
    assert f"We told {POLICE} about who you are, your plan" in lines[0].text + lines[1].text


def test_release_asks_the_ledger_as_often_for_three_children_as_for_one() -> None:
    meeting, _, _ = _prepared()
    one = _asked_of_the_ledger(meeting)
    panel = meeting.series
    later = makers.a_meeting(SLUG, panel, makers.MEETS_ON + dt.timedelta(days=1))
    for given in ("Ada", "Bo", "Cy"):
        _prepared(given, later)
    assert _asked_of_the_ledger(later) == one == 2


def _asked_of_the_ledger(meeting: Meeting) -> int:
    with counted() as statements:
        makers.released(SLUG, meeting)
    return len([one for one in statements if "children_disclosure" in one])


def test_nobody_writes_such_a_line_by_itself() -> None:
    meeting, _, child = _prepared()
    with acting(SLUG, "practitioner") as worker, pytest.raises(NotPermitted):
        children.share_by_work(
            actor=worker,
            source=meeting.ref,
            recipients=[children.Recipient(child=child, to_whom="Anybody", kind="other", strands=frozenset())],
            what="x",
            purpose="x",
            how="here",
            expires_on=None,
            now=NOW,
        )


def test_the_page_asks_whether_the_family_knows() -> None:
    meeting = makers.a_meeting(SLUG)
    child = makers.a_known_child(SLUG)
    client = as_(SLUG, "practitioner")
    at = f"/children/{child.ref}/add-to-panel/"
    sent = post(client, at, meeting=meeting.ref, why_here="x", family_told="not_told")
    assert "Say why they are not told" in sent.content.decode()
    sent = post(client, at, meeting=meeting.ref, why_here="x", family_told="not_told", not_told_why="She is at risk")
    assert sent.status_code == 302
    with acting(SLUG, "practitioner"):
        assert AgendaItem.objects.get().family_not_told_why == "She is at risk"
