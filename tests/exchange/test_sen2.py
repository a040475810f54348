"""The SEN2 return: its modules and items by hand, its messages in words, and who may take it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Event
from alongside.children import rules as child_rules
from alongside.ehcp import commands as ehcp
from alongside.exchange import queries
from alongside.exchange.rules import sen2
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers
from tests.ehcp.makers import begun, matter_of, step, taken
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

ASKED = dt.date(2026, 3, 2)
YEAR = 2027


def returned(year: int = YEAR, key: str = "send_officer", slug: str = "swindon") -> sen2.Return:
    with acting(slug, key) as actor:
        return queries.sen2_return(actor, year, NOW)._value


def xml(found: sen2.Return) -> ET.Element:
    return ET.fromstring(sen2.to_xml(found, NOW))


def test_the_census_is_the_third_thursday_of_january() -> None:
    assert sen2.census_day(2027) == dt.date(2027, 1, 21)
    assert sen2.reported(2027) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def test_a_child_from_request_to_review_by_hand() -> None:
    case = taken(begun(makers.a_child(given="Ana", family="Birch"), on=ASKED))
    step(case, "decide_to_assess", ASKED + dt.timedelta(weeks=5))
    step(case, "decide_to_issue", ASKED + dt.timedelta(weeks=12))
    step(case, "send_draft", ASKED + dt.timedelta(weeks=14))
    step(case, "send_final_plan", ASKED + dt.timedelta(weeks=20), setting_name="Kingsdown")
    step(case, "plan_review", TODAY - dt.timedelta(days=30), planned_on=TODAY - dt.timedelta(days=9))
    step(case, "hold_meeting", TODAY - dt.timedelta(days=9), matter=matter_of(case, "review"))
    step(case, "decide_to_keep", TODAY, matter=matter_of(case, "review"))

    root = xml(returned())

    assert root.findtext("Header/CollectionDetails/ReferenceDate") == "2027-01-21"
    assert root.findtext("Header/Source/LEA") == "866"
    (person,) = root.findall("Persons/Person")
    said = {item.tag: item.text for item in person.iter() if item.text and item.text.strip()}
    assert said == {
        "Surname": "Birch",
        "Forename": "Ana",
        "PersonBirthDate": "2013-02-03",
        "UPNunknown": "UN1",
        "ReceivedDate": "2026-03-02",
        "RequestSource": "5",
        "RYA": "false",
        "RequestOutcomeDate": "2026-04-06",
        "RequestOutcome": "Y",
        "RequestMediation": "false",
        "RequestTribunal": "false",
        "AssessmentOutcome": "Y",
        "AssessmentOutcomeDate": "2026-05-25",
        "AssessmentMediation": "false",
        "AssessmentTribunal": "false",
        "OtherMediation": "false",
        "OtherTribunal": "false",
        "Week20": "false",
        "StartDate": "2026-07-20",
        "SENSettingOther": "Kingsdown",
        "PlacementRank": "1",
        "ReviewMeeting": (TODAY - dt.timedelta(days=9)).isoformat(),
        "ReviewOutcome": "M",
        "LastReview": TODAY.isoformat(),
    }
    assert {(one.item, one.must) for one in sen2.messages(returned())} == {
        ("UPN", False),
        ("PostCode", False),
        ("Ethnicity", False),
    }


def test_a_plan_that_changes_after_its_review_says_when_the_family_got_the_changes() -> None:
    case = makers.a_plan(made_on=TODAY - dt.timedelta(days=340))
    step(case, "plan_review", TODAY - dt.timedelta(days=60), planned_on=TODAY - dt.timedelta(days=30))
    step(case, "hold_meeting", TODAY - dt.timedelta(days=30), matter=matter_of(case, "review"))
    assert xml(returned()).find(".//ReviewDraft") is None
    step(case, "decide_to_amend", TODAY - dt.timedelta(days=5), matter=matter_of(case, "review"))

    active = xml(returned()).find(".//ActivePlans")
    assert active is not None
    assert active.findtext("ReviewOutcome") == "A"
    assert active.findtext("ReviewDraft") == (TODAY - dt.timedelta(days=5)).isoformat()
    assert not {one.item for one in sen2.messages(returned())} & {"ReviewDraft", "ReviewOutcome"}


def test_every_ethnic_group_has_a_code_of_the_departments_or_a_message_that_says_why_not() -> None:
    assert set(sen2.ETHNICITY) | {sen2.TWO_CODES} == set(child_rules.ETHNIC_GROUPS)
    for group, code in {"B2": "BAFR", "NS": "REFU", sen2.TWO_CODES: None, "": None}.items():
        found = of_group(group)
        assert xml(found).findtext("Persons/Person/Ethnicity") == code
        assert sum(one.item == "Ethnicity" for one in sen2.messages(found)) == (code is None), group
    assert "WIRT" in sen2.messages(of_group(sen2.TWO_CODES))[-1].words


def of_group(group: str) -> sen2.Return:
    person = sen2.PersonOf(
        ref="C-1",
        given="Ana",
        family="Birch",
        born_on=dt.date(2013, 2, 3),
        upn="",
        is_upn=False,
        postcode="SN1 1AA",
        ethnic_group=group,
        cases=(),
    )
    return sen2.Return(YEAR, "Swindon", "866", (person,))


def test_what_belongs_into_another_year_is_left_out() -> None:
    """A request after the census is in the next return; a case that has ended is out of the officer's sight."""
    ended = taken(begun(makers.a_child(given="Ended"), on=ASKED))
    step(ended, "withdraw_request", ASKED + dt.timedelta(days=7), note="They moved")
    taken(begun(makers.a_child(given="New"), on=ASKED))
    makers.a_plan(given="Kept", made_on=dt.date(2025, 9, 1))

    assert {person.given for person in returned().persons} == {"New", "Kept"}
    assert [person.given for person in returned(2026).persons] == ["Kept"]


def test_what_is_wrong_is_said_in_words_with_the_child() -> None:
    case = taken(begun(makers.a_child(given="Ana", family="Birch"), on=ASKED))
    makers.a_plan(given="Ben", family="Cole")

    found = {(one.name, one.item): one.words for one in sen2.messages(returned())}

    assert "no decision is recorded" in found["Ana Birch", "RequestOutcome"]
    assert "2 March 2026" in found["Ana Birch", "RequestOutcome"]
    assert "names no school" in found["Ben Cole", "SENSetting"]
    assert all(one.child_ref for one in sen2.messages(returned()))
    assert case.child.ref in {one.child_ref for one in sen2.messages(returned())}


def test_days_that_contradict_each_other_are_told() -> None:
    case = sen2.CaseOf(
        ref="EH-000000",
        is_request=True,
        opened_on=ASKED,
        asked_by="",
        was_detained=True,
        outcome="Y",
        outcome_on=ASKED - dt.timedelta(days=1),
        assessed="Y",
        assessed_on=ASKED,
        plan_on=ASKED + dt.timedelta(days=9),
        ceased_on=ASKED + dt.timedelta(days=8),
    )
    person = sen2.PersonOf(
        ref="C-000000",
        given="A\x0bna",
        family="Birch & Cole",
        born_on=dt.date(1990, 1, 1),
        upn="X1",
        is_upn=False,
        postcode="SN1 1AA",
        cases=(case,),
    )
    found = sen2.Return(YEAR, "Nowhere", "", (person,))

    items = {one.item for one in sen2.messages(found) if one.must}
    assert items == {
        "LEA",
        "UPN",
        "PersonBirthDate",
        "RequestSource",
        "RequestOutcomeDate",
        "CeaseDate",
        "CeaseReason",
    }
    root = xml(found)
    assert root.findtext("Persons/Person/Forename") == "Ana"
    assert root.findtext("Persons/Person/Surname") == "Birch & Cole"
    assert root.findtext("Persons/Person/Requests/RYA") == "true"


def test_a_request_made_in_custody_is_marked_and_one_before_is_not() -> None:
    held = taken(begun(makers.a_child(given="Ana"), on=ASKED))
    step(held, "tell_of_detention", ASKED, by="practitioner")
    later = taken(begun(makers.a_child(given="Ben"), on=ASKED))
    step(later, "tell_of_detention", ASKED + dt.timedelta(days=1), by="practitioner")

    assert {person.given: person.cases[0].was_detained for person in returned().persons} == {"Ana": True, "Ben": False}


def test_a_child_released_to_another_authority_is_no_longer_in_custody_when_they_come_back() -> None:
    case = taken(begun(makers.a_child(given="Ana"), on=ASKED))
    step(case, "tell_of_detention", ASKED + dt.timedelta(weeks=1), by="practitioner")
    step(case, "tell_of_release_elsewhere", ASKED + dt.timedelta(weeks=2), whom="Another authority")
    begun(case.child, on=ASKED + dt.timedelta(weeks=4))

    (ana,) = returned().persons
    assert {one.opened_on: one.was_detained for one in ana.cases}[ASKED + dt.timedelta(weeks=4)] is False


def test_a_step_that_was_taken_back_is_not_in_the_return() -> None:
    case = taken(begun(makers.a_child(given="Ana"), on=ASKED))
    step(case, "decide_not_to_assess", ASKED + dt.timedelta(weeks=5), note="Needs are met.")
    with acting("swindon", "send_officer") as actor:
        ehcp.take_back_step(
            actor=actor, step=makers.step_of(case, "decide_not_to_assess"), reason="Wrong child.", now=NOW
        )

    ((of,),) = (person.cases for person in returned().persons)

    assert (of.outcome, of.outcome_on) == ("", None)


def test_who_takes_it_and_what_it_leaves() -> None:
    case = taken(begun(makers.a_child(given="Ana", family="Birch"), on=ASKED))

    def got(key: str, slug: str = "swindon", address: str = "/ehc/sen2/2027/xml/") -> tuple[int, bytes]:
        client = Client()
        people.sign_in(client, slug, key)
        answer = client.get(address)
        return answer.status_code, answer.content

    status, content = got("send_officer")
    assert status == 200
    assert b"<Surname>Birch</Surname>" in content
    for key in ("practitioner", "team_manager", "school", "board_member"):
        assert got(key)[0] == 403, key
    status, content = got("send_officer", "hampshire")
    assert (status, b"Birch" in content) == (200, False)
    assert got("send_officer", address="/ehc/sen2/1999/xml/")[0] == 404
    with wall.inside(case.partnership_id):
        (event,) = Event.objects.filter(action="exchange.return.taken", verb="disclosure")
        assert case.child.ref in event.about


def test_ten_children_cost_as_many_queries_as_one() -> None:
    def cost() -> int:
        with acting("swindon", "send_officer") as actor, CaptureQueriesContext(connection) as asked:
            queries.sen2_return(actor, YEAR, NOW)
        return len(asked)

    taken(begun(makers.a_child(given="One"), on=ASKED))
    few = cost()
    for number in range(9):
        taken(begun(makers.a_child(given=f"N{number}"), on=ASKED))

    assert cost() == few


def test_the_command_line_goes_through_access_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = taken(begun(makers.a_child(given="Ana", family="Birch"), on=ASKED))
    with acting("swindon", "send_officer") as actor:
        officer = actor.membership_ref
    with acting("swindon", "practitioner") as actor:
        worker = actor.membership_ref
    file = tmp_path / "sen2.xml"
    with time_machine.travel(NOW, tick=True):
        call_command("sen2", "--partnership", "swindon", "--officer", officer, "--output", str(file))
        with pytest.raises(CommandError, match="The SEND team sends"):
            call_command("sen2", "--partnership", "swindon", "--officer", worker)
        with pytest.raises(CommandError, match="no such person"):
            call_command("sen2", "--partnership", "hampshire", "--officer", officer)

    said = capsys.readouterr().out
    assert case.child.ref in said
    assert "Birch" not in said
    assert b"Birch" in file.read_bytes()
