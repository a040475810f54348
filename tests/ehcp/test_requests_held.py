"""A request for a child who is held: the sections that hold then, the home authority, who asks, and the paper."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from alongside.children.models import Child, Disclosure
from alongside.core.verdict import NotNow
from alongside.ehcp.models import Case, Request
from alongside.ehcp.rules import requests as rules
from alongside.justice import commands as justice
from alongside.justice.models import Detention
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers
from tests.ehcp.test_pages import at, day, post, shown, signed_in
from tests.ehcp.test_requests import WHY, helped, sent, started, written
from tests.justice import makers as custody
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]


def a_held_child(*, here: bool = True, **more: object) -> Child:
    child = makers.a_child(born_on=dt.date(2011, 2, 3))
    where: dict[str, object] = {"home_authority": "Swindon" if here else "Reading", "home_is_here": here, **more}
    custody.a_detention(child, **where)  # type: ignore[arg-type]
    return child


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def paper(key: str, child: Child, row: Request) -> str:
    answer = signed_in(key).get(at("request_file", child, ref=row.ref))
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages)).replace("\u200b", "")


def test_who_makes_a_request_follows_from_whether_the_child_is_held() -> None:
    asks = ("parent", "young_person", "school", "in_charge", "youth_justice")
    assert [rules.way_of(one, held=True) == "request" for one in asks] == [True, True, False, True, False]
    assert [rules.way_of(one) == "request" for one in asks] == [True, True, True, False, False]
    assert "in_charge" not in dict(rules.who_may_ask(young=False))
    assert "in_charge" in dict(rules.who_may_ask(young=False, held=True))
    assert rules.basis(held=True).who_asks.place == "section 71(2)"
    assert rules.basis(held=False).who_asks.place == "section 36(1)"


def test_the_page_says_which_law_holds_and_why() -> None:
    free, child = makers.a_child(), a_held_child()
    ordinary = plain(shown("practitioner", at("request_paper", free, ref=started(free).ref)))
    assert re.search(r"is not held on [^.]+, so section 36 of the Children and Families Act 2014 holds", ordinary)
    assert "section 71" not in ordinary

    row = written(started(child))
    for view in ("request_paper", "write_request", "send_request"):
        page = plain(shown("practitioner", at(view, child, ref=row.ref)))
        assert "is held at Wetherby" in page
        assert "sections 70 and 71" in page
        assert "goes to the home authority: Swindon." in page
        assert "section 71(2)" in page


def test_a_remand_to_the_authoritys_own_care_is_no_such_detention() -> None:
    child = a_held_child(kind="remand_authority")
    assert "so section 36" in plain(shown("practitioner", at("request_paper", child, ref=started(child).ref)))


def test_sent_to_the_team_here_it_begins_a_case_under_the_rules_for_detained_children() -> None:
    child = a_held_child()
    row = sent(written(started(child)), asked_by="in_charge", gateway="cfa2014_detained")

    with wall.inside(child.partnership_id):
        case = Case.objects.get(child=child)
        line = Disclosure.objects.get(ref=row.disclosure_ref)
    assert (case.opened_how, case.asked_by, case.regime) == ("request", "in_charge", "detained")
    assert {"ehc_detained_decide_to_assess_6w", "ehc_detained_final_plan_20w"} <= makers.running(case)
    assert "ehc_decide_to_assess_6w" not in makers.running(case)
    assert (row.held_since, row.home_authority, line.how) == (TODAY - dt.timedelta(days=1), "Swindon", "here")


def test_a_school_brings_a_held_child_to_attention_and_does_not_make_the_request() -> None:
    child = a_held_child()
    row = sent(written(started(child)), asked_by="school")
    with wall.inside(child.partnership_id):
        assert Case.objects.get(pk=row.case_id).opened_how == "attention"

    other = a_held_child()
    with pytest.raises(NotNow, match="While the child is held"):
        makers.begun(other, how="request", asked_by="school", on=TODAY)
    # What the school asked for before the child was held was a request.
    before = makers.begun(other, how="request", asked_by="school")
    assert makers.again(before).is_detained
    with pytest.raises(NotNow, match="not written down that the child is held"):
        sent(written(started(makers.a_child())), asked_by="in_charge")


def test_to_an_authority_elsewhere_it_goes_on_paper_and_no_case_begins_here() -> None:
    child = a_held_child(here=False)
    helped(child)
    row = written(started(child))
    with pytest.raises(NotNow, match="say how it went"):
        sent(row)
    assert "SEND team Reading the home authority" in paper("practitioner", child, row)

    row = sent(row, how="paper", gateway="cfa2014_detained")

    with wall.inside(child.partnership_id):
        assert not Case.objects.filter(child=child).exists()
        line = Disclosure.objects.get(ref=row.disclosure_ref)
    assert (line.how, line.to_whom, line.to_agency_id) == ("paper", "SEND team, Reading, the home authority", None)
    assert "to Reading" in shown("practitioner", at("ehc", child))
    with pytest.raises(NotNow, match="The SEND team is here"):
        sent(written(started(makers.a_child())), how="paper")


def test_what_was_sent_keeps_its_law_after_the_release() -> None:
    child = a_held_child(here=False)
    row = sent(written(started(child)), how="secure_email", gateway="cfa2014_detained")
    with wall.inside(child.partnership_id):
        held = Detention.objects.get(child=child)
    with acting("swindon", "practitioner") as actor:
        justice.end_detention(actor=actor, detention=held, ending="released", ended_on=TODAY, now=NOW)

    assert "was held at Wetherby" in plain(shown("practitioner", at("request_paper", child, ref=row.ref)))
    again = plain(shown("practitioner", at("request_paper", child, ref=started(child).ref)))
    assert "so section 36" in again


def test_the_paper_says_all_that_the_page_says_and_leaves_out_what_its_reader_does_not_read() -> None:
    child = a_held_child()
    helped(child)
    row = written(started(child), part_needs="A need that is health information")
    read = ("identity", "education", "plan")
    people.grant("swindon", child, "send_officer", "send", strands=read)

    printed = paper("practitioner", child, row)
    for words in ("Draft: not sent", WHY, "Give him time to answer", "section 71(2)", "Wetherby", "Swindon", row.ref):
        assert words in printed, words
    assert "A need that is health information" in printed
    assert "A need that is health information" not in paper("send_officer", child, row)
    assert "Left out of this copy" in paper("send_officer", child, row)


def test_the_paper_of_a_child_who_is_not_held_says_nothing_of_being_held() -> None:
    child = makers.a_child()
    printed = paper("practitioner", child, written(started(child)))
    assert rules.PLAINLY in printed
    assert "held" not in printed


@pytest.mark.parametrize(
    ("key", "status"), [("practitioner", 200), ("team_manager", 200), ("stranger", 404), ("police", 404)]
)
def test_who_opens_the_paper(key: str, status: int) -> None:
    child = a_held_child()
    row = written(started(child))
    people.grant("swindon", child, "police", "meeting")
    assert signed_in(key).get(at("request_file", child, ref=row.ref)).status_code == status
    assert signed_in(key, "hampshire").get(at("request_file", child, ref=row.ref)).status_code == 404


def test_in_the_browser_to_an_authority_elsewhere() -> None:
    child = a_held_child(here=False)
    row = written(started(child))
    client = signed_in("practitioner")
    typed = {"asked_by": "in_charge", "agreement": "agreed", "gateway": "cfa2014_detained", **day("told_on", TODAY)}
    url = at("send_request", child, ref=row.ref)
    assert "Say how it went" in post(client, url, version=2, is_read="on", **typed).content.decode()

    answer = post(client, url, version=2, is_read="on", how="paper", **typed)

    assert answer["Location"] == at("request_paper", child, ref=row.ref)
    page = plain(shown("practitioner", answer["Location"]))
    assert "Sent to SEND team, Reading, the home authority" in page
    assert "The person in charge of where the child is held" in page


def test_a_held_child_costs_as_many_queries_as_any_other() -> None:
    costs = []
    for child in (makers.a_child(), a_held_child()):
        row = started(child)
        client = signed_in("practitioner")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(at("request_paper", child, ref=row.ref)).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1]
