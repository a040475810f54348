"""A request for an EHC needs assessment: put together from the record, edited, sent; for whom, and under which law."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.children import commands as record
from alongside.children import queries as children
from alongside.children.models import Child, Disclosure
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.ehcp import commands
from alongside.ehcp.models import Case, Request
from alongside.ehcp.rules import requests as rules
from alongside.needs import commands as needs
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers
from tests.ehcp.test_pages import at, day, post, shown, signed_in
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

WHY = "He reads as a child of seven does, and support has not changed it."


def started(child: Child, key: str = "practitioner", slug: str = "swindon") -> Request:
    with acting(slug, key) as actor:
        _, look = children.look_at(actor, child, NOW)
        return commands.start_request(actor=actor, child=child, look=look, now=NOW)


def written(row: Request, **parts: str) -> Request:
    with acting("swindon", "practitioner") as actor:
        return commands.write_request(
            actor=actor, request=row, parts={"part_why": WHY, **parts}, version=row.version, now=NOW
        )


def sent(row: Request, key: str = "practitioner", **more: object) -> Request:
    said: dict[str, object] = {
        "asked_by": "youth_justice",
        "agreement": "agreed",
        "told_on": TODAY,
        "gateway": "cfa2014_s28",
        "version": row.version,
        **more,
    }
    with acting("swindon", key) as actor:
        return commands.send_request(actor=actor, request=row, now=NOW, **said)  # type: ignore[arg-type]


def helped(child: Child, text: str = "Give him time to answer") -> None:
    """The record holds what helps."""
    with acting("swindon", "practitioner") as actor:
        needs.write_strategy(actor=actor, child=child, kind="do", text=text, now=NOW)


def test_school_age_ends_with_the_last_friday_in_june_of_the_school_year_of_sixteen() -> None:
    assert rules.last_school_day(dt.date(2010, 8, 31)) == dt.date(2026, 6, 26)
    assert rules.last_school_day(dt.date(2010, 9, 1)) == dt.date(2027, 6, 25)
    assert not rules.is_young_person(dt.date(2010, 8, 31), dt.date(2026, 6, 26))
    assert rules.is_young_person(dt.date(2010, 8, 31), dt.date(2026, 6, 27))


def test_who_asks_follows_the_age_and_only_they_who_can_make_a_request() -> None:
    assert "young_person" not in dict(rules.who_may_ask(young=False))
    assert "cannot decide" in dict(rules.who_may_ask(young=True))["parent"]
    assert [rules.way_of(one) for one in ("parent", "school", "youth_justice", "health")] == [
        "request",
        "request",
        "attention",
        "attention",
    ]


def test_the_record_fills_it_with_source_and_day_and_edits_are_marked() -> None:
    child = makers.a_child()
    helped(child)

    row = started(child)

    assert row.part_ways == f"- Give him time to answer (Asha Penrose, {calendar.spoken(TODAY)})"
    with pytest.raises(NotNow, match="being written"):
        started(child)
    written(row)
    page = shown("practitioner", at("request_paper", child, ref=row.ref))
    assert "Edited" not in page
    with wall.inside(child.partnership_id):
        again = Request.objects.get(pk=row.pk)
    written(again, part_ways="Give him time, and a picture")
    page = shown("practitioner", at("request_paper", child, ref=row.ref))
    assert 'What helps, and what does not <strong class="govuk-tag govuk-tag--grey">' in re.sub(r"\s+", " ", page)


def test_both_of_two_joined_records_are_read_and_a_line_of_both_stands_once() -> None:
    kept, other = makers.a_child(), people.a_child("swindon", given="Zoe")
    people.grant("swindon", other, "practitioner", "allocated")
    helped(kept)
    helped(other)
    helped(other, "Show a picture first")
    with acting("swindon", "front_door") as actor:
        merge = record.propose_merge(actor=actor, kept=kept, other=other, why="The mother was rung", now=NOW)
    apart = started(kept)
    assert "Show a picture first" not in apart.part_ways
    with acting("swindon", "practitioner") as actor:
        commands.drop_request(actor=actor, request=apart, now=NOW)
    with acting("swindon", "team_manager") as actor:
        record.decide_merge(actor=actor, merge=merge, is_one_child=True, why="The mother was rung", now=NOW)

    row = started(kept)

    assert row.part_ways.count("Give him time to answer") == 1
    assert row.part_ways.count("Show a picture first") == 1


def test_what_the_child_said_stands_in_it_once_with_who_heard_it() -> None:
    child = makers.a_child()
    with acting("swindon", "practitioner") as actor:
        record.record_voice(
            actor=actor, child=child, said="Tell me once.", gathered="Talking together", said_on=TODAY, now=NOW
        )
        changes: dict[str, object] = {"own_words": "Tell me once."}
        record.edit_child(actor=actor, child=child, version=child.version, changes=changes, now=NOW)

    row = started(child)

    assert row.part_views == f"- “Tell me once.” (heard by Asha Penrose, {calendar.spoken(TODAY)})"


def test_what_we_presume_of_every_child_is_not_in_it() -> None:
    child = makers.a_child()
    row = started(child)

    assert row.part_needs == ""


def test_sent_it_begins_the_case_with_its_clocks_and_stands_in_the_ledger() -> None:
    child = makers.a_child()
    helped(child)

    row = sent(written(started(child)))

    with wall.inside(child.partnership_id):
        case = Case.objects.get(child=child)
        line = Disclosure.objects.get(ref=row.disclosure_ref)
    assert (case.opened_how, case.asked_by, case.opened_on) == ("attention", "youth_justice", calendar.london_date(NOW))
    assert "ehc_decide_to_assess_6w" in makers.running(case)
    assert (line.gateway, line.told, set(line.strands)) == ("cfa2014_s28", "told", {"identity", "education"})
    assert row.case_id == case.pk
    assert WHY in shown("send_officer", at("request_paper", child, ref=row.ref))
    with pytest.raises(NotNow, match="stays as it was sent"):
        written(row)


def test_the_family_asks_for_itself_and_only_if_it_agrees() -> None:
    row = written(started(makers.a_child()))

    with pytest.raises(NotNow, match="own request"):
        sent(row, asked_by="parent", agreement="knows")
    with pytest.raises(NotNow, match="school age"):
        sent(row, asked_by="young_person")
    with pytest.raises(NotNow, match="Say why the parent or carer"):
        sent(row, agreement="not_told", told_on=None)
    done = sent(row, asked_by="parent")
    with wall.inside(done.partnership_id):
        assert Case.objects.get(pk=done.case_id).opened_how == "request"


def test_it_is_not_sent_without_a_reason_nor_over_what_somebody_else_wrote() -> None:
    row = started(makers.a_child())

    with pytest.raises(NotNow, match="Say why"):
        sent(row)
    written(row)
    with pytest.raises(Changed):
        sent(row)
    with pytest.raises(Changed) as refused:
        written(row, part_family="They hope")
    assert refused.value.theirs["part_why"] == WHY


def test_where_a_case_is_live_none_is_put_together_and_a_draft_is_not_sent() -> None:
    child = makers.a_child()
    row = written(started(child))
    makers.begun(child)

    with pytest.raises(NotNow, match="a case for this child already"):
        sent(row)
    with wall.inside(child.partnership_id):
        assert not Disclosure.objects.filter(child=child).exists()
    with acting("swindon", "practitioner") as actor:
        commands.drop_request(actor=actor, request=row, now=NOW)
    with pytest.raises(NotNow, match="a case for this child already"):
        started(child)


def test_nobody_sends_a_part_that_they_do_not_read() -> None:
    child = makers.a_child()
    row = written(started(child), part_needs="A need that is health information")
    read = [Strand.IDENTITY, Strand.EDUCATION, Strand.PLAN]
    people.grant("swindon", child, "send_officer", "send", strands=read)

    page = shown("send_officer", at("request_paper", child, ref=row.ref))
    assert "A need that is health information" not in page
    assert "are not shown to you" in page
    with pytest.raises(NotPermitted):
        sent(row, "send_officer")


@pytest.mark.parametrize(
    ("key", "status"), [("practitioner", 200), ("team_manager", 200), ("stranger", 404), ("police", 404)]
)
def test_who_opens_it(key: str, status: int) -> None:
    child = makers.a_child()
    row = written(started(child))
    people.grant("swindon", child, "police", "meeting")

    for view in ("request_paper", "write_request", "send_request"):
        assert signed_in(key).get(at(view, child, ref=row.ref)).status_code == status
        assert signed_in(key, "hampshire").get(at(view, child, ref=row.ref)).status_code == 404


def test_in_the_browser_from_the_record_to_the_case() -> None:
    child = makers.a_child()
    client = signed_in("practitioner")
    assert "Put a request together" in shown("practitioner", at("ehc", child))

    answer = post(client, at("start_request", child))
    with wall.inside(child.partnership_id):
        row = Request.objects.get(child=child)
    assert answer["Location"] == at("write_request", child, ref=row.ref)
    assert post(client, at("start_request", child))["Location"] == answer["Location"]
    answer = post(client, answer["Location"], version=1, part_why=WHY)
    assert answer["Location"] == at("request_paper", child, ref=row.ref)
    typed = {"asked_by": "youth_justice", "agreement": "agreed", "gateway": "cfa2014_s28", **day("told_on", TODAY)}
    assert (
        "Read it over first"
        in post(client, at("send_request", child, ref=row.ref), version=2, **typed).content.decode()
    )
    answer = post(client, at("send_request", child, ref=row.ref), version=2, is_read="on", **typed)
    assert answer["Location"] == at("ehc", child)
    page = shown("practitioner", at("ehc", child))
    assert "Deciding whether to assess" in page
    assert at("request_paper", child, ref=row.ref) in page


def test_ten_strategies_cost_as_many_queries_as_one() -> None:
    costs = []
    for many in (1, 10):
        child = makers.a_child()
        for number in range(many):
            helped(child, f"Give him {number + 2} minutes to answer")
        with acting("swindon", "practitioner") as actor:
            _, look = children.look_at(actor, child, NOW)
            with CaptureQueriesContext(
                connection,
            ) as seen:
                commands.start_request(actor=actor, child=child, look=look, now=NOW)
        costs.append(len(seen))
    assert costs[0] == costs[1]
