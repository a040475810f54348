"""A subject reads who looked: one person prepares the copy, another releases it, and what is left out is not in it."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from alongside.children import commands, queries, rules
from alongside.children.models import Child, SubjectAccess
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from tests import people
from tests.children.makers import as_, date_parts, events, post
from tests.people import NOW, TODAY

SLUG = "swindon"


@pytest.fixture
def child(database: object) -> Child:
    made = people.a_child(SLUG)
    people.grant(SLUG, made, "practitioner", "allocated")
    as_(SLUG, "practitioner").get(f"/children/{made.ref}/")
    as_(SLUG, "stranger").get(f"/children/{made.ref}/")
    with people.acting(SLUG, "practitioner") as actor:
        commands.share(
            actor=actor,
            child=made,
            what="The strategies",
            strands=[Strand.PLAN],
            to_whom="Boxing club",
            purpose="To help",
            gateway="ca2004_s10",
            how="spoken",
            checked="nothing",
            told="told",
            told_on=TODAY,
            now=NOW,
        )
    return made


def _begun(child_ref: str, **more: Any) -> SubjectAccess:
    with people.acting(SLUG, "governance_lead") as actor:
        return commands.begin_subject_access(
            actor=actor,
            child_ref=child_ref,
            asked_by="child",
            asked_on=TODAY,
            identity_on=None,
            may_act="Zoë's worker knows her, and she understands what she asks.",
            now=dt.datetime.now(dt.UTC) + dt.timedelta(days=3650),
            **more,
        )


def test_the_journey_from_asking_to_the_paper(child: Child) -> None:
    lead = as_(SLUG, "governance_lead")
    begun = post(
        lead,
        "/copies/begin/",
        reference=child.ref,
        asked_by="child",
        may_act="Her worker knows her.",
        **date_parts("asked_on", TODAY),
    )
    page = begun["Location"]
    text = lead.get(page).content.decode()
    assert "Asha Penrose" in text
    assert "Bea Holloway" in text, "whoever was refused is in it too"
    assert "We told Boxing club" in text
    assert lead.get(f"{page}paper/").status_code == 409, "nothing leaves before a second person has read it"

    with people.acting(SLUG, "governance_lead") as actor:
        row = queries.request_or_404(actor, page.split("/")[2])
        copy = queries.copy_of(actor, row, NOW)
    key = next(line.key for line in copy.looks if line.who.startswith("Bea"))
    assert post(lead, f"{page}leave-out/", lines=[key]).status_code == 422, "a line is left out on a ground"
    assert post(lead, f"{page}leave-out/", lines=[key], reason="harm").status_code == 302
    assert post(lead, f"{page}release/").status_code == 403, "nobody releases what they prepared"

    head = as_(SLUG, "head_of_service")
    assert page in head.get("/").content.decode(), "it waits in the second person's work"
    assert post(head, f"{page}release/").status_code == 302
    answer = head.get(f"{page}paper/")
    paper = " ".join(" ".join(part.extract_text().split()) for part in PdfReader(BytesIO(answer.content)).pages)
    assert "Asha Penrose" in paper
    assert "Bea Holloway" not in paper
    assert "We left out 1 line" in paper
    assert "Zoë" not in paper, "the record stands there by reference"
    (event,) = events(SLUG, "children.subject_access.released")
    assert event.verb == "disclosure"


def test_a_copy_goes_back_to_be_put_right_and_can_be_refused(child: Child) -> None:
    row = _begun(child.ref)
    with people.acting(SLUG, "governance_lead") as actor:
        row = commands.leave_out(actor=actor, request=row, lines=[], reason="", now=NOW)
    with people.acting(SLUG, "head_of_service") as actor:
        row = commands.return_copy(actor=actor, request=row, why="A brother is named in line 2.", now=NOW)
        with pytest.raises(NotNow):
            commands.release_copy(actor=actor, request=row, now=NOW)
    with people.acting(SLUG, "governance_lead") as actor:
        row = commands.refuse_copy(actor=actor, request=row, why="It was not for this child.", now=NOW)
    assert row.status == "refused"


def test_a_reference_that_points_at_nothing_gives_a_copy_without_lines(database: object) -> None:
    row = _begun("C-000000")
    with people.acting(SLUG, "governance_lead") as actor:
        copy = queries.copy_of(actor, row, NOW)
    assert {line.what for line in copy.looks} == {
        "Began a copy of who looked.",
        "Read a copy of who looked and what was shared.",
    }, "nothing but this copy itself"
    assert not copy.shared


def test_only_those_who_prepare_and_release_know_of_it(child: Child) -> None:
    row = _begun(child.ref)
    assert as_(SLUG, "practitioner").get("/copies/").status_code == 403
    assert as_(SLUG, "practitioner").get(f"/copies/{row.ref}/").status_code == 403
    assert as_("hampshire", "governance_lead").get(f"/copies/{row.ref}/").status_code == 404
    assert child.ref not in as_("hampshire", "governance_lead").get("/copies/").content.decode()
    with people.acting(SLUG, "practitioner") as actor, pytest.raises(NotPermitted):
        commands.begin_subject_access(
            actor=actor,
            child_ref=child.ref,
            asked_by="child",
            asked_on=TODAY,
            identity_on=None,
            may_act="",
            now=NOW,
        )


def test_a_copy_that_is_due_is_nobodys_but_its_preparers(child: Child) -> None:
    row = _begun(child.ref)
    with people.acting(SLUG, "governance_lead") as actor:
        (thing,) = [one for one in queries.open_things(actor, NOW) if one.kind == "subject_access"]
        assert (thing.ref, thing.membership_id) == (row.ref, actor.membership_id)


@pytest.mark.parametrize(
    ("known", "due"),
    [
        (dt.date(2026, 9, 3), dt.date(2026, 10, 5)),  # 3 October is a Saturday
        (dt.date(2026, 3, 31), dt.date(2026, 4, 30)),  # no 31 April
        (dt.date(2026, 11, 25), dt.date(2026, 12, 29)),  # Christmas Day, its substitute on Monday, then Tuesday
        (dt.date(2024, 1, 31), dt.date(2024, 2, 29)),
    ],
)
def test_one_month_by_the_corresponding_date(known: dt.date, due: dt.date) -> None:
    assert rules.subject_access_due_on(known) == due


@given(st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2027, 10, 1)))
def test_the_day_is_worked_and_never_earlier_than_the_month(known: dt.date) -> None:
    due = rules.subject_access_due_on(known)
    assert calendar.is_working_day(due)
    assert due >= calendar.add_months(known, 1)
    assert (due - calendar.add_months(known, 1)).days <= 5
